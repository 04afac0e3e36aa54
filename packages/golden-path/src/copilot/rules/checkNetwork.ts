import { isSet, listOf, valueAt } from '../manifestValue';
import { RuleContext, isOpen } from './ruleContext';

/** Where tasks run, and who finds them. */
export function checkNetwork({ type, manifest, error }: RuleContext): void {
  const placement = valueAt(manifest, 'network', 'vpc', 'placement');
  const allowed = type === 'Request-Driven Web Service' ? ['private'] : ['public', 'private'];
  if (typeof placement === 'string' && !isOpen(placement) && !allowed.includes(placement)) {
    error(
      'network.vpc.placement',
      `is ${JSON.stringify(placement)}; it can be ${allowed.join(' or ')}.`,
    );
  }
  if (isSet(valueAt(manifest, 'network', 'connect', 'alias'))) {
    const isTarget =
      type === 'Load Balanced Web Service' ||
      (type === 'Backend Service' &&
        (isSet(valueAt(manifest, 'image', 'port')) ||
          isSet(valueAt(manifest, 'http', 'target_container'))));
    // A job reads the key and has no use for it.
    if (!isTarget && type !== 'Scheduled Job') {
      error('network.connect.alias', 'is a name for a port, and no port is exposed.');
    }
  }
  const tracing = valueAt(manifest, 'observability', 'tracing');
  if (isSet(tracing) && !isOpen(tracing) && String(tracing).toLowerCase() !== 'awsxray') {
    error('observability.tracing', `is ${JSON.stringify(tracing)}; Copilot knows awsxray only.`);
  }
}

const topicName = /^[a-zA-Z0-9_-]+$/;
const serviceName = /^[a-z][a-z0-9-]+$/;

/** Topics that are published and subscribed to, and their queues. */
export function checkMessages({ manifest, error }: RuleContext): void {
  listOf(valueAt(manifest, 'publish', 'topics')).forEach((topic, index) =>
    checkTopicName(topic, `publish.topics[${index}]`, error),
  );
  listOf(valueAt(manifest, 'subscribe', 'topics')).forEach((topic, index) => {
    const at = `subscribe.topics[${index}]`;
    checkTopicName(topic, at, error);
    const service = valueAt(topic, 'service');
    if (!isSet(service) || service === '') {
      error(`${at}.service`, 'is missing; say which service publishes the topic.');
    } else if (!isOpen(service) && !isServiceName(String(service))) {
      error(`${at}.service`, `is ${JSON.stringify(service)}, which is not the name of a service.`);
    }
    checkQueue(valueAt(topic, 'queue'), `${at}.queue`, error);
  });
  checkQueue(valueAt(manifest, 'subscribe', 'queue'), 'subscribe.queue', error);
}

function isServiceName(name: string): boolean {
  return serviceName.test(name) && !/--|\.\.|-$/.test(name);
}

function checkTopicName(topic: unknown, at: string, error: RuleContext['error']): void {
  const name = valueAt(topic, 'name');
  if (!isSet(name) || name === '') error(`${at}.name`, 'is missing.');
  else if (!isOpen(name) && !topicName.test(String(name))) {
    error(`${at}.name`, 'can only have letters, digits, _ and -.');
  }
}

function checkQueue(queue: unknown, at: string, error: RuleContext['error']): void {
  const scope = valueAt(queue, 'fifo', 'deduplication_scope');
  const limit = valueAt(queue, 'fifo', 'throughput_limit');
  if (isSet(valueAt(queue, 'fifo', 'high_throughput')) && (isSet(scope) || isSet(limit))) {
    error(
      `${at}.fifo.high_throughput`,
      'already decides deduplication_scope and throughput_limit.',
    );
    return;
  }
  if (isSet(scope) && !isOpen(scope) && !/^(messageGroup|queue)$/.test(String(scope))) {
    error(`${at}.fifo.deduplication_scope`, 'can be messageGroup or queue.');
  }
  if (isSet(limit) && !isOpen(limit) && !/^(perMessageGroupId|perQueue)$/.test(String(limit))) {
    error(`${at}.fifo.throughput_limit`, 'can be perMessageGroupId or perQueue.');
  }
  if (limit === 'perMessageGroupId' && scope === 'queue') {
    error(`${at}.fifo.throughput_limit`, 'must be perQueue where deduplication_scope is queue.');
  }
}
