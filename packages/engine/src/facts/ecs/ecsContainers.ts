import { CloudNode, descend, entriesOf, itemsOf, textOf } from '../cloud/cloudNode';
import { HealthCommand, OwnContainer } from '../deployment/ownContainer';
import { Resolved, resolved, unresolved } from '../resolved';
import { readEnvironment } from './ecsEnvironment';
import { readFlag, readNumber, readText, readWords } from './ecsFields';
import { readResources } from './ecsResources';
import { EcsTask } from './ecsTask';
import { readTargetGroupCheck } from './ecsTargetGroups';

/** Reads one container of a task definition. */
export function readContainer(task: EcsTask, container: CloudNode): OwnContainer {
  const { definition, id } = task;
  const { path, properties } = definition;
  const name = (textOf(descend(container, ['Name'])) ?? '?').slice(0, 200);
  const system = textOf(descend(properties, ['RuntimePlatform', 'OperatingSystemFamily'])) ?? '';
  const health = descend(container, ['HealthCheck']);
  const linux = descend(container, ['LinuxParameters']);
  const essential = readFlag(container, ['Essential']);
  const options = entriesOf(descend(container, ['LogConfiguration', 'Options']));
  const image = readText(container, ['Image']);
  return {
    unit: `${id} ${name}`,
    name,
    workload: id,
    platform: 'ecs',
    workloadKind: task.isScheduled ? 'scheduled-task' : 'task-definition',
    windows: /^WINDOWS/i.test(system),
    path,
    line: container.line ?? definition.line,
    image,
    command: startOf(readWords(container, ['EntryPoint'])),
    args: startOf(readWords(container, ['Command'])),
    runAsUser: readText(container, ['User']),
    runAsNonRoot: resolved<boolean>(undefined),
    allowPrivilegeEscalation: resolved<boolean>(undefined),
    privileged: readFlag(container, ['Privileged']),
    hostNamespaces: readHostNamespaces(properties),
    addedCapabilities: readWords(linux, ['Capabilities', 'Add'], { strict: true }),
    droppedCapabilities: readWords(linux, ['Capabilities', 'Drop'], { strict: true }),
    seccompProfile: resolved<string>(undefined),
    ...readResources(task, container),
    hasLivenessProbe: readHealthCheck(health),
    hasReadinessProbe: resolved<boolean>(undefined),
    healthCommands: readHealthCommands(health, path),
    readOnlyRootFilesystem: readFlag(container, ['ReadonlyRootFilesystem']),
    environment: readEnvironment(container, path),
    environmentFrom: itemsOf(descend(container, ['EnvironmentFiles'])).map(file => ({
      kind: 'config',
      name: textOf(descend(file, ['Value'])) ?? '?',
    })),
    ports: readPorts(container),
    preStopSeconds: resolved<number>(undefined),
    logDriver: readText(container, ['LogConfiguration', 'LogDriver']),
    logOptions: new Map(options.map(([key, value]) => [key, textOf(value) ?? ''])),
    essential: !(essential.resolved && essential.value === false),
    hasTargetGroupCheck: readTargetGroupCheck(task),
  };
}

/** The seconds that ECS gives a container to stop. */
export function readStopTimeout(container: CloudNode): Resolved<number> {
  return readNumber(container, ['StopTimeout']);
}

/** An empty list replaces nothing. */
function startOf(words: Resolved<readonly string[]>): Resolved<readonly string[]> {
  return words.resolved && words.value?.length === 0
    ? resolved<readonly string[]>(undefined)
    : words;
}

function readHostNamespaces(task: CloudNode): Resolved<readonly string[]> {
  const shared: string[] = [];
  const open: string[] = [];
  for (const [property, name] of [
    ['NetworkMode', 'networkMode'],
    ['PidMode', 'pidMode'],
    ['IpcMode', 'ipcMode'],
  ] as const) {
    const mode = readText(task, [property]);
    if (!mode.resolved) open.push(mode.reason);
    else if (/^host$/i.test(mode.value ?? '')) shared.push(`${name} is host`);
  }
  return shared.length === 0 && open[0] !== undefined ? unresolved(open[0]) : resolved(shared);
}

function readHealthCheck(health: CloudNode | undefined): Resolved<boolean> {
  if (health?.kind === 'unknown') return unresolved(health.reason);
  const command = readWords(health, ['Command']);
  if (!command.resolved) return command;
  const [first] = command.value ?? [];
  return resolved(first !== undefined && first.toUpperCase() !== 'NONE');
}

function readHealthCommands(health: CloudNode | undefined, path: string): HealthCommand[] {
  const command = readWords(health, ['Command']);
  if (!command.resolved || !command.value?.[0]) return [];
  const [first] = command.value;
  const known = ['CMD', 'CMD-SHELL', 'NONE'].includes(first);
  // Without a keyword ECS runs the text in a shell when it is alone.
  const words = known || command.value.length > 1 ? command.value : ['CMD-SHELL', first];
  const line = descend(health, ['Command'])?.line ?? health?.line;
  return [{ kind: 'container', command: words, path, line }];
}

function readPorts(container: CloudNode): Resolved<readonly string[]> {
  const ports: string[] = [];
  for (const mapping of itemsOf(descend(container, ['PortMappings']))) {
    const port = readText(mapping, ['ContainerPort']);
    if (!port.resolved) return port;
    const protocol = textOf(descend(mapping, ['Protocol'])) ?? 'tcp';
    if (port.value !== undefined) ports.push(`${port.value}/${protocol.toUpperCase()}`);
  }
  return resolved(ports);
}
