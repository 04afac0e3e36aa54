import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { descend, mapOf, textOf } from './manifestFields';
import { nameOf, PackageIndex, selects } from './packageIndex';

/** How requests come to a workload: its Services, and the Ingresses (or routes) that name one of them. */
export interface ServicesOf {
  readonly services: readonly ManifestDocument[];
  readonly routes: readonly ManifestDocument[];
}

const routeKinds = [
  'Ingress',
  'IngressRoute',
  'HTTPProxy',
  'HTTPRoute',
  'DestinationRule',
  'TargetGroupBinding',
  'BackendLBPolicy',
  'XBackendTrafficPolicy',
];

export function servicesOf(labels: YamlMap, index: PackageIndex): ServicesOf {
  const services = index
    .ofKind('Service')
    .filter(({ value }) => selects(mapOf(descend(value, ['spec', 'selector'])), labels));
  const names = new Set(services.map(({ value }) => nameOf(value)));
  const routes = index
    .ofKind(...routeKinds)
    .filter(({ value }) => namesOne(value.get('spec'), names, 0));
  return { services, routes };
}

/** Whether one of the texts is a name, or its host inside of the cluster. */
function namesOne(value: YamlValue, names: ReadonlySet<string>, depth: number): boolean {
  if (depth > 20) return false;
  if (value instanceof Map) {
    return [...value.values()].some(item => namesOne(item, names, depth + 1));
  }
  if (Array.isArray(value)) return value.some(item => namesOne(item, names, depth + 1));
  const text = textOf(value);
  return text !== '' && (names.has(text) || names.has(text.split('.', 1)[0] ?? ''));
}
