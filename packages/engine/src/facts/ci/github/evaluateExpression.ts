import { Expression, parseExpression, Scalar } from './expression';

/** `undefined`: only known when the pipeline runs. */
export type Value = Scalar | undefined;

/** Value of a name such as `github.event_name`; names as written. */
export type Names = (name: string) => Value;

/** Ends a text of which only the beginning is known: some text follows. */
export const anyText = '\u0000';
/** The same, and the text is none of those that the condition names. */
export const anyOtherText = '\u0001';

// eslint-disable-next-line no-control-regex -- the marks are control characters, because no text of a pipeline has them
const open = /[\u0000\u0001]/;

/** Evaluates with what is known; anything else is `undefined`, never a guess. */
export function evaluateExpression(expression: Expression, names: Names): Value {
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'name':
      return names(expression.name);
    case 'not': {
      const value = truth(evaluateExpression(expression.of, names));
      return value === undefined ? undefined : !value;
    }
    case 'call':
      return call(expression.name, expression.args, names);
    default:
      return binary(expression, names);
  }
}

/** Truth of a value: the empty text, zero, null and false are false. */
export function truth(value: Value): boolean | undefined {
  return value === undefined ? undefined : Boolean(value);
}

function binary(expression: Expression & { type: 'binary' }, names: Names): Value {
  const left = evaluateExpression(expression.left, names);
  const right = evaluateExpression(expression.right, names);
  switch (expression.operator) {
    case '&&':
      // `a && b` is a when a is false, else b; either side false decides the truth.
      if (truth(left) === false) return left;
      if (truth(left)) return right;
      return truth(right) === false ? false : undefined;
    case '||':
      if (truth(left)) return left;
      if (truth(left) === false) return right;
      return truth(right) ? true : undefined;
    case '==':
    case '!=': {
      const same = equal(left, right);
      return same === undefined ? undefined : same === (expression.operator === '==');
    }
    default:
      return undefined;
  }
}

function equal(left: Value, right: Value): boolean | undefined {
  if (left === undefined || right === undefined) {
    return undefined;
  }
  // Whether an input is text or truth is not looked up.
  const texts = [left, right].filter(value => typeof value === 'string');
  if (
    texts.length === 1 &&
    (left === true || left === false || right === true || right === false)
  ) {
    return String(left) === String(right);
  }
  if (typeof left === 'string' && typeof right === 'string') {
    if (open.test(left) || open.test(right)) {
      return equalOpen(left, right);
    }
    return left.toLowerCase() === right.toLowerCase();
  }
  return typeof left === typeof right && left !== null
    ? left === right
    : number(left) === number(right);
}

function equalOpen(left: string, right: string): boolean | undefined {
  const [text, other] = open.test(left) ? [left, right] : [right, left];
  const prefix = text.slice(0, text.search(open)).toLowerCase();
  if (open.test(other)) {
    return undefined;
  }
  const fits = other.length > prefix.length && other.toLowerCase().startsWith(prefix);
  return fits && !text.includes(anyOtherText) ? undefined : false;
}

function number(value: Scalar): number {
  if (value === null || value === '') {
    return 0;
  }
  return Number(value);
}

function call(name: string, args: readonly Expression[], names: Names): Value {
  if (name === 'always') {
    return true;
  }
  // Of a pipeline that goes well: what only runs after a failure is not known to be excluded.
  if (name === 'success') {
    return true;
  }
  if (name === 'cancelled') {
    return false;
  }
  if (name === 'contains') {
    return contains(args, names);
  }
  const values = args.map(arg => evaluateExpression(arg, names));
  const [first, second] = values;
  if (name === 'format') {
    return formatText(values);
  }
  if (first === undefined || second === undefined) {
    return undefined;
  }
  const [text, part] = [String(first ?? '').toLowerCase(), String(second ?? '').toLowerCase()];
  if (open.test(part)) {
    return undefined;
  }
  if (name === 'startswith') {
    return startsWith(text, part);
  }
  return name === 'endswith' && !open.test(text) ? text.endsWith(part) : undefined;
}

function startsWith(text: string, part: string): boolean | undefined {
  const known = open.test(text) ? text.slice(0, text.search(open)) : text;
  if (known.startsWith(part)) {
    return true;
  }
  return known.length < text.length && part.startsWith(known) ? undefined : false;
}

function contains(args: readonly Expression[], names: Names): Value {
  const [where, what] = args;
  if (!where || !what) {
    return undefined;
  }
  const item = evaluateExpression(what, names);
  if (where.type === 'call' && where.name === 'fromjson' && where.args[0]) {
    const list = parseList(evaluateExpression(where.args[0], names));
    return list && item !== undefined ? list.some(entry => equal(entry, item)) : undefined;
  }
  const text = evaluateExpression(where, names);
  if (text === undefined || item === undefined) {
    return undefined;
  }
  const [whole, part] = [String(text ?? '').toLowerCase(), String(item ?? '').toLowerCase()];
  const includes = whole.includes(part);
  return includes || !open.test(whole + part) ? includes : undefined;
}

function parseList(value: Value): Scalar[] | undefined {
  try {
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
    return Array.isArray(list) && list.every(entry => entry === null || typeof entry !== 'object')
      ? (list as Scalar[])
      : undefined;
  } catch {
    return undefined;
  }
}

function formatText(values: readonly Value[]): Value {
  const [pattern, ...rest] = values;
  if (typeof pattern !== 'string' || rest.some(value => value === undefined)) {
    return undefined;
  }
  return pattern.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(rest[Number(index)] ?? (Number(index) < rest.length ? '' : whole)),
  );
}

/** The value of a text that may hold `${{ }}`: a condition (`if`) or an input. */
export function evaluateText(text: string, names: Names): Value {
  const whole = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1];
  if (whole !== undefined && !whole.includes('${{')) {
    const expression = parseExpression(whole);
    return expression ? evaluateExpression(expression, names) : undefined;
  }
  return text.includes('${{') ? undefined : text;
}
