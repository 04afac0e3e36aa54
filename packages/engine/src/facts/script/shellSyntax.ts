import { ShellToken, ShellWord, tokenizeShell } from './shellTokens';

/** @public */
export type ShellNode =
  | {
      readonly type: 'command';
      readonly words: readonly ShellWord[];
      readonly assignments: readonly ShellWord[];
      /** Where its output goes: targets of `>` and `>>`. */
      readonly writesTo: readonly string[];
      readonly line: number;
    }
  | { readonly type: 'pipeline'; readonly parts: readonly ShellNode[]; readonly line: number }
  | { readonly type: 'list'; readonly items: readonly ListItem[]; readonly line: number }
  | {
      readonly type: 'if';
      readonly branches: readonly { readonly test: ShellNode; readonly then: ShellNode }[];
      readonly otherwise?: ShellNode;
      readonly line: number;
    }
  | {
      readonly type: 'case';
      readonly arms: readonly ShellNode[];
      /** True when an arm matches everything. */
      readonly exhaustive: boolean;
      readonly line: number;
    }
  | {
      readonly type: 'loop';
      readonly test?: ShellNode;
      readonly until: boolean;
      readonly body: ShellNode;
      readonly line: number;
    }
  | { readonly type: 'subshell'; readonly body: ShellNode; readonly line: number }
  | { readonly type: 'group'; readonly body: ShellNode; readonly line: number }
  | {
      readonly type: 'function';
      readonly name: string;
      readonly body: ShellNode;
      readonly line: number;
    };

/** `next` is what stands behind the item: `&&`, `||`, `;` or `&`. @public */
export interface ListItem {
  readonly node: ShellNode;
  readonly next: '&&' | '||' | ';' | '&';
}

const depthLimit = 60;
const redirections = /[<>]/;
const closers = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

