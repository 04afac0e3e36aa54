import { matchesPattern } from '../matchesPattern';
import { Resolved, resolved, unresolved } from '../resolved';

/** What a variable stands for: a value, something that is only known at build time, or nothing (not declared). */
export type Lookup = (name: string) => Resolved<string> | undefined;

/** Longest value that is followed; chained `ENV A=$A$A` would otherwise double for ever. */
const valueLimit = 8192;
/** Longest value and pattern of `${v#pattern}`: image names are shorter, and matching is quadratic. */
const patternLimit = 128;
/** Nested defaults, `${a:-${b:-${c}}}`, deeper than anyone writes. */
const depthLimit = 20;

/** The reason of an ARG without any value; `${ARG:-default}` still resolves. */
export const notGiven = 'not given';

class Expansion {
  private at = 0;
  problem: string | undefined;

  constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
    private readonly escape: string,
  ) {}

  /** Reads up to the character `until` (or the end). */
  read(until: string, depth: number): string {
    let out = '';
    let double = false;
    while (this.at < this.text.length && this.problem === undefined) {
      const char = this.text[this.at]!;
      if (char === until && !double) {
        break;
      }
      if (out.length > valueLimit) {
        this.fail(`a value grows beyond ${valueLimit} characters`);
      } else if (char === this.escape) {
        const next = this.text[this.at + 1] ?? '';
        const kept = double && next !== '"' && next !== '$' && next !== this.escape;
        out += kept ? char + next : next;
        this.at += 2;
      } else if (char === "'" && !double) {
        const end = this.text.indexOf("'", this.at + 1);
        const stop = end < 0 ? this.text.length : end;
        out += this.text.slice(this.at + 1, stop);
        this.at = stop + 1;
      } else if (char === '"') {
        double = !double;
        this.at++;
      } else if (char === '$') {
        out += this.readVariable(depth);
      } else {
        out += char;
        this.at++;
      }
    }
    return out;
  }

  private fail(problem: string): string {
    this.problem ??= problem;
    return '';
  }

  private readVariable(depth: number): string {
    if (depth > depthLimit) {
      return this.fail('variables are nested too deep');
    }
    const plain = /[A-Za-z_][A-Za-z0-9_]*/y;
    plain.lastIndex = this.at + 1;
    const name = plain.exec(this.text)?.[0];
    if (name !== undefined) {
      this.at += 1 + name.length;
      return this.value(name);
    }
    if (this.text[this.at + 1] !== '{') {
      this.at++;
      return '$';
    }
    plain.lastIndex = this.at + 2;
    const braced = plain.exec(this.text)?.[0];
    if (braced === undefined) {
      return this.fail('an expression in ${...} is not one of the builder');
    }
    this.at += 2 + braced.length;
    return this.readModifier(braced, depth);
  }

  private readModifier(name: string, depth: number): string {
    const operator = /:?[-+?]|##?|%%?|\/\/?/y;
    operator.lastIndex = this.at;
    const op = operator.exec(this.text)?.[0];
    this.at += op?.length ?? 0;
    if (op === undefined) {
      if (this.text[this.at] !== '}') {
        return this.fail(`\${${name}...} is not an expression of the builder`);
      }
      this.at++;
      return this.value(name);
    }
    const outer = this.problem;
    const word = this.read(op.startsWith('/') ? '/' : '}', depth + 1);
    const wordProblem = this.problem;
    let replacement = '';
    if (op.startsWith('/') && this.text[this.at] === '/') {
      this.at++;
      replacement = this.read('}', depth + 1);
    }
    if (this.text[this.at] !== '}') {
      return this.fail(`\${${name} is never closed`);
    }
    this.at++;
    const known = this.lookup(name);
    const unknownValue = known !== undefined && !known.resolved && known.reason !== notGiven;
    const given = known?.resolved ? known.value : undefined;
    const isSet = op.startsWith(':') ? given !== undefined && given !== '' : given !== undefined;
    if (op.endsWith('-') || op.endsWith('+')) {
      const takesWord = op.endsWith('-') ? !isSet : isSet;
      // A default that is not taken cannot make the value unknown.
      this.problem = takesWord ? wordProblem : outer;
      if (unknownValue) {
        return this.fail(known.reason);
      }
      const kept = op.endsWith('-') ? (given ?? '') : '';
      return takesWord ? word : kept;
    }
    const value = this.value(name);
    if (op.endsWith('?')) {
      return value;
    }
    return value.length > patternLimit || word.length > patternLimit
      ? this.fail(`$${name} is too long for a pattern`)
      : applyPattern(value, op, word, replacement);
  }

  private value(name: string): string {
    const found = this.lookup(name);
    if (found === undefined) {
      return this.fail(`$${name} is not defined in the Dockerfile`);
    }
    return found.resolved
      ? (found.value ?? '')
      : this.fail(
          found.reason === notGiven
            ? `ARG ${name} has no default and no build argument gives it a value`
            : found.reason,
        );
  }
}

/** `${v#p}`, `${v##p}`, `${v%p}`, `${v%%p}`, `${v/p/r}`, `${v//p/r}` with `*` and `?` in the pattern. */
function applyPattern(value: string, op: string, pattern: string, replacement: string): string {
  const matches = (part: string) => matchesPattern(pattern, part);
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  if (op.startsWith('#') || op.startsWith('%')) {
    const order = op.length === 2 ? lengths.reverse() : lengths;
    for (const n of order) {
      if (op.startsWith('#') && matches(value.slice(0, n))) {
        return value.slice(n);
      }
      if (op.startsWith('%') && matches(value.slice(value.length - n))) {
        return value.slice(0, value.length - n);
      }
    }
    return value;
  }
  // Replacement: BuildKit takes patterns here too; literal text is what is used in practice.
  return op === '//'
    ? value.split(pattern).join(replacement)
    : value.replace(pattern, () => replacement);
}

/**
 * Replaces variables and removes quotes as BuildKit does for FROM, USER, ENV, LABEL, COPY and so on, `${v:-d}`, `${v:+d}`
 * `${v#p}`, `${v%p}` and `${v/a/b}` included. A variable that nobody has given a value makes the whole unresolved.
 *
 * @public
 */
export function expandVariables(text: string, lookup: Lookup, escape: string): Resolved<string> {
  if (!text.includes('$') && !text.includes('"') && !text.includes("'") && !text.includes(escape)) {
    return resolved(text);
  }
  const reader = new Expansion(text, lookup, escape);
  const value = reader.read('', 0);
  return reader.problem !== undefined ? unresolved(reader.problem) : resolved(value);
}
