import { at, YamlValue } from '../yaml/yamlTree';

/** Values of one run of a job, by the name expressions use: `matrix.service`, `matrix.image.name`. */
export type MatrixRun = ReadonlyMap<string, string>;

const runsLimit = 20;
const depthLimit = 3;

/**
 * The runs of a job with a literal `strategy.matrix`; empty without one, `undefined` where it is only known when the
 * pipeline runs, or has more than 20 runs.
 */
export function readMatrix(job: YamlValue): readonly MatrixRun[] | undefined {
  const matrix = at(job, 'strategy', 'matrix');
  if (!matrix) return [];
  return matrix.entries ? multiply(matrix) : undefined;
}

function multiply(matrix: YamlValue): MatrixRun[] | undefined {
  let runs: MatrixRun[] = [new Map()];
  const axes: string[] = [];
  for (const [name, value] of matrix.entries ?? []) {
    if (name === 'include' || name === 'exclude') {
      continue;
    }
    const options = (value.items ?? []).map(item => flatten(item, `matrix.${name}`));
    if (options.length === 0 || runs.length * options.length > runsLimit) {
      return undefined;
    }
    const known = options.filter(option => option !== undefined);
    if (known.length < options.length) {
      return undefined;
    }
    axes.push(name);
    runs = runs.flatMap(run => known.map(option => new Map([...run, ...option])));
  }
  const excluded = readList(at(matrix, 'exclude'));
  const included = readList(at(matrix, 'include'));
  if (!excluded || !included || included.length > runsLimit) {
    return undefined;
  }
  runs = axes.length === 0 ? [] : runs.filter(run => !excluded.some(rule => agrees(run, rule)));
  return include(runs, included);
}

/** An entry extends the runs whose own values it does not change; one that extends none is a run of its own. */
function include(original: readonly MatrixRun[], entries: readonly MatrixRun[]) {
  const extended = original.map(run => new Map(run));
  const added: MatrixRun[] = [];
  for (const entry of entries) {
    const fitting = extended.filter((_, index) =>
      [...entry].every(([name, value]) => (original[index]!.get(name) ?? value) === value),
    );
    fitting.forEach(run => entry.forEach((value, name) => run.set(name, value)));
    if (fitting.length === 0) {
      added.push(entry);
    }
  }
  const runs = [...extended, ...added];
  return runs.length > 0 && runs.length <= runsLimit ? runs : undefined;
}

function agrees(run: MatrixRun, rule: MatrixRun): boolean {
  return [...rule].every(([name, value]) => run.get(name) === value);
}

function readList(value: YamlValue | undefined): MatrixRun[] | undefined {
  if (value === undefined) {
    return [];
  }
  const entries = value.items ? value.items.map(item => flatten(item, 'matrix')) : [undefined];
  const known = entries.filter(entry => entry !== undefined);
  return known.length < entries.length ? undefined : known;
}

/** Scalars below a value; `undefined` for an expression or for what is nested too deep. */
function flatten(value: YamlValue, name: string, depth = 0): MatrixRun | undefined {
  if (!value.entries) {
    const text = value.text ?? '';
    // A value that is an expression itself stays unknown.
    if (value.items) return new Map();
    return text.includes('${{') ? undefined : new Map([[name, text]]);
  }
  if (depth >= depthLimit) {
    return undefined;
  }
  const values = new Map<string, string>();
  for (const [key, entry] of value.entries) {
    const below = flatten(entry, `${name}.${key}`, depth + 1);
    if (!below) {
      return undefined;
    }
    below.forEach((text, path) => values.set(path, text));
  }
  return values;
}
