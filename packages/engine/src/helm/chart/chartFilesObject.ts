import { RenderBudget } from '../renderBudget';
import { RenderError } from '../renderError';
import { GoObject, GoValue, OpaqueRegister, compareText } from '../values/goValue';
import { writeYaml } from '../yaml/writeYaml';
import { ChartFile } from './chart';
import { globMatcher } from './helmIgnore';

/** `.Files` of a chart. Files whose text was not collected are unknown, not empty. */
export function chartFilesObject(
  files: readonly ChartFile[],
  budget: RenderBudget,
  opaque: OpaqueRegister,
): GoObject {
  const text = (file: ChartFile | undefined): GoValue => {
    if (!file) return '';
    if (file.content.status === 'present') {
      if (!/[\uE000\uE001]/.test(file.content.value)) return file.content.value;
    }
    return opaque.create(`The text of ${file.location} was not read.`);
  };
  const find = (path: GoValue): ChartFile | undefined => files.find(file => file.path === path);
  const known = (file: ChartFile): string => {
    const value = text(file);
    if (typeof value === 'string') return value;
    throw new RenderError('unsupported', `The text of ${file.location} was not read.`);
  };
  const asMap = (encode: (text: string) => string): string => {
    const entries = [...files]
      .sort((a, b) => compareText(a.path, b.path))
      .map(file => [file.path.slice(file.path.lastIndexOf('/') + 1), encode(known(file))] as const);
    return entries.length === 0 ? '' : writeYaml(new Map(entries), budget);
  };
  return new GoObject(
    'engine.files',
    {},
    {
      Get: ([path]) => text(find(path)),
      GetBytes: ([path]) => text(find(path)),
      Lines: ([path]) => {
        const value = text(find(path));
        if (typeof value !== 'string') return value;
        budget.text(value.length);
        if (value === '') return [];
        return (value.endsWith('\n') ? value.slice(0, -1) : value).split('\n');
      },
      Glob: ([pattern]) => {
        const matches = pathMatcher(typeof pattern === 'string' ? pattern : '');
        budget.step(files.length);
        return chartFilesObject(
          files.filter(file => matches(file.path)),
          budget,
          opaque,
        );
      },
      AsConfig: () => asMap(value => value),
      AsSecrets: () => asMap(value => Buffer.from(value, 'utf8').toString('base64')),
    },
    () =>
      [...files]
        .sort((a, b) => compareText(a.path, b.path))
        .map(file => [file.path, text(file)] as const),
  );
}

/** Patterns of `.Files.Glob`, where `**` spans folders; alternatives are not supported. */
function pathMatcher(pattern: string): (path: string) => boolean {
  if (/[{}]/.test(pattern) || pattern.length > 200) {
    throw new RenderError('unsupported', `The pattern "${pattern.slice(0, 60)}" is not supported.`);
  }
  const parts = pattern.split('**');
  if (parts.length === 1) return globMatcher(pattern);
  if (parts.length === 2 && parts[1] === '' && /^(?:[^*?[]*\/)?$/.test(parts[0] ?? '')) {
    return path => path.startsWith(parts[0] ?? '');
  }
  throw new RenderError('unsupported', `The pattern "${pattern.slice(0, 60)}" is not supported.`);
}
