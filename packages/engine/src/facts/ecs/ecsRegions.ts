import { CloudNode } from '../cloud/cloudNode';
import { EcsTask } from './ecsTask';

const visitLimit = 20_000;

/** Regions that ARNs and log options of a task and its services name; `${AWS::Region}` for that of the stack. */
export function readRegions(task: EcsTask): string[] {
  const found = new Set<string>();
  let visits = 0;
  const visit = (node: CloudNode, key: string): void => {
    if (++visits > visitLimit) return;
    if (node.kind === 'list') node.items.forEach(item => visit(item, key));
    else if (node.kind === 'map') {
      for (const [name, value] of node.entries) visit(value, name);
    } else if (node.kind === 'scalar') {
      const text = String(node.value);
      const isOption =
        /^(awslogs-)?region$/i.test(key) && /^[a-z0-9-]{5,30}$|^\$\{AWS::Region\}$/.test(text);
      if (isOption) found.add(text);
      for (const [, region = ''] of text.matchAll(
        /arn:aws[a-z-]{0,12}:[a-z0-9-]{1,40}:([a-z]{2}(?:-[a-z]{1,10}){1,3}-\d|\$\{AWS::Region\}):/g,
      )) {
        found.add(region);
      }
    }
  };
  [task.definition, ...task.services].forEach(({ properties }) => visit(properties, ''));
  return [...found];
}
