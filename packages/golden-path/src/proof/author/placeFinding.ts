import { InputError, OverlayPlace } from '../../errors/InputError';
import { NotFoundError } from '../../errors/NotFoundError';
import { RenderedFile } from '../../render/renderedFile';
import { AuthorFinding } from './authorFinding';

/** Folders of the author's overlays by id, relative to the folder that is tested. */
export type AuthorOverlays = ReadonlyMap<string, string>;

/** What rendering said, at the file of the author where it is one. */
export function renderFinding(overlays: AuthorOverlays, error: unknown): AuthorFinding {
  if (!(error instanceof InputError || error instanceof NotFoundError)) {
    throw error;
  }
  const place: OverlayPlace | undefined = error instanceof InputError ? error.place : undefined;
  const folder = place && overlays.get(place.overlay);
  const isOwned = /^Both '.*' and '.*' write '/.test(error.message);
  return {
    rule: isOwned ? 'composition' : 'render',
    severity: 'error',
    message: error.message,
    ...(folder === undefined || isOwned
      ? { generated: isOwned ? place?.path : undefined }
      : { path: joined(folder, place?.path ?? ''), line: place?.line }),
    fix: fixFor(error.message),
  };
}

function fixFor(message: string): string | undefined {
  if (/which overlay\.yaml does not declare/.test(message)) {
    return 'Declare it under values.properties in overlay.yaml ($ref: service and $ref: platform bring those of the platform), or correct its name.';
  }
  if (/which is not set|missing or structured value/.test(message)) {
    return 'Give the value, give it a default in the template, or ask with {% if %} whether it is there.';
  }
  if (/has no entry under files/.test(message)) {
    return 'Add a glob with a class (managed, merged or seed) under files.';
  }
  if (/^Both '/.test(message)) {
    return 'Remove the file from one of them; catalog-info.yaml, mkdocs.yml, package.json and the ignore files take contributions under merges.';
  }
  return /still has a template expression/.test(message)
    ? 'Take the file out of a raw block, or name it without .njk when it should stay as it is.'
    : undefined;
}

/** The file of the author, where it is one, and always what was generated from it. */
export function sourceOf(
  overlays: AuthorOverlays,
  file: RenderedFile,
): { path?: string; generated: string } {
  const folder = overlays.get(file.overlay);
  return {
    generated: file.path,
    ...(folder === undefined || !file.source ? {} : { path: joined(folder, file.source) }),
  };
}

/** The manifest of an overlay of the author. */
export function manifestPath(overlays: AuthorOverlays, id: string): string | undefined {
  const folder = overlays.get(id);
  return folder === undefined ? undefined : joined(folder, 'overlay.yaml');
}

function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The sentence of an error that an author can mend; throws every other. */
export function messageOf(error: unknown): string {
  if (error instanceof InputError || error instanceof NotFoundError) {
    return error.message;
  }
  throw error;
}
