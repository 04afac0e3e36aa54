import { Chart, ChartFile } from '../../helm/chart/chart';
import { readChart, readMap } from '../../helm/chart/readChart';
import { RenderedChart, RenderedTemplate, renderChart } from '../../helm/chart/renderChart';
import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';
import { environmentName, environmentOf } from './deploymentPaths';
import { KubernetesEnvironment, KubernetesPackage, KubernetesPackages } from './kubernetesPackage';
import { UnreadDescriptor } from './ownContainer';
import { mayHoldWorkload } from './workloadKinds';

const maximumVariants = 5;
const maximumEnvironments = 8;

const nothing: KubernetesPackages = { packages: [], unread: [], environments: [] };

/** Renders the chart in a folder with the values of production, once for each file of them. */
export function chartRenders(options: {
  tree: RepositoryTree;
  folder: string;
  /** Folders of all charts: values files elsewhere in the repository may be for any of them. */
  charts: readonly string[];
  /** What all charts of the repository may take together. */
  budget: RenderBudget;
}): KubernetesPackages {
  const { tree, folder, budget } = options;
  const chartPath = inFolder(folder, 'Chart.yaml');
  try {
    const chart = readChart(filesOf(tree, folder));
    if (chart.isLibrary) return nothing;
    const link = tree.links.find(path => isChartFile(path, folder));
    if (link !== undefined) {
      return {
        ...nothing,
        unread: [unreadChart(link, `${link} is a link and is not followed.`)],
      };
    }
    const overlays = environmentValues(options, 'production');
    const lint = lintValues(tree, folder);
    const variants = overlays.length === 0 ? [undefined] : overlays.slice(0, maximumVariants);
    const results = variants.map(file =>
      renderVariant({ chart, folder, file, lint, alone: variants.length === 1, budget }),
    );
    const production = results.map((result, index) => ({ ...result, file: variants[index] }));
    const others = otherValues(options).map(file => ({
      ...renderVariant({ chart, folder, file, lint, alone: true, budget }),
      file,
    }));
    return {
      environments: toEnvironments(folder, [...production, ...others]),
      packages: results.flatMap(result => result.packages),
      // What is not rendered may fail where everything else passes.
      unread: [
        ...results.flatMap(result => result.unread),
        ...overlays
          .slice(maximumVariants)
          .map(({ location }) =>
            unreadChart(
              location,
              `${location} is one of ${overlays.length} files with values of production; the chart is rendered with ${maximumVariants} of them.`,
            ),
          ),
      ],
    };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { ...nothing, unread: [unreadChart(chartPath, error.describe())] };
  }
}

interface Render {
  readonly packages: readonly KubernetesPackage[];
  readonly unread: readonly UnreadDescriptor[];
}

function toEnvironments(
  folder: string,
  renders: readonly (Render & { readonly file: ChartFile | undefined })[],
): KubernetesEnvironment[] {
  return renders.flatMap(({ file, packages, unread }) => {
    const name = file && environmentName(file.location);
    if (!file || name === undefined) return [];
    // What was rendered alone stays the same object, which is then read only once.
    const alone = packages.map(packaged =>
      packaged.variant === undefined ? packaged : { ...packaged, variant: undefined },
    );
    const [first] = unread;
    return [
      {
        name,
        source: inFolder(folder, 'Chart.yaml'),
        path: file.location,
        packages: alone,
        unread: first?.reason,
      },
    ];
  });
}

/** Values of other environments; which chart they are for may be open, then they are nobody's. */
function otherValues(options: Parameters<typeof chartRenders>[0]): ChartFile[] {
  try {
    return environmentValues(options, 'other')
      .filter(
        ({ path, location }) => !/(^|\/)ci\//.test(path) && environmentName(location) !== undefined,
      )
      .slice(0, maximumEnvironments);
  } catch (error) {
    if (error instanceof RenderError) return [];
    throw error;
  }
}

function renderVariant(options: {
  chart: Chart;
  folder: string;
  file: ChartFile | undefined;
  lint: readonly YamlMap[];
  alone: boolean;
  budget: RenderBudget;
}): Render {
  const { chart, folder, file, lint, alone, budget } = options;
  const overlay = file ? [readMap(file)] : [];
  // First as it is; then with what must be given at deploy time unknown; then with the image that lint uses.
  let rendered = renderChart({ chart, values: overlay, budget });
  if (isRefused(rendered))
    rendered = renderChart({ chart, values: overlay, lenient: true, budget });
  if (isRefused(rendered) && lint.length > 0) {
    const second = renderChart({ chart, values: [...lint, ...overlay], lenient: true, budget });
    if (!isRefused(second)) rendered = second;
  }
  const documents = rendered.templates.flatMap(template => template.documents);
  const unread: UnreadDescriptor[] = rendered.templates
    .filter(template => template.problems.length > 0 && isDecisive(template))
    .map(template => {
      const [problem] = template.problems;
      return unreadChart(
        template.path,
        `The template cannot be rendered: ${problem?.describe() ?? ''}`,
      );
    });
  const missing = [...new Set(rendered.missing.map(({ dependency }) => dependency))];
  if (missing.length > 0 && documents.length === 0) {
    unread.push(
      unreadChart(
        inFolder(folder, 'Chart.yaml'),
        `The chart renders nothing of its own, and its dependency ${missing.join(', ')} is not in the repository.`,
      ),
    );
  }
  return {
    packages: [
      {
        path: folder,
        variant: alone ? undefined : file?.location,
        documents,
        mainImages: mainImages([chart.values, ...overlay]),
        reasonOf: rendered.reasonOf,
      },
    ],
    unread,
  };
}

