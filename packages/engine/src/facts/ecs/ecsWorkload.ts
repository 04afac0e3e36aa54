import { CloudNode, collectReferences, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { isKnownSidecar } from '../deployment/knownSidecars';
import { OwnContainer, UnreadDescriptor } from '../deployment/ownContainer';
import { repositoryOf } from '../deployment/repositoryOf';
import { environmentTelemetry, sidecarTelemetry } from '../deployment/kubernetes/telemetrySignals';
import { Autoscaler, Workload, WorkloadContainer } from '../deployment/workload';
import { Resolved, resolved } from '../resolved';
import { readContainer, readStopTimeout } from './ecsContainers';
import { readNumber, readText } from './ecsFields';
import { readPlacement } from './ecsPlacement';
import { readRegions } from './ecsRegions';
import { readAutoscalers } from './ecsScaling';
import { readAffinity } from './ecsTargetGroups';
import { EcsTask } from './ecsTask';
import { readMounts } from './ecsVolumes';

const containerLimit = 50;

/** What one task definition says; `unread` when its containers are not written where they can be read. */
export interface EcsReading {
  readonly workload?: Workload;
  readonly own: readonly OwnContainer[];
  readonly unread?: UnreadDescriptor;
}

/** Reads a task definition with its services; `images` are those that the entity says are its own. */
export function readWorkload(task: EcsTask, images: readonly string[]): EcsReading {
  const { definition, id } = task;
  const { path, properties, line } = definition;
  const nodes = descend(properties, ['ContainerDefinitions']);
  const open = nodes?.kind === 'list' ? nodes.items.find(isOpen) : nodes;
  const isListed =
    nodes?.kind === 'list' && nodes.items.length > 0 && nodes.items.length <= containerLimit;
  if (!isListed || open !== undefined) {
    const why = open?.kind === 'unknown' ? ` ${open.reason}` : '';
    const reason = `The containers of ${id} are not all written where they can be read.${why}`;
    return { own: [], unread: { platform: 'ecs', kind: definition.source, path, reason } };
  }
  const all = itemsOf(nodes).map(node => ({ node, container: readContainer(task, node) }));
  const own = chooseOwn(
    all.map(({ container }) => container),
    images,
  );
  const containers = all.map(({ container }): WorkloadContainer => {
    const role = own.includes(container) ? 'own' : 'sidecar';
    const { name, image, command, args } = container;
    return { name, role, image, command, args, path, line: container.line };
  });
  const workload: Workload = {
    id,
    path,
    line,
    platform: 'ecs',
    kind: task.isScheduled ? 'scheduled-task' : 'task-definition',
    containers,
    replicas: task.services[0]
      ? readNumber(task.services[0].properties, ['DesiredCount'])
      : resolved<number>(undefined),
    autoscalers: [...readAutoscalers(task), ...expressScaling(task)],
    taskRole: readRole(properties, 'TaskRoleArn'),
    executionRole: readRole(properties, 'ExecutionRoleArn'),
    launchTypes: task.launchTypes,
    usesCapacityProviders: task.usesCapacityProviders,
    architecture: readText(properties, ['RuntimePlatform', 'CpuArchitecture']),
    placement: readPlacement(task),
    gracePeriodSeconds: graceOf(all.filter(({ container }) => own.includes(container))),
    mountsByContainer: new Map(
      all.map(({ node, container }) => [container.name, readMounts(task, node)]),
    ),
    affinitySignals: readAffinity(task),
    regions: readRegions(task),
    runsInAws: true,
    telemetrySignals: [
      ...sidecarTelemetry(containers),
      ...own.flatMap(({ environment }) => environmentTelemetry(environment)),
      ...readAlarms(task),
    ],
  };
  return { workload, own };
}

function isOpen(node: CloudNode): boolean {
  return node.kind !== 'map' || node.open !== undefined;
}

/** Catalogue definition `own-container`. */
function chooseOwn(all: readonly OwnContainer[], images: readonly string[]): OwnContainer[] {
  const wanted = new Set(images.map(repositoryOf));
  const matching = all.filter(
    ({ image }) => image.resolved && wanted.has(repositoryOf(image.value ?? '')),
  );
  if (matching.length > 0) return all.filter(c => matching.includes(c) || !c.image.resolved);
  const others = all.filter(({ name, image }) => {
    const repository = image.resolved ? repositoryOf(image.value ?? '') : '';
    return !isKnownSidecar(name) && !isKnownSidecar(repository);
  });
  // A service may be an Envoy or a collector itself: where there is nothing else, that is the service.
  return others.length > 0 ? others : [...all];
}

/** The name of a role: its ARN, or the resource that makes it. */
function readRole(properties: CloudNode, name: string): Resolved<string> {
  const node = descend(properties, [name]);
  const [resource] = collectReferences(node);
  return resource === undefined ? readText(properties, [name]) : resolved(resource);
}

function graceOf(own: readonly { readonly node: CloudNode }[]): Resolved<number> {
  const given = own.map(({ node }) => readStopTimeout(node));
  const open = given.find(value => !value.resolved);
  if (open) return open;
  const seconds = given.flatMap(value => (value.resolved ? (value.value ?? []) : []));
  return resolved<number>(seconds.length > 0 ? Math.min(...seconds) : undefined);
}

function expressScaling({ definition, services, resources }: EcsTask): Autoscaler[] {
  const names = [definition.name, ...services.map(({ name }) => name)];
  const express = resources.find(
    ({ type, name, path }) =>
      type === 'AWS::ECS::ExpressGatewayService' &&
      names.includes(name) &&
      path === definition.path,
  );
  if (!express) return [];
  const { properties, path, line } = express;
  const amount = (name: string, standard: number): Resolved<number> => {
    const given = readNumber(properties, ['ScalingTarget', name]);
    return given.resolved && given.value === undefined ? resolved(standard) : given;
  };
  const min = amount('MinTaskCount', 1);
  const max = amount('MaxTaskCount', 20);
  return [{ kind: 'ExpressGatewayService', path, line, min, max, active: true }];
}

function readAlarms(task: EcsTask): Workload['telemetrySignals'] {
  const alarms = task.resources.filter(({ type }) =>
    /^AWS::CloudWatch::(Composite)?Alarm$/.test(type),
  );
  const watched = task.services.filter(
    ({ properties }) =>
      itemsOf(descend(properties, ['DeploymentConfiguration', 'Alarms', 'AlarmNames'])).length >
        0 &&
      textOf(descend(properties, ['DeploymentConfiguration', 'Alarms', 'Enable'])) !== 'false',
  );
  return [
    ...alarms.map((alarm: CloudResource) => ({
      group: 'alarm' as const,
      message: `${alarm.name} is an alarm of CloudWatch.`,
      path: alarm.path,
      line: alarm.line,
    })),
    ...watched.map(service => ({
      group: 'alarm' as const,
      message: `Deployments of ${service.name} are watched by alarms.`,
      path: service.path,
      line: service.lineOf('DeploymentConfiguration', 'Alarms'),
    })),
  ];
}
