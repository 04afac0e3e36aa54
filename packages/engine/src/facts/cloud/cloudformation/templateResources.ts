import { CloudNode, descend, map, textOf, unknown } from '../cloudNode';
import { CloudResource } from '../cloudResource';
import { makeResource } from '../makeResource';
import { TemplateResolver } from './resolveTemplate';
import { Template } from './template';

const resourceLimit = 1000;

/** Maps are laid over each other; anything else is replaced. */
function layOver(
  below: CloudNode | undefined,
  above: CloudNode | undefined,
  depth = 0,
): CloudNode | undefined {
  if (above === undefined) return below;
  if (below?.kind !== 'map' || above.kind !== 'map' || depth > 5) return above;
  const entries = new Map(below.entries);
  for (const [name, value] of above.entries) {
    entries.set(name, layOver(entries.get(name), value, depth + 1) ?? value);
  }
  return map(entries, above.line, above.open);
}

/** The resources of a template with one set of parameter values; those whose condition is false are left out. */
export function templateResources(
  template: Template,
  options: {
    readonly values: ReadonlyMap<string, CloudNode>;
    readonly environment?: string;
  },
): CloudResource[] {
  const resolver = new TemplateResolver(template, options.values);
  const resources: CloudResource[] = [];
  for (const [name, node] of template.resources) {
    if (resources.length >= resourceLimit) break;
    const type = textOf(descend(node, ['Type']));
    const condition = textOf(descend(node, ['Condition']));
    if (type === undefined) continue;
    if (condition !== undefined && resolver.condition(condition) === false) continue;
    const own = descend(node, ['Properties']);
    const given =
      type === 'AWS::Serverless::Function' ? layOver(template.functionGlobals, own) : own;
    const properties = given ? resolver.resolve(given) : map(new Map());
    resources.push(
      makeResource({
        type,
        name,
        source: template.source,
        path: template.path,
        line: node.line,
        environment: options.environment,
        properties:
          properties.kind === 'map'
            ? properties
            : unknown('Its properties are no map.', properties),
      }),
    );
  }
  return resources;
}
