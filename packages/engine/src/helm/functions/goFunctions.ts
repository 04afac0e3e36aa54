import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { formatPrintf } from '../values/formatPrintf';
import { formatValue, printValues } from '../values/formatValue';
import { compareText, GoObject, GoValue, isTruthy, Opaque } from '../values/goValue';
import { fixed, FunctionTable, variadic } from './templateFunction';

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\uFFFD',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
  '\n': '\\u000A',
  '\r': '\\u000D',
  '\t': '\\u0009',
};

/** The functions every Go template has. `and` and `or` belong to the evaluator, because they do not evaluate all. */
export const goFunctions: FunctionTable = {
  not: fixed(['any'], ([value]) => !isTruthy(value)),
  eq: variadic(['any', 'any'], 'any', ([first, second], rest) =>
    [second, ...rest].some(value => isSame(first, value)),
  ),
  ne: fixed(['any', 'any'], ([left, right]) => !isSame(left, right)),
  lt: fixed(['any', 'any'], ([left, right]) => order(left, right) < 0),
  le: fixed(['any', 'any'], ([left, right]) => order(left, right) <= 0),
  gt: fixed(['any', 'any'], ([left, right]) => order(left, right) > 0),
  ge: fixed(['any', 'any'], ([left, right]) => order(left, right) >= 0),
  len: fixed(['any'], ([value]) => BigInt(lengthOf(value))),
  index: variadic(['any'], 'any', ([value], keys) => keys.reduce(indexInto, value)),
  slice: variadic(['any'], 'any', ([value], bounds) => sliceOf(value, bounds)),
  print: variadic([], 'any', (_, values, { budget }) => printValues(values, budget), true),
  println: variadic(
    [],
    'any',
    (_, values, { budget }) => `${values.map(value => formatValue(value, budget)).join(' ')}\n`,
    true,
  ),
  printf: variadic(
    ['string'],
    'any',
    ([format], values, { budget }) => formatPrintf(format, values, budget),
    true,
  ),
  html: variadic([], 'any', (_, values, { budget }) =>
    replaceWith(printValues(values, budget), /[\0"'&<>]/g, htmlEscapes, budget),
  ),
  js: variadic([], 'any', (_, values, { budget }) =>
    replaceWith(printValues(values, budget), /[\\'"<>&=\n\r\t]/g, jsEscapes, budget),
  ),
  urlquery: variadic([], 'any', (_, values, { budget }) =>
    escapeQuery(printValues(values, budget)),
  ),
  call: variadic(['any'], 'any', () => {
    throw new RenderError('template', 'call needs a function.');
  }),
};

function replaceWith(
  text: string,
  pattern: RegExp,
  replacements: Readonly<Record<string, string>>,
  budget: RenderBudget,
): string {
  budget.text(text.length * 6);
  return text.replace(pattern, character => replacements[character] ?? character);
}

/** `url.QueryEscape`. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

function isSame(left: GoValue, right: GoValue): boolean {
  if (left === undefined || right === undefined) return left === right;
  for (const value of [left, right]) {
    if (Array.isArray(value) || value instanceof Map || value instanceof GoObject) {
      throw new RenderError('template', 'Lists and maps cannot be compared with eq.');
    }
  }
  if (typeof left !== typeof right) incompatible();
  return left === right;
}

function order(left: GoValue, right: GoValue): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  const isFloat = typeof left === 'number' && typeof right === 'number';
  const isInteger = typeof left === 'bigint' && typeof right === 'bigint';
  if (isFloat || isInteger) {
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  return incompatible();
}

function incompatible(): never {
  throw new RenderError('template', 'incompatible types for comparison');
}

/** Go's `len`: bytes of a string, entries of a list or map. */
export function lengthOf(value: GoValue): number {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  throw new RenderError('template', 'len of a value without a length.');
}

function indexInto(value: GoValue, key: GoValue): GoValue {
  if (value === undefined) throw new RenderError('template', 'index of untyped nil');
  if (value instanceof Opaque) return value;
  if (value instanceof Map) {
    if (typeof key !== 'string') throw new RenderError('template', 'A map is indexed with a text.');
    return value.get(key);
  }
  if (typeof key !== 'bigint') {
    throw new RenderError('template', 'cannot index slice/array with a value that is no integer');
  }
  if (Array.isArray(value)) {
    if (key < 0n || key >= BigInt(value.length)) {
      throw new RenderError('template', `index out of range: ${key}`);
    }
    return value[Number(key)];
  }
  if (typeof value === 'string') {
    const bytes = Buffer.from(value, 'utf8');
    const byte = key >= 0n && key < BigInt(bytes.length) ? bytes[Number(key)] : undefined;
    if (byte === undefined) throw new RenderError('template', `index out of range: ${key}`);
    return BigInt(byte);
  }
  throw new RenderError('template', 'index of a value that is no list and no map.');
}

function sliceOf(value: GoValue, bounds: readonly GoValue[]): GoValue {
  const size = typeof value === 'string' || Array.isArray(value) ? lengthOf(value) : undefined;
  if (size === undefined || bounds.length > 3) {
    throw new RenderError('template', 'slice of a value that cannot be sliced.');
  }
  const [from = 0n, to = BigInt(size)] = bounds;
  if (
    typeof from !== 'bigint' ||
    typeof to !== 'bigint' ||
    from < 0n ||
    to > BigInt(size) ||
    from > to
  ) {
    throw new RenderError('template', 'slice bounds out of range');
  }
  if (Array.isArray(value)) return value.slice(Number(from), Number(to));
  return sliceBytes(value as string, Number(from), Number(to));
}

/** Part of a string by bytes; cutting a character in two is not supported. */
export function sliceBytes(text: string, from: number, to: number): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length === text.length) return text.slice(from, to);
  const part = bytes.subarray(from, to).toString('utf8');
  if (part.includes('\uFFFD') && !text.includes('\uFFFD')) {
    throw new RenderError('unsupported', 'A text is cut inside of a character.');
  }
  return part;
}
