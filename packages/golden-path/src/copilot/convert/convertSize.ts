import { fargateSizes } from '../../service/fargateSizes';
import { isMap, isSet } from '../manifestValue';
import { platformOf } from '../rules/platformOf';
import { ConvertedService } from './convertedService';
import { Fields } from './fields';

/** What Copilot takes when the manifest says nothing. */
const defaults = { cpu: 256, memory: 512, count: 1 };
const fewest = 2;
const most = 1000;

/** CPU, memory and processor. */
export function convertSize(fields: Fields, service: ConvertedService): void {
  const cpu = fields.get('cpu') ?? defaults.cpu;
  const memory = fields.get('memory') ?? defaults.memory;
  const size = fargateSizes.find(candidate => candidate.cpu === cpu);
  if (size && typeof memory === 'number' && size.memory.includes(memory)) {
    service.cpu = size.cpu as ConvertedService['cpu'];
    service.memory = memory;
    fields.take('cpu', 'cpu');
    fields.take('memory', 'memory');
  } else {
    fields.report(
      'cpu',
      `${cpu} CPU units with ${memory} MiB is no size that Fargate offers; the default is used.`,
      cpu,
    );
    fields.report('memory', 'Belongs to the CPU units above.', memory);
  }
  const name = platformOf(fields.manifest);
  const architecture = name.split('/')[1];
  if (name === '' || /^linux\/(amd64|x86_64|arm64)$/.test(name)) {
    service.architectures = [architecture === 'arm64' ? 'arm64' : 'amd64'];
    fields.take('platform', 'architectures');
  } else {
    fields.report('platform', 'The targets run Linux on arm64 or amd64; the default is used.');
  }
}

/** How many tasks run, from a number, a range or Spot. */
export function convertScaling(fields: Fields, service: ConvertedService): void {
  const count = fields.get('count') ?? defaults.count;
  const range = isMap(count) ? readRange(count.range) : undefined;
  const spot = isMap(count) ? count.spot : undefined;
  const spotFrom = isMap(count) && isMap(count.range) ? count.range.spot_from : undefined;
  const fixed = [count, spot].find(value => typeof value === 'number') as number | undefined;
  const given = range ?? (fixed === undefined ? undefined : { min: fixed, max: fixed });
  if (given === undefined) {
    if (isSet(count))
      fields.report('count', 'The least and the most tasks are not known; the default is used.');
    return;
  }
  const min = clamp(given.min, fewest, most);
  const max = clamp(given.max, min, most);
  service.scaling = { min, max, spot: isSet(spot) || isSet(spotFrom) };
  const inside = isSet(spot) ? 'count.spot' : 'count.range';
  const path = isMap(count) ? inside : 'count';
  if (min === given.min && max === given.max) {
    fields.take(path, 'scaling');
  } else {
    fields.report(
      path,
      `From ${min} to ${max} tasks instead of ${given.min} to ${given.max}: a service has at least ${fewest}, so that one can fail or be replaced, and at most ${most}.`,
      isMap(count) ? (count.range ?? spot) : count,
    );
  }
  convertPercentage(fields, service.scaling);
}

function convertPercentage(
  fields: Fields,
  scaling: NonNullable<ConvertedService['scaling']>,
): void {
  const field = fields.get('count', 'cpu_percentage');
  if (!isSet(field)) return;
  const value = isMap(field) ? field.value : field;
  const path = isMap(field) ? 'count.cpu_percentage.value' : 'count.cpu_percentage';
  if (typeof value === 'number' && value >= 20 && value <= 90) {
    scaling.cpuPercent = value;
    fields.take(path, 'scaling.cpuPercent');
  } else if (typeof value === 'number') {
    scaling.cpuPercent = clamp(value, 20, 90);
    fields.report(
      path,
      `${scaling.cpuPercent} % instead: a service scales at 20 to 90 % CPU.`,
      value,
    );
  }
}

function readRange(range: unknown): { min: number; max: number } | undefined {
  if (isMap(range)) {
    const { min, max } = range;
    return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
  }
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(typeof range === 'string' ? range : '');
  return match ? { min: Number(match[1]), max: Number(match[2]) } : undefined;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