/** True when the chart itself says no, and a workload is lost by it. */
function isRefused(rendered: RenderedChart): boolean {
  return rendered.templates.some(
    template =>
      template.problems.some(problem => problem.code === 'template') && isDecisive(template),
  );
}

/** A template whose text is not there may hold anything. */
function isDecisive({ source, path }: RenderedTemplate): boolean {
  return source === '' ? /\.(ya?ml|tpl|json)$/i.test(path) : mayHoldWorkload(source);
}

function unreadChart(path: string, reason: string): UnreadDescriptor {
  return { platform: 'kubernetes', kind: 'helm', path, reason };
}

function isChartFile(path: string, folder: string): boolean {
  const prefix = folder === '' ? '' : `${folder}/`;
  return (
    path.startsWith(prefix) &&
    /^(templates(\/|$)|charts(\/|$)|values[^/]*\.ya?ml$)/.test(path.slice(prefix.length))
  );
}

function inFolder(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function filesOf(tree: RepositoryTree, folder: string): ChartFile[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return tree.entries
    .filter(entry => entry.path.startsWith(prefix))
    .map(entry => ({
      path: entry.path.slice(prefix.length),
      location: entry.path,
      content: entry.content,
    }));
}

/**
 * Values files of production (or of the others): in the chart first, else beside it. Of several charts, those whose path names the chart.
 *
 * @throws RenderError when a file elsewhere may be for this chart or for another one
 */
function environmentValues(
  options: { tree: RepositoryTree; folder: string; charts: readonly string[] },
  wanted: 'production' | 'other',
): ChartFile[] {
  const { tree, folder, charts } = options;
  const prefix = folder === '' ? '' : `${folder}/`;
  const candidates = filesOf(tree, '').filter(
    ({ path }) =>
      /\.ya?ml$/i.test(path) && !/(^|\/)(templates|charts|crds)\//.test(path.slice(prefix.length)),
  );
  const isValues = (path: string): boolean =>
    /(^|[^a-z])values?([^a-z]|$)/i.test(path) || /(^|\/)(env|envs|environments?)\//i.test(path);
  const inside = candidates.filter(({ path }) => {
    if (!path.startsWith(prefix)) return false;
    const relative = path.slice(prefix.length);
    return isValues(relative) && environmentOf(relative) === wanted;
  });
  if (inside.length > 0) return inside;
  const outside = candidates.filter(
    file =>
      (/values/i.test(file.path) || isEnvironmentFile(file)) &&
      environmentOf(file.path) === wanted &&
      !charts.some(chart => chart === '' || file.path.startsWith(`${chart}/`)),
  );
  if (charts.length === 1) return outside;
  const mine = outside.filter(({ path }) => namesChart(path, folder));
  const stray = outside.find(({ path }) => !charts.some(chart => namesChart(path, chart)));
  if (mine.length === 0 && stray) {
    throw new RenderError(
      'unsupported',
      'It holds values of production, and which chart they are for is not known.',
      stray.location,
      1,
    );
  }
  return mine;
}

/** Whether a path has a word of the chart's folder: `deploy/orders/values-prod.yaml` and `charts/orders`. */
function namesChart(path: string, folder: string): boolean {
  const words = new Set(
    path
      .toLowerCase()
      .split('/')
      .flatMap(part => [part, ...part.split(/[._]/)]),
  );
  return folder
    .toLowerCase()
    .split('/')
    .some(
      part =>
        !/^(charts?|helm|k8s|kubernetes|deploy(ment)?s?|infra(structure)?|services?|apps?|src|packages)$/.test(
          part,
        ) &&
        (words.has(part) ||
          [...words].some(word => word.endsWith(`-${part}`) || word.startsWith(`${part}-`))),
    );
}

/** `environments/production.yaml`: values under another name, unless it is an object of Kubernetes or of a tool. */
function isEnvironmentFile({ path, content }: ChartFile): boolean {
  return (
    /(^|\/)(env|envs|environments?)\/(?!.*(kustomization|helmfile|chart)\.ya?ml$)/i.test(path) &&
    !(content.status === 'present' && /^["']?(kind|apiVersion)["']?\s*:/m.test(content.value))
  );
}

/** What the chart's own lint values say of the image; nothing else of them describes production. */
function lintValues(tree: RepositoryTree, folder: string): YamlMap[] {
  const prefix = inFolder(folder, 'ci/');
  const file = filesOf(tree, '').find(
    ({ path }) => path.startsWith(prefix) && /values[^/]*\.ya?ml$/i.test(path),
  );
  if (!file) return [];
  try {
    const onlyImages = (map: YamlMap, depth: number): YamlMap =>
      new Map(
        [...map].flatMap(([key, value]): [string, YamlValue][] => {
          if (/image|^(tag|digest)$/i.test(key)) return [[key, value]];
          if (!(value instanceof Map) || depth > 5) return [];
          const inner = onlyImages(value, depth + 1);
          return inner.size > 0 ? [[key, inner]] : [];
        }),
      );
    return [onlyImages(readMap(file), 0)];
  } catch (error) {
    if (error instanceof RenderError) return [];
    throw error;
  }
}

/** `image: repository:tag`, `image.repository`, with or without `image.registry`. */
function mainImages(layers: readonly YamlMap[]): string[] {
  const field = (name: string): YamlValue =>
    layers.reduce<YamlValue>((found, layer) => {
      const image = layer.get('image');
      return (image instanceof Map ? image.get(name) : undefined) ?? found;
    }, undefined);
  const whole = layers.map(layer => layer.get('image')).filter(image => typeof image === 'string');
  const repository = field('repository') ?? field('name');
  const registry = field('registry');
  if (typeof repository !== 'string' || repository === '') return whole;
  return typeof registry === 'string' && registry !== ''
    ? [`${registry}/${repository}`, repository, ...whole]
    : [repository, ...whole];
}
