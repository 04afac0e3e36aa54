import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';

/** One instruction of a compiled expression. */
type Instruction =
  | { readonly op: 'test'; readonly test: (point: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly holds: (before: number, after: number) => boolean }
  | { readonly op: 'match' };

const maximumProgram = 5_000;

function isWord(point: number): boolean {
  return isLetter(point) || isDigit(point) || point === 95;
}

function isDigit(point: number): boolean {
  return point >= 48 && point <= 57;
}

function isLetter(point: number): boolean {
  return (point >= 65 && point <= 90) || (point >= 97 && point <= 122);
}

function isSpace(point: number): boolean {
  return [9, 10, 12, 13, 32].includes(point);
}

function classEscape(character: string): ((point: number) => boolean) | undefined {
  switch (character) {
    case 'd':
      return isDigit;
    case 'D':
      return point => !isDigit(point);
    case 'w':
      return isWord;
    case 'W':
      return point => !isWord(point);
    case 's':
      return isSpace;
    case 'S':
      return point => !isSpace(point);
    default:
      return undefined;
  }
}

const posixClasses: Readonly<Record<string, (point: number) => boolean>> = {
  alnum: point => isLetter(point) || isDigit(point),
  alpha: isLetter,
  ascii: point => point < 128,
  blank: point => point === 9 || point === 32,
  digit: isDigit,
  lower: point => point >= 97 && point <= 122,
  punct: point => point > 32 && point < 127 && !isLetter(point) && !isDigit(point),
  space: point => isSpace(point) || point === 11,
  upper: point => point >= 65 && point <= 90,
  word: isWord,
  xdigit: point => isDigit(point) || (point >= 65 && point <= 70) || (point >= 97 && point <= 102),
};

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

/** Translates a pattern to instructions. */
class PatternCompiler {
  readonly groupNames: (string | undefined)[] = [undefined];
  readonly #pattern: readonly string[];
  #program: Instruction[] = [];
  #position = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = [...pattern];
  }

  compile(): readonly Instruction[] {
    this.#emit({ op: 'save', slot: 0 });
    this.#alternation({ ignoreCase: false, multiline: false, dotAll: false, lazy: false });
    if (this.#position < this.#pattern.length) throw this.#problem('an unexpected )');
    this.#emit({ op: 'save', slot: 1 });
    this.#emit({ op: 'match' });
    return this.#program;
  }

  #problem(what: string): RenderError {
    return new RenderError('unsupported', `A regular expression has ${what}.`);
  }

  #emit(instruction: Instruction): number {
    if (this.#program.length >= maximumProgram) {
      throw new RenderError('limit', 'A regular expression is too large.');
    }
    this.#program.push(instruction);
    return this.#program.length - 1;
  }

  #peek(offset = 0): string | undefined {
    return this.#pattern[this.#position + offset];
  }

  #alternation(flags: Flags): void {
    this.#depth += 1;
    if (this.#depth > 200)
      throw new RenderError('limit', 'A regular expression is nested too deep.');
    const start = this.#program.length;
    this.#sequence(flags);
    if (this.#peek() === '|') {
      this.#position += 1;
      const before = this.#take(start);
      const toSecond = this.#split(false);
      this.#paste(before, start);
      const jump: Extract<Instruction, { op: 'jump' }> = { op: 'jump', to: 0 };
      this.#emit(jump);
      toSecond(this.#program.length);
      this.#alternation(flags);
      jump.to = this.#program.length;
    }
    this.#depth -= 1;
  }

  /** Cuts off the instructions from here on. */
  #take(start: number): Instruction[] {
    return this.#program.splice(start);
  }

  /** Appends instructions that stood at another place, with their targets moved. */
  #paste(instructions: readonly Instruction[], from: number): void {
    const shift = this.#program.length - from;
    for (const instruction of instructions) {
      if (instruction.op === 'split') {
        this.#emit({
          op: 'split',
          first: instruction.first + shift,
          second: instruction.second + shift,
        });
      } else if (instruction.op === 'jump') this.#emit({ op: 'jump', to: instruction.to + shift });
      else this.#emit(instruction);
    }
  }

  #sequence(flags: Flags): void {
    let current = flags;
    for (;;) {
      const character = this.#peek();
      if (character === undefined || character === '|' || character === ')') return;
      const start = this.#program.length;
      const changed = this.#atom(current);
      if (changed) current = changed;
      else this.#repetition(start, current);
    }
  }

  #repetition(start: number, flags: Flags): void {
    const character = this.#peek();
    let minimum = 0;
    let maximum = Infinity;
    if (character === '*') this.#position += 1;
    else if (character === '+') {
      minimum = 1;
      this.#position += 1;
    } else if (character === '?') {
      maximum = 1;
      this.#position += 1;
    } else {
      const bounds = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(
        this.#pattern.slice(this.#position, this.#position + 14).join(''),
      );
      if (character !== '{' || !bounds) return;
      minimum = Number(bounds[1]);
      if (bounds[2] === undefined) maximum = minimum;
      else if (bounds[3]) maximum = Number(bounds[3]);
      if (minimum > 1000 || (maximum !== Infinity && maximum > 1000) || maximum < minimum) {
        throw this.#problem('an invalid repetition');
      }
      this.#position += bounds[0].length;
    }
    let lazy = flags.lazy;
    if (this.#peek() === '?') {
      lazy = !lazy;
      this.#position += 1;
    }
    if (['*', '+', '?'].includes(this.#peek() ?? ''))
      throw this.#problem('a repetition of a repetition');
    const body = this.#take(start);
    for (let count = 0; count < minimum; count += 1) this.#paste(body, start);
    if (maximum === Infinity) {
      const loop = this.#program.length;
      const split = this.#split(lazy);
      this.#paste(body, start);
      this.#emit({ op: 'jump', to: loop });
      split(this.#program.length);
      return;
    }
    const ends: ((to: number) => void)[] = [];
    for (let count = minimum; count < maximum; count += 1) {
      ends.push(this.#split(lazy));
      this.#paste(body, start);
    }
    for (const end of ends) end(this.#program.length);
  }

  /** A choice between going on here and leaving; the exit is set later. */
  #split(lazy: boolean): (exit: number) => void {
    const split: Extract<Instruction, { op: 'split' }> = { op: 'split', first: 0, second: 0 };
    const here = this.#emit(split) + 1;
    return exit => {
      split.first = lazy ? exit : here;
      split.second = lazy ? here : exit;
    };
  }

  #atom(flags: Flags): Flags | undefined {
    const character = this.#peek() ?? '';
    this.#position += 1;
    switch (character) {
      case '(':
        return this.#group(flags);
      case '[':
        this.#test(this.#characterClass(flags));
        return undefined;
      case '.':
        this.#test(point => flags.dotAll || point !== 10);
        return undefined;
      case '^':
        this.#emit({
          op: 'assert',
          holds: before => before < 0 || (flags.multiline && before === 10),
        });
        return undefined;
      case '$':
        this.#emit({
          op: 'assert',
          holds: (_, after) => after < 0 || (flags.multiline && after === 10),
        });
        return undefined;
      case '*':
      case '+':
      case '?':
        throw this.#problem('a repetition of nothing');
      case '\\':
        this.#escape(flags);
        return undefined;
      default:
        this.#literal(character, flags);
        return undefined;
    }
  }

  #literal(character: string, flags: Flags): void {
    const point = character.codePointAt(0) ?? 0;
    if (!flags.ignoreCase) {
      this.#test(other => other === point);
      return;
    }
    const folded = character.toLowerCase();
    this.#test(other => String.fromCodePoint(other).toLowerCase() === folded);
  }

  #test(test: (point: number) => boolean): void {
    this.#emit({ op: 'test', test });
  }

  #group(flags: Flags): Flags | undefined {
    let inner = flags;
    let slot: number | undefined;
    if (this.#peek() === '?') {
      const rest = this.#pattern.slice(this.#position, this.#position + 60).join('');
      const named = /^\?P?<([A-Za-z_]\w*)>/.exec(rest);
      const flagged = /^\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
      if (named) {
        this.#position += named[0].length;
        slot = this.groupNames.push(named[1]) - 1;
      } else if (flagged) {
        this.#position += flagged[0].length;
        const on = flagged[1] ?? '';
        const off = flagged[2] ?? '';
        const value = (flag: string, before: boolean): boolean =>
          off.includes(flag) ? false : on.includes(flag) || before;
        inner = {
          ignoreCase: value('i', flags.ignoreCase),
          multiline: value('m', flags.multiline),
          dotAll: value('s', flags.dotAll),
          lazy: value('U', flags.lazy),
        };
        if (flagged[3] === ')') return inner;
      } else {
        throw this.#problem('a group that RE2 does not know');
      }
    } else {
      slot = this.groupNames.push(undefined) - 1;
    }
    if (slot !== undefined) this.#emit({ op: 'save', slot: slot * 2 });
    this.#alternation(inner);
    if (this.#peek() !== ')') throw this.#problem('a group that is not closed');
    this.#position += 1;
    if (slot !== undefined) this.#emit({ op: 'save', slot: slot * 2 + 1 });
    return undefined;
  }

  #escape(flags: Flags): void {
    const character = this.#peek() ?? '';
    const set = classEscape(character);
    if (set) {
      this.#position += 1;
      this.#test(set);
      return;
    }
    switch (character) {
      case 'A':
        this.#position += 1;
        this.#emit({ op: 'assert', holds: before => before < 0 });
        return;
      case 'z':
        this.#position += 1;
        this.#emit({ op: 'assert', holds: (_, after) => after < 0 });
        return;
      case 'b':
      case 'B':
        this.#position += 1;
        this.#emit({
          op: 'assert',
          holds: (before, after) => (isWord(before) !== isWord(after)) === (character === 'b'),
        });
        return;
      default:
        this.#literal(String.fromCodePoint(this.#escapedPoint()), flags);
    }
  }

  /** The character behind a backslash. */
  #escapedPoint(): number {
    const character = this.#peek() ?? '';
    this.#position += 1;
    const control = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }[character];
    if (control !== undefined) return control;
    if (character === 'x') {
      const rest = this.#pattern.slice(this.#position, this.#position + 10).join('');
      const digits = /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(rest);
      const point = parseInt(digits?.[1] ?? digits?.[2] ?? '', 16);
      if (!digits || point > 0x10ffff) throw this.#problem('an invalid escape');
      this.#position += digits[0].length;
      return point;
    }
    if (character === '' || /[\p{L}\p{N}]/u.test(character))
      throw this.#problem(`the unsupported escape \\${character}`);
    return character.codePointAt(0) ?? 0;
  }

  #characterClass(flags: Flags): (point: number) => boolean {
    const negated = this.#peek() === '^';
    if (negated) this.#position += 1;
    const tests: ((point: number) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const character = this.#peek();
      if (character === undefined) throw this.#problem('a class that is not closed');
      if (character === ']' && !first) {
        this.#position += 1;
        break;
      }
      tests.push(this.#classItem());
    }
    const matches = (point: number): boolean => tests.some(test => test(point));
    return point => {
      if (!flags.ignoreCase) return matches(point) !== negated;
      const text = String.fromCodePoint(point);
      const any = [text, text.toLowerCase(), text.toUpperCase()].some(c =>
        matches(c.codePointAt(0) ?? 0),
      );
      return any !== negated;
    };
  }

  #classItem(): (point: number) => boolean {
    const rest = this.#pattern.slice(this.#position, this.#position + 14).join('');
    const posix = /^\[:(\^?)(\w+):\]/.exec(rest);
    if (posix) {
      const test = posixClasses[posix[2] ?? ''];
      if (!test) throw this.#problem('an unknown class');
      this.#position += posix[0].length;
      return posix[1] ? point => !test(point) : test;
    }
    if (this.#peek() === '\\') {
      const set = classEscape(this.#peek(1) ?? '');
      if (set) {
        this.#position += 2;
        return set;
      }
    }
    const from = this.#classPoint();
    if (this.#peek() === '-' && this.#peek(1) !== ']' && this.#peek(1) !== undefined) {
      this.#position += 1;
      const to = this.#classPoint();
      if (to < from) throw this.#problem('an invalid range');
      return point => point >= from && point <= to;
    }
    return point => point === from;
  }

  #classPoint(): number {
    const character = this.#peek() ?? '';
    this.#position += 1;
    return character === '\\' ? this.#escapedPoint() : (character.codePointAt(0) ?? 0);
  }
}

