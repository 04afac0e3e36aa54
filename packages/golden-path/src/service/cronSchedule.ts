/** What one field of a cron expression may hold: its bounds, and names in the order of their numbers from the first. */
interface Field {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const fields: readonly Field[] = [
  { title: 'minute', min: 0, max: 59 },
  { title: 'hour', min: 0, max: 23 },
  { title: 'day of the month', min: 1, max: 31 },
  { title: 'month', min: 1, max: 12, names: months },
  // 7 is Sunday, too.
  { title: 'day of the week', min: 0, max: 7, names: days },
];

const part = /^(\*|[a-z0-9]{1,3}(?:-[a-z0-9]{1,3})?)(?:\/([0-9]{1,2}))?$/i;

/**
 * What is wrong with a cron expression of five fields (minute, hour, day of the month, month, day of the week), in one
 * sentence; `undefined` when nothing is. Accepts what Kubernetes **and** Amazon EventBridge Scheduler can say, so that a job
 * can move between targets: only one of the two days may be restricted.
 *
 * @public
 */
export function explainSchedule(schedule: string): string | undefined {
  const texts = schedule.split(' ');
  if (schedule.length > 100 || texts.length !== fields.length) {
    return 'must have five fields: minute, hour, day of the month, month and day of the week, for example 0 3 * * *';
  }
  for (const [index, field] of fields.entries()) {
    if (!texts[index]!.split(',').every(text => isPart(text, field))) {
      return `has a ${field.title} that is not understood: ${texts[index]}`;
    }
  }
  return texts[2] !== '*' && texts[4] !== '*'
    ? 'may restrict the day of the month or the day of the week, not both'
    : undefined;
}

/**
 * A valid five-field schedule as `cron(...)` of Amazon EventBridge Scheduler: six fields, `?` for the day that is not
 * restricted, days of the week by name because AWS numbers them from 1.
 *
 * @public
 */
export function awsSchedule(schedule: string): string {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.split(' ');
  const step = (text: string, first: number) =>
    text
      .split(',')
      .map(entry => entry.replace(/^\*(?=\/)/, String(first)))
      .join(',')
      .toUpperCase();
  return `cron(${[
    step(minute, 0),
    step(hour, 0),
    weekday === '*' ? step(day, 1) : '?',
    step(month, 1),
    weekday === '*' ? '?' : weekdays(weekday),
    '*',
  ].join(' ')})`;
}

function weekdays(text: string): string {
  const numbers = new Set(
    text.split(',').flatMap(entry => {
      const { from, to, step } = readPart(entry, fields[4]!)!;
      return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
    }),
  );
  return [...new Set([...numbers].map(number => days[number % 7]!))].join(',');
}

function isPart(text: string, field: Field): boolean {
  const read = readPart(text, field);
  return (
    read !== undefined &&
    read.from >= field.min &&
    read.to <= field.max &&
    read.from <= read.to &&
    read.step >= 1 &&
    read.step <= field.max
  );
}

function readPart(
  text: string,
  field: Field,
): { from: number; to: number; step: number } | undefined {
  const match = part.exec(text);
  if (!match) return undefined;
  const [, range = '', step] = match;
  const last = field.names === days ? 6 : field.max;
  if (range === '*') return { from: field.min, to: last, step: Number(step ?? 1) };
  const [from = '', to] = range.split('-');
  // A step needs a range to walk through; `5/10` means different things in different schedulers.
  if (step !== undefined && to === undefined) return undefined;
  const start = numberOf(from, field);
  const end = to === undefined ? start : numberOf(to, field);
  return start === undefined || end === undefined
    ? undefined
    : { from: start, to: end, step: Number(step ?? 1) };
}

function numberOf(text: string, field: Field): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = field.names?.indexOf(text.toUpperCase()) ?? -1;
  return index < 0 ? undefined : index + field.min;
}
