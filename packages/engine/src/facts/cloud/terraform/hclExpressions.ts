import { HclScanner, HclSyntaxError } from './hclScanner';
import { HclExpression, HclStep } from './hclSyntax';
import { readHeredoc, readQuoted } from './hclTemplates';

const depthLimit = 60;
const operators = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads expressions; `depth` bounds the recursion. */
export class HclExpressionReader {
  readonly scanner: HclScanner;
  #depth = 0;

  constructor(scanner: HclScanner) {
    this.scanner = scanner;
  }

  /** One expression; inside of brackets line ends mean nothing. */
  read(inBrackets: boolean): HclExpression {
    if (++this.#depth > depthLimit) throw new HclSyntaxError('It is nested too deep.');
    const test = this.#binary(0, inBrackets);
    this.scanner.skip(inBrackets);
    let result = test;
    if (this.scanner.take('?')) {
      this.scanner.skip(true);
      const yes = this.read(inBrackets);
      this.scanner.skip(true);
      this.scanner.expect(':');
      this.scanner.skip(true);
      result = { kind: 'conditional', test, yes, no: this.read(inBrackets), line: test.line };
    }
    this.#depth--;
    return result;
  }

  #binary(level: number, inBrackets: boolean): HclExpression {
    if (level >= operators.length) return this.#unary(inBrackets);
    let left = this.#binary(level + 1, inBrackets);
    for (;;) {
      this.scanner.skip(inBrackets);
      const operator = operators[level]!.find(word => this.scanner.peek(word));
      if (operator === undefined) return left;
      this.scanner.take(operator);
      this.scanner.skip(true);
      const right = this.#binary(level + 1, inBrackets);
      left = { kind: 'binary', operator, left, right, line: left.line };
    }
  }

  #unary(inBrackets: boolean): HclExpression {
    const { line } = this.scanner;
    const operator = ['!', '-'].find(word => this.scanner.peek(word));
    if (operator === undefined) return this.#postfix(this.#primary(), inBrackets);
    if (++this.#depth > depthLimit) throw new HclSyntaxError('It is nested too deep.');
    this.scanner.take(operator);
    this.scanner.skip(true);
    const operand = this.#unary(inBrackets);
    this.#depth--;
    return { kind: 'unary', operator, operand, line };
  }

  #primary(): HclExpression {
    const { scanner } = this;
    const { line } = scanner;
    if (scanner.take('(')) {
      scanner.skip(true);
      const inner = this.read(true);
      scanner.skip(true);
      scanner.expect(')');
      return inner;
    }
    if (scanner.peek('"')) return readQuoted(this);
    if (scanner.peek('<<')) return readHeredoc(this);
    if (scanner.take('[')) return this.#tuple(line);
    if (scanner.take('{')) return this.#object(line);
    const number = scanner.number();
    if (number !== undefined) return { kind: 'literal', value: Number(number), line };
    const name = scanner.identifier();
    if (name === undefined) throw new HclSyntaxError(`A value is expected on line ${line}.`);
    if (name === 'true' || name === 'false')
      return { kind: 'literal', value: name === 'true', line };
    if (name === 'null') return { kind: 'literal', value: undefined, line };
    return scanner.peek('(') || scanner.peek('::')
      ? this.#call(name, line)
      : { kind: 'traversal', root: name, steps: [], line };
  }

  #call(first: string, line: number): HclExpression {
    const { scanner } = this;
    let name = first;
    while (scanner.take('::')) name += `::${scanner.identifier() ?? ''}`;
    scanner.expect('(');
    const args: HclExpression[] = [];
    for (scanner.skip(true); !scanner.take(')'); scanner.skip(true)) {
      args.push(this.read(true));
      scanner.skip(true);
      if (scanner.take('...')) scanner.skip(true);
      if (!scanner.take(',') && !scanner.peek(')'))
        throw new HclSyntaxError('A call does not end.');
    }
    return { kind: 'call', name, args, line };
  }

  #postfix(target: HclExpression, inBrackets: boolean): HclExpression {
    const { scanner } = this;
    const steps: HclStep[] = [];
    for (;;) {
      if (inBrackets && steps.length > 0) scanner.skip(false);
      if (scanner.peek('.') && !scanner.peek('...')) {
        scanner.take('.');
        if (scanner.take('*')) steps.push(undefined);
        else steps.push(scanner.identifier() ?? scanner.number() ?? undefined);
      } else if (scanner.take('[')) {
        scanner.skip(true);
        if (scanner.take('*')) steps.push(undefined);
        else steps.push(this.read(true));
        scanner.skip(true);
        scanner.expect(']');
      } else break;
    }
    if (steps.length === 0) return target;
    return target.kind === 'traversal'
      ? { ...target, steps }
      : { kind: 'access', target, steps, line: target.line };
  }

  #tuple(line: number): HclExpression {
    const { scanner } = this;
    const items: HclExpression[] = [];
    scanner.skip(true);
    if (this.#isFor()) return this.#skipFor(']', line);
    for (; !scanner.take(']'); scanner.skip(true)) {
      items.push(this.read(true));
      scanner.skip(true);
      if (!scanner.take(',') && !scanner.peek(']'))
        throw new HclSyntaxError('A list does not end.');
    }
    return { kind: 'tuple', items, line };
  }

  #object(line: number): HclExpression {
    const { scanner } = this;
    const entries: [HclExpression, HclExpression][] = [];
    scanner.skip(true);
    if (this.#isFor()) return this.#skipFor('}', line);
    while (!scanner.take('}')) {
      const key = this.read(false);
      scanner.skip(true);
      if (!scanner.take('=')) scanner.expect(':');
      scanner.skip(true);
      const name: HclExpression =
        key.kind === 'traversal' && key.steps.length === 0
          ? { kind: 'literal', value: key.root, line: key.line }
          : key;
      entries.push([name, this.read(false)]);
      scanner.skip(false);
      if (!scanner.take(',') && !scanner.peek('}') && !scanner.peek('\n')) {
        throw new HclSyntaxError('A map does not end.');
      }
      scanner.skip(true);
    }
    return { kind: 'object', entries, line };
  }

  #isFor(): boolean {
    return /^for[\s]/.test(this.scanner.text.slice(this.scanner.at, this.scanner.at + 4));
  }

  /** Skips a `for` expression up to its bracket; texts in it are read, so that their brackets do not count. */
  #skipFor(close: string, line: number): HclExpression {
    const { scanner } = this;
    const open: string[] = [close];
    while (open.length > 0) {
      scanner.skip(true);
      if (scanner.isAtEnd) throw new HclSyntaxError('A for expression does not end.');
      const char = scanner.text[scanner.at]!;
      if (char === '"') readQuoted(this);
      else if (scanner.peek('<<')) readHeredoc(this);
      else {
        scanner.at++;
        if (char === open[open.length - 1]) open.pop();
        else if ('([{'.includes(char)) open.push({ '(': ')', '[': ']', '{': '}' }[char] ?? ')');
      }
    }
    return { kind: 'opaque', reason: 'It is made by a for expression.', line };
  }
}
