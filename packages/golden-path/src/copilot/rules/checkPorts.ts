import { ManifestMap, isMap, isSet, listOf, mapOf, valueAt } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';

interface Exposed {
  readonly container: string;
  readonly protocol: string;
}

/** Every port belongs to one container and has one protocol; what traffic is sent to exists. */
export function checkPorts({ type, manifest, error }: RuleContext): void {
  const main = String(manifest.name ?? '');
  const sidecars = mapOf(manifest.sidecars);
  const exposed = new Map<number, Exposed>();
  const expose = (at: string, port: number, container: string, protocol: string): void => {
    const other = exposed.get(port);
    if (!other) exposed.set(port, { container, protocol });
    else if (other.container !== container) {
      error(at, `is ${port}, which ${other.container} and ${container} would both listen on.`);
    } else if (other.protocol !== protocol) {
      error(at, `is ${port} with ${protocol}, which is already exposed with ${other.protocol}.`);
    }
  };
  for (const [name, sidecar] of Object.entries(sidecars)) {
    const mapping = readMapping(mapOf(sidecar).port);
    if (mapping) expose(`sidecars.${name}.port`, mapping.port, name, mapping.protocol ?? 'TCP');
  }
  const traffic = /^(Load Balanced Web|Backend) Service$/.test(type);
  const mainPort = traffic ? valueAt(manifest, 'image', 'port') : undefined;
  const checkTarget = (rule: ManifestMap, at: string): void => {
    const target = rule.target_container ?? rule.targetContainer;
    if (!isSet(target) || isOpen(target)) return;
    const name = String(target);
    const found = name === main ? mainPort : valueAt(sidecars, name, 'port');
    if (name !== main && !Object.hasOwn(sidecars, name)) {
      error(`${at}.target_container`, `is ${name}, which is no container of this service.`);
    } else if (!isSet(found)) {
      error(`${at}.target_container`, `is ${name}, which exposes no port.`);
    }
  };
  const placeOf = (rule: ManifestMap, port: number): string =>
    typeof rule.target_container === 'string'
      ? rule.target_container
      : (exposed.get(port)?.container ?? main);
  for (const [rule, at] of traffic ? rulesOf(manifest.http, 'http', 'additional_rules') : []) {
    checkTarget(rule, at);
    const port = rule.target_port;
    if (typeof port === 'number') expose(`${at}.target_port`, port, placeOf(rule, port), 'TCP');
  }
  for (const [listener, at] of rulesOf(manifest.nlb, 'nlb', 'additional_listeners')) {
    const isFirst = at === 'nlb';
    checkTarget(listener, at);
    if (!isSet(listener.port) || listener.port === '') {
      if (!isFirst || isSet(manifest.nlb)) error(`${at}.port`, 'is missing.');
      continue;
    }
    const mapping = readMapping(listener.port);
    if (!mapping) {
      if (!isOpen(listener.port))
        error(
          `${at}.port`,
          `is ${JSON.stringify(listener.port)}; write 443/tls, 80/tcp or 53/udp.`,
        );
      continue;
    }
    const protocol = mapping.protocol ?? 'TCP';
    if (!/^(TCP|UDP|TLS)$/.test(protocol)) {
      error(`${at}.port`, `has the protocol ${protocol.toLowerCase()}; it can be tcp, udp or tls.`);
      continue;
    }
    const port = typeof listener.target_port === 'number' ? listener.target_port : mapping.port;
    expose(`${at}.port`, port, placeOf(listener, port), protocol === 'TLS' ? 'TCP' : protocol);
  }
  listOf(valueAt(manifest, 'nlb', 'alias')).forEach((alias, index) => {
    if (isSet(valueAt(alias, 'hosted_zone'))) {
      error(`nlb.alias[${index}].hosted_zone`, 'is not supported by a network load balancer.');
    }
  });
  if (typeof mainPort === 'number') {
    expose('image.port', mainPort, main, exposed.get(mainPort)?.protocol ?? 'TCP');
  }
  checkProbes(manifest, exposed, error);
}

/** A probe speaks TCP. */
function checkProbes(
  manifest: ManifestMap,
  exposed: ReadonlyMap<number, Exposed>,
  error: RuleContext['error'],
): void {
  const all = [
    ...rulesOf(manifest.http, 'http', 'additional_rules'),
    ...rulesOf(manifest.nlb, 'nlb', 'additional_listeners'),
  ];
  for (const [rule, at] of all) {
    const own = valueAt(rule, 'healthcheck', 'port');
    const target =
      rule.target_port ?? (at.startsWith('nlb') ? readMapping(rule.port)?.port : undefined);
    const port = own ?? target ?? valueAt(manifest, 'image', 'port');
    if (typeof port === 'number' && exposed.get(port)?.protocol === 'UDP') {
      error(
        `${at}.healthcheck.port`,
        `is ${port}, which speaks UDP; a health check needs a TCP port.`,
      );
    }
  }
}

/** The first rule and the additional ones, each with its place. */
function rulesOf(value: unknown, at: string, more: string): [ManifestMap, string][] {
  if (!isMap(value) || !isSet(value)) return [];
  return [
    [value, at],
    ...listOf(value[more]).map((rule, index): [ManifestMap, string] => [
      mapOf(rule),
      `${at}.${more}[${index}]`,
    ]),
  ];
}

/** `443/tls`, `8080`. */
function readMapping(value: unknown): { port: number; protocol?: string } | undefined {
  const match = /^(\d{1,5})(?:\/([A-Za-z]{1,10}))?$/.exec(
    typeof value === 'number' || typeof value === 'string' ? String(value) : '',
  );
  if (!match || Number(match[1]) > 65_535) return undefined;
  return { port: Number(match[1]), ...(match[2] ? { protocol: match[2].toUpperCase() } : {}) };
}
