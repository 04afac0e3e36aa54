import { Judgement } from '../../contract/verdict';
import { EntitySettings } from '../repository/entitySettings';
import { OwnContainer } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';
import { judgementAt } from './judgementAt';

/**
 * `not-applicable` for a workload of which nothing shows that it runs in AWS, or that is bound to its hardware by
 * declaration; `unknown` when its image, which would show it, is not known.
 *
 * @public
 */
export function judgeHost(
  workload: Workload,
  containers: readonly OwnContainer[],
  settings: EntitySettings,
): Judgement | undefined {
  const bound = settings.get('hardware-bound');
  if (bound !== undefined && !/^(false|no|none|)$/i.test(bound)) {
    return judgementAt('not-applicable', 'It is declared as bound to its hardware.');
  }
  if (workload.runsInAws || settings.get('runtime-region') !== undefined) return undefined;
  const open = containers.find(({ image }) => !image.resolved);
  if (open && !open.image.resolved) {
    const reason = `Whether ${workload.id} runs in AWS is not known: ${open.image.reason}`;
    return judgementAt('unknown', reason, open);
  }
  return judgementAt('not-applicable', `Nothing shows that ${workload.id} runs in AWS.`);
}
