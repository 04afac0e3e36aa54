import fc from 'fast-check';
import { explainName } from './explainName';

const pattern = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';

describe('explainName', () => {
  it.each([
    ['', 'Give the service a name.'],
    ['Orders', 'Use lower-case letters only.'],
    ['order history', 'A name has no spaces; use hyphens between words.'],
    ['order_history', 'Use only letters, digits and hyphens; "_" is none of them.'],
    ['1orders', 'Start with a letter.'],
    ['orders-', 'End with a letter or a digit.'],
    ['order--history', 'Use single hyphens between words.'],
  ])('says what is wrong with %j', (name, sentence) => {
    expect(explainName(name, pattern)).toBe(sentence);
  });

  it('says so when only the pattern knows', () => {
    expect(explainName('ab', '^[a-z]{3,}$')).toContain('^[a-z]{3,}$');
    expect(explainName('a'.repeat(101), pattern)).toContain('far too long');
    expect(explainName('orders', '(')).toContain('not valid');
  });

  it('agrees with the pattern, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), name => {
        expect(explainName(name, pattern) === undefined).toBe(new RegExp(pattern, 'u').test(name));
      }),
    );
  });
});
