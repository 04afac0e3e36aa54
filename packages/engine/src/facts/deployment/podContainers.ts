import { ManifestDocument } from '../../helm/chart/manifestDocument';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { Resolved, resolved, unresolved } from '../resolved';
import { KubernetesPackage } from './kubernetesPackage';
import { HealthCommand, OwnContainer, UnreadDescriptor } from './ownContainer';
import { podPathOf } from './workloadKinds';

/** A container of a package, and whether the package says that it is the entity's own. */
export interface PodContainer {
  readonly container: OwnContainer;
  readonly name: string;
}

interface ContainerSource {
  readonly packaged: KubernetesPackage;
  readonly document: ManifestDocument;
  readonly kind: string;
  readonly spec: YamlMap;
  readonly container: YamlMap;
  readonly path: readonly (string | number)[];
  readonly defaults: LimitRangeDefaults;
}

class ContainerReader {
  readonly #source: ContainerSource;
  readonly #own: YamlMap;
  readonly #pod: YamlMap;

  constructor(source: ContainerSource) {
    this.#source = source;
    this.#own = mapOf(source.container.get('securityContext'));
    this.#pod = mapOf(source.spec.get('securityContext'));
  }

  read(): OwnContainer {
    const { document, kind, spec, container, path, packaged, defaults } = this.#source;
    const origin = document.originAt(path);
    const name = descend(document.value, ['metadata', 'name']) ?? '?';
    const variant = packaged.variant === undefined ? '' : ` (${packaged.variant})`;
    const capabilities = this.#own.get('capabilities');
    const resources = (group: string, key: string, fallback: YamlValue): Resolved<string> => {
      const own = descend(container, ['resources']);
      const unknown = this.#unknown(own) ?? this.#unknown(mapOf(own).get(group));
      if (unknown !== undefined) return unresolved(unknown);
      const pod = descend(spec, ['resources', group, key]);
      return this.#quantity(mapOf(mapOf(own).get(group)).get(key) ?? pod ?? fallback);
    };
    return {
      unit: clean(`${kind}/${text(name)} ${text(container.get('name') ?? '?')}${variant}`),
      name: text(container.get('name') ?? '?'),
      workload: clean(`${kind}/${text(name)}`),
      platform: 'kubernetes',
      workloadKind: kind,
      windows:
        descend(spec, ['os', 'name']) === 'windows' ||
        descend(spec, ['nodeSelector', 'kubernetes.io/os']) === 'windows',
      path: origin?.path ?? packaged.path,
      line: origin?.line,
      image: this.#text(container.get('image')),
      command: this.#start(container.get('command')),
      args: this.#start(container.get('args')),
      runAsUser: this.#user(this.#merged('runAsUser')),
      runAsNonRoot: this.#flag(this.#merged('runAsNonRoot'), 'runAsNonRoot'),
      allowPrivilegeEscalation: this.#flag(
        this.#ownField('allowPrivilegeEscalation'),
        'allowPrivilegeEscalation',
      ),
      privileged: this.#flag(this.#ownField('privileged'), 'privileged'),
      hostNamespaces: this.#hostNamespaces(),
      addedCapabilities: this.#names(this.#inside(capabilities, 'add')),
      droppedCapabilities: this.#names(this.#inside(capabilities, 'drop')),
      seccompProfile: this.#seccomp(),
      requestsCpu: resources('requests', 'cpu', defaults.requests.get('cpu')),
      requestsMemory: resources('requests', 'memory', defaults.requests.get('memory')),
      limitsCpu: resources('limits', 'cpu', defaults.limits.get('cpu')),
      limitsMemory: resources('limits', 'memory', defaults.limits.get('memory')),
      hasLivenessProbe: this.#probe('livenessProbe'),
      hasReadinessProbe: this.#probe('readinessProbe'),
      healthCommands: this.#healthCommands(),
      readOnlyRootFilesystem: this.#flag(
        this.#ownField('readOnlyRootFilesystem'),
        'readOnlyRootFilesystem',
      ),
      environment: [],
      environmentFrom: [],
      ports: resolved<readonly string[]>(undefined),
      preStopSeconds: resolved<number>(undefined),
    };
  }

  /** Why a value is not known, when it holds a mark of the renderer or a placeholder. */
  #unknown(value: YamlValue): string | undefined {
    if (typeof value !== 'string') return undefined;
    const reason = this.#source.packaged.reasonOf(value);
    if (reason !== undefined) return reason;
    return /\$\{[^}]*\}|\$\([A-Za-z_]\w*\)|\{\{|^<[^>]*>$|<[A-Z][A-Z0-9_-]+>/.test(value)
      ? `${clean(value)} is a placeholder.`
      : undefined;
  }

  #text(value: YamlValue): Resolved<string> {
    const unknown = this.#unknown(value);
    if (unknown !== undefined) return unresolved(unknown);
    return resolved(value === undefined || value === '' ? undefined : text(value));
  }

  #quantity(value: YamlValue): Resolved<string> {
    const read = this.#text(value);
    // A limit of zero is none.
    return read.resolved && read.value !== undefined && /^0+(\.0+)?[A-Za-z]*$/.test(read.value)
      ? resolved<string>(undefined)
      : read;
  }

  #flag(value: YamlValue, name: string): Resolved<boolean> {
    if (value === undefined || typeof value === 'boolean') return resolved(value);
    return unresolved(
      this.#unknown(value) ?? `${name} is ${clean(text(value))}, which is neither true nor false.`,
    );
  }

  #user(value: YamlValue): Resolved<number | string> {
    const unknown = this.#unknown(value);
    if (unknown !== undefined) return unresolved(unknown);
    if (value === undefined || typeof value === 'number' || typeof value === 'string')
      return resolved(value);
    return unresolved('runAsUser is no number.');
  }

  #words(value: YamlValue): Resolved<readonly string[]> {
    if (value === undefined) return resolved<readonly string[]>(undefined);
    if (!Array.isArray(value)) {
      return unresolved(this.#unknown(value) ?? `A list is expected, not ${clean(text(value))}.`);
    }
    for (const item of value) {
      const reason = typeof item === 'string' ? this.#source.packaged.reasonOf(item) : undefined;
      if (reason !== undefined) return unresolved(reason);
    }
    return resolved(value.slice(0, 1000).map(text));
  }

  /** An empty list replaces nothing: Kubernetes then starts what the image says. */
  #start(value: YamlValue): Resolved<readonly string[]> {
    return this.#words(Array.isArray(value) && value.length === 0 ? undefined : value);
  }

  /** Like words, but `$(NAME)` and `${NAME}` are no variables of Kubernetes there: they are placeholders. */
  #names(value: YamlValue): Resolved<readonly string[]> {
    for (const item of Array.isArray(value) ? value : []) {
      const unknown = this.#unknown(item);
      if (unknown !== undefined) return unresolved(unknown);
    }
    return this.#words(value);
  }

  /** The field of a map, or the unknown value that stands in its place. */
  #inside(container: YamlValue, key: string): YamlValue {
    return container instanceof Map ? container.get(key) : container;
  }

  #ownField(key: string): YamlValue {
    return this.#inside(this.#source.container.get('securityContext'), key);
  }

  #merged(key: string): YamlValue {
    return this.#ownField(key) ?? this.#inside(this.#source.spec.get('securityContext'), key);
  }

  #hostNamespaces(): Resolved<readonly string[]> {
    const found: string[] = [];
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC']) {
      const flag = this.#flag(this.#source.spec.get(name), name);
      if (!flag.resolved) return unresolved(flag.reason);
      if (flag.value === true) found.push(name);
    }
    return resolved(found);
  }

  #seccomp(): Resolved<string> {
    const profile = this.#own.get('seccompProfile') ?? this.#pod.get('seccompProfile');
    const unknown = this.#unknown(this.#merged('seccompProfile'));
    return unknown === undefined ? this.#text(mapOf(profile).get('type')) : unresolved(unknown);
  }

  #probe(name: string): Resolved<boolean> {
    const value = this.#source.container.get(name);
    const unknown = this.#unknown(value);
    if (unknown !== undefined) return unresolved(unknown);
    if (!(value instanceof Map)) return resolved(false);
    // Without one of these the object says how often, but not what is asked.
    return resolved(
      ['exec', 'httpGet', 'tcpSocket', 'grpc'].some(handler => {
        const asked = value.get(handler);
        return asked !== undefined && !(asked instanceof Map && asked.size === 0);
      }),
    );
  }

  #healthCommands(): HealthCommand[] {
    const { container, document, path } = this.#source;
    return (['liveness', 'readiness', 'startup'] as const).flatMap(kind => {
      const way = [`${kind}Probe`, 'exec', 'command'];
      const command = this.#words(descend(container, way));
      if (!command.resolved || !command.value || command.value.length === 0) return [];
      const origin = document.originAt([...path, ...way]);
      return [{ kind, command: command.value, path: origin?.path ?? '', line: origin?.line }];
    });
  }
}

