import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { healthCoverage } from '../../facts/deployment/healthCoverage';
import { DeploymentFact, OwnContainer } from '../../facts/deployment/ownContainer';
import { ImageHealth, imageHealth } from '../../facts/image/imageHealth';
import { EntitySettings, entitySettings } from '../../facts/repository/entitySettings';

/** A health check that the target platform evaluates is defined. */
export const relHealthCheckDefined = defineCheck({
  id: 'rel-health-check-defined',
  needs: {
    deployed: observed(deployment),
    images: observed(imageHealth),
    settings: entitySettings,
  },
  absentReason: 'The repository has neither a deploy descriptor nor an image.',
  judge: ({ deployed, images, settings }) => {
    if (settings.workloadType !== 'service' && settings.workloadType !== 'worker') {
      return repository({
        verdict: 'not-applicable',
        reason: `A ${settings.workloadType} needs no health check.`,
      });
    }
    if (deployed.status === 'unavailable') {
      return repository({ verdict: 'unknown', code: deployed.code, reason: deployed.reason });
    }
    if (
      deployed.status === 'present' &&
      deployed.value.platforms.some(name => name !== 'compose')
    ) {
      return judgeDescriptors(deployed.value, images);
    }
    return judgeImages(
      images,
      settings,
      deployed.status === 'present' ? deployed.value.unread[0]?.reason : undefined,
    );
  },
});

function repository(judgement: Judgement): UnitJudgement[] {
  return [{ unit: 'repository', judgement }];
}

function judgeDescriptors(
  deployed: DeploymentFact,
  images: Observation<readonly ImageHealth[]>,
): UnitJudgement[] {
  const { covered, uncovered, open, onlyJobs } = healthCoverage(deployed);
  if (onlyJobs && deployed.unread.length === 0) {
    return repository({ verdict: 'not-applicable', reason: 'The workloads run to completion.' });
  }
  const someCovered = covered.length > 0 || open.length > 0 || deployed.unread.length > 0;
  return [
    ...covered.map((container): UnitJudgement => {
      const reason = `${container.unit} has a probe.`;
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

/** Others have a probe, or may have one: this container alone is no more than a warning. */
function partly(container: OwnContainer, isKnown: boolean): Judgement {
  const reason = `${container.unit} has neither a liveness nor a readiness probe${isKnown ? ', others have' : ''}.`;
  return { verdict: 'warn', reason, findings: [at(container, reason)] };
}

function judgeBare(
  container: OwnContainer,
  images: Observation<readonly ImageHealth[]>,
): Judgement {
  const finding = at(container, `${container.unit} has neither a liveness nor a readiness probe.`);
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

function judgeImages(
  images: Observation<readonly ImageHealth[]>,
  settings: EntitySettings,
  unread: string | undefined,
): UnitJudgement[] {
  if (images.status === 'unavailable') {
    return repository({ verdict: 'unknown', code: images.code, reason: images.reason });
  }
  if (images.status === 'absent') {
    return unread === undefined
      ? []
      : repository({ verdict: 'unknown', code: 'unparseable', reason: unread });
  }
  const delivered = settings.get('delivery');
  return images.value.map(({ unit, state, reason, location }): UnitJudgement => {
    const finding = { message: reason, ...location };
    if (state === 'defined')
      return { unit, judgement: { verdict: 'pass', reason, evidence: [finding] } };
    const elsewhere =
      delivered === undefined
        ? undefined
        : 'The service is deployed from another place, which is not read.';
    const open = state === 'unknown' ? reason : (unread ?? elsewhere);
    if (open !== undefined) {
      const judgement: Judgement = {
        verdict: 'unknown',
        code: 'no-source-configured',
        reason: open,
        evidence: [finding],
      };
      return { unit, judgement };
    }
    const failed = `${reason} No deploy descriptor defines a probe either.`;
    return { unit, judgement: { verdict: 'fail', reason: failed, findings: [finding] } };
  });
}
