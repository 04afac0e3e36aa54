import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { descend, mapOf, mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { podPathOf } from '../deployment/workloadKinds';
import { TrackedYaml } from '../deployment/trackedYaml';
import { renameReferences } from './renameReferences';
import { kindOf, nameOf, namesOf, Resource } from './resource';

const clusterKinds =
  /^(Namespace|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|PersistentVolume|StorageClass|PriorityClass|IngressClass|NodePool|EC2NodeClass|ClusterIssuer|ClusterSecretStore|(Mutating|Validating)WebhookConfiguration|APIService)$/;

interface Transform {
  readonly resources: readonly Resource[];
  readonly kustomization: YamlMap;
  readonly yaml: TrackedYaml;
}

/** Namespace, names, labels and annotations of a kustomization, in the order of Kustomize. */
export function transformMetadata({ resources, kustomization, yaml }: Transform): void {
  const namespace = kustomization.get('namespace');
  for (const resource of namespace === undefined ? [] : resources) {
    if (clusterKinds.test(kindOf(resource))) continue;
    yaml.set(metadataOf(resource), 'namespace', namespace, {
      container: kustomization,
      key: 'namespace',
    });
  }
  const prefix = textOf(kustomization.get('namePrefix'));
  const suffix = textOf(kustomization.get('nameSuffix'));
  if (prefix !== '' || suffix !== '') {
    for (const resource of resources) {
      if (/^(Namespace|CustomResourceDefinition|APIService)$/.test(kindOf(resource))) continue;
      resource.formerNames.push(nameOf(resource));
      metadataOf(resource).set('name', `${prefix}${nameOf(resource)}${suffix}`);
    }
    renameReferences(resources);
  }
  const common = mapOf(kustomization.get('commonLabels'));
  addLabels(resources, common, { selectors: true, templates: true });
  for (const entry of mapsOf(kustomization.get('labels'))) {
    const selectors = entry.get('includeSelectors') === true;
    const templates = selectors || entry.get('includeTemplates') === true;
    addLabels(resources, mapOf(entry.get('pairs')), { selectors, templates });
  }
  const annotations = mapOf(kustomization.get('commonAnnotations'));
  for (const { value } of annotations.size === 0 ? [] : resources) {
    merge(mapAt(value, ['metadata', 'annotations']), annotations);
    const template = templateOf(value);
    if (template) merge(mapAt(template, ['metadata', 'annotations']), annotations);
  }
}

/** `replicas:` and `images:`. */
export function transformWorkloads({ resources, kustomization, yaml }: Transform): void {
  for (const entry of mapsOf(kustomization.get('replicas'))) {
    const name = textOf(entry.get('name'));
    for (const resource of resources) {
      if (!/^(Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(kindOf(resource)))
        continue;
      if (!namesOf(resource).includes(name)) continue;
      yaml.set(mapAt(resource.value, ['spec']), 'replicas', entry.get('count'), {
        container: entry,
        key: 'count',
      });
    }
  }
  const images = mapsOf(kustomization.get('images'));
  for (const { value } of images.length === 0 ? [] : resources) setImages(value, images, yaml, 0);
}

function setImages(
  value: YamlValue,
  images: readonly YamlMap[],
  yaml: TrackedYaml,
  depth: number,
): void {
  if (depth > 60) return;
  if (Array.isArray(value)) value.forEach(item => setImages(item, images, yaml, depth + 1));
  if (!(value instanceof Map)) return;
  for (const [key, item] of value) {
    if (/^(init|ephemeral)?containers$/i.test(key)) {
      for (const container of mapsOf(item)) setImage(container, images, yaml);
    }
    setImages(item, images, yaml, depth + 1);
  }
}

function setImage(container: YamlMap, images: readonly YamlMap[], yaml: TrackedYaml): void {
  for (const entry of images) {
    const image = textOf(container.get('image'));
    const [, name = '', tag, digest] = /^([^@]*?)(?::([^:/@]*))?(?:@(.*))?$/.exec(image) ?? [];
    if (name === '' || name !== textOf(entry.get('name'))) continue;
    const newName = textOf(entry.get('newName')) || name;
    const newTag = entry.has('newTag') ? textOf(entry.get('newTag')) : undefined;
    const newDigest = entry.has('digest') ? textOf(entry.get('digest')) : undefined;
    const suffix = textOf(entry.get('tagSuffix'));
    let reference = newName;
    if (newTag !== undefined || newDigest === undefined) {
      const kept = newTag ?? tag;
      if (kept !== undefined) reference += `:${kept}${suffix}`;
    }
    if (newDigest !== undefined) reference += `@${newDigest}`;
    else if (newTag === undefined && digest !== undefined) reference += `@${digest}`;
    const key = ['newTag', 'digest', 'newName', 'name'].find(field => entry.has(field)) ?? 'name';
    yaml.set(container, 'image', reference, { container: entry, key });
  }
}

function addLabels(
  resources: readonly Resource[],
  labels: YamlMap,
  where: { readonly selectors: boolean; readonly templates: boolean },
): void {
  for (const { value } of labels.size === 0 ? [] : resources) {
    merge(mapAt(value, ['metadata', 'labels']), labels);
    const template = where.templates ? templateOf(value) : undefined;
    if (template) merge(mapAt(template, ['metadata', 'labels']), labels);
    if (!where.selectors) continue;
    const selector = descend(value, ['spec', 'selector']);
    if (value.get('kind') === 'Service' && selector instanceof Map) merge(selector, labels);
    const matched = descend(value, ['spec', 'selector', 'matchLabels']);
    if (matched instanceof Map && template) merge(matched, labels);
  }
}

function templateOf(value: YamlMap): YamlMap | undefined {
  const way = podPathOf(textOf(value.get('kind')), textOf(value.get('apiVersion')));
  const template = way && way.length > 0 ? descend(value, way) : undefined;
  return template instanceof Map ? template : undefined;
}

function merge(target: YamlMap, source: YamlMap): void {
  for (const [key, value] of source) target.set(key, value);
}

function metadataOf({ value }: Resource): YamlMap {
  return mapAt(value, ['metadata']);
}

/** The map at a path, made where it is missing. */
function mapAt(value: YamlMap, way: readonly string[]): YamlMap {
  let current = value;
  for (const key of way) {
    const next = current.get(key);
    const map: YamlMap = next instanceof Map ? next : new Map();
    if (map !== next) current.set(key, map);
    current = map;
  }
  return current;
}
