import { isMap, isSet, listOf, mapOf, valueAt } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';

const versions = ['GRPC', 'HTTP1', 'HTTP2'];
/** Values a rule of a load balancer may have; the path takes one of the five. */
const conditionsLimit = 4;
const cidr =
  /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$|^[0-9a-fA-F:.]{2,45}\/\d{1,3}$/;

/** Routing rules of the application load balancer, and that there is a load balancer at all. */
export function checkHttp(context: RuleContext): void {
  const { type, manifest, error } = context;
  const { http } = manifest;
  if (type === 'Load Balanced Web Service') {
    if (http === false && !isSet(manifest.nlb)) {
      error('http', 'is false; then nlb has to be set, or nothing can reach the service.');
    } else if (!isSet(http)) {
      error(
        'http',
        'is missing; a Load Balanced Web Service needs a path, or false together with nlb.',
      );
    } else if (http === true) {
      error('http.path', 'is missing; say which paths belong to the service.');
    }
    checkGracePeriods(context);
  }
  if (!isMap(http) || !isSet(http) || !/^(Load Balanced Web|Backend) Service$/.test(type)) return;
  checkRule(http, 'http', context);
  if (isSet(http.target_container) && isSet(http.targetContainer)) {
    error(
      'http',
      'has target_container and its old spelling targetContainer; only one of them can be.',
    );
  }
  listOf(http.additional_rules).forEach((rule, index) =>
    checkRule(mapOf(rule), `http.additional_rules[${index}]`, context),
  );
}

function checkRule(
  rule: Readonly<Record<string, unknown>>,
  at: string,
  { error }: RuleContext,
): void {
  if (!isSet(rule.path)) error(`${at}.path`, 'is missing; say which paths belong to the service.');
  const { version } = rule;
  if (isSet(version) && !isOpen(version) && !versions.includes(String(version).toUpperCase())) {
    error(`${at}.version`, `is ${JSON.stringify(version)}; it can be grpc, http1 or http2.`);
  }
  if (isSet(rule.hosted_zone) && !isSet(rule.alias)) {
    error(`${at}.hosted_zone`, 'is set without alias, the name it is for.');
  }
  const aliases = namesOf(rule.alias);
  listOf(rule.alias).forEach((alias, index) => {
    if (isMap(alias) && !isSet(alias.name)) error(`${at}.alias[${index}].name`, 'is missing.');
  });
  const sources = listOf(rule.allowed_source_ips);
  sources.forEach((source, index) => {
    if (!isOpen(source) && !isCidr(source)) {
      error(
        `${at}.allowed_source_ips[${index}]`,
        `is ${JSON.stringify(source)}; it must be a range such as 10.0.0.0/8.`,
      );
    }
  });
  if (aliases.length + sources.length > conditionsLimit) {
    error(
      at,
      `has ${aliases.length} names and ${sources.length} ranges; a rule of a load balancer takes ${conditionsLimit} together. Spread them over additional_rules.`,
    );
  }
}

/** One name, or those of a list of texts or maps. */
function namesOf(alias: unknown): unknown[] {
  if (typeof alias === 'string') return [alias];
  return listOf(alias).map(entry => (isMap(entry) ? entry.name : entry));
}

export function isCidr(value: unknown): boolean {
  const match = typeof value === 'string' ? cidr.exec(value) : undefined;
  if (!match) return false;
  if (match[1] === undefined) return String(value).includes(':');
  return match.slice(1, 5).every(octet => Number(octet) <= 255) && Number(match[5]) <= 32;
}

/** ECS knows one grace period for a service. */
function checkGracePeriods({ manifest, error }: RuleContext): void {
  const { http, nlb } = manifest;
  const extra = (list: unknown, at: string) =>
    listOf(list).forEach((entry, index) => {
      if (isSet(valueAt(entry, 'healthcheck', 'grace_period'))) {
        error(
          `${at}[${index}].healthcheck.grace_period`,
          'can only be set for the first rule: a service has one grace period.',
        );
      }
    });
  extra(valueAt(http, 'additional_rules'), 'http.additional_rules');
  extra(valueAt(nlb, 'additional_listeners'), 'nlb.additional_listeners');
  const both = [http, nlb].every(part => isSet(valueAt(part, 'healthcheck', 'grace_period')));
  if (both) {
    error(
      'nlb.healthcheck.grace_period',
      'is set, and http.healthcheck.grace_period too: a service has one grace period.',
    );
  }
}
