import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { ImageConfig } from './imageConfig';
import { ImageUnit } from './imageUnit';

/**
 * Judges every image unit on its own. A unit whose Dockerfile cannot be read is `unknown` with the reason.
 *
 * @public
 */
export function eachImage(
  units: readonly ImageUnit[],
  judge: (dockerfile: ResolvedDockerfile, unit: ImageUnit) => Judgement,
): UnitJudgement[] {
  return units.map(unit => {
    const { name, path, dockerfile } = unit;
    if (dockerfile.status === 'present') {
      return { unit: name, judgement: judge(dockerfile.value, unit) };
    }
    const reason =
      dockerfile.status === 'unavailable' ? dockerfile.reason : `${name} does not exist.`;
    const code = dockerfile.status === 'unavailable' ? dockerfile.code : 'unparseable';
    return {
      unit: name,
      judgement: { verdict: 'unknown', code, reason, evidence: [{ message: reason, path }] },
    };
  });
}

/**
 * Like `eachImage`, for checks about Linux: Windows images are `not-applicable`, and the configuration is at hand.
 *
 * @public
 */
export function eachLinuxImage(
  given: { readonly units: readonly ImageUnit[]; readonly configs: readonly ImageConfig[] },
  judge: (config: ImageConfig, dockerfile: ResolvedDockerfile, unit: ImageUnit) => Judgement,
): UnitJudgement[] {
  return eachImage(given.units, (dockerfile, unit) => {
    const config = given.configs.find(({ unit: name }) => name === unit.name)!;
    return config.windows
      ? { verdict: 'not-applicable', reason: 'A Windows image: the check is about Linux.' }
      : withConflicts(judge(config, dockerfile, unit), config);
  });
}

/** An advisory where the image in the registry, which decides, differs from the Dockerfile. */
function withConflicts(judgement: Judgement, { conflicts = [] }: ImageConfig): Judgement {
  const advisories = conflicts.map(message => ({ message }));
  if (advisories.length === 0) return judgement;
  switch (judgement.verdict) {
    case 'not-applicable':
      return judgement;
    case 'fail':
    case 'warn':
      return { ...judgement, findings: [...judgement.findings, ...advisories] };
    default:
      return { ...judgement, evidence: [...(judgement.evidence ?? []), ...advisories] };
  }
}
