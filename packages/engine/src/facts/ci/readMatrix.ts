import { isMap, isScalar, isSeq, YAMLMap } from 'yaml';

/** Values of one run of a job, by the name expressions use: `matrix.service`, `matrix.image.name`. */
export type MatrixRun = ReadonlyMap<string, string>;

const runsLimit = 20;
const depthLimit = 3;

/**
 * The runs of a job with a literal `strategy.matrix`. One run without values where there is no matrix, where it is only
 * known when the pipeline runs, or where it has more than 20 runs.
 */
export function readMatrix(job: YAMLMap): readonly MatrixRun[] {
  const matrix = job.getIn(['strategy', 'matrix']);
  return (isMap(matrix) ? multiply(matrix) : undefined) ?? [new Map()];
}

function multiply(matrix: YAMLMap): MatrixRun[] | undefined {
  let runs: MatrixRun[] = [new Map()];
  const axes: string[] = [];
  for (const { key, value } of matrix.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === 'include' || name === 'exclude') {
      continue;
    }
    const options = isSeq(value) ? value.items.map(item => flatten(item, `matrix.${name}`)) : [];
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
  const excluded = readList(matrix.get('exclude'));
  const included = readList(matrix.get('include'));
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

function readList(node: unknown): MatrixRun[] | undefined {
  if (node === undefined) {
    return [];
  }
  const entries = isSeq(node) ? node.items.map(item => flatten(item, 'matrix')) : [undefined];
  const known = entries.filter(entry => entry !== undefined);
  return known.length < entries.length ? undefined : known;
}

/** Scalars below a node; `undefined` for an alias or for what is nested too deep. */
function flatten(node: unknown, name: string, depth = 0): MatrixRun | undefined {
  if (isScalar(node)) {
    const text = String(node.value ?? '');
    // A value that is an expression itself stays unknown.
    return text.includes('${{') ? undefined : new Map([[name, text]]);
  }
  if (!isMap(node) || depth >= depthLimit) {
    return isSeq(node) ? new Map() : undefined;
  }
  const values = new Map<string, string>();
  for (const { key, value } of node.items) {
    const below = isScalar(key)
      ? flatten(value, `${name}.${String(key.value)}`, depth + 1)
      : undefined;
    if (!below) {
      return undefined;
    }
    below.forEach((text, path) => values.set(path, text));
  }
  return values;
}