interface LimitRangeDefaults {
  readonly limits: YamlMap;
  readonly requests: YamlMap;
}

const containersLimit = 100;

/** All containers of the workloads of a package, init and test hooks left out, pod and container level merged. */
export function podContainers(packaged: KubernetesPackage): PodContainer[] {
  const defaults = limitRangeDefaults(packaged.documents);
  return packaged.documents.flatMap(document => {
    const kind = String(document.value.get('kind'));
    const podPath = podPathOf(kind, String(document.value.get('apiVersion')));
    if (!podPath || isTestHook(document.value)) return [];
    const specPath = [...podPath, 'spec'];
    const spec = descend(document.value, specPath);
    const containers = spec instanceof Map ? spec.get('containers') : undefined;
    if (!(spec instanceof Map) || !Array.isArray(containers)) return [];
    return containers.slice(0, containersLimit).flatMap((container, index) => {
      if (!(container instanceof Map)) return [];
      const reader = new ContainerReader({
        packaged,
        document,
        kind,
        spec,
        container,
        path: [...specPath, 'containers', index],
        defaults,
      });
      return [{ container: reader.read(), name: String(container.get('name') ?? '') }];
    });
  });
}

/** Workloads whose containers are not there to be read, as `containers: ${CONTAINERS}`. */
export function unlistedWorkloads(packaged: KubernetesPackage): UnreadDescriptor[] {
  return packaged.documents.flatMap((document): UnreadDescriptor[] => {
    const kind = String(document.value.get('kind'));
    const podPath = podPathOf(kind, String(document.value.get('apiVersion')));
    const isElsewhere = descend(document.value, ['spec', 'workloadRef']) !== undefined;
    if (!podPath || isElsewhere || isTestHook(document.value)) return [];
    const containers = descend(document.value, [...podPath, 'spec', 'containers']);
    const isList =
      Array.isArray(containers) && containers.every(container => container instanceof Map);
    if (isList && containers.length <= containersLimit) return [];
    const name = clean(`${kind}/${text(descend(document.value, ['metadata', 'name']) ?? '?')}`);
    return [
      {
        platform: 'kubernetes',
        kind: 'manifest',
        path: document.originAt(podPath)?.path ?? packaged.path,
        reason: `The containers of ${name} are not all written where they can be read.`,
      },
    ];
  });
}

