import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { DeploymentFact, DeploymentPlatform, OwnContainer } from './ownContainer';

/**
 * Judges every own container on the given platforms. Each descriptor that is not read is a unit of its own, `unknown`
 * with its reason, so that it is never counted as fine.
 *
 * @public
 */
export function eachContainer(
  options: { readonly deployed: DeploymentFact; readonly platforms: readonly DeploymentPlatform[] },
  judge: (container: OwnContainer) => Judgement,
): UnitJudgement[] {
  const { deployed, platforms } = options;
  const judged = deployed.ownContainers
    .filter(({ platform }) => platforms.includes(platform))
    .map(container => ({ unit: container.unit, judgement: judge(container) }));
  const unread = deployed.unread
    .filter(({ platform }) => platforms.includes(platform))
    .map(({ path, reason }): UnitJudgement => {
      const evidence = [{ message: reason, path }];
      return {
        unit: path,
        judgement: { verdict: 'unknown', code: 'unparseable', reason, evidence },
      };
    });
  return [...judged, ...unread];
}
