import { RenderBudget } from '../renderBudget';
import { copyValue } from '../values/copyValue';
import { GoMap, GoValue } from '../values/goValue';
import { Chart, ChartDependency } from './chart';
import { coalesceValues } from './coalesceValues';
import { importValues } from './importValues';

/** A chart whose aliases, conditions and tags are applied. */
export interface EnabledChart {
  readonly chart: Chart;
  readonly name: string;
  readonly values: ReadonlyMap<string, GoValue>;
  readonly subcharts: readonly EnabledChart[];
}

/** Enabled dependencies that are not in the repository. */
export type MissingDependencies = { readonly chart: string; readonly dependency: string }[];

/** Decides which subcharts take part, as Helm does. */
export function enableSubcharts(options: {
  chart: Chart;
  name?: string;
  values: GoMap;
  path?: readonly string[];
  missing: MissingDependencies;
  budget: RenderBudget;
}): EnabledChart {
  const { chart, values, missing, budget } = options;
  const path = options.path ?? [];
  const name = options.name ?? chart.name;
  const unfiltered = candidates(chart, missing);
  if (unfiltered.length === 0) return { chart, name, values: chart.values, subcharts: [] };
  const owner = (child: { chart: Chart; name: string }): EnabledChart => ({
    chart: child.chart,
    name: child.name,
    values: child.chart.values,
    subcharts: child.chart.subcharts.map(sub => owner({ chart: sub, name: sub.name })),
  });
  const copy = copyValue(values, budget) as GoMap;
  const all = coalesceValues(
    { name: chart.name, values: chart.values, subcharts: unfiltered.map(owner) },
    scopeOf(copy, path),
    budget,
  );
  const enabled = unfiltered.filter(
    ({ dependency }) => !dependency || isEnabled(dependency, all, chart, budget),
  );
  const subcharts = enabled.map(child => ({
    ...budget.nest(() =>
      enableSubcharts({
        chart: child.chart,
        name: child.name,
        values: copy,
        path: [...path, child.name],
        missing,
        budget,
      }),
    ),
    imports: child.dependency?.imports ?? [],
  }));
  return {
    chart,
    name,
    values: importValues({ name, values: chart.values, subcharts }, budget),
    subcharts,
  };
}

interface Candidate {
  readonly chart: Chart;
  readonly name: string;
  readonly dependency?: ChartDependency;
}

function candidates(chart: Chart, missing: MissingDependencies): Candidate[] {
  const declared = new Set(chart.declared.map(dependency => dependency.name));
  const list: Candidate[] = chart.subcharts
    .filter(subchart => !declared.has(subchart.name))
    .map(subchart => ({ chart: subchart, name: subchart.name }));
  for (const dependency of chart.declared) {
    const subchart = chart.subcharts.find(child => child.name === dependency.name);
    if (subchart)
      list.push({ chart: subchart, name: dependency.alias ?? subchart.name, dependency });
    else missing.push({ chart: chart.name, dependency: dependency.name });
  }
  return list;
}

function scopeOf(values: GoMap, path: readonly string[]): GoMap {
  let scope = values;
  for (const name of path) {
    const next = scope.get(name);
    const map: GoMap = next instanceof Map ? next : new Map();
    scope.set(name, map);
    scope = map;
  }
  return scope;
}

function isEnabled(
  dependency: ChartDependency,
  values: GoMap,
  chart: Chart,
  budget: RenderBudget,
): boolean {
  for (const condition of dependency.condition?.split(',') ?? []) {
    budget.step();
    const value = valueAt(values, condition.trim());
    if (typeof value === 'boolean') return value;
  }
  const tags = values.get('tags');
  if (!(tags instanceof Map)) return true;
  const given = dependency.tags.map(tag => tags.get(tag)).filter(tag => typeof tag === 'boolean');
  void chart;
  return given.length === 0 || given.includes(true);
}

function valueAt(values: GoMap, path: string): GoValue {
  let value: GoValue = values;
  for (const key of path.split('.')) {
    if (!(value instanceof Map)) return undefined;
    value = value.get(key);
  }
  return value;
}
