import { CloudNode, descend, map, textOf, unknown } from '../cloudNode';
import { CloudResource } from '../cloudResource';
import { makeResource } from '../makeResource';
import { TemplateResolver } from './resolveTemplate';
import { Template } from './template';

const resourceLimit = 1000;

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
    const given = descend(node, ['Properties']);
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
