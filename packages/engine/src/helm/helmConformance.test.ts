import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { present } from '../contract/observation';
import { helmCreate, helmTemplate } from './__testUtils__/realHelm';
import { readChartFolder, readValuesFile } from './__testUtils__/readChartFolder';
import { readChart } from './chart/readChart';
import { renderChart } from './chart/renderChart';
import { readYaml } from './yaml/readYaml';

const fixtures = path.join(__dirname, 'fixtures');
const charts = path.join(fixtures, 'charts');
const release = 'my-release';

/** Over all charts of this file; the last test of charts prints it. */
const total = { charts: 0, all: 0, equal: 0, unresolved: 0 };

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'container-lens-helm-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The objects of a text as another reader than ours sees them, in an order of their own. */
function objectsOf(text: string): unknown[] {
  return parseAllDocuments(text, { version: '1.1' })
    .map(document => document.toJS() as unknown)
    .filter(object => object !== null)
    .map(object => ({ key: JSON.stringify(object), object }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ object }) => object);
}

interface Rendering {
  readonly problems: readonly string[];
  readonly objects: readonly unknown[];
  /** Objects that we read out of our own text. */
  readonly documents: number;
}

/** The same chart in both; a chart that helm refuses has no place here. */
function renderBoth(
  chart: string,
  values: readonly string[] = [],
): Record<'real' | 'ours', Rendering> {
  const real = helmTemplate({ chart, release, values });
  if ('error' in real) throw new Error(real.error);
  const objects = objectsOf(real.text);
  if (objects.length === 0) throw new Error('helm rendered nothing');
  const { templates } = renderChart({
    chart: readChartFolder(chart),
    values: values.map(readValuesFile),
    releaseName: release,
  });
  total.all += objects.length;
  return {
    real: { problems: [], objects, documents: objects.length },
    ours: {
      problems: templates.flatMap(({ problems }) => problems.map(problem => problem.describe())),
      objects: objectsOf(templates.map(template => `---\n${template.text}`).join('\n')),
      documents: templates.flatMap(({ documents }) => documents).length,
    },
  };
}

describe('charts render as the real helm renders them', () => {
  it('what helm create makes', () => {
    const chart = path.join(scratch, 'created');
    helmCreate(chart);
    total.charts += 1;
    const plain = renderBoth(chart);
    expect(plain.ours).toEqual(plain.real);
    total.equal += plain.real.objects.length;
    const values = path.join(scratch, 'created-values.yaml');
    writeFileSync(
      values,
      'ingress: { enabled: true }\nhttpRoute: { enabled: true }\nautoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 }\nnodeSelector: { a: b }\ntolerations: [{ operator: Exists }]\naffinity: { nodeAffinity: {} }\nvolumes: [{ name: v, emptyDir: {} }]\nresources: { limits: { cpu: 1, memory: 1Gi } }\nserviceAccount: { create: false }\nfullnameOverride: other\n',
    );
    const changed = renderBoth(chart, [values]);
    expect(changed.ours).toEqual(changed.real);
    total.equal += changed.real.objects.length;
  });

  it('the chart of the golden path', () => {
    const chart = path.join(charts, 'golden');
    const lint = path.join(chart, 'ci/lint-values.yaml');
    total.charts += 1;
    for (const values of [[lint], [path.join(chart, 'values-production.yaml'), lint]]) {
      const { ours, real } = renderBoth(chart, values);
      expect(ours).toEqual(real);
      total.equal += real.objects.length;
    }
  });

  it.each(readdirSync(charts).filter(name => name !== 'golden'))('%s', name => {
    total.charts += 1;
    const chart = path.join(charts, name);
    const environments = readdirSync(chart).filter(entry => /^values-.+\.yaml$/.test(entry));
    for (const values of [[], ...environments.map(file => [path.join(chart, file)])]) {
      const { ours, real } = renderBoth(chart, values);
      expect(ours).toEqual(real);
      total.equal += real.objects.length;
    }
  });
});

interface SmallChart {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Values files of environments, each rendered by itself. */
  readonly values?: readonly string[];
}

const smallCharts = path.join(fixtures, 'smallCharts');

