import { collectReferences, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { Autoscaler } from '../deployment/workload';
import { readNumber } from './ecsFields';
import { EcsTask } from './ecsTask';

/** Scalable targets of the services of a task, with whether a policy or schedule acts on them. */
export function readAutoscalers(task: EcsTask): Autoscaler[] {
  const ofType = (type: string): CloudResource[] =>
    task.resources.filter(resource => resource.type === type);
  const targets = ofType('AWS::ApplicationAutoScaling::ScalableTarget').filter(isOfEcs);
  const policies = ofType('AWS::ApplicationAutoScaling::ScalingPolicy');
  const services = ofType('AWS::ECS::Service');
  return targets
    .filter(target => task.services.some(service => scales(target, service, services.length === 1)))
    .map(target => ({
      kind: 'ScalableTarget',
      path: target.path,
      line: target.line,
      min: readNumber(target.properties, ['MinCapacity']),
      max: readNumber(target.properties, ['MaxCapacity']),
      active:
        itemsOf(descend(target.properties, ['ScheduledActions'])).length > 0 ||
        policies.some(policy => actsOn(policy, target, targets.length === 1)),
    }));
}

function isOfEcs({ properties }: CloudResource): boolean {
  const namespace = textOf(descend(properties, ['ServiceNamespace']));
  return namespace === undefined || namespace === 'ecs';
}

function scales(target: CloudResource, service: CloudResource, isOnly: boolean): boolean {
  const node = descend(target.properties, ['ResourceId']);
  const names = collectReferences(node);
  if (names.includes(service.name)) return true;
  const id = textOf(node);
  const name = textOf(descend(service.properties, ['ServiceName']));
  if (id !== undefined && name !== undefined) return id.split('/')[2] === name;
  return isOnly;
}

function actsOn(policy: CloudResource, target: CloudResource, isOnly: boolean): boolean {
  const refs = [
    ...collectReferences(descend(policy.properties, ['ScalingTargetId'])),
    ...collectReferences(descend(policy.properties, ['ResourceId'])),
  ];
  if (refs.includes(target.name)) return true;
  const id = textOf(descend(policy.properties, ['ResourceId']));
  if (id !== undefined) return id === textOf(descend(target.properties, ['ResourceId']));
  return isOnly;
}
