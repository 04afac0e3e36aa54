import { InputError, OverlayPlace } from '../errors/InputError';
import picomatch from 'picomatch';
import { Overlay, OverlayFile } from '../overlay/loadOverlay';
import { FileClass } from '../overlay/overlayManifest';
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
  /** Takes what is wrong with a file, which is then left out, instead of throwing it. */
  report?: (problem: InputError) => void;
}): RenderedFile[] {
  const { overlay, values, report } = options;
  validateValues(overlay, values);
  const rules = overlay.manifest.files.map(rule => ({
    ...rule,
    matches: picomatch(rule.path, { dot: true, nonegate: true, nobrace: false }),
  }));

  return overlay.files.flatMap(file => {
    try {
      return renderFile(options, rules, file) ?? [];
    } catch (error) {
      if (!report || !(error instanceof InputError)) {
        throw error;
      }
      report(error);
      return [];
    }
  });
}

interface FileRule {
  readonly class: FileClass;
  readonly when?: string;
  readonly matches: (path: string) => boolean;
}

type Rendering = {
  readonly overlay: Overlay;
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: TemplateText;
};

function renderFile(
  options: Rendering,
  rules: readonly FileRule[],
  file: OverlayFile,
): RenderedFile | undefined {
  const { overlay, values, text } = options;
  const { id } = overlay.manifest;
  const templated = file.path.endsWith(suffix);
  const sourcePath = templated ? file.path.slice(0, -suffix.length) : file.path;
  const where = { overlay: id, path: file.path };
  const rule = rules.findLast(candidate => candidate.matches(sourcePath));
  if (!rule) {
    throw new InputError(
      `'${id}/${file.path}' has no entry under files in overlay.yaml.`,
      undefined,
      where,
    );
  }
  checkReferences(overlay, values, sourcePath, where);
  if (rule.when) {
    checkReferences(overlay, values, `\${{ ${rule.when} }}`, where);
    if (!text.isTrue(rule.when, where)) {
      return undefined;
    }
  }
  const path = text.render(sourcePath, where);
  if (path === '' || path.startsWith('/') || path.includes('//')) {
    return undefined;
  }
  checkPath(path, where);
  return {
    path,
    content: templated ? renderContent(options, file, where) : file.content,
    executable: file.executable,
    class: rule.class,
    overlay: id,
    source: file.path,
  };
}

function renderContent(options: Rendering, file: OverlayFile, where: OverlayPlace): Buffer {
  const source = file.content.toString('utf8');
  checkReferences(options.overlay, options.values, source, where);
  const output = options.text.render(source, where);
  const line = output.split('\n').findIndex(candidate => leftovers.test(candidate));
  if (line >= 0) {
    throw new InputError(
      `'${nameOf(where)}' still has a template expression in line ${line + 1} of what it renders.`,
      undefined,
      where,
    );
  }
  if (count(output) > count(source)) {
    throw new InputError(
      `'${nameOf(where)}' renders a missing or structured value: 'undefined' or '[object Object]'.`,
      undefined,
      where,
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
  where: OverlayPlace,
): void {
  for (const path of findValueReferences(source)) {
    const name = `values.${path.join('.')}`;
    const index = source.split('\n').findIndex(text => text.includes(name));
    // A path or a condition of one line is no line of the file.
    const place = { ...where, ...(index >= 0 && source.includes('\n') ? { line: index + 1 } : {}) };
    if (!declaresValue(overlay, path)) {
      throw new InputError(
        `'${nameOf(where)}' uses ${name}, which overlay.yaml does not declare.`,
        undefined,
        place,
      );
    }
    if (valueAt(values, path) === undefined) {
      throw new InputError(`'${nameOf(where)}' uses ${name}, which is not set.`, undefined, place);
    }
  }
}

function nameOf({ overlay, path }: OverlayPlace): string {
  return `${overlay}/${path}`;
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

function checkPath(path: string, where: OverlayPlace): void {
  const parts = path.split('/');
  if (
    path.length > longestPath ||
    !/^[\x20-\x5b\x5d-\x7e]+$/.test(path) ||
    parts.some(part => part === '..' || part === '.' || part === '') ||
    parts[0] === '.git'
  ) {
    throw new InputError(
      `'${nameOf(where)}' would be written to '${path}', which is not allowed.`,
      undefined,
      where,
    );
  }
}
