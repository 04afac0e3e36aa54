import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { descend, mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { OwnContainer } from '../deployment/ownContainer';
import { SourceLocation } from '../image/imageConfig';
import { Resolved, resolved, unresolved } from '../resolved';
import { splitWords } from '../script/splitWords';
import { copilotBuild } from './copilotBuild';
import { copilotFields } from './copilotFields';
import { copilotEnvironment } from './copilotEnvironment';
import { CopilotManifest } from './copilotManifest';
import { taskOverride, taskOverrides } from './taskOverrides';

/** The container of a service or job that Copilot makes from the manifest, with what it sets by default. */
export function copilotContainer(
  manifest: CopilotManifest,
  id: string,
  readText: (path: string) => string | undefined,
): OwnContainer {
  const { value, name, type } = manifest;
  const place = locate(manifest, 'image');
  const image = value.get('image');
  const storage = mapOf(value.get('storage'));
  const isAppRunner = type === 'Request-Driven Web Service';
  const [cpu, memory] = isAppRunner ? [1024, 2048] : [256, 512];
  const amount = (key: string, fallback: number): Resolved<string> =>
    copilotFields.text(value.get(key) ?? fallback);
  const file = copilotBuild(manifest)?.file;
  const user = taskOverride(value, 'User');
  const privileged = taskOverride(value, 'Privileged');
  const readOnly = taskOverride(value, 'ReadonlyRootFilesystem') ?? storage.get('readonly_fs');
  const capabilities = taskOverrides(value, 'LinuxParameters.Capabilities.Add');
  const dropped = taskOverrides(value, 'LinuxParameters.Capabilities.Drop');
  return {
    unit: `${id} ${name}`,
    name,
    workload: id,
    platform: 'copilot',
    workloadKind: type,
    windows: /^windows/i.test(platformOf(value)),
    ...place,
    // Without a location Copilot builds the image and gives it a tag of its own.
    image: copilotFields.text(mapOf(image).get('location')),
    ...(file?.resolved ? { dockerfile: file.value } : {}),
    command: startWords(value.get('entrypoint')),
    args: startWords(value.get('command')),
    runAsUser: copilotFields.text(user),
    runAsNonRoot: resolved<boolean>(undefined),
    allowPrivilegeEscalation: resolved<boolean>(undefined),
    privileged: flagOf(privileged, 'Privileged'),
    hostNamespaces: resolved<readonly string[]>([]),
    addedCapabilities: copilotFields.names(capabilities),
    droppedCapabilities: copilotFields.names(dropped),
    seccompProfile: resolved<string>(undefined),
    requestsCpu: amount('cpu', cpu),
    requestsMemory: amount('memory', memory),
    limitsCpu: amount('cpu', cpu),
    limitsMemory: amount('memory', memory),
    hasLivenessProbe: resolved(descend(image, ['healthcheck']) instanceof Map),
    hasReadinessProbe: resolved(hasTargetCheck(manifest)),
    hasTargetGroupCheck: resolved(hasTargetCheck(manifest)),
    healthCommands: healthCommands(manifest),
    readOnlyRootFilesystem: flagOf(readOnly, 'storage.readonly_fs'),
    ...copilotEnvironment(manifest, readText),
    ports: ports(value),
    preStopSeconds: resolved<number>(undefined),
    logDriver: resolved(value.get('logging') instanceof Map ? 'awsfirelens' : 'awslogs'),
    essential: true,
  };
}

export function locate({ value, yaml, path }: CopilotManifest, key: string): SourceLocation {
  return yaml.placeOf(value, key) ?? yaml.placeOf(value, 'name') ?? { path, line: 1 };
}

/** `linux/arm64`, also from `platform: { osfamily, architecture }`; empty without one. */
export function platformOf(value: YamlMap): string {
  const platform = value.get('platform');
  if (!(platform instanceof Map)) return textOf(platform);
  return `${textOf(platform.get('osfamily') ?? 'linux')}/${textOf(platform.get('architecture') ?? 'x86_64')}`;
}

/** A load balancer, or App Runner, asks whether the service is healthy. */
function hasTargetCheck({ type, value }: CopilotManifest): boolean {
  if (type === 'Load Balanced Web Service') return true;
  const http = value.get('http');
  if (http instanceof Map && http.has('healthcheck')) return true;
  if (descend(value, ['nlb', 'healthcheck']) !== undefined) return true;
  // Behind the internal load balancer the service has a target group, which always checks.
  return type === 'Backend Service' && http instanceof Map && http.has('path');
}

function healthCommands(manifest: CopilotManifest): OwnContainer['healthCommands'] {
  const image = mapOf(manifest.value.get('image'));
  const check = image.get('healthcheck');
  if (!(check instanceof Map)) return [];
  const place =
    manifest.yaml.placeOf(check, 'command') ?? manifest.yaml.placeOf(image, 'healthcheck');
  const at = place ?? { path: manifest.path };
  const command = check.get('command');
  // The documented default of a health check without a command.
  if (command === undefined) {
    return [
      { kind: 'container', command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'], ...at },
    ];
  }
  if (!Array.isArray(command)) {
    return [{ kind: 'container', command: ['CMD-SHELL', textOf(command)], ...at }];
  }
  const words = command.map(textOf);
  const known = ['CMD', 'CMD-SHELL', 'NONE'].includes(words[0] ?? '');
  return [{ kind: 'container', command: known ? words : ['CMD', ...words], ...at }];
}

function ports(value: YamlMap): Resolved<readonly string[]> {
  const port = copilotFields.text(descend(value, ['image', 'port']));
  if (!port.resolved) return unresolved(port.reason);
  return resolved(port.value === undefined ? [] : [`${port.value}/TCP`]);
}

/** A list, or a text that is split like a shell does. */
function startWords(value: YamlValue): Resolved<readonly string[]> {
  if (typeof value === 'string') {
    const unknown = copilotFields.unknown(value);
    return unknown === undefined ? resolved(splitWords(value)) : unresolved(unknown);
  }
  return copilotFields.words(Array.isArray(value) && value.length === 0 ? undefined : value);
}

function flagOf(value: YamlValue, name: string): Resolved<boolean> {
  return value === 'true' || value === 'false'
    ? resolved(value === 'true')
    : copilotFields.flag(value, name);
}
