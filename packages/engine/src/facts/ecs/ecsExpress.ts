import { CloudNode, descend, list, map, scalar } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { makeResource } from '../cloud/makeResource';

/**
 * An Express Mode service as the task definition and service that ECS makes of it: Fargate, with a size, a load balancer
 * with health check and awslogs unless told otherwise. One with a task definition of its own is only the service.
 */
export function expandExpress(resource: CloudResource): readonly CloudResource[] {
  const { properties, line } = resource;
  const at = (...path: string[]): CloudNode | undefined => descend(properties, path);
  const own = at('TaskDefinitionArn');
  if (own) return [serviceOf(resource, own)];
  const primary = at('PrimaryContainer');
  const container = new Map<string, CloudNode>([['Name', scalar('Main', { line })]]);
  if (primary?.kind === 'map')
    for (const [key, value] of primary.entries) container.set(key, value);
  const logs = new Map<string, CloudNode>([['LogDriver', scalar('awslogs', { line })]]);
  container.set('LogConfiguration', map(logs, line));
  const task = new Map<string, CloudNode>([
    ['Family', at('ServiceName') ?? scalar(resource.name, { line })],
    ['RequiresCompatibilities', list([scalar('FARGATE', { line })], line)],
    ['NetworkMode', scalar('awsvpc', { line })],
    ['Cpu', at('Cpu') ?? scalar('256', { line })],
    ['Memory', at('Memory') ?? scalar('512', { line })],
    [
      'ContainerDefinitions',
      primary?.kind === 'unknown' ? primary : list([map(container, primary?.line ?? line)], line),
    ],
  ]);
  for (const name of ['TaskRoleArn', 'ExecutionRoleArn']) {
    const given = at(name);
    if (given) task.set(name, given);
  }
  return [
    makeResource({ ...resource, type: 'AWS::ECS::TaskDefinition', properties: map(task, line) }),
    serviceOf(resource, scalar(resource.name, { line, refs: [resource.name] })),
  ];
}

function serviceOf(resource: CloudResource, task: CloudNode): CloudResource {
  const { line } = resource;
  const service = new Map<string, CloudNode>([
    ['TaskDefinition', task],
    ['LaunchType', scalar('FARGATE', { line })],
    ['LoadBalancers', list([map(new Map(), line)], line)],
  ]);
  return makeResource({ ...resource, type: 'AWS::ECS::Service', properties: map(service, line) });
}
