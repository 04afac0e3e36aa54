import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { KubernetesObject } from '../kubernetesObject';
import { KubernetesPackage } from '../kubernetesPackage';
import { clean, descend, ManifestFields, textOf } from './manifestFields';
import { nameOf } from './packageIndex';

/** All objects of a package; their data is made when it is asked for. */
export function kubernetesObjects(packaged: KubernetesPackage): KubernetesObject[] {
  const fields = new ManifestFields(packaged.reasonOf);
  return packaged.documents
    .filter(({ value }) => value.has('kind'))
    .map(document => toObject(document, fields, packaged.path));
}

function toObject(
  document: ManifestDocument,
  fields: ManifestFields,
  folder: string,
): KubernetesObject {
  const { value } = document;
  const namespace = descend(value, ['metadata', 'namespace']);
  const origin = document.originAt([]);
  let data: Record<string, unknown> | undefined;
  return {
    apiVersion: clean(textOf(value.get('apiVersion'))),
    kind: clean(textOf(value.get('kind'))),
    name: clean(nameOf(value)),
    ...(namespace === undefined ? {} : { namespace: clean(textOf(namespace)) }),
    path: origin?.path ?? folder,
    line: origin?.line,
    get data() {
      data ??= plainMap(value);
      return data;
    },
    unknown: text => fields.unknown(text),
    locate: (...way) => {
      const place = document.originAt(way);
      return { path: place?.path ?? folder, line: place?.line };
    },
  };
}

function plainMap(map: YamlMap): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [key, value] of map) {
    // A key of that name would be the prototype of the object, not a field of it.
    if (key === '__proto__')
      Object.defineProperty(data, key, { value: plain(value), enumerable: true });
    else data[key] = plain(value);
  }
  return data;
}

function plain(value: YamlValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map ? plainMap(value) : value;
}
