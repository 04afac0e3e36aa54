import fc from 'fast-check';
import {
  explainRepository,
  explainRepositoryName,
  formatRepository,
  parseRepository,
} from './repositoryAddress';

describe('an address', () => {
  it('is written as the stock picker writes it', () => {
    expect(formatRepository({ host: 'localhost:7007', owner: 'example', name: 'orders' })).toBe(
      'localhost:7007?owner=example&repo=orders',
    );
  });

  it.each([
    { host: '', owner: 'example', name: 'orders' },
    { host: 'github.com', owner: '', name: 'orders' },
    { host: 'github.com', owner: 'example', name: '' },
  ])('is none while a part is missing: %p', address => {
    expect(formatRepository(address)).toBeUndefined();
  });

  it('is read as it was written, whatever owner and name are', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme', maxLength: 50 });
    fc.assert(
      fc.property(text, text, (owner, name) => {
        const address = { host: 'git.example.com:8443', owner, name };
        expect(parseRepository(formatRepository(address))).toEqual(address);
      }),
    );
  });

  it('is empty for anything else', () => {
    for (const value of [undefined, '', '?', 'a b', ':', 'x'.repeat(3000)]) {
      expect(parseRepository(value)).toEqual({ host: '', owner: '', name: '' });
    }
    fc.assert(
      fc.property(fc.string(), value => {
        expect(typeof parseRepository(value).name).toBe('string');
      }),
    );
  });
});

describe('explainRepositoryName', () => {
  it.each(['orders', 'Orders.v2', 'a_b-c', 'x'.repeat(100)])('accepts %s', name => {
    expect(explainRepositoryName(name)).toBeUndefined();
  });

  it.each([
    ['', 'Give the repository a name.'],
    ['x'.repeat(101), 'The name has 101 characters; 100 are possible.'],
    ['a b', 'Use only letters, digits, hyphens, dots and underscores.'],
    ['../a', 'Use only letters, digits, hyphens, dots and underscores.'],
    ['..', 'A name of dots only is not possible.'],
    ['orders.git', 'Leave out .git; the Git host adds it.'],
  ])('refuses "%s"', (name, sentence) => {
    expect(explainRepositoryName(name)).toBe(sentence);
  });
});

describe('explainRepository', () => {
  const allowed = { hosts: ['github.com'], owners: ['shop'] };

  it.each([
    ['github.com?owner=shop&repo=orders', undefined],
    ['git.example.com?owner=shop&repo=orders', 'Choose a Git host of the list.'],
    [
      'github.com?owner=other&repo=orders',
      'Choose the organisation or user that gets the repository.',
    ],
    ['github.com?owner=shop', 'Give the repository a name.'],
    [undefined, 'Choose a Git host of the list.'],
  ])('says about %s: %s', (value, sentence) => {
    expect(explainRepository(value, allowed)).toBe(sentence);
  });

  it('allows everything without lists', () => {
    const open = { hosts: [], owners: [] };
    expect(explainRepository('git.example.com?owner=any&repo=orders', open)).toBeUndefined();
    expect(explainRepository('git.example.com?repo=orders', open)).toContain('organisation');
  });
});
