import fc from 'fast-check';
import { awsSchedule, explainSchedule } from './cronSchedule';

describe('explainSchedule', () => {
  it.each(['0 3 * * *', '*/15 * * * *', '0 8-18/2 * * MON-FRI', '30 4 1,15 * *', '0 0 * JAN 7'])(
    'accepts %s',
    schedule => expect(explainSchedule(schedule)).toBeUndefined(),
  );

  it.each<[string, RegExp]>([
    ['', /five fields/],
    ['@daily', /five fields/],
    ['0 3 * * * *', /five fields/],
    ['60 3 * * *', /minute.*60/],
    ['0 24 * * *', /hour/],
    ['0 3 0 * *', /day of the month/],
    ['0 3 * 13 *', /month/],
    ['0 3 * * 8', /day of the week/],
    ['0 5/2 * * *', /hour/],
    ['0 */0 * * *', /hour/],
    ['0 9-3 * * *', /hour/],
    ['0 3 1 * MON', /not both/],
    ['$(x) 3 * * *', /minute/],
  ])('says what is wrong with %s', (schedule, message) =>
    expect(explainSchedule(schedule)).toMatch(message),
  );

  it('ends for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        expect([undefined, 'string']).toContain(
          explainSchedule(text) === undefined ? undefined : 'string',
        );
        expect(explainSchedule(`${text}!`)).toEqual(expect.any(String));
      }),
    );
  });
});

describe('awsSchedule', () => {
  it.each([
    ['0 3 * * *', 'cron(0 3 * * ? *)'],
    ['*/15 * * * *', 'cron(0/15 * * * ? *)'],
    ['0 0 */2 */3 *', 'cron(0 0 1/2 1/3 ? *)'],
    ['0 8 * * 1-5', 'cron(0 8 ? * MON,TUE,WED,THU,FRI *)'],
    ['0 8 * * 5-7', 'cron(0 8 ? * FRI,SAT,SUN *)'],
    ['0 8 * jan 0,7', 'cron(0 8 ? JAN SUN *)'],
    ['0 8 * * */2', 'cron(0 8 ? * SUN,TUE,THU,SAT *)'],
    ['30 4 1,15 * *', 'cron(30 4 1,15 * ? *)'],
  ])('writes %s as %s', (schedule, expected) => expect(awsSchedule(schedule)).toBe(expected));
});
