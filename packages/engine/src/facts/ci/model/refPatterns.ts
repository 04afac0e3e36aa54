import { matchesPattern } from '../../matchesPattern';

/**
 * Whether a branch or tag is named by patterns as triggers hold them: `*` matches anything, the last pattern that
 * fits decides, `!` excludes.
 *
 * @public
 */
export function matchesRefPatterns(name: string, patterns: readonly string[]): boolean {
  let matches = false;
  for (const pattern of patterns) {
    const excludes = pattern.startsWith('!');
    if (matchesPattern((excludes ? pattern.slice(1) : pattern).replaceAll('**', '*'), name)) {
      matches = !excludes;
    }
  }
  return matches;
}
