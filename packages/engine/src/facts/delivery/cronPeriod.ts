import { lookupTable } from '../../data/lookupTable';

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const shortcuts = lookupTable<number>({
  '@hourly': 1,
  '@daily': 1,
  '@midnight': 1,
  '@weekly': 7,
  '@monthly': 31,
  '@yearly': 366,
  '@annually': 366,
});
const units: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1 };

/** Days of two years, one of them a leap year: enough for every pattern of months and week days. */
const firstDay = Date.UTC(2027, 0, 1);
const daysSeen = 2 * 366 + 62;

/**
 * The longest time in days between two runs of a schedule: cron with five fields, `cron(…)` and `rate(…)` of AWS,
 * `@weekly`, `H` of Jenkins. `undefined` when it is none of them or never runs.
 *
 * @public
 */
export function cronPeriod(expression: string): number | undefined {
  const text = expression.trim().slice(0, 200);
  if (shortcuts[text] !== undefined) return shortcuts[text];
  const rate = /^rate\(\s*(\d{1,6})\s+(minute|hour|day)s?\s*\)$/.exec(text);
  if (rate) return Math.max(1, Number(rate[1]) * units[rate[2]!]!);
  const aws = /^cron\((.*)\)$/.exec(text)?.[1];
  const fields = (aws ?? text).trim().split(/\s+/);
  if (fields.length < 5 || fields.length > 6) return undefined;
  const [, , dayField = '*', monthField = '*', weekField = '*'] = fields;
  const days = readField(dayField, 1, 31, []);
  const months = readField(monthField, 1, 12, monthNames);
  // Cron counts Sunday as 0 and 7; AWS counts it as 1.
  const weekdays = readField(weekField, aws === undefined ? 0 : 1, 7, dayNames);
  if (!days || !months || !weekdays) return undefined;
  const weekday = (day: number) => (aws === undefined ? day % 7 : day - 1);
  const onWeekdays = new Set([...weekdays].map(weekday));
  const free = (field: string) => /^[*?H](\/1)?$/.test(field);
  const runs = (date: Date): boolean => {
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const inMonth = days.has(date.getUTCDate());
    const inWeek = onWeekdays.has(date.getUTCDay());
    return free(dayField) || free(weekField) ? inMonth && inWeek : inMonth || inWeek;
  };
  let longest = 0;
  let previous: number | undefined;
  for (let day = 0; day < daysSeen; day++) {
    if (!runs(new Date(firstDay + day * 86_400_000))) continue;
    if (previous !== undefined) longest = Math.max(longest, day - previous);
    previous = day;
  }
  return previous === undefined || longest === 0 ? undefined : longest;
}

/** The values a field allows; `undefined` when it is not understood. */
function readField(
  field: string,
  low: number,
  high: number,
  names: readonly string[],
): Set<number> | undefined {
  const values = new Set<number>();
  const number = (text: string): number => {
    const name = names.indexOf(text.slice(0, 3).toUpperCase());
    return name < 0 || /^\d/.test(text) ? Number(text) : name + low;
  };
  for (const part of field.split(',').slice(0, 60)) {
    const [range = '', stepText = '1'] = part.split('/');
    // `H` stands for one value that Jenkins chooses, `L` for the last day of the month.
    if (range === 'H' && stepText === '1') {
      if (field !== 'H') return undefined;
      return low === 1 && high === 31 ? readField('*', low, high, names) : new Set(all(low, high));
    }
    if (range === 'L') {
      values.add(28);
      continue;
    }
    const step = Number(stepText);
    const plain = range.replace(/#\d$|W$/, '');
    const [from = '', to] = plain.split('-');
    const open = from === '*' || from === '?' || from === 'H';
    const start = open ? low : number(from);
    const end = open || (to === undefined && part.includes('/')) ? high : number(to ?? from);
    if (!Number.isInteger(start) || !Number.isInteger(end) || !(step >= 1)) return undefined;
    if (start < low || end > high + (low === 0 ? 0 : 0) || end - start > 62) return undefined;
    for (let value = start; value <= end; value += step) values.add(value);
  }
  return values;
}

function all(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}
