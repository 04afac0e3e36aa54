import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { regionsOfText } from '../deployment/kubernetes/awsSignals';
import { descend, mapOf, mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { OwnContainer } from '../deployment/ownContainer';
import { Autoscaler, VolumeMount, Workload, WorkloadContainer } from '../deployment/workload';
import { Resolved, resolved } from '../resolved';
import { locate, platformOf } from './copilotContainer';
import { copilotFields } from './copilotFields';
import { CopilotManifest } from './copilotManifest';
import { taskOverride } from './taskOverrides';

/** The workload around the container of a manifest. */
export function copilotWorkload(manifest: CopilotManifest, own: OwnContainer): Workload {
  const { value, type } = manifest;
  const platform = platformOf(value);
  const isAppRunner = type === 'Request-Driven Web Service';
  const stopTimeout = taskOverride(value, 'StopTimeout');
  return {
    id: own.workload,
    platform: 'copilot',
    kind: type,
    ...locate(manifest, 'name'),
    containers: [toContainer(own), ...sidecars(manifest)],
    replicas: replicas(value),
    autoscalers: autoscalers(manifest),
    taskRole: resolved('the role that Copilot makes for the workload'),
    executionRole: resolved('the execution role that Copilot makes'),
    ...(isAppRunner ? {} : { launchTypes: resolved(['FARGATE']) }),
    usesCapacityProviders: descend(value, ['count', 'spot']) !== undefined,
    architecture: copilotFields.text(platform === '' ? undefined : platform),
    placement: [],
    gracePeriodSeconds: copilotFields.number(stopTimeout, 'StopTimeout'),
    mountsByContainer: new Map([[own.name, mounts(manifest)]]),
    affinitySignals: affinity(manifest),
    regions: [...new Set(textsOf(value, 0).flatMap(regionsOfText))].slice(0, 20),
    runsInAws: true,
    telemetrySignals: telemetry(manifest),
  };
}

function toContainer(own: OwnContainer): WorkloadContainer {
  const { name, image, command, args, path, line } = own;
  return { name, role: 'own', image, command, args, path, line };
}

function sidecars({ value, yaml, path }: CopilotManifest): WorkloadContainer[] {
  const map = mapOf(value.get('sidecars'));
  return [...map].slice(0, 50).map(([name, sidecar]): WorkloadContainer => {
    const image = mapOf(sidecar).get('image');
    return {
      name,
      role: 'sidecar',
      image: copilotFields.text(image instanceof Map ? image.get('location') : image),
      command: copilotFields.words(listOf(mapOf(sidecar).get('entrypoint'))),
      args: copilotFields.words(listOf(mapOf(sidecar).get('command'))),
      ...(yaml.placeOf(map, name) ?? { path }),
    };
  });
}

function listOf(value: YamlValue): YamlValue {
  return typeof value === 'string' ? [value] : value;
}

/** `count: 2`, `count: { spot: 2 }`; one task without. With a range the least. */
function replicas(value: YamlMap): Resolved<number> {
  const count = value.get('count');
  if (!(count instanceof Map)) return copilotFields.number(count, 'count');
  if (count.has('spot')) return copilotFields.number(count.get('spot'), 'count.spot');
  return bounds(count)?.min ?? resolved<number>(undefined);
}

function autoscalers(manifest: CopilotManifest): Autoscaler[] {
  const { value, type } = manifest;
  if (type === 'Request-Driven Web Service') {
    // App Runner scales every service, by default between 1 and 25 instances.
    return [
      {
        ...locate(manifest, 'count'),
        kind: 'other',
        min: resolved(1),
        max: resolved(25),
        active: true,
      },
    ];
  }
  const count = value.get('count');
  const range = count instanceof Map ? bounds(count) : undefined;
  return range
    ? [{ ...locate(manifest, 'count'), kind: 'copilot-count', ...range, active: true }]
    : [];
}

/** `range: 1-10`, or `range: { min, max }`. */
function bounds(count: YamlMap): { min: Resolved<number>; max: Resolved<number> } | undefined {
  const range = count.get('range');
  if (range === undefined) return undefined;
  if (range instanceof Map) {
    return {
      min: copilotFields.number(range.get('min'), 'count.range.min'),
      max: copilotFields.number(range.get('max'), 'count.range.max'),
    };
  }
  const [min, max] = textOf(range).split('-', 2);
  return {
    min: copilotFields.number(min, 'count.range'),
    max: copilotFields.number(max ?? min, 'count.range'),
  };
}

function mounts({ value, yaml, path }: CopilotManifest): VolumeMount[] {
  const volumes = mapOf(descend(value, ['storage', 'volumes']));
  return [...volumes].slice(0, 50).flatMap(([name, volume]): VolumeMount[] => {
    if (!(volume instanceof Map)) return [];
    const efs = volume.get('efs');
    const isFile = efs === true || typeof efs === 'string' || efs instanceof Map;
    return [
      {
        name,
        ...(yaml.placeOf(volumes, name) ?? { path }),
        mountPath: copilotFields.text(volume.get('path')),
        // What Copilot sets when the manifest says nothing.
        readOnly: volume.get('read_only') !== false,
        volume: isFile ? 'efs' : 'ephemeral',
      },
    ];
  });
}

function affinity(manifest: CopilotManifest): Workload['affinitySignals'] {
  const http = mapOf(manifest.value.get('http'));
  const rules = [
    http,
    ...mapsOf(http.get('additional_rules')),
    ...mapsOf(http.get('additional_listener_rules')),
    ...mapsOf(descend(manifest.value, ['nlb', 'additional_listeners'])),
    mapOf(manifest.value.get('nlb')),
  ];
  return rules
    .filter(rule => rule.get('stickiness') === true)
    .map(rule => ({
      ...(manifest.yaml.placeOf(rule, 'stickiness') ?? { path: manifest.path }),
      message: `${manifest.name} has stickiness: requests of one client go to one task.`,
    }));
}

function telemetry(manifest: CopilotManifest): Workload['telemetrySignals'] {
  const { value, yaml, path, name } = manifest;
  const observability = mapOf(value.get('observability'));
  const deployment = mapOf(value.get('deployment'));
  const tracing = observability.get('tracing');
  const alarms = deployment.get('rollback_alarms');
  const found: Workload['telemetrySignals'][number][] = [];
  if (tracing !== undefined && tracing !== false && tracing !== 'none') {
    const place = yaml.placeOf(observability, 'tracing') ?? { path };
    found.push({
      group: 'instrumentation',
      ...place,
      message: `${name} has observability.tracing.`,
    });
  }
  if (alarms !== undefined && !(Array.isArray(alarms) && alarms.length === 0)) {
    const place = yaml.placeOf(deployment, 'rollback_alarms') ?? { path };
    found.push({ group: 'alarm', ...place, message: `${name} has rollback alarms.` });
  }
  return found;
}

function textsOf(value: YamlValue, depth: number): string[] {
  if (depth > 60) return [];
  if (Array.isArray(value)) return value.flatMap(item => textsOf(item, depth + 1));
  if (value instanceof Map) return [...value.values()].flatMap(item => textsOf(item, depth + 1));
  return typeof value === 'string' ? [value] : [];
}
