import { cronPeriod } from './cronPeriod';

describe('cronPeriod', () => {
  it.each([
    ['0 4 * * 1', 7],
    ['*/5 * * * *', 1],
    ['0 4 1 * *', 31],
    ['0 4 1,15 * *', 17],
    ['0 0 1 */3 *', 92],
    ['0 0 31 * *', 61],
    ['0 0 * * SUN', 7],
    ['H H * * 0', 7],
    ['rate(7 days)', 7],
    ['cron(0 12 ? * MON *)', 7],
    ['@weekly', 7],
  ])('%s is %i days', (cron, days) => {
    expect(cronPeriod(cron)).toBe(days);
  });

  it.each(['', 'never', '0 4 * *', '0 0 30 2 *', 'rate(x)'])('does not understand %j', cron => {
    expect(cronPeriod(cron)).toBeUndefined();
  });
});
