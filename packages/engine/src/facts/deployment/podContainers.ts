import { ManifestDocument } from '../../helm/chart/manifestDocument';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { Resolved, resolved, unresolved } from '../resolved';
import { SourceLocation } from '../image/imageConfig';
import { containerEnvironment } from './kubernetes/containerEnvironment';
import { clean, descend, ManifestFields, mapOf, textOf as text } from './kubernetes/manifestFields';
import { PackageIndex } from './kubernetes/packageIndex';
import { preStopSeconds } from './kubernetes/preStopSeconds';
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
  readonly fields: ManifestFields;
  readonly index: PackageIndex;
  readonly id: string;
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
  readonly #fields: ManifestFields;

  constructor(source: ContainerSource) {
    this.#fields = source.fields;
    this.#source = source;
    this.#own = mapOf(source.container.get('securityContext'));
    this.#pod = mapOf(source.spec.get('securityContext'));
  }

  read(): OwnContainer {
    const { document, kind, id, spec, container, path, packaged, defaults } = this.#source;
    const origin = document.originAt(path);
    const name = descend(document.value, ['metadata', 'name']) ?? '?';
    const variant = packaged.variant === undefined ? '' : ` (${packaged.variant})`;
    const capabilities = this.#own.get('capabilities');
    const resources = (group: string, key: string, fallback: YamlValue): Resolved<string> => {
      const own = descend(container, ['resources']);
      const unknown = this.#fields.unknown(own) ?? this.#fields.unknown(mapOf(own).get(group));
      if (unknown !== undefined) return unresolved(unknown);
      const pod = descend(spec, ['resources', group, key]);
      return this.#quantity(mapOf(mapOf(own).get(group)).get(key) ?? pod ?? fallback);
    };
    return {
      unit: clean(`${kind}/${text(name)} ${text(container.get('name') ?? '?')}${variant}`),
      name: text(container.get('name') ?? '?'),
      workload: id,
      platform: 'kubernetes',
      workloadKind: kind,
      windows:
        descend(spec, ['os', 'name']) === 'windows' ||
        descend(spec, ['nodeSelector', 'kubernetes.io/os']) === 'windows',
      path: origin?.path ?? packaged.path,
      line: origin?.line,
      image: this.#fields.text(container.get('image')),
      command: this.#start(container.get('command')),
      args: this.#start(container.get('args')),
      runAsUser: this.#user(this.#merged('runAsUser')),
      runAsNonRoot: this.#fields.flag(this.#merged('runAsNonRoot'), 'runAsNonRoot'),
      allowPrivilegeEscalation: this.#fields.flag(
        this.#ownField('allowPrivilegeEscalation'),
        'allowPrivilegeEscalation',
      ),
      privileged: this.#fields.flag(this.#ownField('privileged'), 'privileged'),
      hostNamespaces: this.#hostNamespaces(),
      addedCapabilities: this.#fields.names(this.#inside(capabilities, 'add')),
      droppedCapabilities: this.#fields.names(this.#inside(capabilities, 'drop')),
      seccompProfile: this.#seccomp(),
      requestsCpu: resources('requests', 'cpu', defaults.requests.get('cpu')),
      requestsMemory: resources('requests', 'memory', defaults.requests.get('memory')),
      limitsCpu: resources('limits', 'cpu', defaults.limits.get('cpu')),
      limitsMemory: resources('limits', 'memory', defaults.limits.get('memory')),
      hasLivenessProbe: this.#probe('livenessProbe'),
      hasReadinessProbe: this.#probe('readinessProbe'),
      hasStartupProbe: this.#probe('startupProbe'),
      healthCommands: this.#healthCommands(),
      readOnlyRootFilesystem: this.#fields.flag(
        this.#ownField('readOnlyRootFilesystem'),
        'readOnlyRootFilesystem',
      ),
      ...containerEnvironment({
        container,
        fields: this.#fields,
        index: this.#source.index,
        locate: inner => located(document, [...path, ...inner], packaged.path),
      }),
      ports: this.#ports(),
      preStopSeconds: preStopSeconds(container, this.#fields),
    };
  }

  #quantity(value: YamlValue): Resolved<string> {
    const read = this.#fields.text(value);
    // A limit of zero is none.
    return read.resolved && read.value !== undefined && /^0+(\.0+)?[A-Za-z]*$/.test(read.value)
      ? resolved<string>(undefined)
      : read;
  }

  #user(value: YamlValue): Resolved<number | string> {
    const unknown = this.#fields.unknown(value);
    if (unknown !== undefined) return unresolved(unknown);
    if (value === undefined || typeof value === 'number' || typeof value === 'string')
      return resolved(value);
    return unresolved('runAsUser is no number.');
  }

  /** An empty list replaces nothing: Kubernetes then starts what the image says. */
  #start(value: YamlValue): Resolved<readonly string[]> {
    return this.#fields.words(Array.isArray(value) && value.length === 0 ? undefined : value);
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
      const flag = this.#fields.flag(this.#source.spec.get(name), name);
      if (!flag.resolved) return unresolved(flag.reason);
      if (flag.value === true) found.push(name);
    }
    return resolved(found);
  }

  #seccomp(): Resolved<string> {
    const profile = this.#own.get('seccompProfile') ?? this.#pod.get('seccompProfile');
    const unknown = this.#fields.unknown(this.#merged('seccompProfile'));
    return unknown === undefined
      ? this.#fields.text(mapOf(profile).get('type'))
      : unresolved(unknown);
  }

  #ports(): Resolved<readonly string[]> {
    const ports = this.#source.container.get('ports');
    if (!Array.isArray(ports)) {
      const unknown = this.#fields.unknown(ports);
      return unknown === undefined ? resolved<readonly string[]>(undefined) : unresolved(unknown);
    }
    const found: string[] = [];
    for (const port of ports.slice(0, 200)) {
      const number = this.#fields.text(mapOf(port).get('containerPort'));
      if (!number.resolved) return unresolved(number.reason);
      found.push(`${number.value ?? '?'}/${text(mapOf(port).get('protocol') ?? 'TCP')}`);
    }
    return resolved(found);
  }

  #probe(name: string): Resolved<boolean> {
    const value = this.#source.container.get(name);
    const unknown = this.#fields.unknown(value);
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
      const command = this.#fields.words(descend(container, way));
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

