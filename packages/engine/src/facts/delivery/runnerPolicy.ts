import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { matchesPattern } from '../matchesPattern';
import { Runner } from '../ci/model/pipeline';

/**
 * What the organisation says of its own runners.
 *
 * @public
 */
export interface RunnerPolicy {
  /** The label of the runner that is listed, if any. */
  find(runner: Runner, list: 'managed' | 'ephemeral' | 'persistent'): string | undefined;
}

/** @public */
export const runnerPolicy = defineFact<RunnerPolicy>({
  id: 'runner-policy',
  description: 'Labels of runners that the organisation lists as managed, ephemeral or persistent.',
  derive: ({ organisation }) =>
    present({
      find: ({ labels }, list) =>
        labels.find(label => organisation.runners[list].some(p => matchesPattern(p, label))),
    }),
});
