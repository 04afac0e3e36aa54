import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { copyValue } from '../values/copyValue';
import { formatValue } from '../values/formatValue';
import { GoMap, GoValue, isTruthy, sortedKeys } from '../values/goValue';
import { fixed, FunctionTable, variadic } from './templateFunction';

/** Sprig's functions on maps. */
export const dictFunctions: FunctionTable = {
  dict: variadic(
    [],
    'any',
    (_, values, { budget }) => {
      const map: GoMap = new Map();
      for (let at = 0; at < values.length; at += 2) {
        map.set(formatValue(values[at], budget), at + 1 < values.length ? values[at + 1] : '');
      }
      return map;
    },
    true,
  ),
  get: fixed(['map', 'string'], ([map, key]) => (map.has(key) ? map.get(key) : ''), true),
  set: fixed(
    ['map', 'string', 'any'],
    ([map, key, value], { budget }) => {
      refuseCycle(map, value, budget);
      map.set(key, value);
      return map;
    },
    true,
  ),
  unset: fixed(
    ['map', 'string'],
    ([map, key]) => {
      map.delete(key);
      return map;
    },
    true,
  ),
  hasKey: fixed(['map', 'string'], ([map, key]) => map.has(key), true),
  pluck: variadic(
    ['string'],
    'map',
    ([key], maps) => maps.filter(map => map.has(key)).map(map => map.get(key)),
    true,
  ),
  // Go visits maps in random order here; charts sort what comes out.
  keys: variadic([], 'map', (_, maps) => maps.flatMap(map => sortedKeys(map)), true),
  values: fixed(['map'], ([map]) => sortedKeys(map).map(key => map.get(key)), true),
  pick: variadic(
    ['map'],
    'string',
    ([map], keys) =>
      new Map(keys.filter(key => map.has(key)).map(key => [key, map.get(key)] as const)),
    true,
  ),
  omit: variadic(
    ['map'],
    'string',
    ([map], keys) => new Map([...map].filter(([key]) => !keys.includes(key))),
    true,
  ),
  merge: variadic(['map'], 'map', ([target], sources, { budget }) =>
    mergeAll({ target, sources, override: false, budget }),
  ),
  mustMerge: variadic(['map'], 'map', ([target], sources, { budget }) =>
    mergeAll({ target, sources, override: false, budget }),
  ),
  mergeOverwrite: variadic(['map'], 'map', ([target], sources, { budget }) =>
    mergeAll({ target, sources, override: true, budget }),
  ),
  mustMergeOverwrite: variadic(['map'], 'map', ([target], sources, { budget }) =>
    mergeAll({ target, sources, override: true, budget }),
  ),
  deepCopy: fixed(['any'], ([value], { budget }) => copyValue(value, budget), true),
  mustDeepCopy: fixed(['any'], ([value], { budget }) => copyValue(value, budget), true),
  dig: variadic(['any', 'any', 'any'], 'any', (fixedArgs, more) => {
    const args = [...fixedArgs, ...more];
    const map = args.pop();
    const fallback = args.pop();
    let value: GoValue = map;
    for (const [index, key] of args.entries()) {
      if (typeof key !== 'string') throw new RenderError('template', 'dig needs texts as keys.');
      if (!(value instanceof Map))
        throw new RenderError('template', 'dig into a value that is no map.');
      if (!value.has(key)) return fallback;
      value = value.get(key);
      if (index === args.length - 1) return value;
    }
    return value;
  }),
};

/** A map inside of itself would never end. */
function refuseCycle(map: GoMap, value: GoValue, budget: RenderBudget): void {
  budget.step();
  if (value === map) throw new RenderError('unsupported', 'A map is put into itself.');
  if (Array.isArray(value) || value instanceof Map) {
    budget.nest(() => {
      for (const item of value.values()) refuseCycle(map, item, budget);
    });
  }
}

/** mergo's merge, as sprig calls it: without override only empty values of the target are replaced. */
function mergeAll(options: {
  target: GoMap;
  sources: readonly GoMap[];
  override: boolean;
  budget: RenderBudget;
}): GoMap {
  const { target, sources, override, budget } = options;
  for (const source of sources) mergeInto({ target, source, override, budget });
  return target;
}

function mergeInto(options: {
  target: GoMap;
  source: GoMap;
  override: boolean;
  budget: RenderBudget;
}): void {
  const { target, source, override, budget } = options;
  if (target === source) return;
  budget.nest(() => {
    for (const [key, value] of [...source]) {
      budget.step();
      const existing = target.get(key);
      if (existing instanceof Map && value instanceof Map) {
        mergeInto({ target: existing, source: value, override, budget });
      } else if (
        override ||
        (!isTruthy(existing) && (value !== undefined || existing !== undefined))
      ) {
        refuseCycle(target, value, budget);
        target.set(key, value);
      }
    }
  });
}
