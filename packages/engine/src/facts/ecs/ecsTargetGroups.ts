import { collectReferences, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { Workload } from '../deployment/workload';
import { Resolved, resolved, unresolved } from '../resolved';
import { readFlag } from './ecsFields';
import { EcsTask } from './ecsTask';

/** Whether a target group with a health check watches the service of a task. Target groups check unless told not to. */
export function readTargetGroupCheck(task: EcsTask): Resolved<boolean> {
  for (const service of task.services) {
    const balancers = descend(service.properties, ['LoadBalancers']);
    if (balancers?.kind === 'unknown') return unresolved(balancers.reason);
    for (const balancer of itemsOf(balancers)) {
      const refs = collectReferences(balancer);
      const groups = targetGroups(task.resources, refs);
      const isOff = groups.length > 0 && groups.every(switchedOff);
      if (!isOff) return resolved(true);
    }
  }
  return resolved(false);
}

/** Sticky target groups of the services of a task. */
export function readAffinity(task: EcsTask): Workload['affinitySignals'] {
  return task.services.flatMap(service => {
    const refs = collectReferences(descend(service.properties, ['LoadBalancers']));
    return targetGroups(task.resources, refs).flatMap(group =>
      itemsOf(descend(group.properties, ['TargetGroupAttributes'])).flatMap(attribute => {
        const isSticky =
          textOf(descend(attribute, ['Key'])) === 'stickiness.enabled' &&
          textOf(descend(attribute, ['Value']))?.toLowerCase() === 'true';
        const message = `The target group ${group.name} sends a client to the same task again.`;
        return isSticky ? [{ message, path: group.path, line: attribute.line ?? group.line }] : [];
      }),
    );
  });
}

function targetGroups(
  resources: readonly CloudResource[],
  names: readonly string[],
): CloudResource[] {
  return resources.filter(
    ({ type, name }) => type === 'AWS::ElasticLoadBalancingV2::TargetGroup' && names.includes(name),
  );
}

function switchedOff(group: CloudResource): boolean {
  const enabled = readFlag(group.properties, ['HealthCheckEnabled']);
  return enabled.resolved && enabled.value === false;
}
