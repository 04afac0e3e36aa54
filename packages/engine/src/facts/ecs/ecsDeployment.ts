import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { CloudModel, CloudResource } from '../cloud/cloudResource';
import { OwnContainer, UnreadDescriptor } from '../deployment/ownContainer';
import { DeploymentEnvironment, Workload } from '../deployment/workload';
import { entitySettings } from '../repository/entitySettings';
import { expandExpress } from './ecsExpress';
import { listTasks } from './ecsTask';
import { EcsReading, readWorkload } from './ecsWorkload';

/**
 * The service on ECS, in the shapes of the deployment model.
 *
 * @public
 */
export interface EcsDeployment {
  readonly workloads: readonly Workload[];
  readonly ownContainers: readonly OwnContainer[];
  readonly environments: readonly DeploymentEnvironment[];
  readonly unread: readonly UnreadDescriptor[];
  /** Sources that may describe ECS and say nothing that can be read; they count where nothing else is deployed. */
  readonly silent: readonly UnreadDescriptor[];
}

const runs = /^AWS::ECS::(TaskDefinition|ExpressGatewayService)$/;

/** @public */
export const ecsDeployment = defineFact<EcsDeployment>({
  id: 'ecs-deployment',
  description: 'Task definitions and services of ECS, whatever they are written in.',
  derive: (_input, read) => {
    const model = read(cloud);
    if (model.status !== 'present') return model;
    const settings = read(entitySettings);
    const declared = settings.status === 'present' ? (settings.value.get('image') ?? '') : '';
    const images = declared.split(/[\s,]+/).filter(image => image !== '');
    const readings = readAll(model.value.resources, images);
    const refused = readings.flatMap(({ unread }) => unread ?? []);
    const { unread, silent } = listUnread(model.value);
    if (readings.length === 0 && unread.length === 0 && silent.length === 0) return absent();
    return present({
      workloads: readings.flatMap(({ workload }) => workload ?? []),
      ownContainers: readings.flatMap(({ own }) => own),
      environments: environmentsOf(model.value, images),
      unread: [...refused, ...unread],
      silent: readings.length > 0 ? [] : silent,
    });
  },
});

function readAll(given: readonly CloudResource[], images: readonly string[]): EcsReading[] {
  const express = given.filter(({ type }) => type === 'AWS::ECS::ExpressGatewayService');
  const resources = [...given, ...express.flatMap(expandExpress)];
  return listTasks(resources).map(task => readWorkload(task, images));
}

function environmentsOf(model: CloudModel, images: readonly string[]): DeploymentEnvironment[] {
  return model.environments.flatMap(({ name, resources }): DeploymentEnvironment[] => {
    const readings = readAll(resources, images);
    const bySource = new Map<string, EcsReading[]>();
    for (const reading of readings) {
      const source = sourceOf(reading.workload?.path ?? reading.unread?.path ?? '', name);
      bySource.set(source, [...(bySource.get(source) ?? []), reading]);
    }
    return [...bySource].map(([source, own]) => ({
      name,
      source,
      platform: 'ecs',
      path: own[0]?.workload?.path ?? own[0]?.unread?.path ?? '',
      workloads: own.flatMap(({ workload }) => workload ?? []),
      ownContainers: own.flatMap(reading => reading.own),
      objects: resources
        .filter(({ type, path }) => !runs.test(type) && sourceOf(path, name) === source)
        .map(({ type, name: id }) => `${type} ${id}`),
      unread: own.find(({ unread }) => unread)?.unread?.reason,
    }));
  });
}

/** A path without the name of the environment: `infra/prod/service.yaml` and `infra/dev/service.yaml` are one source. */
function sourceOf(path: string, environment: string): string {
  return path
    .split(/([^A-Za-z0-9]+)/)
    .map(word => (word.toLowerCase() === environment ? '*' : word))
    .join('');
}

function listUnread({ unread }: CloudModel): Pick<EcsDeployment, 'unread' | 'silent'> {
  const named = unread.filter(({ types }) => types.some(type => runs.test(type)));
  const open = unread.filter(({ types }) => types.length === 0);
  const describe = ({ path, reason }: (typeof unread)[number]): UnreadDescriptor => ({
    platform: 'ecs',
    kind: kindOf(path),
    path,
    reason,
  });
  return { unread: named.map(describe), silent: open.map(describe) };
}

function kindOf(path: string): string {
  if (/\.tf(\.json)?$/.test(path)) return 'terraform';
  return /(^|\/)cdk\.json$/.test(path) ? 'cdk' : 'cloudformation';
}
