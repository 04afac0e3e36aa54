import { ManifestMap, isMap, isSet, listOf, mapOf, valueAt } from '../manifestValue';
import { isCidr } from './checkHttp';
import { RuleContext, isOpen } from './ruleContext';

const arn = /^arn:[^:]{1,40}:[^:]{1,40}:([^:]{0,40}):[^:]{0,40}:.{1,400}$/;

/** Network, load balancers and content delivery of an environment. */
export function checkEnvironment(context: RuleContext): void {
  const { manifest, error } = context;
  if (!isSet(manifest.name)) error('name', 'is missing.');
  const vpc = mapOf(valueAt(manifest, 'network', 'vpc'));
  checkVpc(vpc, error);
  for (const side of ['public', 'private']) {
    checkLoadBalancer(mapOf(valueAt(manifest, 'http', side)), `http.${side}`, error);
  }
  checkDelivery(manifest, error);
  const placed = listOf(valueAt(manifest, 'http', 'private', 'subnets'));
  if (placed.length > 0) {
    const imported = ['public', 'private'].flatMap(side =>
      listOf(valueAt(vpc, 'subnets', side)).map(subnet => valueAt(subnet, 'id')),
    );
    if (!isSet(vpc.id) || placed.some(subnet => !imported.includes(subnet))) {
      error('http.private.subnets', 'names subnets that network.vpc does not import.');
    }
  }
}

function checkVpc(vpc: ManifestMap, error: RuleContext['error']): void {
  const isImported = isSet(vpc.id) && vpc.id !== '';
  const isOwn = isSet(vpc.cidr) && vpc.cidr !== '';
  if (isImported && isOwn) {
    error('network.vpc', 'has an id, which imports a network, and a cidr, which makes one.');
  }
  const sides = (['public', 'private'] as const).map(side => ({
    at: `network.vpc.subnets.${side}`,
    subnets: listOf(valueAt(vpc, 'subnets', side)).map(mapOf),
  }));
  for (const { at, subnets } of sides) {
    subnets.forEach((subnet, index) => {
      for (const other of ['cidr', 'az'].filter(key => isSet(subnet.id) && isSet(subnet[key]))) {
        error(
          `${at}[${index}]`,
          `has an id, which imports a subnet, and ${other}, which makes one.`,
        );
      }
      const needed = isImported ? 'id' : 'cidr';
      if ((isImported || isOwn) && !isSet(subnet[needed]))
        error(`${at}[${index}].${needed}`, 'is missing.');
    });
    if (isImported && subnets.length === 1) error(at, 'has one subnet; at least two are needed.');
  }
  if (isImported && sides.every(({ subnets }) => subnets.length === 0)) {
    error('network.vpc.subnets', 'is missing; an imported network needs its subnets.');
  }
  if (isOwn && !isImported) checkZones(sides, error);
  for (const direction of ['ingress', 'egress']) {
    listOf(valueAt(vpc, 'security_group', direction)).forEach((rule, index) => {
      const at = `network.vpc.security_group.${direction}[${index}]`;
      for (const key of ['cidr', 'ip_protocol', 'ports']) {
        if (!isSet(valueAt(rule, key)) || valueAt(rule, key) === '')
          error(`${at}.${key}`, 'is missing.');
      }
      const ports = valueAt(rule, 'ports');
      if (typeof ports === 'string' && !isOpen(ports)) {
        const match = /^(\d{1,5})-(\d{1,5})$/.exec(ports);
        if (!match || Number(match[1]) > Number(match[2])) {
          error(
            `${at}.ports`,
            `is ${JSON.stringify(ports)}; write the first and the last: 80-443.`,
          );
        }
      }
    });
  }
}

function checkZones(
  sides: readonly { at: string; subnets: readonly ManifestMap[] }[],
  error: RuleContext['error'],
): void {
  const zones = sides.map(
    ({ subnets }) => new Set(subnets.map(({ az }) => az).filter(az => isSet(az) && az !== '')),
  );
  const [first = new Set(), second = new Set()] = zones;
  if (first.size !== second.size || [...first].some(zone => !second.has(zone))) {
    error('network.vpc.subnets', 'are in other availability zones in public than in private.');
    return;
  }
  if (first.size === 1)
    error('network.vpc.subnets', 'are in one availability zone; at least two are needed.');
  if (first.size < 2) return;
  for (const { at, subnets } of sides) {
    const ranges = new Set(subnets.map(({ cidr }) => cidr)).size;
    if (ranges !== first.size)
      error(at, `has ${ranges} ranges for ${first.size} availability zones.`);
  }
}

function checkLoadBalancer(options: ManifestMap, at: string, error: RuleContext['error']): void {
  const old = mapOf(valueAt(options, 'security_groups', 'ingress'));
  if (isSet(old) && isSet(options.ingress)) {
    error(
      `${at}.security_groups`,
      'is the old spelling of ingress, which is set too; only one of them can be.',
    );
  }
  listOf(options.certificates).forEach((certificate, index) => {
    if (!isOpen(certificate) && !arn.test(String(certificate))) {
      error(`${at}.certificates[${index}]`, 'is not the ARN of a certificate.');
    }
  });
  if (at === 'http.public' && isSet(old.from_vpc)) {
    error(
      `${at}.security_groups.ingress.from_vpc`,
      'is not needed: a public load balancer already lets the network in.',
    );
  }
  if (at === 'http.private' && isSet(old.restrict_to)) {
    error(
      `${at}.security_groups.ingress.restrict_to`,
      'cannot be used by an internal load balancer.',
    );
  }
  for (const [list, place] of [
    [valueAt(options, 'ingress', 'source_ips'), `${at}.ingress.source_ips`],
    [
      valueAt(old, 'restrict_to', 'source_ips'),
      `${at}.security_groups.ingress.restrict_to.source_ips`,
    ],
  ] as const) {
    listOf(list).forEach((range, index) => {
      if (!isOpen(range) && !isCidr(range))
        error(`${place}[${index}]`, 'must be a range such as 10.0.0.0/8.');
    });
  }
}

function checkDelivery(manifest: ManifestMap, error: RuleContext['error']): void {
  const { cdn } = manifest;
  const isOn = cdn === true || (isMap(cdn) && isSet(cdn));
  const open = mapOf(valueAt(manifest, 'http', 'public'));
  const limited =
    valueAt(open, 'ingress', 'cdn') === true ||
    valueAt(open, 'security_groups', 'ingress', 'restrict_to', 'cdn') === true;
  if (limited && !isOn) error('cdn', 'has to be on: http.public lets only CloudFront in.');
  if (!isOn) return;
  const { certificate, terminate_tls: terminate, static_assets: assets } = mapOf(cdn);
  if (
    isSet(certificate) &&
    !isOpen(certificate) &&
    arn.exec(String(certificate))?.[1] !== 'us-east-1'
  ) {
    error(
      'cdn.certificate',
      'must be the ARN of a certificate in us-east-1, where CloudFront looks for it.',
    );
  }
  if (!isSet(open.certificates)) {
    if (isSet(certificate) && terminate !== true) {
      error(
        'cdn.terminate_tls',
        'must be true where cdn has a certificate and http.public has none.',
      );
    }
  } else if (!isSet(certificate)) {
    error('cdn.certificate', 'is missing; http.public has certificates.');
  }
  if (isSet(assets)) {
    for (const key of ['location', 'alias', 'path']) {
      if (!isSet(valueAt(assets, key)) || valueAt(assets, key) === '') {
        error(`cdn.static_assets.${key}`, 'is missing.');
      }
    }
  }
}
