import { RenderBudget } from '../renderBudget';
import { GoMap, GoValue } from '../values/goValue';
import { ValuesImport } from './chart';
import { coalesceValues, fillTable, ValuesOwner } from './coalesceValues';

/** A dependency that takes part, with what its parent imports from it. */
export interface ImportedFrom extends ValuesOwner {
  readonly imports: readonly ValuesImport[];
}

/**
 * The defaults of a chart with what it imports from its dependencies. As in Helm, imports are taken from the defaults
 * of the charts, whatever values are given at deploy time, and what the chart itself says wins.
 */
export function importValues(
  chart: Omit<ValuesOwner, 'subcharts'> & { readonly subcharts: readonly ImportedFrom[] },
  budget: RenderBudget,
): ReadonlyMap<string, GoValue> {
  if (chart.subcharts.every(({ imports }) => imports.length === 0)) return chart.values;
  const own = coalesceValues(chart, new Map(), budget);
  const imported: GoMap = new Map();
  for (const { name, imports } of chart.subcharts) {
    for (const { child, parent } of imports) {
      const found = mapAt(own, `${name}.${child}`);
      if (found) fillTable(imported, wrap(parent, found), budget);
    }
  }
  fillTable(own, imported, budget);
  return own;
}

function mapAt(values: GoMap, way: string): GoMap | undefined {
  let value: GoValue = values;
  for (const key of way.split('.')) {
    if (!(value instanceof Map)) return undefined;
    value = value.get(key);
  }
  return value instanceof Map ? value : undefined;
}

function wrap(way: string, value: GoMap): GoMap {
  if (way === '.') return value;
  return way
    .split('.')
    .slice(0, 64)
    .reduceRight<GoMap>((inner, key) => new Map<string, GoValue>([[key, inner]]), value);
}
