import { matchesPattern } from '../matchesPattern';

const expansionLimit = 64;
const lengthLimit = 500;

/**
 * Whether a path matches a glob as update bots write it: `**` for any folders, `*` and `?` within a name, `{a,b}`.
 *
 * @public
 */
export function matchesGlob(glob: string, path: string): boolean {
  return glob.length <= lengthLimit && expandBraces(glob).some(one => matchesSegments(one, path));
}

/** `{a,b}` multiplies a glob; beyond the limit the rest is dropped, which can only make it match less. */
function expandBraces(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0 && done.length + open.length <= expansionLimit) {
    const next = open.pop()!;
    const close = next.indexOf('}');
    const start = next.lastIndexOf('{', close);
    if (close < 0 || start < 0) {
      done.push(next);
      continue;
    }
    const choices = next.slice(start + 1, close).split(',');
    open.push(...choices.map(choice => `${next.slice(0, start)}${choice}${next.slice(close + 1)}`));
  }
  return done;
}

function matchesSegments(glob: string, path: string): boolean {
  const parts = path.split('/');
  // reached[i]: the part of the glob read so far matches the first i segments of the path.
  let reached = [true, ...parts.map(() => false)];
  for (const segment of glob.replace(/^(\.?\/)+/, '').split('/')) {
    const next = reached.map(() => false);
    for (let i = 0; i <= parts.length; i++) {
      if (segment === '**') {
        next[i] = reached[i]! || (i > 0 && next[i - 1]!);
      } else if (i > 0 && reached[i - 1]) {
        next[i] = matchesPattern(segment, parts[i - 1]!);
      }
    }
    reached = next;
  }
  return reached[parts.length]!;
}
