import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { formatValue, quoteText } from '../values/formatValue';
import { GoValue, isMarked, Opaque } from '../values/goValue';
import { sliceBytes } from './goFunctions';
import {
  fixed,
  FunctionContext,
  FunctionTable,
  TemplateFunction,
  variadic,
} from './templateFunction';

/** Sprig's functions on texts. */
export const textFunctions: FunctionTable = {
  quote: variadic([], 'any', (_, values, context) => quoteAll(values, context, quoteText), true),
  squote: variadic(
    [],
    'any',
    (_, values, context) => quoteAll(values, context, text => `'${text}'`),
    true,
  ),
  trim: text1(text => text.replace(/^[\s\u0085]+|(?<![\s\u0085])[\s\u0085]+$/gu, ''), true),
  trimAll: trimSet((text, set) => trimSide(trimSide(text, set, 'start'), set, 'end')),
  trimall: trimSet((text, set) => trimSide(trimSide(text, set, 'start'), set, 'end')),
  trimPrefix: fixed(['string', 'string'], ([prefix, text]) =>
    prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimSuffix: fixed(['string', 'string'], ([suffix, text]) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  upper: text1(text => text.toUpperCase()),
  lower: text1(text => text.toLowerCase()),
  title: text1(text =>
    text.replace(
      /(^|[^\p{L}\p{N}_])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  untitle: text1(text =>
    text.replace(
      /(^|[^\p{L}\p{N}_])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toLowerCase(),
    ),
  ),
  swapcase: text1(text =>
    [...text].map(c => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  ),
  initials: text1(text =>
    text
      .split(/\s+/)
      .map(word => [...word][0] ?? '')
      .join(''),
  ),
  nospace: text1(text => text.replace(/\s/gu, '')),
  snakecase: unsupportedText('snakecase'),
  camelcase: unsupportedText('camelcase'),
  kebabcase: unsupportedText('kebabcase'),
  wrap: unsupportedText('wrap'),
  wrapWith: unsupportedText('wrapWith'),
  abbrev: unsupportedText('abbrev'),
  abbrevboth: unsupportedText('abbrevboth'),
  trunc: fixed(['int', 'string'], ([count, text]) => {
    const size = Buffer.byteLength(text, 'utf8');
    const limit = Number(count);
    if (limit >= 0 && size > limit) return sliceBytes(text, 0, limit);
    if (limit < 0 && size + limit > 0) return sliceBytes(text, size + limit, size);
    return text;
  }),
  substr: fixed(['int', 'int', 'string'], ([from, to, text]) => {
    const size = Buffer.byteLength(text, 'utf8');
    const start = Math.max(0, Number(from));
    const end = to < 0n || Number(to) > size ? size : Number(to);
    if (start > end) throw new RenderError('template', 'slice bounds out of range');
    return sliceBytes(text, start, end);
  }),
  replace: fixed(['string', 'string', 'string'], ([old, replacement, text], { budget }) =>
    replaceAll({ old, replacement, text, budget }),
  ),
  contains: fixed(['string', 'string'], ([part, text]) => text.includes(part)),
  hasPrefix: fixed(['string', 'string'], ([prefix, text]) => text.startsWith(prefix)),
  hasSuffix: fixed(['string', 'string'], ([suffix, text]) => text.endsWith(suffix)),
  indent: fixed(
    ['int', 'string'],
    ([count, text], { budget }) => indent(count, text, budget),
    true,
  ),
  nindent: fixed(
    ['int', 'string'],
    ([count, text], { budget }) => `\n${indent(count, text, budget)}`,
    true,
  ),
  repeat: fixed(['int', 'string'], ([count, text], { budget }) => {
    if (count < 0n) throw new RenderError('template', 'repeat with a negative count');
    budget.text(Number(count) * text.length);
    return text === '' ? '' : text.repeat(Number(count));
  }),
  cat: variadic(
    [],
    'any',
    (_, values, { budget }) =>
      values
        .filter(value => value !== undefined)
        .map(value => formatValue(value, budget))
        .join(' '),
    true,
  ),
  join: fixed(
    ['string', 'any'],
    ([separator, list], { budget }) => joinTexts(toTexts(list, budget), separator, budget),
    true,
  ),
  split: fixed(['string', 'string'], ([separator, text], { budget }) => {
    const parts = splitText(text, separator, budget);
    return new Map(parts.map((part, index) => [`_${index}`, part] as const));
  }),
  splitn: fixed(['string', 'int', 'string'], ([separator, count, text], { budget }) => {
    const parts = splitText(text, separator, budget);
    const limit = Number(count);
    if (limit === 0) return new Map();
    const kept =
      limit > 0 && parts.length > limit
        ? [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]
        : parts;
    return new Map(kept.map((part, index) => [`_${index}`, part] as const));
  }),
  splitList: fixed(['string', 'string'], ([separator, text], { budget }) =>
    splitText(text, separator, budget),
  ),
  plural: fixed(['string', 'string', 'int'], ([one, many, count]) => (count === 1n ? one : many)),
  sortAlpha: fixed(['any'], ([list], { budget }) =>
    Array.isArray(list)
      ? toTexts(list, budget).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      : [formatValue(list, budget)],
  ),
  toString: fixed(['any'], ([value], { budget }) => formatValue(value, budget), true),
  toStrings: fixed(['any'], ([value], { budget }) => toTexts(value, budget), true),
};

function text1(run: (text: string) => string, transparent = false): TemplateFunction {
  return fixed(
    ['string'],
    ([text], { budget }) => {
      budget.text(text.length);
      return run(text);
    },
    transparent,
  );
}

function unsupportedText(name: string): TemplateFunction {
  return variadic([], 'any', () => {
    throw new RenderError('unsupported', `The template function "${name}" is not supported.`);
  });
}

function trimSet(run: (text: string, set: string) => string): TemplateFunction {
  return fixed(['string', 'string'], ([set, text], { budget }) => {
    budget.text(text.length);
    return run(text, set);
  });
}

function trimSide(text: string, set: string, side: 'start' | 'end'): string {
  const characters = new Set(set);
  const points = [...text];
  let from = 0;
  let to = points.length;
  if (side === 'start') while (from < to && characters.has(points[from] ?? '')) from += 1;
  else while (to > from && characters.has(points[to - 1] ?? '')) to -= 1;
  return points.slice(from, to).join('');
}

function quoteAll(
  values: readonly GoValue[],
  { budget }: FunctionContext,
  quote: (text: string) => string,
): string {
  const parts = values
    .filter(value => value !== undefined)
    .map(value => {
      const text = formatValue(value, budget);
      budget.text(text.length);
      return quote(text);
    });
  return parts.join(' ');
}

function indent(count: bigint, text: string, budget: RenderBudget): string {
  if (count < 0n) throw new RenderError('template', 'indent with a negative count');
  const width = Number(count);
  budget.text(width);
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  budget.text(text.length + lines * width);
  const padding = ' '.repeat(width);
  return padding + text.replaceAll('\n', `\n${padding}`);
}

function replaceAll(options: {
  old: string;
  replacement: string;
  text: string;
  budget: RenderBudget;
}): string {
  const { old, replacement, text, budget } = options;
  const parts = text.split(old);
  budget.text(text.length + parts.length * replacement.length);
  if (old !== '') return parts.join(replacement);
  return replacement + [...text].map(character => character + replacement).join('');
}

function splitText(text: string, separator: string, budget: RenderBudget): string[] {
  budget.text(text.length);
  const parts = separator === '' ? [...text] : text.split(separator);
  budget.step(parts.length);
  return parts;
}

function joinTexts(texts: readonly string[], separator: string, budget: RenderBudget): string {
  budget.text(texts.reduce((sum, text) => sum + text.length + separator.length, 0));
  return texts.join(separator);
}

/** Sprig's `strslice`: the items as texts, without nothing. */
function toTexts(value: GoValue, budget: RenderBudget): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [formatValue(value, budget)];
  return value.filter(item => item !== undefined).map(item => formatValue(item, budget));
}

/** True when a value is, or is a text with, something that is not known. */
export function isUnknown(value: GoValue): boolean {
  return value instanceof Opaque || (typeof value === 'string' && isMarked(value));
}
