import { createHash } from 'node:crypto';
import { scaffoldLockPath, scaffoldLockSchema } from '../lock/scaffoldLock';
import { adaptFile, Adaptation } from '../retrofit/plan/adaptFiles';
import { RenderedForRepository } from '../retrofit/plan/renderForRepository';
import { findInTheWay, hasContent, RetrofitFiles, textOf } from '../retrofit/retrofitFiles';
import { KeptFile, WantedFile } from '../retrofit/retrofitPlan';
import { LeaveTarget } from './renderLeave';

/** A person reads them; the target works without them. */
const optional = /^(docs\/|policy\/|infra\/ecr\.yaml$)/;

/** What a target needs, without the pipeline: that stays the repository's own. */
export function wantedFiles(options: {
  readonly rendered: RenderedForRepository;
  readonly target: LeaveTarget;
  readonly adaptation: Adaptation;
  /** The repository has the Makefile of the golden path, which reads make.d. */
  readonly hasMake: boolean;
}): WantedFile[] {
  const { rendered, target, adaptation, hasMake } = options;
  const needed = [
    'ci/lib.sh',
    ...(rendered.service.secrets.length > 0 ? ['infra/secrets.yaml'] : []),
  ];
  return rendered.files
    .filter(
      ({ path, overlay }) =>
        (overlay === `deploy/${target}` && (hasMake || !path.startsWith('make.d/'))) ||
        overlay === 'infra/ecr' ||
        needed.includes(path),
    )
    .flatMap(file => adaptFile(file, adaptation) ?? []);
}

/** Which of the wanted files are written. What people made, or changed, stays. */
export function chooseFiles(options: {
  readonly files: RetrofitFiles;
  readonly wanted: readonly WantedFile[];
}): {
  readonly written: readonly WantedFile[];
  readonly kept: readonly KeptFile[];
  /** Kept, although the target needs its own there. */
  readonly missing: readonly string[];
} {
  const { files, wanted } = options;
  const isOurs = unchangedFilesOf(files, 'deploy/copilot');
  const written: WantedFile[] = [];
  const kept: KeptFile[] = [];
  const missing: string[] = [];
  for (const file of wanted) {
    const there = findInTheWay(files, file.path);
    if (there === undefined || isOurs(there)) written.push(file);
    else if (!hasContent(files, file.path, Buffer.from(file.text, 'utf8'))) {
      const isOptional = optional.test(file.path) || file.path === 'ci/lib.sh';
      if (!isOptional) missing.push(there);
      kept.push({
        path: there,
        why: isOptional
          ? 'It exists, and yours stays as it is.'
          : 'It exists with other content. The target needs its own here; bring the two together by hand.',
      });
    }
  }
  return { written, kept, missing };
}

/** Files that an overlay wrote and nobody has changed since, by the lock of the repository. */
export function unchangedFilesOf(files: RetrofitFiles, overlay: string): (path: string) => boolean {
  let recorded: Readonly<Record<string, { sha256: string; overlay: string }>> = {};
  try {
    const text = textOf(files, scaffoldLockPath) ?? '{}';
    recorded = scaffoldLockSchema.safeParse(JSON.parse(text)).data?.files ?? {};
  } catch {
    // No lock that can be read: nothing is known to be ours.
  }
  return path => {
    const entry = Object.hasOwn(recorded, path) ? recorded[path] : undefined;
    const content = files.get(path);
    if (entry?.overlay !== overlay || content === undefined) return false;
    if (typeof content !== 'string' && !(content instanceof Uint8Array)) return false;
    return createHash('sha256').update(content).digest('hex') === entry.sha256;
  };
}
