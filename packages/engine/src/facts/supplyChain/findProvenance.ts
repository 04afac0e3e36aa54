import { Finding } from '../../contract/verdict';
import { CiModel } from '../ci/model/pipeline';
import { buildActions, buildsImage, isOff, isOn } from './buildOptions';
import { optionOf, searchSteps, subcommand, toFinding } from './pipelineSteps';

/** What pipelines do about provenance. @public */
export interface ProvenanceInPipelines {
  readonly produced: readonly Finding[];
  /** Builds that switch off what BuildKit adds by itself. */
  readonly switchedOff: readonly Finding[];
}

const attesting =
  /^(actions\/attest-build-provenance|actions\/attest|slsa-framework\/slsa-github-generator)(\/|$)/;

/**
 * Steps and reusable workflows that produce build provenance. BuildKit adds it to what the build action and `buildx`
 * push, so that silence produces it (lens notes A41).
 *
 * @public
 */
export function findProvenance(ci: CiModel): ProvenanceInPipelines {
  const off = 'The build switches provenance off.';
  const found = searchSteps(ci, {
    action: (name, { step: { inputs, env } }) => {
      if (attesting.test(name)) return 'The pipeline attests the provenance of the build.';
      if (!buildActions.test(name)) return undefined;
      const attests = `${inputs.get('attests') ?? ''}\n${inputs.get('set') ?? ''}`;
      if (/type=provenance/.test(attests) && !/type=provenance[^\n]*disabled=true/.test(attests)) {
        return 'The build attaches provenance.';
      }
      const provenance = inputs.get('provenance');
      if (isOff(provenance) || /type=provenance[^\n]*disabled=true/.test(attests)) return off;
      if (isOn(provenance)) return 'The build attaches provenance.';
      const pushes =
        isOn(inputs.get('push')) ||
        /\$/.test(inputs.get('push') ?? '') ||
        /type=(registry|image)/.test(inputs.get('outputs') ?? '');
      if (provenance !== undefined || !pushes) return undefined;
      return isOn(env.get('BUILDX_NO_DEFAULT_ATTESTATIONS'))
        ? off
        : 'The build attaches provenance by default.';
    },
    command: (command, { step: { env } }) => {
      const { name, words } = command;
      if (name === 'cosign' && subcommand(command) === 'attest') {
        const type = optionOf(command, '--type') ?? '';
        return /^(slsaprovenance|https:\/\/slsa\.dev\/provenance)/.test(type)
          ? 'The pipeline attests the provenance of the build.'
          : undefined;
      }
      if (!buildsImage(command)) return undefined;
      const attest = words
        .filter(word => /^(--attest=)?type=provenance|^attest:provenance=/.test(word))
        .join('\n');
      const provenance = optionOf(command, '--provenance');
      if (isOff(provenance) || isOff(attest)) return off;
      if (isOn(provenance) || attest !== '' || words.at(-1) === '--provenance')
        return 'The build attaches provenance.';
      const buildx = name === 'docker' && words[1] === 'buildx' && words.includes('--push');
      if (provenance !== undefined || !buildx) return undefined;
      return isOn(env.get('BUILDX_NO_DEFAULT_ATTESTATIONS'))
        ? off
        : 'The build attaches provenance by default.';
    },
  });
  const called = ci.pipelines.flatMap(pipeline =>
    pipeline.references
      .filter(
        ({ kind, name }) => kind === 'reusable-workflow' && attesting.test(name.toLowerCase()),
      )
      .map(({ path, line }) => ({
        message: 'The pipeline attests the provenance of the build.',
        path,
        ...(line === undefined ? {} : { line }),
      })),
  );
  return {
    produced: [...found.filter(({ message }) => message !== off).map(toFinding), ...called],
    switchedOff: found.filter(({ message }) => message === off).map(toFinding),
  };
}