/** The pod of one workload, and where it is written. */
export interface PodSource {
  readonly document: ManifestDocument;
  readonly kind: string;
  /** `Deployment/orders`, made unique in its package. */
  readonly id: string;
  readonly podPath: readonly string[];
  readonly spec: YamlMap;
  /** Place of a value below the spec of the pod. */
  readonly locate: (path: readonly (string | number)[]) => SourceLocation;
}

/** The pods of a package; what only `helm test` runs is left out. */
export function podSources(packaged: KubernetesPackage): PodSource[] {
  const variant = packaged.variant === undefined ? '' : ` (${packaged.variant})`;
  const seen = new Map<string, number>();
  return packaged.documents.flatMap(document => {
    const kind = String(document.value.get('kind'));
    const podPath = podPathOf(kind, String(document.value.get('apiVersion')));
    if (!podPath || isTestHook(document.value)) return [];
    const specPath = [...podPath, 'spec'];
    const spec = descend(document.value, specPath);
    if (!(spec instanceof Map) || !Array.isArray(spec.get('containers'))) return [];
    const name = descend(document.value, ['metadata', 'name']) ?? '?';
    const id = clean(`${kind}/${text(name)}${variant}`);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return [
      {
        document,
        kind,
        id: count === 1 ? id : `${id} #${count}`,
        podPath,
        spec,
        locate: (path: readonly (string | number)[]) =>
          located(document, [...specPath, ...path], packaged.path),
      },
    ];
  });
}

function located(
  document: ManifestDocument,
  path: readonly (string | number)[],
  fallback: string,
): SourceLocation {
  const origin = document.originAt(path);
  return { path: origin?.path ?? fallback, line: origin?.line };
}

/** All containers of the workloads of a package, init and test hooks left out, pod and container level merged. */
export function podContainers(packaged: KubernetesPackage): PodContainer[] {
  const fields = new ManifestFields(packaged.reasonOf);
  const index = new PackageIndex(packaged.documents);
  return podSources(packaged).flatMap(({ document, kind, id, podPath, spec }) => {
    const containers = spec.get('containers');
    const defaults = limitRangeDefaults(packaged.documents, namespaceOf(document.value));
    return (Array.isArray(containers) ? containers : [])
      .slice(0, containersLimit)
      .flatMap((container, position) => {
        if (!(container instanceof Map)) return [];
        const reader = new ContainerReader({
          packaged,
          fields,
          index,
          document,
          kind,
          id,
          spec,
          container,
          path: [...podPath, 'spec', 'containers', position],
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
function limitRangeDefaults(
  documents: readonly ManifestDocument[],
  namespace: string | undefined,
): LimitRangeDefaults {
  const limits: YamlMap = new Map();
  const requests: YamlMap = new Map();
  for (const { value } of documents) {
    if (value.get('kind') !== 'LimitRange') continue;
    const own = namespaceOf(value);
    if (own !== undefined && namespace !== undefined && own !== namespace) continue;
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

function namespaceOf(object: YamlMap): string | undefined {
  const namespace = descend(object, ['metadata', 'namespace']);
  return typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
}

/** Runs on `helm test` only. */
function isTestHook(object: YamlMap): boolean {
  const hook = descend(object, ['metadata', 'annotations', 'helm.sh/hook']);
  return (
    typeof hook === 'string' &&
    hook.split(',').every(name => /^\s*test(-success|-failure)?\s*$/.test(name))
  );
}
