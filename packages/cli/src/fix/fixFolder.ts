import { readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import {
  FileChange,
  fixableChecks,
  FixPlan,
  planFixes,
  readFolder,
  subjectFromRepository,
} from '@container-lens/engine';
import { createTwoFilesPatch } from 'diff';
import { readOrganisation } from '../check/readOrganisation';
import type { LensEnvironment } from '../runLens';
import { UsageError } from '../UsageError';

/** Options of `lens fix` as they were parsed. */
export interface FixFolderOptions {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly check?: readonly string[];
  readonly config?: string;
  readonly environment: LensEnvironment;
}

/**
 * Mends what can be mended safely in a folder, or with `--dry-run` prints the changes as a unified diff on standard
 * output. What was done and what is left to people goes to standard error.
 *
 * @returns 0, also when nothing could be mended.
 * @throws UsageError or FolderError when the folder cannot be judged or written.
 */
export async function fixFolder(options: FixFolderOptions): Promise<0> {
  const { environment, check } = options;
  const unknown = check?.find(id => !fixableChecks.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `${unknown} cannot be mended by lens fix. These can: ${fixableChecks.join(', ')}.`,
    );
  }
  const directory = resolve(environment.cwd, options.directory);
  const organisation = await readOrganisation(options.config, environment);
  const repository = await readFolder({ directory });
  if (repository.status !== 'present') {
    throw new UsageError(
      repository.status === 'unavailable' ? repository.reason : `${directory} could not be read.`,
    );
  }
  if (repository.value.entries.length === 0) {
    throw new UsageError(
      'There is nothing to mend: the folder has no tracked file. In a git repository, add files with git add first.',
    );
  }
  const plan = planFixes({
    subject: subjectFromRepository({ repository, name: basename(directory) || directory }),
    evidence: { repository },
    organisation,
    checks: check,
  });
  for (const change of plan.changes) {
    if (options.dryRun) environment.writeOutput(toPatch(change));
    else await writeChange(directory, change);
  }
  environment.writeError(describe(plan, options.dryRun));
  return 0;
}

function toPatch({ path, before, after }: FileChange): string {
  const patch = createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    before ?? '',
    after,
    undefined,
    undefined,
    { context: 3 },
  );
  return patch.replace(/^=+\n/, '');
}

/** Writes one file, unless it is no longer what was judged or lies behind a link. */
async function writeChange(directory: string, { path, before, after }: FileChange): Promise<void> {
  const file = join(directory, path);
  const folder = await realpath(join(file, '..'));
  const root = await realpath(directory);
  const inside = relative(root, folder);
  if (inside.startsWith('..') || inside.split(sep)[0] === '..') {
    throw new UsageError(
      `${path} lies behind a link that leaves the folder; nothing was written to it.`,
    );
  }
  if (before === undefined) {
    await createFile(file, path, after);
    return;
  }
  const current = await readFile(file, 'utf8');
  const mark = current.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (current.slice(mark.length) !== before) {
    throw new UsageError(`${path} changed while it was judged; run lens fix again.`);
  }
  await writeFile(file, mark + after);
}

async function createFile(file: string, path: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `${path} exists and git does not track it; add it with git add, then run lens fix again.`
        : `${path} could not be written (${code}).`,
    );
  }
}

function describe(plan: FixPlan, dryRun: boolean): string {
  const lines = [
    ...plan.applied.map(({ check, unit, summary }) => `  ${unit}: ${summary} (${check})`),
  ];
  const verb = dryRun ? 'would change' : 'changed';
  const head =
    plan.changes.length === 0
      ? 'lens: there is nothing that can be mended safely.'
      : `lens: ${verb} ${plan.changes.map(({ path }) => path).join(', ')}`;
  const open = plan.open.map(({ check, unit, reason }) => `  ${unit}: ${reason} (${check})`);
  return [head, ...lines, ...(open.length > 0 ? ['lens: left to you:', ...open] : []), ''].join(
    '\n',
  );
}
