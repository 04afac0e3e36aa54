import {
  formatScaffoldLock,
  createScaffoldLock,
  ScaffoldLock,
  scaffoldLockPath,
  scaffoldLockSchema,
} from '../../lock/scaffoldLock';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { RenderedFile } from '../../render/renderedFile';
import { findInTheWay, RetrofitFiles, textOf } from '../retrofitFiles';
import { RetrofitGuidance, WantedFile } from '../retrofitPlan';
import {
  RenderedForRepository,
  retrofitTemplateRef,
  retrofitTemplateVersion,
} from './renderForRepository';

/**
 * The lock of what was brought, added to the one that is there. A file that was patched and not brought is not in it: an update
 * never touches it.
 */
export async function writeLock(options: {
  readonly original: RetrofitFiles;
  readonly written: readonly WantedFile[];
  readonly rendered: RenderedForRepository;
  readonly library: OverlayLibrary;
  /** That of the retrofit when not set. */
  readonly template?: { readonly reference: string; readonly version: string };
}): Promise<{ file?: WantedFile; guidance?: RetrofitGuidance }> {
  const { original, written, rendered, library, template } = options;
  const brought = written.filter(({ path }) => !original.has(path));
  const files = brought.map((file): RenderedFile => {
    const from = rendered.files.find(({ path }) => path === file.path);
    const content = Buffer.from(file.text, 'utf8');
    const isAsRendered = from?.content.equals(content) === true;
    return {
      path: file.path,
      content,
      executable: file.executable === true,
      // What was fitted to this repository would be replaced by the next version as it comes from the overlay.
      class: isAsRendered ? from.class : 'seed',
      overlay: from?.overlay ?? 'base',
    };
  });
  const used = new Set(['base', ...files.map(({ overlay }) => overlay)]);
  const lock = createScaffoldLock({
    template: template?.reference ?? retrofitTemplateRef,
    templateVersion: template?.version ?? retrofitTemplateVersion,
    overlays: await Promise.all(
      rendered.overlays.filter(id => used.has(id)).map(id => library.get(id)),
    ),
    values: rendered.values,
    files,
  });
  if (findInTheWay(original, scaffoldLockPath) === undefined) {
    return { file: { path: scaffoldLockPath, text: formatScaffoldLock(lock) } };
  }
  const there = readLock(textOf(original, scaffoldLockPath));
  return there
    ? { file: { path: scaffoldLockPath, text: formatScaffoldLock(joinLocks(there, lock)) } }
    : {
        guidance: {
          title: 'The lock could not be read',
          text: `${scaffoldLockPath} is no lock of this version and stays as it is, so that updates do not know of the new files.`,
          path: scaffoldLockPath,
        },
      };
}

function readLock(text: string | undefined): ScaffoldLock | undefined {
  try {
    return scaffoldLockSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** What was recorded first stays; new overlays and files follow. */
function joinLocks(there: ScaffoldLock, added: ScaffoldLock): ScaffoldLock {
  const ids = new Set(there.overlays.map(({ id }) => id));
  return {
    ...there,
    overlays: [...there.overlays, ...added.overlays.filter(({ id }) => !ids.has(id))],
    files: { ...added.files, ...there.files },
  };
}
