import { describeError } from './describeError';

describe('describeError', () => {
  it.each([
    [new Error('connect https://u:p@host/x failed'), 'connect https://host/x failed'],
    [
      new Error('GET https://h/x?private_token=abc&ref=main'),
      'GET https://h/x?private_token=…&ref=main',
    ],
    [new Error('Authorization: Bearer abcdef.ghijkl'), 'Authorization: Bearer …'],
    [new Error('two\nlines'), 'two lines'],
    ['only text', 'only text'],
    [undefined, 'undefined'],
  ])('%s', (error, text) => {
    expect(describeError(error)).toBe(text);
  });

  it('is bounded', () => {
    expect(describeError(new Error('x'.repeat(100_000)))).toHaveLength(1000);
  });
});
