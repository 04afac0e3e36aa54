import { globMatcher, readHelmIgnore } from './helmIgnore';

describe('globMatcher', () => {
  it.each([
    ['notes.md', 'notes.md', true],
    ['notes.md', 'notes-md', false],
    ['*.md', 'notes.md', true],
    ['*.md', '.md', true],
    ['*.md', 'notes.md.txt', false],
    ['*', 'a/b', false],
    ['*/b', 'a/b', true],
    ['*a*b', 'xaxab', true],
    ['*a*b', 'xa/ab', false],
    ['a*', 'a', true],
    ['a*/', 'a', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['a?c', 'a😀c', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['\\*.md', '*.md', true],
    ['\\*.md', 'a.md', false],
    ['', '', true],
    ['*', '', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(globMatcher(pattern)(text)).toBe(expected);
  });

  it('takes pattern times text steps at most', () => {
    const start = performance.now();
    expect(globMatcher('*a'.repeat(150))('a'.repeat(5000).concat('b'))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('readHelmIgnore', () => {
  it('leaves out files and whole folders', () => {
    const isIgnored = readHelmIgnore('# comment\n.git/\n*.bak\n/docs/*.md\n');
    const paths = [
      '.git/config',
      'a/b.bak',
      'docs/a.md',
      'docs/b/a.md',
      'templates/.x.yaml',
      'a.yaml',
    ];
    expect(paths.filter(isIgnored)).toEqual([
      '.git/config',
      'a/b.bak',
      'docs/a.md',
      'templates/.x.yaml',
    ]);
  });
});
