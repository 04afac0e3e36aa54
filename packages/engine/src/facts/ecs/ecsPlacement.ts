import { descend, itemsOf, textOf } from '../cloud/cloudNode';
import { PlacementRule } from '../deployment/workload';
import { resolved, unresolved } from '../resolved';
import { EcsTask } from './ecsTask';

const attributes = {
  'instance-type': 'instance-type',
  'cpu-architecture': 'architecture',
} as const;

/** Placement constraints on the type or architecture of instances, from the task and its services. */
export function readPlacement(task: EcsTask): PlacementRule[] {
  return [task.definition, ...task.services].flatMap(({ properties, path, line }) =>
    itemsOf(descend(properties, ['PlacementConstraints'])).flatMap((item): PlacementRule[] => {
      const expression = descend(item, ['Expression']);
      const text = textOf(expression) ?? '';
      const found =
        /attribute:ecs\.(instance-type|cpu-architecture)\s*(==|=~|in|!=|!~|not_in)\s*(.{0,500})/.exec(
          text,
        );
      if (!found) return [];
      const [, name = '', operator = '', right = ''] = found;
      if (operator.startsWith('!') || operator === 'not_in') return [];
      const subject = attributes[name as keyof typeof attributes];
      return [
        {
          subject: subject === 'instance-type' && operator === '=~' ? 'instance-family' : subject,
          required: true,
          values:
            expression?.kind === 'unknown'
              ? unresolved(expression.reason)
              : resolved(
                  right
                    .replace(/[[\]]/g, '')
                    .trim()
                    .split(',')
                    .map(part => part.trim()),
                ),
          path,
          line: item.line ?? line,
        },
      ];
    }),
  );
}
