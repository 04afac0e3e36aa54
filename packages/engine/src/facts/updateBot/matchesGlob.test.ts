import { matchesGlob } from './matchesGlob';

describe('matchesGlob', () => {
  it.each([
    ['**/test/**', 'a/test/Dockerfile', true],
    ['**/test/**', 'test/Dockerfile', true],
    ['services/*', 'services/orders', true],
    ['services/*', 'services/orders/api', false],
    ['/services/**', 'services/orders/api', true],
    ['{a,b}/**', 'b/x', true],
    ['*.yaml', 'a/b.yaml', false],
  ])('%s on %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  it('stays fast on hostile globs', () => {
    const start = performance.now();
    matchesGlob('{a,b}'.repeat(60), 'a'.repeat(500));
    matchesGlob('**/'.repeat(150), 'a/'.repeat(500));
    expect(performance.now() - start).toBeLessThan(500);
  });
});