class NotShell extends Error {}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly ShellToken[]) {}

  script(): ShellNode {
    const node = this.list();
    if (this.at < this.tokens.length) {
      throw new NotShell();
    }
    return node;
  }

  private get line(): number {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]?.line ?? 1;
  }

  private peekOperator(...texts: string[]): string | undefined {
    const token = this.tokens[this.at];
    return token?.type === 'operator' && texts.includes(token.text) ? token.text : undefined;
  }

  private peekReserved(): string | undefined {
    const token = this.tokens[this.at];
    return token?.type === 'word' && !token.quoted ? token.text : undefined;
  }

  private skipNewlines(): void {
    while (this.peekOperator('\n')) {
      this.at++;
    }
  }

  private expectReserved(word: string): void {
    this.skipNewlines();
    if (this.peekReserved() !== word) {
      throw new NotShell();
    }
    this.at++;
  }

  private list(): ShellNode {
    if (++this.depth > depthLimit) {
      throw new NotShell();
    }
    const line = this.line;
    const items: ListItem[] = [];
    for (;;) {
      this.skipNewlines();
      const reserved = this.peekReserved();
      const ends =
        this.at >= this.tokens.length ||
        this.peekOperator(')', ';;', ';&', ';;&') !== undefined ||
        (reserved !== undefined && closers.has(reserved));
      if (ends) {
        // Nothing follows an operator that joins two commands.
        if (items.at(-1)?.next === '&&' || items.at(-1)?.next === '||') throw new NotShell();
        break;
      }
      const node = this.pipeline();
      const operator = this.peekOperator('&&', '||', ';', '&', '\n');
      if (operator !== undefined) {
        this.at++;
      }
      items.push({
        node,
        next: !operator || operator === '\n' ? ';' : (operator as ListItem['next']),
      });
      if (operator === undefined && this.at < this.tokens.length) {
        const after = this.peekReserved();
        const closes = after !== undefined && closers.has(after);
        if (!closes && this.peekOperator(')', ';;', ';&', ';;&') === undefined) {
          throw new NotShell();
        }
      }
    }
    this.depth--;
    return { type: 'list', items, line };
  }

  private pipeline(): ShellNode {
    const line = this.line;
    while (this.peekReserved() === '!' || this.peekReserved() === 'time') {
      this.at++;
    }
    const parts = [this.command()];
    while (this.peekOperator('|', '|&')) {
      this.at++;
      this.skipNewlines();
      parts.push(this.command());
    }
    return parts.length === 1 ? parts[0]! : { type: 'pipeline', parts, line };
  }

  private command(): ShellNode {
    const line = this.line;
    const compound = this.compound(line);
    if (compound) {
      while (this.skipRedirection()) {
        // Redirections of a compound command do not change what it runs.
      }
      return compound;
    }
    return this.simple(line);
  }

  private compound(line: number): ShellNode | undefined {
    if (this.peekOperator('(')) {
      this.at++;
      const body = this.list();
      this.expectOperator(')');
      return { type: 'subshell', body, line };
    }
    switch (this.peekReserved()) {
      case '{': {
        this.at++;
        const body = this.list();
        this.expectReserved('}');
        return { type: 'group', body, line };
      }
      case 'if':
        return this.conditional(line);
      case 'case':
        return this.choice(line);
      case 'while':
      case 'until': {
        const until = this.peekReserved() === 'until';
        this.at++;
        const test = this.list();
        return { type: 'loop', test, until, body: this.doBody(), line };
      }
      case 'for':
      case 'select':
        return this.forLoop(line);
      case 'function': {
        const name = this.tokens[this.at + 1];
        if (name?.type !== 'word') {
          throw new NotShell();
        }
        this.at += 2;
        if (this.peekOperator('(')) {
          this.at++;
          this.expectOperator(')');
        }
        return this.functionBody(name.text, line);
      }
      default:
        return this.posixFunction(line);
    }
  }

  private posixFunction(line: number): ShellNode | undefined {
    const [name, open, close] = this.tokens.slice(this.at, this.at + 3);
    if (name?.type !== 'word' || open?.text !== '(' || close?.text !== ')') {
      return undefined;
    }
    if (open.type !== 'operator' || close.type !== 'operator') {
      return undefined;
    }
    this.at += 3;
    return this.functionBody(name.text, line);
  }

  private functionBody(name: string, line: number): ShellNode {
    this.skipNewlines();
    if (++this.depth > depthLimit) {
      throw new NotShell();
    }
    const body = this.command();
    this.depth--;
    return { type: 'function', name, body, line };
  }

  private expectOperator(text: string): void {
    this.skipNewlines();
    if (!this.peekOperator(text)) {
      throw new NotShell();
    }
    this.at++;
  }

  private conditional(line: number): ShellNode {
    const branches: { test: ShellNode; then: ShellNode }[] = [];
    let otherwise: ShellNode | undefined;
    let word: string | undefined = 'if';
    while (word === 'if' || word === 'elif') {
      this.at++;
      const test = this.list();
      this.expectReserved('then');
      branches.push({ test, then: this.list() });
      this.skipNewlines();
      word = this.peekReserved();
    }
    if (word === 'else') {
      this.at++;
      otherwise = this.list();
    }
    this.expectReserved('fi');
    return { type: 'if', branches, otherwise, line };
  }

  private choice(line: number): ShellNode {
    this.at += 2;
    this.expectReserved('in');
    const arms: ShellNode[] = [];
    let exhaustive = false;
    for (;;) {
      this.skipNewlines();
      if (this.peekReserved() === 'esac') {
        break;
      }
      if (this.peekOperator('(')) {
        this.at++;
      }
      for (;;) {
        const pattern = this.tokens[this.at++];
        if (pattern?.type !== 'word') {
          throw new NotShell();
        }
        exhaustive ||= pattern.raw === '*';
        if (!this.peekOperator('|')) {
          break;
        }
        this.at++;
      }
      this.expectOperator(')');
      arms.push(this.list());
      if (this.peekOperator(';;', ';&', ';;&')) {
        this.at++;
      }
    }
    this.at++;
    return { type: 'case', arms, exhaustive, line };
  }

  private doBody(): ShellNode {
    this.expectReserved('do');
    const body = this.list();
    this.expectReserved('done');
    return body;
  }

  private forLoop(line: number): ShellNode {
    this.at++;
    let steps = 0;
    // `for x in a b; do` and `for ((…)); do`: everything up to `do` decides nothing here.
    while (this.at < this.tokens.length && (this.peekReserved() !== 'do' || steps < 1)) {
      this.at++;
      steps++;
    }
    return { type: 'loop', until: false, body: this.doBody(), line };
  }

  private skipRedirection(): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== 'operator' || !redirections.test(token.text)) {
      return false;
    }
    this.at++;
    if (this.tokens[this.at]?.type === 'word') {
      this.at++;
    }
    return true;
  }

  private simple(line: number): ShellNode {
    const words: ShellWord[] = [];
    const assignments: ShellWord[] = [];
    const writesTo: string[] = [];
    let redirected = false;
    for (;;) {
      const operator = this.tokens[this.at];
      if (this.skipRedirection()) {
        const target = this.tokens[this.at - 1];
        if (operator?.text.includes('>') && target?.type === 'word') {
          writesTo.push(target.text);
        }
        redirected = true;
        continue;
      }
      const token = this.tokens[this.at];
      if (token?.type !== 'word') {
        // `a=(1 2)`: an array of bash.
        if (token?.text === '(' && words.length === 0 && assignments.at(-1)?.raw.endsWith('=')) {
          while (this.at < this.tokens.length && !this.peekOperator(')')) {
            this.at++;
          }
          this.expectOperator(')');
          continue;
        }
        // `[[ a && ( b ) ]]`: operators inside belong to the test.
        if (token && words[0]?.raw === '[[' && words.at(-1)?.raw !== ']]') {
          this.at++;
          continue;
        }
        break;
      }
      this.at++;
      if (words.length === 0 && /^[A-Za-z_][A-Za-z0-9_]*(\[[^\]]*\])?\+?=/.test(token.raw)) {
        assignments.push(token);
      } else {
        words.push(token);
      }
    }
    if (words.length === 0 && assignments.length === 0 && !redirected) {
      throw new NotShell();
    }
    return { type: 'command', words, assignments, writesTo, line };
  }
}

/**
 * Reads shell text into a tree: lists, pipelines, if, case, loops, functions, groups. `undefined` when the text is not
 * the part of POSIX shell (with bash's `function` and `[[`) that this reader knows, or is nested too deep: the
 * caller then knows nothing and says so.
 *
 * @public
 */
export function parseShell(source: string, firstLine = 1): ShellNode | undefined {
  const parser = new Parser(tokenizeShell(source, firstLine));
  try {
    return parser.script();
  } catch (error) {
    if (error instanceof NotShell) {
      return undefined;
    }
    throw error;
  }
}
