/** One line of an ignore file. @public */
export interface IgnorePattern {
  /** As written. */
  readonly text: string;
  readonly line: number;
  /** `!pattern`: takes files back in. */
  readonly negated: boolean;
  /** Cleaned: no leading slash, no `./`. */
  readonly pattern: string;
}

type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'deep' }
  /** `**` and the slash behind it: any folders or none. */
  | { readonly kind: 'folders' }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly [string, string][];
    };

const fileLimit = 64 * 1024;
const patternsLimit = 1000;
const patternLimit = 500;

/**
 * Reads an ignore file with Docker's rules: comments, blanks, `!`, leading slashes and `./` that mean nothing.
 *
 * @public
 */
export function parseIgnoreFile(text: string): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  const lines = text
    .slice(0, fileLimit)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    if (patterns.length === patternsLimit) {
      break;
    }
    const trimmed = raw.trim();
    if (raw.startsWith('#') || trimmed === '' || trimmed.length > patternLimit) {
      continue;
    }
    const negated = trimmed.startsWith('!');
    const pattern = clean(negated ? trimmed.slice(1).trim() : trimmed);
    if (pattern !== '') {
      patterns.push({ text: trimmed, line: index + 1, negated, pattern });
    }
  }
  return patterns;
}

function clean(pattern: string): string {
  const out: string[] = [];
  for (const segment of pattern.split('/')) {
    if (segment === '..' && out.length > 0 && out[out.length - 1] !== '..') {
      out.pop();
    } else if (segment !== '' && segment !== '.') {
      out.push(segment);
    }
  }
  return out.join('/');
}

/**
 * Work that may still be spent on matching, in states visited. Patterns and paths are other people's input: together
 * they can ask for more than anyone should wait for. When `left` falls below zero the answers mean nothing.
 *
 * @public
 */
export interface MatchBudget {
  left: number;
}

/** @public */
export function matchBudget(): MatchBudget {
  return { left: 20_000_000 };
}

/**
 * The pattern that decides whether a path of the context is left out: the last one that matches the path or one of its
 * folders. `undefined` when none does.
 *
 * @public
 */
export function findDecidingPattern(
  patterns: readonly IgnorePattern[],
  path: string,
  budget: MatchBudget = matchBudget(),
): IgnorePattern | undefined {
  for (let i = patterns.length - 1; i >= 0 && budget.left >= 0; i--) {
    const pattern = patterns[i]!;
    if (matchesIgnorePattern(pattern.pattern, path, budget)) {
      return pattern;
    }
  }
  return undefined;
}

/** @public */
export function isIgnored(
  patterns: readonly IgnorePattern[],
  path: string,
  budget: MatchBudget = matchBudget(),
): boolean {
  const deciding = findDecidingPattern(patterns, path, budget);
  return deciding !== undefined && !deciding.negated;
}

/**
 * Whether a cleaned pattern matches a path or one of its folders. Works in length of pattern times length of path,
 * whatever the pattern.
 *
 * @public
 */
export function matchesIgnorePattern(
  pattern: string,
  path: string,
  budget: MatchBudget = matchBudget(),
): boolean {
  const tokens = compile(pattern);
  const width = tokens.length + 1;
  let states = new Uint8Array(width);
  let next = new Uint8Array(width);
  addState(states, tokens, 0);
  for (let i = 0; i < path.length; i++) {
    const char = path[i]!;
    // The pattern is used up where a folder of the path ends.
    if (char === '/' && states[tokens.length]) {
      return true;
    }
    budget.left -= width;
    if (budget.left < 0) {
      return false;
    }
    next.fill(0);
    let alive = false;
    for (let state = 0; state < tokens.length; state++) {
      if (states[state]) {
        alive = advance(next, tokens, state, char) || alive;
      }
    }
    if (!alive) {
      return false;
    }
    [states, next] = [next, states];
  }
  return states[tokens.length] === 1;
}

/** Puts the states that follow on a character into `next`; false when there is none. */
function advance(next: Uint8Array, tokens: readonly Token[], state: number, char: string): boolean {
  const token = tokens[state]!;
  switch (token.kind) {
    case 'deep':
      next[state] = 1;
      addState(next, tokens, state + 1);
      return true;
    case 'folders':
      next[state] = 1;
      if (char === '/') {
        addState(next, tokens, state + 1);
      }
      return true;
    case 'star':
      if (char === '/') {
        return false;
      }
      addState(next, tokens, state);
      return true;
    default:
      if (!accepts(token, char)) {
        return false;
      }
      addState(next, tokens, state + 1);
      return true;
  }
}

/** Adds a state and those reachable without a character. */
function addState(states: Uint8Array, tokens: readonly Token[], state: number): void {
  for (let at = state; states[at] === 0; at++) {
    states[at] = 1;
    const kind = tokens[at]?.kind;
    if (kind !== 'star' && kind !== 'deep' && kind !== 'folders') {
      return;
    }
  }
}

function accepts(token: Exclude<Token, { kind: 'star' | 'deep' | 'folders' }>, char: string) {
  if (token.kind === 'char') {
    return token.char === char;
  }
  if (char === '/') {
    return false;
  }
  return token.kind === 'any'
    ? true
    : token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
}

const compiled = new Map<string, readonly Token[]>();
const compiledLimit = 2000;

/** The same few patterns are asked about many paths. */
function compile(pattern: string): readonly Token[] {
  let tokens = compiled.get(pattern);
  if (!tokens) {
    if (compiled.size >= compiledLimit) {
      compiled.clear();
    }
    tokens = tokenize(pattern);
    compiled.set(pattern, tokens);
  }
  return tokens;
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*' && pattern[i + 1] === '*') {
      while (pattern[i + 1] === '*') {
        i++;
      }
      if (pattern[i + 1] === '/') {
        i++;
        tokens.push({ kind: 'folders' });
      } else {
        tokens.push({ kind: 'deep' });
      }
    } else if (char === '*') {
      tokens.push({ kind: 'star' });
    } else if (char === '?') {
      tokens.push({ kind: 'any' });
    } else if (char === '\\' && i + 1 < pattern.length) {
      tokens.push({ kind: 'char', char: pattern[++i]! });
    } else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) {
        tokens.push({ kind: 'char', char });
        continue;
      }
      tokens.push(readClass(pattern.slice(i + 1, end)));
      i = end;
    } else {
      tokens.push({ kind: 'char', char });
    }
  }
  return tokens;
}

function readClass(inside: string): Token {
  const negated = inside.startsWith('^');
  const ranges: [string, string][] = [];
  const chars = negated ? inside.slice(1) : inside;
  for (let i = 0; i < chars.length; i++) {
    if (chars[i + 1] === '-' && i + 2 < chars.length) {
      ranges.push([chars[i]!, chars[i + 2]!]);
      i += 2;
    } else {
      ranges.push([chars[i]!, chars[i]!]);
    }
  }
  return { kind: 'class', negated, ranges };
}
