import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { GoObject, GoValue, Opaque, sortedKeys } from './goValue';

/** The text Go prints for a value (`%v`); `nil` is said in the way of the caller. */
export function formatValue(value: GoValue, budget: RenderBudget, nil = '<nil>'): string {
  budget.step();
  if (value === undefined) return nil;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatFloat(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Opaque) return value.mark;
  if (Array.isArray(value)) {
    const parts = budget.nest(() => value.map(item => formatValue(item, budget)));
    budget.text(parts.reduce((sum, part) => sum + part.length + 1, 2));
    return `[${parts.join(' ')}]`;
  }
  if (value instanceof Map) {
    const parts = budget.nest(() =>
      sortedKeys(value).map(key => `${key}:${formatValue(value.get(key), budget)}`),
    );
    budget.text(parts.reduce((sum, part) => sum + part.length + 1, 5));
    return `map[${parts.join(' ')}]`;
  }
  return formatObject(value);
}

function formatObject(value: GoObject): string {
  const text = value.fields.get('String');
  if (typeof text === 'string') return text;
  throw new RenderError('unsupported', `Printing ${value.typeName} as a whole is not supported.`);
}

/** `strconv.FormatFloat(x, 'g', -1, 64)`: the shortest digits, with an exponent from 1e+06 on. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  return exponent < -4 || exponent >= 6 ? exponentForm(mantissa, exponent) : plainForm(value);
}

function exponentForm(mantissa: string, exponent: number): string {
  const size = Math.abs(exponent);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}

/** Decimal digits without exponent. */
export function plainForm(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  const exponent = Number(exponentText);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return `${sign}${digits.padEnd(exponent + 1, '0')}`;
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** `fmt.Sprint`: a space between operands when neither is a string. */
export function printValues(args: readonly GoValue[], budget: RenderBudget): string {
  let text = '';
  let previousText = true;
  args.forEach((value, index) => {
    const isText = typeof value === 'string';
    if (index > 0 && !isText && !previousText) text += ' ';
    const part = formatValue(value, budget);
    budget.text(text.length + part.length);
    text += part;
    previousText = isText;
  });
  return text;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** `strconv.Quote`. */
export function quoteText(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if (shortEscapes[character] !== undefined) quoted += shortEscapes[character];
    else if (point < 0x20 || point === 0x7f) quoted += `\\x${point.toString(16).padStart(2, '0')}`;
    else if (isPrintable(character, point)) quoted += character;
    else if (point > 0xffff) quoted += `\\U${point.toString(16).padStart(8, '0')}`;
    else quoted += `\\u${point.toString(16).padStart(4, '0')}`;
  }
  return `${quoted}"`;
}

function isPrintable(character: string, point: number): boolean {
  if (point >= 0xe000 && point <= 0xe001) return true; // marks of opaque values pass through
  return character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
}
