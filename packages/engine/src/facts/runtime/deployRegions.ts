import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { environmentOf } from '../deployment/deploymentPaths';
import { pipelines } from '../ci/pipelines';

const region = /^[a-z]{2}(-[a-z]{1,12}){1,3}-\d$/;

/**
 * Regions that pipelines name when they reach the cluster or service they deploy to (`aws eks update-kubeconfig`,
 * `aws ecs update-service`); those of other environments than production are left out.
 *
 * @public
 */
export const deployRegions = defineFact<readonly string[]>({
  id: 'deploy-regions',
  description: 'Regions that pipelines deploy to.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const found = new Set<string>();
    for (const { jobs } of ci.value.pipelines) {
      for (const { steps, environment, id } of jobs) {
        const named = environment?.resolved ? (environment.value ?? '') : '';
        for (const { words } of steps.flatMap(step => step.commands)) {
          const text = words.slice(0, 6).join(' ');
          if (
            !/^aws (\S+ )*?(eks update-kubeconfig|ecs (update-service|deploy|run-task))/.test(text)
          ) {
            continue;
          }
          const at = words.findIndex(word => /^--region(=|$)/.test(word));
          const value = words[at]?.split('=')[1] ?? words[at + 1] ?? '';
          if (at < 0 || !region.test(value)) continue;
          if (environmentOf(`${named} ${id} ${words.join(' ')}`) !== 'other') found.add(value);
        }
      }
    }
    return present([...found]);
  },
});
