/**
 * Whether a text matches a pattern in which `*` stands for any characters and `?` for one. Without backtracking beyond the last star, so
 * linear for what people write and quadratic at worst.
 *
 * @public
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}
