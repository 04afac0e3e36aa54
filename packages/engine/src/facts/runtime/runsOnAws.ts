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
  if (open && !open.image.resolved && !isElsewhere(open.image.reason)) {
    const reason = `Whether ${workload.id} runs in AWS is not known: ${open.image.reason}`;
    return judgementAt('unknown', reason, open);
  }
  return judgementAt('not-applicable', `Nothing shows that ${workload.id} runs in AWS.`);
}

/** A host that is written in full before a tag that is filled in later, and is none of AWS. */
function isElsewhere(reason: string): boolean {
  const host = /^((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,20})(?::\d{1,5})?\/[^\s{}$]/.exec(reason)?.[1];
  return host !== undefined && !/\.(amazonaws\.com|amazonaws\.com\.cn|on\.aws)$/.test(host);
}
