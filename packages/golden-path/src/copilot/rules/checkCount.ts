import { isMap, isSet, valueAt } from '../manifestValue';
import { readDuration } from '../readDuration';
import { RuleContext, isOpen } from './ruleContext';
import { architectureOf } from './platformOf';

const shared = ['cpu_percentage', 'memory_percentage'];
const scalingFields: Readonly<Record<string, readonly string[]>> = {
  'Load Balanced Web Service': [...shared, 'requests', 'response_time'],
  'Backend Service': [...shared, 'requests', 'response_time'],
  'Worker Service': [...shared, 'queue_delay'],
  'Scheduled Job': [],
};
const every = [...shared, 'requests', 'response_time', 'queue_delay'];

/** How many tasks there are and when there are more. */
export function checkCount(context: RuleContext): void {
  const { type, manifest, error, advice } = context;
  const own = scalingFields[type];
  if (!own) return;
  const { count } = manifest;
  const hasRange = isSet(valueAt(count, 'range'));
  if (type !== 'Scheduled Job' && !hasRange) {
    advice('count', 'has no range, so the number of tasks never follows the load.');
  }
  if (!isMap(count) || !isSet(count)) return;
  if (type === 'Scheduled Job') {
    error('count', 'is set; a job cannot scale, every run is one task.');
    return;
  }
  const used = own.filter(field => isSet(count[field]));
  for (const field of every.filter(name => !own.includes(name) && isSet(count[name]))) {
    error(`count.${field}`, `cannot scale a ${type}; it can use ${own.join(', ')}.`);
  }
  if (isSet(count.spot) && (hasRange || used.length > 0)) {
    error('count.spot', 'is a fixed number on Spot; with a range say spot_from in the range.');
  }
  if (!hasRange && used.length > 0) {
    error('count.range', `is missing; ${used.join(', ')} needs the least and the most tasks.`);
  }
  if (hasRange && used.length === 0) {
    error('count.range', `is set without a reason to scale: ${own.join(', ')}.`);
  }
  if (isSet(count.cooldown) && used.length === 0) {
    error('count.cooldown', `is set without a reason to scale: ${own.join(', ')}.`);
  }
  const behind = type === 'Backend Service' ? isSet(manifest.http) : manifest.http !== false;
  if (type !== 'Worker Service' && !behind) {
    for (const field of ['requests', 'response_time'].filter(name => isSet(count[name]))) {
      error(
        `count.${field}`,
        'is measured by the load balancer of http, which this service does not have.',
      );
    }
  }
  checkRange(count.range, error);
  checkPercentages(count, error);
  checkQueueDelay(count.queue_delay, error);
  const onSpot = isSet(count.spot) || isSet(valueAt(count, 'range', 'spot_from'));
  if (onSpot && architectureOf(manifest).startsWith('arm')) {
    error('count', 'uses Spot, which Copilot refuses on ARM.');
  }
}

function checkRange(range: unknown, error: RuleContext['error']): void {
  if (!isSet(range) || isOpen(range)) return;
  if (!isMap(range)) {
    const match = /^(\d{1,9})-(\d{1,9})$/.exec(String(range));
    if (!match) {
      error('count.range', `is ${JSON.stringify(range)}; write the least and the most: 2-10.`);
    } else if (Number(match[1]) > Number(match[2])) {
      error('count.range', `goes from ${match[1]} down to ${match[2]}.`);
    }
    return;
  }
  const { min, max } = range;
  if (!isSet(min) || !isSet(max)) {
    error('count.range', 'needs min and max.');
    return;
  }
  for (const key of ['min', 'max', 'spot_from']) {
    if (typeof range[key] === 'number' && range[key] < 0) {
      error(`count.range.${key}`, `is ${range[key]}; it cannot be negative.`);
    }
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    error('count.range', `goes from ${min} down to ${max}.`);
  }
}

function checkPercentages(
  count: Readonly<Record<string, unknown>>,
  error: RuleContext['error'],
): void {
  for (const field of shared) {
    const given = count[field];
    const value = isMap(given) ? given.value : given;
    if (typeof value === 'number' && (value < 0 || value > 100)) {
      error(`count.${field}`, `is ${value}; it must be from 0 to 100.`);
    }
  }
}

function checkQueueDelay(delay: unknown, error: RuleContext['error']): void {
  if (!isMap(delay) || !isSet(delay)) return;
  const fields = ['acceptable_latency', 'msg_processing_time'] as const;
  const missing = fields.filter(field => !isSet(delay[field]));
  if (missing.length > 0) {
    error(
      'count.queue_delay',
      `needs acceptable_latency and msg_processing_time; ${missing.join(' and ')} is missing.`,
    );
    return;
  }
  const [latency, processing] = fields.map(field => readDuration(delay[field]));
  for (const field of fields) {
    if (readDuration(delay[field]) === 0) error(`count.queue_delay.${field}`, 'cannot be 0.');
  }
  if (latency !== undefined && processing !== undefined && processing > latency) {
    error('count.queue_delay.msg_processing_time', 'cannot be longer than acceptable_latency.');
  }
}
