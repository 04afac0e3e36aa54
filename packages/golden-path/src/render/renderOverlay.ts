import { InputError } from '../errors/InputError';
import picomatch from 'picomatch';
import { Overlay, OverlayFile } from '../overlay/loadOverlay';
import { RenderedFile } from './renderedFile';
import { TemplateText } from './templateText';
import { findValueReferences } from './valueReferences';
import { declaresValue, validateValues } from './valuesSchema';

const suffix = '.njk';
const longestPath = 300;
/** What must never reach a repository: an expression that was not rendered. */
const leftovers =
  /\$\{\{-?\s*(values|parameters|steps|environment)\b|\{%-?\s*(if|for|set|endif|endfor|else)\b/;

/**
 * Renders the files of one overlay. Files that end in `.njk` are rendered and lose the suffix, all others stay byte for byte
 * as they are; paths are rendered in both cases, and a path that becomes empty leaves its file out.
 *
 * @throws InputError for an undeclared or missing value, an unrendered expression, a file without a class, or a path that
 * leaves the folder.
 */
export function renderOverlay(options: {
  overlay: Overlay;
  values: Readonly<Record<string, unknown>>;
  text: TemplateText;
}): RenderedFile[] {
  const { overlay, values, text } = options;
  const { id } = overlay.manifest;
  validateValues(overlay, values);
  const rules = overlay.manifest.files.map(rule => ({
    ...rule,
    matches: picomatch(rule.path, { dot: true, nonegate: true, nobrace: false }),
  }));

  const rendered: RenderedFile[] = [];
  for (const file of overlay.files) {
    const templated = file.path.endsWith(suffix);
    const sourcePath = templated ? file.path.slice(0, -suffix.length) : file.path;
    const where = `${id}/${file.path}`;
    const rule = rules.findLast(candidate => candidate.matches(sourcePath));
    if (!rule) {
      throw new InputError(`'${where}' has no entry under files in overlay.yaml.`);
    }
    checkReferences(overlay, values, sourcePath, where);
    if (rule.when) {
      checkReferences(overlay, values, `\${{ ${rule.when} }}`, where);
      if (!text.isTrue(rule.when, where)) {
        continue;
      }
    }
    const path = text.render(sourcePath, where);
    if (path === '' || path.startsWith('/') || path.includes('//')) {
      continue;
    }
    checkPath(path, where);
    rendered.push({
      path,
      content: templated ? renderContent(options, file, where) : file.content,
      executable: file.executable,
      class: rule.class,
      overlay: id,
    });
  }
  return rendered;
}

function renderContent(
  options: { overlay: Overlay; values: Readonly<Record<string, unknown>>; text: TemplateText },
  file: OverlayFile,
  where: string,
): Buffer {
  const source = file.content.toString('utf8');
  checkReferences(options.overlay, options.values, source, where);
  const output = options.text.render(source, where);
  const line = output.split('\n').findIndex(candidate => leftovers.test(candidate));
  if (line >= 0) {
    throw new InputError(`'${where}' still has a template expression in line ${line + 1}.`);
  }
  if (count(output) > count(source)) {
    throw new InputError(
      `'${where}' renders a missing or structured value: 'undefined' or '[object Object]'.`,
    );
  }
  return Buffer.from(output, 'utf8');
}

/** How often a text shows a value that was none; a template may mention the word itself. */
function count(text: string): number {
  return text.match(/\bundefined\b|\[object Object\]/g)?.length ?? 0;
}

function checkReferences(
  overlay: Overlay,
  values: Readonly<Record<string, unknown>>,
  source: string,
  where: string,
): void {
  for (const path of findValueReferences(source)) {
    const name = `values.${path.join('.')}`;
    if (!declaresValue(overlay, path)) {
      throw new InputError(`'${where}' uses ${name}, which overlay.yaml does not declare.`);
    }
    if (valueAt(values, path) === undefined) {
      throw new InputError(`'${where}' uses ${name}, which is not set.`);
    }
  }
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  let current: unknown = values;
  for (const part of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) {
      return undefined;
    }
    current = (current as Record<string, unknown>)[part];
  }
  return current;
}

function checkPath(path: string, where: string): void {
  const parts = path.split('/');
  if (
    path.length > longestPath ||
    !/^[\x20-\x5b\x5d-\x7e]+$/.test(path) ||
    parts.some(part => part === '..' || part === '.' || part === '') ||
    parts[0] === '.git'
  ) {
    throw new InputError(`'${where}' would be written to '${path}', which is not allowed.`);
  }
}
