import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  OrganisationDocument,
  fixableChecks,
  planFixes,
  repositoryFromFiles,
} from '@container-lens/engine';
import { diffLines } from '@container-lens/golden-path';
import { readRepositoryFiles } from '../workspace/readRepositoryFiles';
import { writeRetrofit } from '../workspace/writeRetrofit';
import { examples } from './patchDockerfile.examples';

/**
 * `container-lens:dockerfile:patch`: mends what named checks found in one Dockerfile and the ignore file beside it. By its
 * instructions, never by text: comments and formatting stay. A second run changes nothing.
 */
export function createPatchDockerfileAction(options: { organisation: OrganisationDocument }) {
  return createTemplateAction({
    id: 'container-lens:dockerfile:patch',
    description:
      'Mends what checks of the lens found in a Dockerfile, where that is safe; comments and formatting stay.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z => z.string().min(1).max(500).describe('The Dockerfile, below sourcePath'),
        sourcePath: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe('Folder of the repository in the workspace; its root when not set'),
        fixes: z =>
          z
            .array(z.string().max(100))
            .max(50)
            .optional()
            .describe('Ids of checks; every one that can be mended when not set'),
      },
      output: {
        applied: z => z.array(z.object({ check: z.string(), summary: z.string() })),
        skipped: z => z.array(z.object({ check: z.string(), reason: z.string() })),
        diff: z => z.string().describe('Unified diff; empty when nothing was changed'),
        changed: z => z.array(z.string()).describe('Files that were written, below sourcePath'),
      },
    },
    async handler(ctx) {
      const { path, fixes } = ctx.input;
      const folder = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? '.');
      const files = await readRepositoryFiles(folder);
      if (!(files.get(path) instanceof Uint8Array)) {
        throw new InputError(`There is no Dockerfile '${path}' that can be read.`);
      }
      const wanted = [...new Set(fixes ?? fixableChecks)];
      const plan = planFixes({
        subject: { name: 'workspace' },
        evidence: { repository: repositoryFromFiles({ files }) },
        organisation: options.organisation,
        checks: wanted.filter(check => fixableChecks.includes(check)),
      });
      // A unit is the Dockerfile, or one of its stages.
      const isOwn = (unit: string) =>
        unit === path || unit.startsWith(`${path}#`) || unit.startsWith(`${path}:`);
      const others = new Set(
        plan.applied.filter(({ unit }) => !isOwn(unit)).map(({ check }) => check),
      );
      const changes = plan.changes.filter(
        change =>
          change.path === path ||
          (change.path.endsWith('ignore') && !others.has('perf-dockerignore-effective')),
      );
      ctx.signal?.throwIfAborted();
      await writeRetrofit(
        folder,
        changes.map(change => ({
          ...change,
          mode: change.before === undefined ? ('100644' as const) : undefined,
        })),
      );
      const diff = changes
        .map(change => diffLines(change.path, change.before ?? '', change.after))
        .join('');
      const applied = plan.applied
        .filter(({ unit, check }) =>
          check === 'perf-dockerignore-effective'
            ? changes.some(change => change.path.endsWith('ignore'))
            : isOwn(unit),
        )
        .map(({ check, summary }) => ({ check, summary }));
      const open = plan.open.filter(({ unit }) => isOwn(unit));
      const skipped = wanted
        .filter(check => !applied.some(one => one.check === check))
        .map(check => ({ check, reason: reasonOf(check, open) }));
      for (const { check, summary } of applied) ctx.logger.info(`${check}: ${summary}`);
      for (const { check, reason } of skipped) ctx.logger.info(`${check} left: ${reason}`);
      ctx.output('applied', applied);
      ctx.output('skipped', skipped);
      ctx.output('diff', diff);
      ctx.output(
        'changed',
        changes.map(change => change.path),
      );
    },
  });
}

function reasonOf(check: string, open: readonly { check: string; reason: string }[]): string {
  if (!fixableChecks.includes(check)) return 'It cannot be mended without a person.';
  return open.find(one => one.check === check)?.reason ?? 'Nothing is wrong there.';
}
