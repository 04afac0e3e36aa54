import { RegularExpression } from '../../helm/functions/regularExpression';
import { RenderBudget } from '../../helm/renderBudget';
import { YamlMap } from '../../helm/yaml/readYaml';
import { descend, mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { groupOf, kindOf, namesOf, Resource, Selector, versionOf } from './resource';

/**
 * The resources that a selector means. Names and kinds are anchored regular expressions, as Kustomize reads them.
 *
 * @throws RenderError when an expression is none
 */
export function selectResources(
  resources: readonly Resource[],
  selector: Selector,
  budget: RenderBudget,
): Resource[] {
  const [kind, name, namespace] = [selector.kind, selector.name, selector.namespace].map(pattern =>
    matcher(pattern, budget),
  );
  return resources.filter(
    resource =>
      (selector.group === undefined || selector.group === groupOf(resource)) &&
      (selector.version === undefined || selector.version === versionOf(resource)) &&
      kind!(kindOf(resource)) &&
      namesOf(resource).some(name!) &&
      namespace!(textOf(descend(resource.value, ['metadata', 'namespace']))) &&
      holds(selector.labels, mapOf(descend(resource.value, ['metadata', 'labels']))) &&
      holds(selector.annotations, mapOf(descend(resource.value, ['metadata', 'annotations']))),
  );
}

function matcher(pattern: string | undefined, budget: RenderBudget): (text: string) => boolean {
  if (pattern === undefined || pattern === '') return () => true;
  if (/^[A-Za-z0-9-]+$/.test(pattern)) return text => text === pattern;
  const expression = RegularExpression.create(`^(?:${pattern})$`);
  return text => expression.findAll(text, 1, budget).length > 0;
}

/** `app=orders,tier in (web)`: only equality and existence are compared. */
function holds(selector: string | undefined, labels: YamlMap): boolean {
  if (selector === undefined || selector.trim() === '') return true;
  return selector.split(',').every(part => {
    const [key = '', value] = part.split(/!?==?/, 2).map(text => text.trim());
    const equal = value === undefined ? labels.has(key) : textOf(labels.get(key)) === value;
    return part.includes('!') ? !equal : equal;
  });
}