/** Defaults of a LimitRange in the same package count (catalogue, rel-resources-bounded). */
function limitRangeDefaults(documents: readonly ManifestDocument[]): LimitRangeDefaults {
  const limits: YamlMap = new Map();
  const requests: YamlMap = new Map();
  for (const { value } of documents) {
    if (value.get('kind') !== 'LimitRange') continue;
    const items = descend(value, ['spec', 'limits']);
    for (const item of Array.isArray(items) ? items : []) {
      if (!(item instanceof Map) || item.get('type') !== 'Container') continue;
      for (const [key, amount] of mapOf(item.get('default'))) limits.set(key, amount);
      for (const [key, amount] of mapOf(item.get('default'))) requests.set(key, amount);
      for (const [key, amount] of mapOf(item.get('defaultRequest'))) requests.set(key, amount);
    }
  }
  return { limits, requests };
}

/** Runs on `helm test` only. */
function isTestHook(object: YamlMap): boolean {
  const hook = descend(object, ['metadata', 'annotations', 'helm.sh/hook']);
  return (
    typeof hook === 'string' &&
    hook.split(',').every(name => /^\s*test(-success|-failure)?\s*$/.test(name))
  );
}

function descend(value: YamlValue, path: readonly string[]): YamlValue {
  let current = value;
  for (const key of path) {
    if (!(current instanceof Map)) return undefined;
    current = current.get(key);
  }
  return current;
}

function mapOf(value: YamlValue): YamlMap {
  return value instanceof Map ? value : new Map();
}

function text(value: YamlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value) || value instanceof Map)
    return Array.isArray(value) ? 'a list' : 'a map';
  return String(value);
}

/** For sentences: short, without marks of the renderer and control characters. */
function clean(value: string): string {
  return value
    .replace(/\uE000\d*\uE001/g, '?')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);
}