/**
 * A regular expression with RE2's syntax, run by simulation: the time is the product of the lengths of pattern and
 * text, whatever the pattern.
 */
export class RegularExpression {
  readonly #program: readonly Instruction[];
  readonly groupNames: readonly (string | undefined)[];

  private constructor(
    program: readonly Instruction[],
    groupNames: readonly (string | undefined)[],
  ) {
    this.#program = program;
    this.groupNames = groupNames;
  }

  /** @throws RenderError for syntax that is wrong or not supported */
  static create(pattern: string): RegularExpression {
    if (pattern.length > 1000)
      throw new RenderError('limit', 'A regular expression is longer than 1000 characters.');
    const compiler = new PatternCompiler(pattern);
    return new RegularExpression(compiler.compile(), compiler.groupNames);
  }

  /** All matches from left to right, each as offsets of the match and its groups (-1 for a group without a match). */
  findAll(text: string, limit: number, budget: RenderBudget): number[][] {
    const points = [...text].map(character => character.codePointAt(0) ?? 0);
    const offsets = [0];
    for (const point of points) offsets.push((offsets.at(-1) ?? 0) + (point > 0xffff ? 2 : 1));
    const matches: number[][] = [];
    let start = 0;
    let previousEnd = -1;
    while (start <= points.length && (limit < 0 || matches.length < limit)) {
      const found = this.#run(points, start, budget);
      if (!found) break;
      const [from = 0, to = 0] = found;
      // An empty match directly behind the one before does not count.
      if (!(from === to && from === previousEnd)) {
        matches.push(found.map(position => (position < 0 ? -1 : (offsets[position] ?? -1))));
      }
      previousEnd = to;
      start = to > from ? to : to + 1;
      if (to === from && from < start - 1) start = from + 1;
    }
    return matches;
  }

