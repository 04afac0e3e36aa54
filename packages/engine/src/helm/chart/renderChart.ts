import { allFunctions } from '../functions/allFunctions';
import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { ParsedTemplate, parseTemplate } from '../template/parseTemplate';
import { addDefinitions, TemplateEvaluator } from '../template/templateEvaluator';
import { TemplateDefinition } from '../template/templateNode';
import { copyValue } from '../values/copyValue';
import { compareText, GoMap, GoValue, OpaqueRegister } from '../values/goValue';
import { YamlMap } from '../yaml/readYaml';
import { capabilities } from './capabilities';
import { Chart, ChartFile } from './chart';
import { chartFilesObject } from './chartFilesObject';
import { coalesceValues, overlayValues } from './coalesceValues';
import { EnabledChart, enableSubcharts, MissingDependencies } from './enableSubcharts';
import { ManifestDocument, readManifests } from './manifestDocument';
import { textField, textOf } from './readChart';

/** @public */
export interface RenderChartOptions {
  readonly chart: Chart;
  /** Values files beyond values.yaml, the last one wins. */
  readonly values?: readonly YamlMap[];
  /** Name of the chart when not set. */
  readonly releaseName?: string;
  readonly namespace?: string;
  /** What `required` misses becomes unknown instead of an error. */
  readonly lenient?: boolean;
  /** Shared by several renders, so that together they stay within one bound; a new one when not set. */
  readonly budget?: RenderBudget;
}

/** What became of one template file. @public */
export interface RenderedTemplate {
  /** Path that is shown to people. */
  readonly path: string;
  readonly source: string;
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** Why the template, or a part of it, cannot be known. */
  readonly problems: readonly RenderError[];
}

/** @public */
export interface RenderedChart {
  readonly templates: readonly RenderedTemplate[];
  readonly missing: MissingDependencies;
  /** Why a text with an unknown part is not known; undefined when it is. */
  readonly reasonOf: (text: string) => string | undefined;
}

interface Renderable {
  readonly name: string;
  readonly basePath: string;
  readonly file: ChartFile;
  readonly scope: GoMap;
  readonly isLibrary: boolean;
}

/**
 * Renders a chart like `helm template`, with every template on its own: one that cannot be known does not hide the
 * others.
 *
 * @throws RenderError when nothing at all can be rendered
 * @public
 */
export function renderChart(options: RenderChartOptions): RenderedChart {
  const budget = options.budget ?? RenderBudget.create();
  const opaque = new OpaqueRegister();
  const missing: MissingDependencies = [];
  const given = (options.values ?? []).reduce<GoMap>(
    (all, over) => overlayValues(all, over as GoMap, budget),
    new Map(),
  );
  const enabled = enableSubcharts({ chart: options.chart, values: given, missing, budget });
  const values = coalesceValues(enabled, copyValue(given, budget) as GoMap, budget);
  const release: GoMap = new Map<string, GoValue>([
    ['Name', options.releaseName ?? options.chart.name],
    ['Namespace', options.namespace ?? 'default'],
    ['IsUpgrade', false],
    ['IsInstall', true],
    ['Revision', 1n],
    ['Service', 'Helm'],
  ]);
  const shared: Shared = { release, capabilities: capabilities(), budget, opaque };
  const { renderables } = collect(enabled, enabled.name, values, shared, true);
  renderables.sort(compareRenderables);
  return renderAll({ renderables, missing, shared, lenient: options.lenient ?? false });
}

interface Shared {
  readonly release: GoMap;
  readonly capabilities: GoValue;
  readonly budget: RenderBudget;
  readonly opaque: OpaqueRegister;
}

function collect(
  enabled: EnabledChart,
  path: string,
  values: GoMap,
  shared: Shared,
  isRoot: boolean,
): { scope: GoMap; renderables: Renderable[] } {
  const scope: GoMap = new Map<string, GoValue>([
    ['Chart', chartMetadata(enabled, isRoot)],
    ['Files', chartFilesObject(enabled.chart.files, shared.budget, shared.opaque)],
    ['Release', shared.release],
    ['Capabilities', shared.capabilities],
    ['Values', values],
  ]);
  const subscopes: GoMap = new Map();
  const renderables: Renderable[] = [];
  for (const subchart of enabled.subcharts) {
    const subvalues = values.get(subchart.name);
    const child = collect(
      subchart,
      `${path}/charts/${subchart.name}`,
      subvalues instanceof Map ? subvalues : new Map(),
      shared,
      false,
    );
    subscopes.set(subchart.name, child.scope);
    renderables.push(...child.renderables);
  }
  scope.set('Subcharts', subscopes);
  for (const file of enabled.chart.templates) {
    renderables.push({
      name: `${path}/${file.path}`,
      basePath: `${path}/templates`,
      file,
      scope,
      isLibrary: enabled.chart.isLibrary,
    });
  }
  return { scope, renderables };
}

