import { collectReferences, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { Resolved, resolved } from '../resolved';
import { folderOf } from '../repository/paths';
import { readText, readWords } from './ecsFields';

/** A task definition with the services that run it and everything that belongs to them. */
export interface EcsTask {
  readonly definition: CloudResource;
  /** `task-definition/orders`. */
  readonly id: string;
  readonly services: readonly CloudResource[];
  /** True when only a schedule or rule starts it. */
  readonly isScheduled: boolean;
  readonly launchTypes: Resolved<readonly string[]>;
  readonly usesCapacityProviders: boolean;
  /** All resources of the same render. */
  readonly resources: readonly CloudResource[];
}

const launchType = 'LaunchType';

/** Groups the resources of one render by task definition. */
export function listTasks(resources: readonly CloudResource[]): EcsTask[] {
  const definitions = resources.filter(({ type }) => type === 'AWS::ECS::TaskDefinition');
  const services = resources.filter(({ type }) => type === 'AWS::ECS::Service');
  const seen = new Set<string>();
  return definitions.map(definition => {
    const family = textOf(descend(definition.properties, ['Family']));
    const own = services.filter(service =>
      runs(service, definition, { family, isOnly: definitions.length === 1 }),
    );
    const base = `task-definition/${(family ?? definition.name).slice(0, 200)}`;
    const id = seen.has(base) ? `${base} (${definition.path})` : base;
    seen.add(base);
    return {
      definition,
      id,
      services: own,
      isScheduled: own.length === 0 && resources.some(rule => starts(rule, definition, family)),
      launchTypes: launchTypesOf(definition, own),
      usesCapacityProviders: own.some(
        service => itemsOf(descend(service.properties, ['CapacityProviderStrategy'])).length > 0,
      ),
      resources,
    };
  });
}

function runs(
  service: CloudResource,
  definition: CloudResource,
  given: { readonly family: string | undefined; readonly isOnly: boolean },
): boolean {
  const node = descend(service.properties, ['TaskDefinition']);
  const refs = collectReferences(node);
  if (refs.length > 0) return refs.includes(definition.name) && isTogether(service, definition);
  const text = textOf(node);
  if (text === undefined || text === '') return given.isOnly;
  const named = text.replace(/^arn:.*task-definition\//, '').replace(/:\d+$/, '');
  return named === given.family;
}

/** Logical ids are those of one template; addresses of Terraform those of one folder, or of a module. */
function isTogether(service: CloudResource, definition: CloudResource): boolean {
  return service.source === 'terraform'
    ? definition.name.startsWith('module.') || folderOf(service.path) === folderOf(definition.path)
    : service.path === definition.path;
}

/** A rule of EventBridge, or a schedule, that runs the task. */
function starts(
  rule: CloudResource,
  definition: CloudResource,
  family: string | undefined,
): boolean {
  if (!/^AWS::(Events::(Rule|Target)|Scheduler::Schedule)$/.test(rule.type)) return false;
  const targets = [
    ...itemsOf(descend(rule.properties, ['Targets'])),
    descend(rule.properties, ['Target']),
    rule.properties,
  ];
  return targets.some(target => {
    const task = descend(target, ['EcsParameters', 'TaskDefinitionArn']);
    if (!task) return false;
    const text = textOf(task);
    return (
      collectReferences(task).includes(definition.name) ||
      (family !== undefined && text !== undefined && text.includes(`task-definition/${family}`))
    );
  });
}

function launchTypesOf(
  definition: CloudResource,
  services: readonly CloudResource[],
): Resolved<readonly string[]> {
  const found = new Set<string>();
  for (const { properties } of services) {
    const type = readText(properties, [launchType]);
    if (!type.resolved) return type;
    if (type.value !== undefined) found.add(type.value.toUpperCase());
    for (const item of itemsOf(descend(properties, ['CapacityProviderStrategy']))) {
      const provider = textOf(descend(item, ['CapacityProvider']));
      found.add(/^FARGATE/i.test(provider ?? '') ? 'FARGATE' : 'EC2');
    }
  }
  if (found.size > 0) return resolved([...found]);
  const required = readWords(definition.properties, ['RequiresCompatibilities']);
  if (!required.resolved) return required;
  // The documented default of a task definition that names none.
  const types = (required.value ?? []).map(type => type.toUpperCase());
  return resolved(types.length > 0 ? types : ['EC2']);
}
