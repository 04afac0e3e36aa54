import fc from 'fast-check';
import { sayAge } from './age';
import { sayQuestionId } from './questionId';
import { safeUrl } from './safeUrl';
import { showCoverage, showGain, showScore } from './score';

describe('showScore', () => {
  it('rounds down, so that nothing looks better than it is', () => {
    expect(showScore(89.999)).toBe('89');
    expect(showScore(100)).toBe('100');
    expect(showScore(undefined)).toBe('–');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), value => {
        expect(Number(showScore(value))).toBeLessThanOrEqual(value);
      }),
    );
  });
});

describe('showCoverage', () => {
  it('is a percentage, rounded down', () => {
    expect(showCoverage(0.29)).toBe('29 %');
    expect(showCoverage(0.999)).toBe('99 %');
    expect(showCoverage(1)).toBe('100 %');
  });
});

describe('showGain', () => {
  it('keeps a decimal where it matters', () => {
    expect(showGain(9.75)).toBe('+9.7');
    expect(showGain(12.5)).toBe('+12');
    expect(showGain(0.04)).toBe('< +0.1');
  });
});

describe('sayAge', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it.each([
    ['2026-11-22T11:59:30Z', 'just now'],
    ['2026-11-22T12:05:00Z', 'just now'],
    ['2026-11-22T11:59:00Z', '1 minute ago'],
    ['2026-11-22T09:00:00+01:00', '4 hours ago'],
    ['2026-11-20T12:00:00Z', '2 days ago'],
  ])('says of %s: %s', (timestamp, age) => {
    expect(sayAge(timestamp, now)).toBe(age);
  });
});

describe('safeUrl', () => {
  it.each([
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com',
    '/relative',
    '',
    undefined,
  ])('refuses %j', address => {
    expect(safeUrl(address)).toBeUndefined();
  });

  it('lets only http and https pass, whatever is given', () => {
    expect(safeUrl('https://a.example/b#L1')).toBe('https://a.example/b#L1');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), address => {
        const url = safeUrl(address);
        expect(url === undefined || /^https?:\/\//.test(url)).toBe(true);
      }),
    );
  });
});

describe('sayQuestionId', () => {
  it('shortens the ids of the lens and leaves others alone', () => {
    expect(sayQuestionId('CONTAINER_BUILD_SEC_01')).toBe('SEC 1');
    expect(sayQuestionId('CONTAINER_BUILD_SUSTAINABILITY_03')).toBe('SUS 3');
    expect(sayQuestionId('own-question')).toBe('own-question');
  });
});
