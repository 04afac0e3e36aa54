import { Finding } from '../../contract/verdict';
import { CiModel } from '../ci/model/pipeline';
import { unwrapCommand } from '../ciSecurity/unwrapCommand';
import { buildActions, buildsImage, isOn } from './buildOptions';
import { optionOf, searchSteps, subcommand, toFinding } from './pipelineSteps';

const bomFormat = /^(spdx|cyclonedx)/i;
const bomActions =
  /^(anchore\/sbom-action|actions\/attest-sbom|cyclonedx\/gh-[a-z-]+-generate-sbom|aws-actions\/vulnerability-scan-github-action-for-amazon-inspector)$/;

/** Steps that produce a bill of materials of the image, attached or kept as an artifact. @public */
export function findSboms(ci: CiModel): readonly Finding[] {
  const baked = ci.builds
    .filter(({ tool, sbom }) => tool === 'bake' && isOn(sbom))
    .map(({ path, line }): Finding => ({
      message: 'The build attaches a bill of materials.',
      path,
      line,
    }));
  const steps = searchSteps(ci, {
    action: (name, { step: { inputs } }) => {
      if (bomActions.test(name)) return 'The pipeline produces a bill of materials.';
      if (name === 'aquasecurity/trivy-action' && bomFormat.test(inputs.get('format') ?? '')) {
        return 'The pipeline writes a bill of materials with trivy.';
      }
      const options = `${inputs.get('attests') ?? ''}\n${inputs.get('set') ?? ''}`;
      const on = isOn(inputs.get('sbom')) || /type=sbom/.test(options);
      return buildActions.test(name) && on ? 'The build attaches a bill of materials.' : undefined;
    },
    command: written => {
      // Also `docker run aquasec/trivy image …` and `npx …`: what really runs.
      const command = { ...written, ...unwrapCommand(written.words) };
      const { name, words } = command;
      const first = subcommand(command);
      if (name === 'syft' && first !== 'version' && first !== 'login') {
        return 'The pipeline writes a bill of materials with syft.';
      }
      if (name === 'inspector-sbomgen') return 'The pipeline writes a bill of materials.';
      if (name === 'trivy' && bomFormat.test(optionOf(command, '--format', '-f') ?? '')) {
        return 'The pipeline writes a bill of materials with trivy.';
      }
      if (
        name === 'cosign' &&
        first === 'attest' &&
        bomFormat.test(optionOf(command, '--type') ?? '')
      ) {
        return 'The pipeline attests a bill of materials.';
      }
      const scout =
        name === 'docker' && (words[1] === 'sbom' || (words[1] === 'scout' && words[2] === 'sbom'));
      if (scout) return 'The pipeline writes a bill of materials with docker.';
      const sbom = words.includes('--sbom') ? 'true' : optionOf(command, '--sbom');
      const attested = words.some(word => /^(--attest=)?type=sbom|^attest:sbom=/.test(word));
      return buildsImage(command) && (isOn(sbom) || attested)
        ? 'The build attaches a bill of materials.'
        : undefined;
    },
  }).map(toFinding);
  return [...steps, ...baked];
}
