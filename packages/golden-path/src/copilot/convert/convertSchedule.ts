import { explainSchedule } from '../../service/cronSchedule';

const named: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Five fields in UTC for a schedule of Copilot, which also writes `@daily`, `@every 1h`, `rate(1 hour)` and the six fields of
 * AWS; `undefined` when five fields cannot say it. `phase`: Copilot counts from the deployment, five fields from the full hour.
 */
export function convertSchedule(text: string): { schedule: string; phase: boolean } | undefined {
  const given = text.trim().replace(/\s{1,10}/g, ' ');
  const minutes = minutesOf(given);
  if (minutes !== undefined) {
    const schedule = everyMinutes(minutes);
    return schedule === undefined ? undefined : { schedule, phase: true };
  }
  const aws = /^cron\(([^()]{1,100})\)$/.exec(given)?.[1];
  const schedule = aws === undefined ? (named[given] ?? given) : fiveFields(aws);
  return schedule === undefined || explainSchedule(schedule) !== undefined
    ? undefined
    : { schedule, phase: false };
}

function minutesOf(text: string): number | undefined {
  const rate = /^rate\((\d{1,6}) (minute|hour|day)s?\)$/.exec(text);
  if (rate) return Number(rate[1]) * { minute: 1, hour: 60, day: 1440 }[rate[2] as 'minute'];
  const every = /^@every (?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:0s)?$/.exec(text);
  return every && (every[1] ?? every[2]) !== undefined
    ? Number(every[1] ?? 0) * 60 + Number(every[2] ?? 0)
    : undefined;
}

/** Only what starts again at the full hour or at midnight is the same distance every time. */
function everyMinutes(minutes: number): string | undefined {
  if (minutes === 1) return '* * * * *';
  if (minutes > 1 && minutes < 60 && 60 % minutes === 0) return `*/${minutes} * * * *`;
  if (minutes === 60) return '0 * * * *';
  if (minutes === 1440) return '0 0 * * *';
  const hours = minutes / 60;
  return Number.isInteger(hours) && hours > 0 && 24 % hours === 0
    ? `0 */${hours} * * *`
    : undefined;
}

/** Six fields of AWS: the year must be open, days of the week are counted from 1. */
function fiveFields(text: string): string | undefined {
  const [minute, hour, day, month, weekday, year, ...more] = text.split(' ');
  if (more.length > 0 || year !== '*' || weekday === undefined) return undefined;
  const week = weekday === '?' ? '*' : weekday;
  if (/[L#W]/i.test(`${day}${week.replace(/[A-Z]{3}/gi, '')}`)) return undefined;
  const numbered = week.replace(/\d{1,2}/g, number => days[Number(number) - 1] ?? 'x');
  const fields = [minute, hour, day === '?' ? '*' : day, month, numbered];
  // `0/5` is every fifth from 0 on, which five fields write as `*/5`.
  return fields.map(field => field!.replace(/^0\//, '*/')).join(' ');
}
