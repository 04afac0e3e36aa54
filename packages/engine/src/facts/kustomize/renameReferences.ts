import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { textOf } from '../deployment/kubernetes/manifestFields';
import { kindOf, nameOf, Resource } from './resource';

/** Fields whose `name` is the name of an object of the kind. */
const namedBy: Readonly<Record<string, string>> = {
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMap: 'ConfigMap',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
  service: 'Service',
};

/** Fields that are a name themselves. */
const nameFields: Readonly<Record<string, string>> = {
  secretName: 'Secret',
  serviceAccountName: 'ServiceAccount',
  serviceAccount: 'ServiceAccount',
  claimName: 'PersistentVolumeClaim',
  serviceName: 'Service',
};

const targets = /^(scaleTargetRef|targetRef|workloadRef)$/;

/** After objects got a prefix or suffix, what refers to them follows. */
export function renameReferences(resources: readonly Resource[]): void {
  const renamed = new Map<string, string>();
  for (const resource of resources) {
    const former = resource.formerNames.at(-1);
    if (former !== undefined) renamed.set(`${kindOf(resource)}/${former}`, nameOf(resource));
  }
  for (const { value } of resources) {
    for (const key of ['spec', 'template', 'subjects', 'secrets', 'imagePullSecrets']) {
      follow(value.get(key), key, renamed, 0);
    }
  }
}

function follow(
  value: YamlValue,
  under: string,
  renamed: ReadonlyMap<string, string>,
  depth: number,
): void {
  if (depth > 60) return;
  if (Array.isArray(value)) value.forEach(item => follow(item, under, renamed, depth + 1));
  if (!(value instanceof Map)) return;
  if (targets.test(under))
    rename(value, 'name', textOf(value.get('kind') ?? 'Deployment'), renamed);
  else if (under === 'subjects' && value.get('kind') === 'ServiceAccount') {
    rename(value, 'name', 'ServiceAccount', renamed);
  } else if (/^(imagePullSecrets|secrets)$/.test(under)) rename(value, 'name', 'Secret', renamed);
  else if (Object.hasOwn(namedBy, under)) rename(value, 'name', namedBy[under] ?? '', renamed);
  for (const [key, item] of value) {
    if (typeof item === 'string' && Object.hasOwn(nameFields, key)) {
      rename(value, key, nameFields[key] ?? '', renamed);
    } else follow(item, key, renamed, depth + 1);
  }
}

function rename(
  map: YamlMap,
  key: string,
  kind: string,
  renamed: ReadonlyMap<string, string>,
): void {
  const name = renamed.get(`${kind}/${textOf(map.get(key))}`);
  if (name !== undefined) map.set(key, name);
}
