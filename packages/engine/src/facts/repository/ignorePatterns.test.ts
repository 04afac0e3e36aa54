import fc from 'fast-check';
import { isIgnored, matchesIgnorePattern, parseIgnoreFile } from './ignorePatterns';

const ignored = (file: string, path: string) => isIgnored(parseIgnoreFile(file), path);

describe('ignore files', () => {
  it.each([
    ['node_modules', 'node_modules/x', true],
    ['node_modules', 'sub/node_modules/x', false],
    ['**/node_modules', 'sub/node_modules/x', true],
    ['**/node_modules', 'node_modules', true],
    ['/.git', '.git/config', true],
    ['.git/', '.git/config', true],
    ['./a', 'a', true],
    ['*', 'a/b', true],
    ['*\n!dist/**', 'dist/a/b', false],
    ['*\n!dist', 'dist/a', false],
    ['*\n!dist\ndist/secret', 'dist/secret', true],
    ['*.pem', 'tls.pem', true],
    ['*.pem', 'certs/tls.pem', false],
    ['**/*.pem', 'certs/a/tls.pem', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**', 'a/x', true],
    ['a/../b', 'b', true],
    ['# .env', '.env', false],
    ['  .env  ', '.env', true],
    ['!.env', '.env', false],
    ['\\#x', '#x', true],
  ])('%j on %s: %s', (file, path, expected) => {
    expect(ignored(file, path)).toBe(expected);
  });

  /** The same semantics as plain recursion over segments; exponential, so only for small inputs. */
  function matchesSlowly(pattern: readonly string[], path: readonly string[]): boolean {
    if (pattern.length === 0) return true; // used up: a folder above, or the path itself
    const [first = '', ...rest] = pattern;
    if (first === '**') {
      const from = rest.length === 0 ? 1 : 0;
      return path.some((_, i) => i >= from - 1 && matchesSlowly(rest, path.slice(i + from)));
    }
    const [segment, ...others] = path;
    if (segment === undefined) return false;
    const expression = new RegExp(`^${first.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
    return expression.test(segment) && matchesSlowly(rest, others);
  }

  it('agrees with a simple model', () => {
    const segment = fc.array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 3 });
    const pattern = fc.array(
      fc.oneof(
        segment.map(s => s.join('').replace(/\*+/g, '*')),
        fc.constant('**'),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const name = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 });
    const path = fc.array(
      name.map(n => n.join('')),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(pattern, path, (p, f) => {
        expect(matchesIgnorePattern(p.join('/'), f.join('/'))).toBe(matchesSlowly(p, f));
      }),
      { numRuns: 3000 },
    );
  });

  it('the last pattern that matches decides', () => {
    const line = fc.constantFrom('a', '!a', 'a/b', '!a/b', '*', '!*', '**/b', '!**/b');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom('a', 'a/b', 'b', 'c'),
        (lines, path) => {
          const last = lines.filter(l => matchesIgnorePattern(l.replace('!', ''), path)).at(-1);
          expect(ignored(lines.join('\n'), path)).toBe(last !== undefined && !last.startsWith('!'));
        },
      ),
    );
  });

  it('is bounded on hostile patterns', () => {
    const file = `${'**/*a*a*a*a*a*a*/'.repeat(25)}b\n`.repeat(150);
    const started = performance.now();
    expect(ignored(file, `${'aaaaaaaa/'.repeat(60)}c`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
