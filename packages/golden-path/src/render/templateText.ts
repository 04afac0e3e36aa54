import { InputError, OverlayPlace } from '../errors/InputError';
import { PreparedTemplateContext, TemplateContext, createTemplateRenderer } from 'nunjitsu';

/** Far above what a template of a service needs, far below what could hang a portal. */
const limits = {
  sourceCodeUnits: 1_000_000,
  outputCodeUnits: 4_000_000,
  workUnits: 500_000,
  nestingDepth: 100,
};

/** Renders texts with the values of one composition, exactly as the scaffolder's own templating does. */
export interface TemplateText {
  /** @throws InputError that names `where` and the line. */
  render(source: string, where: OverlayPlace): string;
  /** @throws InputError that names `where`. */
  isTrue(expression: string, where: OverlayPlace): boolean;
}

/**
 * Prepares the template engine: the `${{ }}` tags of the scaffolder. Regular expressions stay off, because a template
 * could hang the process with one, and no packaged overlay needs them.
 */
export function createTemplateText(values: Readonly<Record<string, unknown>>): TemplateText {
  const renderer = createTemplateRenderer();
  let context: PreparedTemplateContext;
  try {
    context = renderer.prepareContext({ values } as unknown as TemplateContext);
  } catch (error) {
    throw new InputError('The values are not plain data and cannot be rendered.', error);
  }
  return {
    render(source, where) {
      try {
        return renderer.render(source, context, { limits });
      } catch (error) {
        throw explain(error, where);
      }
    },
    isTrue(expression, where) {
      try {
        const value = renderer.renderValue(`\${{ ${expression} }}`, context, { limits });
        return Boolean(value) && value !== 'false';
      } catch (error) {
        throw explain(error, where);
      }
    },
  };
}

function explain(error: unknown, where: OverlayPlace): InputError {
  const { line, message } = error as { line?: number; message?: string };
  return new InputError(
    `'${where.overlay}/${where.path}' cannot be rendered${line ? ` (line ${line})` : ''}: ${message ?? 'unknown error'}`,
    undefined,
    { ...where, ...(line ? { line } : {}) },
  );
}