/** Deeper charts come first, so that the definitions of their parents win. */
function compareRenderables(left: Renderable, right: Renderable): number {
  const depth = right.name.split('/').length - left.name.split('/').length;
  return depth === 0 ? compareText(right.name, left.name) : depth;
}

function renderAll(options: {
  renderables: readonly Renderable[];
  missing: MissingDependencies;
  shared: Shared;
  lenient: boolean;
}): RenderedChart {
  const { budget, opaque } = options.shared;
  let templates: ReadonlyMap<string, TemplateDefinition> = new Map();
  const broken = new Map<string, RenderError>();
  for (const { name, file } of options.renderables) {
    try {
      const source = textOf(file);
      budget.text(source.length);
      const parsed = parseOnce(file, name, source);
      templates = addDefinitions(templates, [...parsed.definitions, parsed.main]);
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      broken.set(name, error.at(file.location, 1));
    }
  }
  const evaluator = TemplateEvaluator.create({
    templates,
    functions: allFunctions,
    budget,
    opaque,
    lenient: options.lenient,
  });
  const rendered = options.renderables
    .filter(({ file, isLibrary }) => isManifest(file.path) && !isLibrary)
    .map(renderable => renderOne(renderable, { evaluator, broken, budget }));
  return {
    templates: rendered,
    missing: options.missing,
    reasonOf: text => (text.includes('\uE000') ? opaque.reasonOf(text) : undefined),
  };
}

/** A chart is rendered for several environments, and its files stay the same. */
const parsedFiles = new WeakMap<ChartFile, { name: string; parsed: ParsedTemplate }>();

function parseOnce(file: ChartFile, name: string, source: string): ParsedTemplate {
  const known = parsedFiles.get(file);
  if (known?.name === name) return known.parsed;
  const parsed = parseTemplate({ source, name, path: file.location });
  parsedFiles.set(file, { name, parsed });
  return parsed;
}

function isManifest(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !name.startsWith('_') && name !== 'NOTES.txt';
}

function renderOne(
  renderable: Renderable,
  options: {
    evaluator: TemplateEvaluator;
    broken: ReadonlyMap<string, RenderError>;
    budget: RenderBudget;
  },
): RenderedTemplate {
  const { file, name, scope, basePath } = renderable;
  const source = file.content.status === 'present' ? file.content.value : '';
  const failed = (error: RenderError): RenderedTemplate => ({
    path: file.location,
    source,
    text: '',
    documents: [],
    problems: [error],
  });
  const broken = options.broken.get(name);
  if (broken) return failed(broken);
  try {
    const dot: GoMap = new Map(scope);
    dot.set(
      'Template',
      new Map<string, GoValue>([
        ['Name', name],
        ['BasePath', basePath],
      ]),
    );
    const { text, originOf } = options.evaluator.render(name, dot).finish();
    // Reading YAML back takes longer than writing it.
    options.budget.step(text.length);
    const { documents, problems } = readManifests(text, originOf);
    return { path: file.location, source, text, documents, problems };
  } catch (error) {
    if (error instanceof RenderError) return failed(error.at(file.location, 1));
    throw error;
  }
}

function chartMetadata({ chart, name }: EnabledChart, isRoot: boolean): GoMap {
  const { metadata } = chart;
  const text = (key: string): string => textField(metadata, key) ?? '';
  const texts = (key: string): GoValue[] => {
    const list = metadata.get(key);
    return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
  };
  const annotations = metadata.get('annotations');
  const maintainers = metadata.get('maintainers');
  const people = Array.isArray(maintainers) ? maintainers.filter(item => item instanceof Map) : [];
  return new Map<string, GoValue>([
    ['Name', name],
    ['Home', text('home')],
    ['Sources', texts('sources')],
    ['Version', text('version')],
    ['Description', text('description')],
    ['Keywords', texts('keywords')],
    [
      'Maintainers',
      people.map(
        person =>
          new Map<string, GoValue>([
            ['Name', textField(person, 'name') ?? ''],
            ['Email', textField(person, 'email') ?? ''],
            ['URL', textField(person, 'url') ?? ''],
          ]),
      ),
    ],
    ['Icon', text('icon')],
    ['APIVersion', text('apiVersion')],
    ['Condition', text('condition')],
    ['Tags', text('tags')],
    ['AppVersion', text('appVersion')],
    ['Deprecated', metadata.get('deprecated') === true],
    ['Annotations', annotations instanceof Map ? (annotations as GoMap) : new Map()],
    ['KubeVersion', text('kubeVersion')],
    [
      'Dependencies',
      chart.declared.map(item => new Map<string, GoValue>([['Name', item.alias ?? item.name]])),
    ],
    ['Type', text('type')],
    ['IsRoot', isRoot],
  ]);
}
