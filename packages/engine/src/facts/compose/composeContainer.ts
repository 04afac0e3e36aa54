import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { descend, ManifestFields, mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { OwnContainer } from '../deployment/ownContainer';
import { EnvironmentEntry, VolumeMount } from '../deployment/workload';
import { TrackedYaml } from '../deployment/trackedYaml';
import { SourceLocation } from '../image/imageConfig';
import { Resolved, resolved } from '../resolved';
import { splitWords } from '../script/splitWords';
import { composeBuild } from './composeBuild';
import { toMap } from './composeServices';

export const composeFields = new ManifestFields(() => undefined);

/** One service of a stack. */
export interface ComposeService {
  readonly name: string;
  readonly value: YamlMap;
  readonly yaml: TrackedYaml;
  readonly at: SourceLocation;
  /** Folder of the first file: relative paths start there. */
  readonly folder: string;
}

export function composeContainer(service: ComposeService): OwnContainer {
  const { name, value, at, yaml } = service;
  const id = `compose/${name}`;
  const limits = mapOf(descend(value, ['deploy', 'resources', 'limits']));
  const reserved = mapOf(descend(value, ['deploy', 'resources', 'reservations']));
  const limit = (key: string, old: string): Resolved<string> =>
    composeFields.text(limits.get(key) ?? value.get(old));
  const health = value.get('healthcheck');
  const file = composeBuild(service)?.file;
  const hostNames = [
    ['network_mode', 'hostNetwork'],
    ['pid', 'hostPID'],
    ['ipc', 'hostIPC'],
  ] as const;
  const hosts = hostNames
    .filter(([key]) => value.get(key) === 'host')
    .map(([, hostName]) => hostName);
  return {
    unit: `${id} ${name}`,
    name,
    workload: id,
    platform: 'compose',
    workloadKind: 'service',
    ...at,
    image: composeFields.text(defaulted(value.get('image'))),
    ...(file?.resolved ? { dockerfile: file.value } : {}),
    command: words(value.get('entrypoint')),
    args: words(value.get('command')),
    runAsUser: composeFields.text(defaulted(value.get('user'))),
    runAsNonRoot: resolved<boolean>(undefined),
    allowPrivilegeEscalation: resolved<boolean>(
      textOf(JSON.stringify(value.get('security_opt') ?? [])).includes('no-new-privileges')
        ? false
        : undefined,
    ),
    privileged: composeFields.flag(value.get('privileged'), 'privileged'),
    hostNamespaces: resolved(hosts),
    addedCapabilities: composeFields.names(value.get('cap_add')),
    droppedCapabilities: composeFields.names(value.get('cap_drop')),
    seccompProfile: resolved<string>(undefined),
    requestsCpu: composeFields.text(reserved.get('cpus')),
    requestsMemory: composeFields.text(reserved.get('memory') ?? value.get('mem_reservation')),
    limitsCpu: limit('cpus', 'cpus'),
    limitsMemory: limit('memory', 'mem_limit'),
    // False where the stack switches the check of the image off.
    hasLivenessProbe: resolved(health instanceof Map ? hasCheck(health) : undefined),
    hasReadinessProbe: resolved<boolean>(false),
    healthCommands: healthCommands(health, yaml, at),
    readOnlyRootFilesystem: composeFields.flag(value.get('read_only'), 'read_only'),
    environment: environment(service),
    environmentFrom: listOf(value.get('env_file')).map(item => ({
      kind: 'config',
      name: textOf(item instanceof Map ? item.get('path') : item),
    })),
    ports: ports(value),
    preStopSeconds: resolved<number>(undefined),
    logDriver: composeFields.text(descend(value, ['logging', 'driver'])),
  };
}

/** `${TAG:-1.2.3}` is what compose takes when nothing else is given. */
export function defaulted(value: YamlValue): YamlValue {
  return typeof value === 'string'
    ? value.replace(/\$\{[A-Za-z_]\w{0,200}:?-([^${}]{0,500})\}/g, '$1')
    : value;
}

function hasCheck(health: YamlValue): boolean {
  if (!(health instanceof Map) || health.get('disable') === true) return false;
  const test = health.get('test');
  const first = textOf(Array.isArray(test) ? test[0] : test);
  return first !== '' && first !== 'NONE';
}

function healthCommands(
  health: YamlValue,
  yaml: TrackedYaml,
  at: SourceLocation,
): OwnContainer['healthCommands'] {
  if (!hasCheck(health) || !(health instanceof Map)) return [];
  const test = health.get('test');
  const place = yaml.placeOf(health, 'test') ?? at;
  const command = Array.isArray(test) ? test.map(textOf) : ['CMD-SHELL', textOf(test)];
  return [{ kind: 'container', command, ...place }];
}

function words(value: YamlValue): Resolved<readonly string[]> {
  if (typeof value === 'string') return resolved(splitWords(value.replace(/\$\$/g, '$')));
  return composeFields.words(Array.isArray(value) && value.length === 0 ? undefined : value);
}

function environment({ value, yaml, at }: ComposeService): EnvironmentEntry[] {
  const map = toMap(value.get('environment'), yaml);
  return [...map].slice(0, 1000).map(([name, given]) => ({
    name,
    // Without a value it is taken from where the stack is deployed.
    source: given === undefined ? 'field' : 'literal',
    value: composeFields.text(defaulted(given)),
    ...(yaml.placeOf(map, name) ?? at),
  }));
}

function ports(value: YamlMap): Resolved<readonly string[]> {
  const found = listOf(value.get('ports')).map(item => {
    if (item instanceof Map) {
      return `${textOf(item.get('target'))}/${textOf(item.get('protocol') ?? 'tcp').toUpperCase()}`;
    }
    const [port = '', protocol = 'tcp'] = textOf(item).split('/', 2);
    return `${port.slice(port.lastIndexOf(':') + 1)}/${protocol.toUpperCase()}`;
  });
  return resolved(found);
}

/** Mounts of a service: named volumes, bind mounts and tmpfs. */
export function composeMounts({ value, yaml, at }: ComposeService): VolumeMount[] {
  const list = value.get('volumes');
  const mounts = listOf(list).map((item, index): VolumeMount => {
    const place = (Array.isArray(list) ? yaml.placeOf(list, index) : undefined) ?? at;
    if (item instanceof Map) {
      const source = textOf(item.get('source'));
      return {
        ...place,
        name: source,
        mountPath: composeFields.text(item.get('target')),
        readOnly: item.get('read_only') === true,
        ...kindOf(source, textOf(item.get('type'))),
      };
    }
    const parts = textOf(defaulted(item)).split(':');
    const [source = '', target] = parts;
    return {
      ...place,
      name: target === undefined ? '' : source,
      mountPath: composeFields.text(target ?? source),
      readOnly: (parts[2] ?? '').split(',').includes('ro'),
      ...kindOf(target === undefined ? '' : source, ''),
    };
  });
  const temporary = listOf(value.get('tmpfs')).map((item): VolumeMount => ({
    ...at,
    name: '',
    mountPath: composeFields.text(textOf(item).split(':', 1)[0]),
    readOnly: false,
    volume: 'empty-dir',
  }));
  return [...mounts, ...temporary].slice(0, 200);
}

function kindOf(source: string, type: string): Pick<VolumeMount, 'volume' | 'hostPath'> {
  if (type === 'tmpfs') return { volume: 'empty-dir' };
  if (type === 'bind' || /^[./~$]/.test(source)) return { volume: 'host-path', hostPath: source };
  return { volume: source === '' ? 'ephemeral' : 'named' };
}

function listOf(value: YamlValue): YamlValue[] {
  if (Array.isArray(value)) return value.slice(0, 200);
  return value === undefined || value instanceof Map ? [] : [value];
}
