import { Trigger } from '../ci/model/pipeline';

/**
 * Whether a schedule runs at least once a week; `undefined` when the pipeline does not say how often.
 *
 * @public
 */
export function isWeekly({ cron }: Trigger): boolean | undefined {
  if (cron === undefined || cron.includes('$')) return undefined;
  const text = cron.trim();
  const rate = /^rate\((\d{1,6}) (minute|hour|day)s?\)$/.exec(text);
  if (rate) return rate[2] !== 'day' || Number(rate[1]) <= 7;
  if (/^@(hourly|daily|midnight|weekly)$/.test(text)) return true;
  const fields = text.replace(/^cron\(|\)$/g, '').split(/\s+/);
  const [, , dayOfMonth = '', month = '', dayOfWeek = ''] = fields;
  if (fields.length < 5 || month !== '*') return false;
  const anyDay = (field: string) => field === '*' || field === '?';
  if (anyDay(dayOfMonth)) return true;
  const step = /^(?:\*|1)\/(\d{1,2})$/.exec(dayOfMonth);
  // Where both days are restricted, either of them starts it.
  return (
    (step !== null && Number(step[1]) <= 7) || (!anyDay(dayOfWeek) && !dayOfWeek.includes('#'))
  );
}
