import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlValue } from '../../../helm/yaml/readYaml';
import { Workload } from '../workload';
import { descend, mapOf, textOf } from './manifestFields';
import { annotationsOf, nameOf } from './packageIndex';
import { ServicesOf } from './servicesOf';

type Signal = Workload['affinitySignals'][number];

const annotations: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^nginx\.(ingress\.kubernetes\.io|org)\/affinity$/, /^cookie$/],
  [/^nginx\.(com|org)\/sticky-cookie-services$/, /./],
  [
    /^(alb\.ingress\.kubernetes\.io|service\.beta\.kubernetes\.io)\/(aws-load-balancer-)?target-group-attributes$/,
    /stickiness\.enabled\s*=\s*true/,
  ],
  [
    /^alb\.ingress\.kubernetes\.io\/actions\./,
    /"targetGroupStickinessConfig"\s*:\s*\{[^}]*"enabled"\s*:\s*true/i,
  ],
  [/^traefik\.ingress\.kubernetes\.io\/(service\.sticky\.cookie|affinity)$/, /^true$/],
  [/^haproxy\.org\/cookie-persistence$/, /./],
  [/^haproxy-ingress\.github\.io\/affinity$/, /^cookie$/],
];

/** Whatever sends the requests of one client to the same pod. */
export function affinitySignals({ services, routes }: ServicesOf): Signal[] {
  return [...services, ...routes].flatMap(document => [
    ...annotationSignals(document),
    ...fieldSignals(document),
  ]);
}

function annotationSignals(document: ManifestDocument): Signal[] {
  return [...annotationsOf(document.value)].flatMap(([key, value]) => {
    const text = textOf(value).slice(0, 10_000);
    if (!annotations.some(([name, on]) => name.test(key) && on.test(text))) return [];
    return [signal(document, ['metadata', 'annotations', key], `has the annotation ${key}`)];
  });
}

function fieldSignals(document: ManifestDocument): Signal[] {
  const { value } = document;
  switch (value.get('kind')) {
    case 'Service':
      return descend(value, ['spec', 'sessionAffinity']) === 'ClientIP'
        ? [signal(document, ['spec', 'sessionAffinity'], 'has sessionAffinity ClientIP')]
        : [];
    case 'IngressRoute':
      return holdsKey(value.get('spec'), 'sticky', 0)
        ? [signal(document, ['spec'], 'has sticky sessions')]
        : [];
    case 'HTTPRoute':
    case 'BackendLBPolicy':
    case 'XBackendTrafficPolicy':
      return holdsKey(value.get('spec'), 'sessionPersistence', 0)
        ? [signal(document, ['spec'], 'has sessionPersistence')]
        : [];
    case 'HTTPProxy':
      return hasCookiePolicy(value.get('spec'))
        ? [signal(document, ['spec'], 'has the load-balancer policy Cookie')]
        : [];
    case 'DestinationRule': {
      const hash = mapOf(
        descend(value, ['spec', 'trafficPolicy', 'loadBalancer', 'consistentHash']),
      );
      return hash.has('httpCookie') || hash.get('useSourceIp') === true
        ? [signal(document, ['spec', 'trafficPolicy'], 'balances by a hash of the client')]
        : [];
    }
    default:
      return [];
  }
}

function hasCookiePolicy(spec: YamlValue): boolean {
  const routes = mapOf(spec).get('routes');
  return (Array.isArray(routes) ? routes : []).some(
    route => descend(route, ['loadBalancerPolicy', 'strategy']) === 'Cookie',
  );
}

function holdsKey(value: YamlValue, key: string, depth: number): boolean {
  if (depth > 20) return false;
  if (Array.isArray(value)) return value.some(item => holdsKey(item, key, depth + 1));
  if (!(value instanceof Map)) return false;
  return value.has(key) || [...value.values()].some(item => holdsKey(item, key, depth + 1));
}

function signal(document: ManifestDocument, way: readonly string[], what: string): Signal {
  const origin = document.originAt(way);
  const name = `${textOf(document.value.get('kind'))}/${nameOf(document.value)}`;
  return { path: origin?.path ?? '', line: origin?.line, message: `${name} ${what}.` };
}
