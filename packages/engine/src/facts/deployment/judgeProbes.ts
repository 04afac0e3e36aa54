import { UnitJudgement } from '../../contract/check';
import { Observation } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';
import { ImageHealth } from '../image/imageHealth';
import { healthCoverage } from './healthCoverage';
import { DeploymentFact, OwnContainer } from './ownContainer';

/**
 * Judges the probes of the own containers: together they are one set, in which "some but not all" is a warning.
 *
 * @public
 */
export function judgeProbes(
  deployed: DeploymentFact,
  images: Observation<readonly ImageHealth[]>,
): UnitJudgement[] {
  const { covered, uncovered, open, onlyJobs } = healthCoverage(deployed);
  if (onlyJobs && deployed.unread.length === 0) {
    const reason = 'The workloads run to completion.';
    return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
  }
  const someCovered = covered.length > 0 || open.length > 0 || deployed.unread.length > 0;
  return [
    ...covered.map((container): UnitJudgement => {
      const reason = `${container.unit} ${container.platform === 'kubernetes' ? 'has a probe' : 'has a health check'}.`;
      return {
        unit: container.unit,
        judgement: { verdict: 'pass', reason, evidence: [at(container, reason)] },
      };
    }),
    ...uncovered.map(container => ({
      unit: container.unit,
      judgement: someCovered ? partly(container, covered.length > 0) : judgeBare(container, images),
    })),
    ...open.map(({ container, reason }) =>
      unknown(container.unit, at(container, `Whether there is a probe is not known: ${reason}`)),
    ),
    ...deployed.unread.map(({ path, reason }) => unknown(path, { message: reason, path })),
  ];
}

function at(container: OwnContainer, message: string): Finding {
  return { message, path: container.path, line: container.line };
}

function unknown(unit: string, finding: Finding): UnitJudgement {
  const reason = finding.message;
  return {
    unit,
    judgement: { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [finding] },
  };
}

function withoutProbe({ unit, platform }: OwnContainer): string {
  return platform === 'kubernetes'
    ? `${unit} has neither a liveness nor a readiness probe`
    : `${unit} has no health check, and no target group watches it`;
}

/** Others have a probe, or may have one: this container alone is no more than a warning. */
function partly(container: OwnContainer, isKnown: boolean): Judgement {
  const reason = `${withoutProbe(container)}${isKnown ? ', others have' : ''}.`;
  return { verdict: 'warn', reason, findings: [at(container, reason)] };
}

function judgeBare(
  container: OwnContainer,
  images: Observation<readonly ImageHealth[]>,
): Judgement {
  const finding = at(container, `${withoutProbe(container)}.`);
  const health = images.status === 'present' ? images.value : [];
  const defined = health.find(({ state }) => state === 'defined');
  if (defined) {
    const reason = `${finding.message} The image has HEALTHCHECK, which Kubernetes and ECS do not evaluate.`;
    return { verdict: 'warn', reason, findings: [finding] };
  }
  const open =
    images.status === 'unavailable'
      ? images.reason
      : health.find(({ state }) => state === 'unknown')?.reason;
  if (health.length === 0 || open !== undefined) {
    const reason = `${finding.message} Whether the image has HEALTHCHECK is not known: ${open ?? 'it is built elsewhere.'}`;
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [finding] };
  }
  return { verdict: 'fail', reason: finding.message, findings: [finding] };
}
