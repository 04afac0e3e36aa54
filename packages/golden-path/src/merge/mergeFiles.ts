import { InputError } from '../errors/InputError';
import { Overlay } from '../overlay/loadOverlay';
import { RenderedFile } from '../render/renderedFile';
import { TemplateText } from '../render/templateText';
import { findValueReferences } from '../render/valueReferences';
import { declaresValue } from '../render/valuesSchema';
import { mergeDocument } from './mergeDocument';
import { Structure, isMap } from './mergeStructure';

/**
 * Applies the contributions of all overlays to the shared documents. The overlay that brings the document owns it.
 *
 * @throws InputError when nobody owns a document that somebody contributes to.
 */
export function mergeFiles(options: {
  files: readonly RenderedFile[];
  overlays: readonly Overlay[];
  text: TemplateText;
  /** Takes what is wrong with a contribution, which is then left out, instead of throwing it. */
  report?: (problem: InputError) => void;
}): RenderedFile[] {
  const files = new Map(options.files.map(file => [file.path, file]));
  for (const overlay of options.overlays) {
    for (const { document, content } of overlay.manifest.merges) {
      try {
        const file = files.get(document);
        if (!file) {
          throw new InputError(
            `The overlay '${overlay.manifest.id}' contributes to ${document}, which no overlay brings.`,
          );
        }
        const merged = mergeDocument({
          document,
          text: file.content.toString('utf8'),
          content: renderStrings(content as Structure, overlay, options.text),
          overlay: overlay.manifest.id,
        });
        files.set(document, { ...file, content: Buffer.from(merged, 'utf8') });
      } catch (error) {
        if (!options.report || !(error instanceof InputError)) {
          throw error;
        }
        const place = { overlay: overlay.manifest.id, path: 'overlay.yaml' };
        options.report(new InputError(error.message, error.cause, error.place ?? place));
      }
    }
  }
  return [...files.values()];
}

function renderStrings(content: Structure, overlay: Overlay, text: TemplateText): Structure {
  if (typeof content === 'string') {
    const undeclared = findValueReferences(content).find(path => !declaresValue(overlay, path));
    if (undeclared) {
      throw new InputError(
        `A contribution of overlay '${overlay.manifest.id}' uses values.${undeclared.join('.')}, which overlay.yaml does not declare.`,
      );
    }
    return text.render(content, { overlay: overlay.manifest.id, path: 'overlay.yaml' });
  }
  if (Array.isArray(content)) {
    return content.map(item => renderStrings(item, overlay, text));
  }
  if (isMap(content)) {
    return Object.fromEntries(
      Object.entries(content).map(([key, value]) => [key, renderStrings(value, overlay, text)]),
    );
  }
  return content;
}