/** Objects of one rendering of a small chart: the real ones, and what became of them here. */
function countObjects(name: string, small: SmallChart, given?: string) {
  const folder = path.join(scratch, 'small', name);
  for (const [file, text] of Object.entries(small.files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const values = path.join(scratch, `${name}-values.yaml`);
  writeFileSync(values, given ?? '');
  const real = helmTemplate({ chart: folder, release, values: [values] });
  if ('error' in real) throw new Error(real.error);
  const { templates } = renderChart({
    chart: readChart(
      Object.entries(small.files).map(([file, text]) => ({
        path: file,
        location: file,
        content: present(text),
      })),
    ),
    values: given === undefined ? [] : [readYaml(given) as never],
    releaseName: release,
  });
  const problems = templates.flatMap(template => template.problems);
  const ours = templates.flatMap(({ text }) => objectsOf(text)).map(object => stable(object));
  const theirs = objectsOf(real.text).map(object => stable(object));
  const wrong = ours.filter(object => !theirs.includes(object));
  const equal = ours.length - wrong.length;
  return { all: theirs.length, equal, wrong, problems: problems.map(one => one.describe()) };
}

function stable(object: unknown): string {
  return JSON.stringify(object);
}

describe('small charts', () => {
  const small = readdirSync(smallCharts).map(file => ({
    name: file.slice(0, -'.yaml'.length),
    chart: parse(readFileSync(path.join(smallCharts, file), 'utf8')) as SmallChart,
  }));
  it.each(small)('$name', ({ name, chart }) => {
    total.charts += 1;
    for (const given of [undefined, ...(chart.values ?? [])]) {
      const { all, equal, wrong, problems } = countObjects(name, chart, given);
      expect(wrong).toEqual([]);
      // What differs in number is said to be unknown.
      expect(equal < all && problems.length === 0).toBe(false);
      total.all += all;
      total.equal += equal;
      total.unresolved += all - equal;
    }
  });

  it('give at least 99 % of the objects of the real helm', () => {
    const share = (100 * total.equal) / total.all;
    const figure = `${total.equal} of ${total.all} objects of ${total.charts} charts equal (${share.toFixed(1)} %), ${total.unresolved} unresolved`;
    process.stdout.write(`${figure}\n`);
    expect(total.charts).toBeGreaterThanOrEqual(40);
    expect(share).toBeGreaterThanOrEqual(99);
  });
});

function chartOf(name: string, template: string): string {
  const chart = path.join(scratch, name);
  mkdirSync(path.join(chart, 'templates'), { recursive: true });
  writeFileSync(
    path.join(chart, 'Chart.yaml'),
    'apiVersion: v2\nname: t\nversion: 0.1.0\nappVersion: 1.16\n',
  );
  writeFileSync(
    path.join(chart, 'values.yaml'),
    readFileSync(path.join(fixtures, 'expressions.values.yaml'), 'utf8'),
  );
  writeFileSync(path.join(chart, 'conf.txt'), 'hello\nworld\n');
  writeFileSync(path.join(chart, 'templates/a.yaml'), template);
  return chart;
}

const lines = (name: string): string[] =>
  readFileSync(path.join(fixtures, name), 'utf8')
    .split('\n')
    .filter(line => line !== '');

/** One item of a JSON list in YAML for each expression, so that texts compare byte by byte. */
const listOf = (expressions: readonly string[]): string =>
  [
    '{{ define "h" }}[{{ . }}]{{ end }}items:',
    ...expressions.map(
      (text, index) =>
        `{{ define "e${index}" }}${text}{{ end }}- {{ include "e${index}" . | toJson }}`,
    ),
  ].join('\n');

describe('expressions', () => {
  it('print what they print in the real helm', () => {
    const expressions = lines('expressions.txt');
    const chart = chartOf('expressions', listOf(expressions));
    const real = helmTemplate({ chart, release: 'release-name' });
    if ('error' in real) throw new Error(real.error);
    const [ours] = renderChart({
      chart: readChartFolder(chart),
      releaseName: 'release-name',
    }).templates;
    expect(ours?.problems).toEqual([]);
    const outputs = (text: string): string[] =>
      text.split('\n').filter(line => line.startsWith('- '));
    const pairs = (all: string[]): unknown =>
      all.map((output, index) => [expressions[index], output]);
    expect(outputs(real.text)).toHaveLength(expressions.length);
    expect(pairs(outputs(ours?.text ?? ''))).toEqual(pairs(outputs(real.text)));
  });

  it.each(lines('refusals.txt'))('are refused like in the real helm: %s', text => {
    const chart = chartOf('refusal', listOf([text]));
    expect(helmTemplate({ chart, release })).toHaveProperty('error');
    const [ours] = renderChart({ chart: readChartFolder(chart), releaseName: release }).templates;
    expect(ours?.problems).toHaveLength(1);
  });
});
