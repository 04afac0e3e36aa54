import { InputError } from '../errors/InputError';
import {
  createScaffoldLock,
  formatScaffoldLock,
  ScaffoldLock,
  scaffoldLockPath,
} from '../lock/scaffoldLock';
import { mergeFiles } from '../merge/mergeFiles';
import { checkComposition, checkEnvironments } from '../overlay/checkComposition';
import { Overlay } from '../overlay/loadOverlay';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { Workload, workloadSchema } from '../service/serviceSpec';
import { ActionPins, applyActionPins } from './applyActionPins';
import { RenderedFile } from './renderedFile';
import { renderOverlay } from './renderOverlay';
import { createTemplateText } from './templateText';

/** @public */
export interface RenderSkeletonOptions {
  readonly library: OverlayLibrary;
  /** Overlay ids; the order decides in which order shared documents are merged. */
  readonly overlays: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Entity reference of the template, for the lock: `template:default/node-service`. */
  readonly template: string;
  /** Version of the template, for the lock. */
  readonly templateVersion: string;
  /**
   * Takes what is wrong with a file or a contribution, which is then left out, instead of throwing the first problem. For those
   * who write overlays; what was rendered is of no other use then.
   */
  readonly report?: (problem: InputError) => void;
  /** The values name only some environments of the platform, and one file of the result is wanted, not a whole repository. */
  readonly partial?: boolean;
}

/** @public */
export interface RenderedSkeleton {
  /** Sorted by path; the lock is among them. */
  readonly files: readonly RenderedFile[];
  readonly lock: ScaffoldLock;
  /** Ids of the checks that the overlays claim, sorted. */
  readonly lensCoverage: readonly string[];
}

/**
 * Renders a composition of overlays in memory. Pure apart from reading the overlays: the same input gives the same bytes.
 *
 * @throws InputError when the composition is not allowed, when two overlays write one path, or when a template or the values
 * are faulty; NotFoundError for an unknown overlay.
 * @public
 */
export async function renderSkeleton(options: RenderSkeletonOptions): Promise<RenderedSkeleton> {
  const overlays = await Promise.all(options.overlays.map(id => options.library.get(id)));
  checkComposition(overlays, workloadOf(options.values));
  if (!options.partial) checkEnvironments(overlays, environmentsOf(options.values));
  const text = createTemplateText(options.values);
  const owned = checkOwnership(
    overlays.flatMap(overlay => renderOverlay({ ...options, overlay, text })),
    options.report,
  );
  const merged = mergeFiles({ files: owned, overlays, text, report: options.report });
  const files = merged.map(file => pinActions(file, actionPinsOf(options.values))).sort(byPath);
  const lock = createScaffoldLock({ ...options, overlays, files });
  const lockFile: RenderedFile = {
    path: scaffoldLockPath,
    content: Buffer.from(formatScaffoldLock(lock), 'utf8'),
    executable: false,
    class: 'managed',
    overlay: 'base',
  };
  return {
    files: [...files, lockFile].sort(byPath),
    lock,
    lensCoverage: lensCoverageOf(overlays),
  };
}

/** Within one composition a path belongs to exactly one overlay; also paths that differ only in case. */
function checkOwnership(
  files: readonly RenderedFile[],
  report: (problem: InputError) => void = problem => {
    throw problem;
  },
): RenderedFile[] {
  const owners = new Map<string, RenderedFile>();
  for (const file of files) {
    const other = owners.get(file.path.toLowerCase());
    if (other) {
      report(
        new InputError(
          `Both '${other.overlay}' and '${file.overlay}' write '${file.path}'. A path belongs to one overlay.`,
          undefined,
          { overlay: file.overlay, path: file.path },
        ),
      );
      continue;
    }
    owners.set(file.path.toLowerCase(), file);
  }
  if (owners.has(scaffoldLockPath)) {
    const { overlay } = owners.get(scaffoldLockPath)!;
    report(
      new InputError(
        `'${scaffoldLockPath}' is written by the renderer; no overlay may bring it.`,
        undefined,
        { overlay, path: scaffoldLockPath },
      ),
    );
    owners.delete(scaffoldLockPath);
  }
  return [...owners.values()];
}

function pinActions(file: RenderedFile, pins: ActionPins): RenderedFile {
  if (Object.keys(pins).length === 0) {
    return file;
  }
  const before = file.content.toString('utf8');
  const after = applyActionPins(file.path, before, pins);
  return after === before ? file : { ...file, content: Buffer.from(after, 'utf8') };
}

function actionPinsOf(values: Readonly<Record<string, unknown>>): ActionPins {
  const platform = values.platform as { actionPins?: ActionPins } | undefined;
  return platform?.actionPins ?? {};
}

function workloadOf(values: Readonly<Record<string, unknown>>): Workload | undefined {
  const service = values.service as { workload?: unknown } | undefined;
  return workloadSchema.safeParse(service?.workload).data;
}

function environmentsOf(values: Readonly<Record<string, unknown>>): string[] | undefined {
  const platform = values.platform as { environments?: { name: string }[] } | undefined;
  return platform?.environments?.map(({ name }) => name);
}

function lensCoverageOf(overlays: readonly Overlay[]): string[] {
  return [...new Set(overlays.flatMap(overlay => overlay.manifest.lens))].sort();
}

function byPath(left: RenderedFile, right: RenderedFile): number {
  return left.path < right.path ? -1 : 1;
}
