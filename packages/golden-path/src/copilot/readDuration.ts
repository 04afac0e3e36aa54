const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
  us: 0.000_001,
  µs: 0.000_001,
  ns: 0.000_000_001,
};
const part = /^(\d{1,12}(?:\.\d{0,9})?|\.\d{1,9})(ns|us|µs|ms|s|m|h)/;

/** Seconds of a duration as Go writes it: `10s`, `1h30m`, `0`; `undefined` when it is none. */
export function readDuration(value: unknown): number | undefined {
  if (typeof value !== 'string' || value === '' || value.length > 100) return undefined;
  const sign = value.startsWith('-') ? -1 : 1;
  let rest = value.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  let seconds = 0;
  do {
    const match = part.exec(rest);
    if (!match) return undefined;
    seconds += Number(match[1]) * units[match[2]!]!;
    rest = rest.slice(match[0].length);
  } while (rest !== '');
  return sign * seconds;
}
