import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { GoValue, isTruthy } from '../values/goValue';
import { isEqual } from '../values/isEqual';
import { toInteger } from './numberFunctions';
import { fixed, FunctionTable, variadic } from './templateFunction';

/** Sprig's functions on lists. */
export const listFunctions: FunctionTable = {
  list: variadic([], 'any', (_, values) => [...values], true),
  tuple: variadic([], 'any', (_, values) => [...values], true),
  first: fixed(['any'], ([list]) => listOf(list, 'first')[0], true),
  mustFirst: fixed(['any'], ([list]) => listOf(list, 'first')[0], true),
  last: fixed(['any'], ([list]) => listOf(list, 'last').at(-1), true),
  rest: fixed(['any'], ([list]) => listOf(list, 'rest').slice(1), true),
  initial: fixed(['any'], ([list]) => listOf(list, 'initial').slice(0, -1), true),
  append: fixed(
    ['any', 'any'],
    ([list, value], { budget }) => grow([listOf(list, 'append'), [value]], budget),
    true,
  ),
  push: fixed(
    ['any', 'any'],
    ([list, value], { budget }) => grow([listOf(list, 'push'), [value]], budget),
    true,
  ),
  prepend: fixed(
    ['any', 'any'],
    ([list, value], { budget }) => grow([[value], listOf(list, 'prepend')], budget),
    true,
  ),
  concat: variadic(
    [],
    'any',
    (_, lists, { budget }) =>
      grow(
        lists.map(list => listOf(list, 'concat')),
        budget,
      ),
    true,
  ),
  reverse: fixed(['any'], ([list]) => [...listOf(list, 'reverse')].reverse(), true),
  uniq: fixed(['any'], ([list], { budget }) => {
    const kept: GoValue[] = [];
    for (const item of listOf(list, 'uniq')) {
      if (!kept.some(other => isEqual(other, item, budget))) kept.push(item);
    }
    return kept;
  }),
  without: variadic(['any'], 'any', ([list], omitted, { budget }) =>
    listOf(list, 'without').filter(item => !omitted.some(other => isEqual(other, item, budget))),
  ),
  has: fixed(['any', 'any'], ([needle, list], { budget }) =>
    list === undefined ? false : listOf(list, 'has').some(item => isEqual(item, needle, budget)),
  ),
  compact: fixed(['any'], ([list]) => listOf(list, 'compact').filter(isTruthy)),
  slice: variadic(['any'], 'any', ([list], bounds) => {
    const items = listOf(list, 'slice');
    const [from = 0n, to = BigInt(items.length)] = bounds.map(bound => toInteger(bound));
    if (from < 0n || to > BigInt(items.length) || from > to) {
      throw new RenderError('template', 'slice bounds out of range');
    }
    return items.slice(Number(from), Number(to));
  }),
  chunk: fixed(['int', 'any'], ([size, list]) => {
    const items = listOf(list, 'chunk');
    if (size <= 0n) throw new RenderError('template', 'chunk needs a size above zero');
    const chunks: GoValue[] = [];
    for (let at = 0; at < items.length; at += Number(size))
      chunks.push(items.slice(at, at + Number(size)));
    return chunks;
  }),
  until: fixed(['int'], ([count], { budget }) =>
    sequence({ from: 0n, to: count, step: count < 0n ? -1n : 1n, budget }),
  ),
  untilStep: fixed(['int', 'int', 'int'], ([from, to, step], { budget }) =>
    sequence({ from, to, step, budget }),
  ),
  seq: variadic([], 'int', (_, numbers, { budget }) => {
    const [a, b, c] = numbers;
    if (a === undefined) return '';
    const from = b === undefined ? 1n : a;
    const to = c ?? b ?? a;
    const direction = from <= to ? 1n : -1n;
    const step = c !== undefined && b !== undefined ? b : direction;
    if (numbers.length > 3) return '';
    const end = step > 0n ? to + 1n : to - 1n;
    return sequence({ from, to: end, step, budget }).map(String).join(' ');
  }),
};

function listOf(value: GoValue, name: string): readonly GoValue[] {
  if (Array.isArray(value)) return value;
  throw new RenderError('template', `${name} of a value that is no list`);
}

function grow(lists: readonly (readonly GoValue[])[], budget: RenderBudget): GoValue[] {
  budget.step(lists.reduce((sum, list) => sum + list.length, 0));
  return lists.flat() as GoValue[];
}

function sequence(options: {
  from: bigint;
  to: bigint;
  step: bigint;
  budget: RenderBudget;
}): bigint[] {
  const { from, to, step, budget } = options;
  const numbers: bigint[] = [];
  if (step === 0n) return numbers;
  for (let at = from; step > 0n ? at < to : at > to; at += step) {
    budget.step();
    numbers.push(at);
  }
  return numbers;
}
