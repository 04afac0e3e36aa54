import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { Judgement } from '../../contract/verdict';
import { composeHealth } from '../../facts/deployment/composeHealth';
import { deployment } from '../../facts/deployment/deployment';
import { judgeProbes } from '../../facts/deployment/judgeProbes';
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
      return judgeProbes(deployed.value, images);
    }
    if (deployed.status === 'absent') return judgeImages(images, settings, undefined);
    const stack = composeHealth(deployed.value, images);
    return [
      ...stack.judged,
      ...judgeImages(stack.images, settings, deployed.value.unread[0]?.reason),
    ];
  },
});

function repository(judgement: Judgement): UnitJudgement[] {
  return [{ unit: 'repository', judgement }];
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
