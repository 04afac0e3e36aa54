import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { copyValue } from '../values/copyValue';
import { GoMap, GoValue } from '../values/goValue';

/** What coalescing needs of a chart. */
export interface ValuesOwner {
  readonly name: string;
  readonly values: ReadonlyMap<string, GoValue>;
  readonly subcharts: readonly ValuesOwner[];
}

/** Lays values files over each other; maps merge, everything else of the later file wins. */
export function overlayValues(base: GoMap, over: GoMap, budget: RenderBudget): GoMap {
  const result: GoMap = new Map(base);
  for (const [key, value] of over) {
    budget.step();
    const existing = result.get(key);
    result.set(
      key,
      existing instanceof Map && value instanceof Map
        ? budget.nest(() => overlayValues(existing, value, budget))
        : value,
    );
  }
  return result;
}

/** Completes values with the defaults of a chart and its subcharts; null deletes a default. Changes `values`. */
export function coalesceValues(chart: ValuesOwner, values: GoMap, budget: RenderBudget): GoMap {
  for (const [key, value] of chart.values) {
    budget.step();
    const given = values.get(key);
    if (!values.has(key)) values.set(key, copyValue(value, budget));
    else if (given === undefined) values.delete(key);
    else if (given instanceof Map && value instanceof Map) fillTable(given, value, budget);
  }
  for (const subchart of chart.subcharts) {
    const scope = values.get(subchart.name) ?? new Map<string, GoValue>();
    if (!(scope instanceof Map)) {
      throw new RenderError('template', `The values of subchart ${subchart.name} are no map.`);
    }
    values.set(subchart.name, scope);
    shareGlobals(scope, values, budget);
    budget.nest(() => coalesceValues(subchart, scope, budget));
  }
  return values;
}

/** Completes a map with the entries of another one; null deletes. */
export function fillTable(target: GoMap, defaults: GoMap, budget: RenderBudget): void {
  budget.nest(() => {
    for (const [key, value] of defaults) {
      budget.step();
      const given = target.get(key);
      if (!target.has(key)) target.set(key, copyValue(value, budget));
      else if (given === undefined) target.delete(key);
      else if (given instanceof Map && value instanceof Map) fillTable(given, value, budget);
    }
  });
}

function shareGlobals(scope: GoMap, parent: GoMap, budget: RenderBudget): void {
  const own = scope.get('global') ?? new Map<string, GoValue>();
  const shared = parent.get('global') ?? new Map<string, GoValue>();
  if (!(own instanceof Map) || !(shared instanceof Map)) return;
  for (const [key, value] of shared) {
    budget.step();
    const existing = own.get(key);
    if (value instanceof Map) {
      const copy = copyValue(value, budget) as GoMap;
      if (existing instanceof Map) fillTable(copy, existing, budget);
      own.set(key, copy);
    } else if (!(existing instanceof Map)) {
      own.set(key, value);
    }
  }
  scope.set('global', own);
}