  #run(points: readonly number[], start: number, budget: RenderBudget): number[] | undefined {
    interface Thread {
      readonly at: number;
      readonly saved: readonly number[];
    }
    let best: readonly number[] | undefined;
    let threads: Thread[] = [];
    const program = this.#program;

    const add = (
      list: Thread[],
      seen: Set<number>,
      from: number,
      position: number,
      initial: readonly number[],
    ): void => {
      const stack: Thread[] = [{ at: from, saved: initial }];
      while (stack.length > 0) {
        const thread = stack.pop();
        if (!thread || seen.has(thread.at)) continue;
        seen.add(thread.at);
        budget.step();
        const instruction = program[thread.at];
        switch (instruction?.op) {
          case 'jump':
            stack.push({ at: instruction.to, saved: thread.saved });
            break;
          case 'split':
            stack.push({ at: instruction.second, saved: thread.saved });
            stack.push({ at: instruction.first, saved: thread.saved });
            break;
          case 'save': {
            const saved = [...thread.saved];
            while (saved.length <= instruction.slot) saved.push(-1);
            saved[instruction.slot] = position;
            stack.push({ at: thread.at + 1, saved });
            break;
          }
          case 'assert':
            if (instruction.holds(points[position - 1] ?? -1, points[position] ?? -1)) {
              stack.push({ at: thread.at + 1, saved: thread.saved });
            }
            break;
          default:
            list.push(thread);
        }
      }
    };

    for (let position = start; position <= points.length; position += 1) {
      const next: Thread[] = [];
      const current: Thread[] = [];
      const seenNow = new Set<number>();
      // Threads of the step before come first: they began further left.
      for (const thread of threads) add(current, seenNow, thread.at, position, thread.saved);
      if (!best) add(current, seenNow, 0, position, []);
      const point = points[position] ?? -1;
      for (const thread of current) {
        budget.step();
        const instruction = program[thread.at];
        if (instruction?.op === 'match') {
          best = thread.saved;
          break;
        }
        if (instruction?.op === 'test' && point >= 0 && instruction.test(point)) {
          next.push({ at: thread.at + 1, saved: thread.saved });
        }
      }
      threads = next;
      if (threads.length === 0 && best) break;
    }
    return best ? [...best] : undefined;
  }
}
