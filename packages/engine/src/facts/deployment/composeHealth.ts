import { UnitJudgement } from '../../contract/check';
import { Observation, present } from '../../contract/observation';
import { ImageHealth } from '../image/imageHealth';
import { DeploymentFact, OwnContainer } from './ownContainer';

/**
 * Docker evaluates the HEALTHCHECK of an image, unless the compose file has a check of its own or switches it off: those
 * services are judged here, and the images of the others are left.
 *
 * @public
 */
export function composeHealth(
  deployed: DeploymentFact,
  images: Observation<readonly ImageHealth[]>,
): {
  readonly judged: readonly UnitJudgement[];
  readonly images: Observation<readonly ImageHealth[]>;
} {
  const decided = deployed.ownContainers.filter(
    ({ platform, hasLivenessProbe }) =>
      platform === 'compose' && hasLivenessProbe.resolved && hasLivenessProbe.value !== undefined,
  );
  const all = images.status === 'present' ? images.value : [];
  const runs = (container: OwnContainer, { unit }: ImageHealth): boolean =>
    container.dockerfile === unit || all.length === 1;
  const open = all.filter(image => !decided.some(container => runs(container, image)));
  return {
    judged: decided.map(judge),
    images: images.status === 'present' || decided.length > 0 ? present(open) : images,
  };
}

function judge(container: OwnContainer): UnitJudgement {
  const { unit, path, line, hasLivenessProbe } = container;
  const has = hasLivenessProbe.resolved && hasLivenessProbe.value === true;
  const reason = has ? `${unit} has a health check.` : `${unit} switches the health check off.`;
  const finding = { message: reason, path, line };
  return {
    unit,
    judgement: has
      ? { verdict: 'pass', reason, evidence: [finding] }
      : { verdict: 'fail', reason, findings: [finding] },
  };
}
