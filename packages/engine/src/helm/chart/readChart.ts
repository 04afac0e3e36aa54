import { RenderError } from '../renderError';
import { formatFloat } from '../values/formatValue';
import { readYaml, YamlMap, YamlValue } from '../yaml/readYaml';
import { Chart, ChartDependency, ChartFile, ValuesImport } from './chart';
import { readHelmIgnore } from './helmIgnore';

const maximumSubcharts = 50;
const maximumDepth = 5;
const maximumImports = 100;

/**
 * Reads a chart from its files.
 *
 * @throws RenderError when Chart.yaml or values.yaml cannot be read
 */
export function readChart(files: readonly ChartFile[], depth = 0): Chart {
  if (depth > maximumDepth) throw new RenderError('limit', 'Charts are nested too deep.');
  const ignoreFile = files.find(file => file.path === '.helmignore');
  const isIgnored = readHelmIgnore(ignoreFile ? textOf(ignoreFile) : '');
  const kept = files.filter(file => !isIgnored(file.path));
  const chartFile = kept.find(file => file.path === 'Chart.yaml');
  if (!chartFile) throw new RenderError('template', 'Chart.yaml is missing.');
  const metadata = readMap(chartFile);
  const valuesFile = kept.find(file => file.path === 'values.yaml');
  const { subcharts, archives } = readSubcharts(kept, depth);
  return {
    name: textField(metadata, 'name') ?? '',
    isLibrary: metadata.get('type') === 'library',
    metadata,
    declared: readDependencies(metadata),
    values: valuesFile ? readMap(valuesFile) : new Map(),
    templates: kept.filter(file => file.path.startsWith('templates/')),
    files: kept.filter(
      file =>
        !/^(?:templates|charts)\//.test(file.path) &&
        !['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json'].includes(file.path),
    ),
    subcharts,
    archives,
  };
}

function readSubcharts(
  files: readonly ChartFile[],
  depth: number,
): { subcharts: Chart[]; archives: string[] } {
  const folders = new Map<string, ChartFile[]>();
  const archives: string[] = [];
  for (const file of files) {
    const match = /^charts\/([^/]+)(?:\/(.+))?$/.exec(file.path);
    const [, folder = '', rest] = match ?? [];
    if (!match || /^[._]/.test(folder)) continue;
    if (rest === undefined) {
      const archive = /^(.+?)-v?\d+\.\d+\.\d.*\.tgz$/.exec(folder);
      if (archive) archives.push(archive[1] ?? folder);
      continue;
    }
    const list = folders.get(folder) ?? [];
    list.push({ ...file, path: rest });
    folders.set(folder, list);
  }
  if (folders.size > maximumSubcharts)
    throw new RenderError('limit', 'A chart has too many subcharts.');
  const subcharts = [...folders.values()]
    .filter(list => list.some(file => file.path === 'Chart.yaml'))
    .map(list => readChart(list, depth + 1));
  return { subcharts, archives };
}

function readDependencies(metadata: YamlMap): ChartDependency[] {
  const list = metadata.get('dependencies');
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, maximumSubcharts)
    .filter(item => item instanceof Map)
    .map(item => {
      const tags = item.get('tags');
      const imports = item.get('import-values');
      return {
        name: textField(item, 'name') ?? '',
        alias: textField(item, 'alias'),
        condition: textField(item, 'condition'),
        repository: textField(item, 'repository'),
        tags: Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [],
        imports: Array.isArray(imports) ? imports.slice(0, maximumImports).flatMap(readImport) : [],
      };
    });
}

function readImport(value: YamlValue): ValuesImport[] {
  if (typeof value === 'string') return [{ child: `exports.${value}`, parent: '.' }];
  if (!(value instanceof Map)) return [];
  const child = textField(value, 'child');
  const parent = textField(value, 'parent');
  return child !== undefined && parent !== undefined ? [{ child, parent }] : [];
}

/** A text field of Chart.yaml; numbers without quotes become text as Go writes them. */
export function textField(map: YamlMap, name: string): string | undefined {
  const value: YamlValue = map.get(name);
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : formatFloat(value);
  }
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** A YAML file that must be a map; an empty file is an empty one. */
export function readMap(file: ChartFile): YamlMap {
  try {
    const value = readYaml(textOf(file));
    if (value === undefined) return new Map();
    if (value instanceof Map) return value;
    throw new RenderError('template', 'It is no map.');
  } catch (error) {
    if (error instanceof RenderError) throw error.at(file.location, 1);
    throw error;
  }
}

/** @throws RenderError when the content is not available */
export function textOf(file: ChartFile): string {
  if (file.content.status === 'present') {
    if (/[\uE000\uE001]/.test(file.content.value)) {
      throw new RenderError(
        'unsupported',
        'It uses characters of the private area.',
        file.location,
        1,
      );
    }
    return file.content.value;
  }
  const reason = file.content.status === 'unavailable' ? file.content.reason : 'It is missing.';
  throw new RenderError('input', reason, file.location, 1);
}
