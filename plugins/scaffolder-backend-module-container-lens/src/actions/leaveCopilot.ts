import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OrganisationDocument } from '@container-lens/engine';
import {
  describeLeave,
  GoldenPathConfig,
  leaveTargets,
  OverlayLibrary,
  planLeaveCopilot,
} from '@container-lens/golden-path';
import { readRepositoryFiles } from '../workspace/readRepositoryFiles';
import { removeFiles } from '../workspace/removeFiles';
import { writeRetrofit } from '../workspace/writeRetrofit';
import { examples } from './leaveCopilot.examples';

/**
 * `container-lens:copilot:leave`: writes the files of another target into a repository of the workspace. The same input gives the
 * same bytes; a second run changes nothing.
 */
export function createLeaveCopilotAction(options: {
  goldenPath: GoldenPathConfig;
  library: OverlayLibrary;
  organisation: OrganisationDocument;
}) {
  const { goldenPath, library, organisation } = options;
  return createTemplateAction({
    id: 'container-lens:copilot:leave',
    description:
      'Writes the files of a supported deploy target for a service of AWS Copilot, and a page that says what became of every field of its manifest. Files of the team and the pipeline stay as they are.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        sourcePath: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe("Folder of the repository in the workspace; 'repository' when not set"),
        path: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe('Folder that holds copilot/ in a larger repository; its root when not set'),
        service: z =>
          z
            .string()
            .max(255)
            .optional()
            .describe('Folder below copilot/; the only service when not set'),
        environment: z =>
          z
            .string()
            .max(255)
            .optional()
            .describe('Of Copilot; its values are taken. The one called production when not set'),
        target: z => z.enum([...leaveTargets]).describe('Where the service goes'),
        owner: z => z.string().max(300).optional().describe('Entity reference'),
        description: z => z.string().max(500).optional(),
        removeCopilot: z =>
          z
            .boolean()
            .optional()
            .describe('Whether the folder of the service below copilot/ is removed'),
      },
      output: {
        name: z => z.string(),
        changed: z => z.boolean(),
        changes: z =>
          z.array(z.object({ path: z.string(), change: z.enum(['written', 'removed']) })),
        kept: z => z.array(z.record(z.string())).describe('Files that stay as they are'),
        guidance: z => z.array(z.record(z.string())).describe('What is left to people'),
        before: z => z.record(z.unknown()).describe('Score of the files before'),
        after: z => z.record(z.unknown()).describe('Score of the files after'),
        summary: z => z.string().describe('One sentence'),
        title: z => z.string().describe('For the request'),
        body: z => z.string().describe('Markdown, for the request'),
      },
    },
    async handler(ctx) {
      const { target, owner, description, removeCopilot, service, environment } = ctx.input;
      const root = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? 'repository');
      const folder = resolveSafeChildPath(root, ctx.input.path || '.');
      const files = await readRepositoryFiles(folder);
      ctx.signal?.throwIfAborted();
      const plan = await planLeaveCopilot({
        files,
        name: service,
        environment,
        target,
        owner,
        description,
        removeCopilot,
        config: goldenPath,
        library,
        organisation,
      });
      if (plan.regressions.length > 0) {
        throw new InputError(
          `The service would be worse than before: ${plan.regressions.join(', ')} would fail and did not. Nothing was written; another target, or a mended Dockerfile first, may help.`,
        );
      }
      ctx.signal?.throwIfAborted();
      const written = plan.changes.flatMap(({ path, after, mode }) =>
        after === undefined ? [] : [{ path, after, mode }],
      );
      const removed = plan.changes.flatMap(({ path, after }) =>
        after === undefined ? [path] : [],
      );
      await writeRetrofit(folder, written);
      await removeFiles(folder, removed);
      const changes = plan.changes.map(({ path, after }) => ({
        path,
        change: after === undefined ? ('removed' as const) : ('written' as const),
      }));
      for (const { path, change } of changes) ctx.logger.info(`${change} ${path}`);
      for (const { path, why } of plan.kept) ctx.logger.info(`kept ${path}: ${why}`);
      for (const { title, text } of plan.guidance) ctx.logger.info(`${title}: ${text}`);
      const { before, after } = plan;
      const left = plan.fields.filter(({ to }) => to === undefined).length;
      const summary =
        changes.length === 0
          ? `Everything for ${target} is there already.`
          : `${plan.fields.length - left} fields of the manifest came along, ${left} need a decision; ${plan.kept.length} files of yours were in the way and stayed. Grade ${before.score.grade} becomes ${after.score.grade}.`;
      ctx.logger.info(summary);
      ctx.output('name', plan.name);
      ctx.output('changed', changes.length > 0);
      ctx.output('changes', changes);
      ctx.output(
        'kept',
        plan.kept.map(one => ({ ...one })),
      );
      ctx.output(
        'guidance',
        plan.guidance.map(one => ({ ...one })),
      );
      ctx.output('before', { ...before.score });
      ctx.output('after', { ...after.score });
      ctx.output('summary', summary);
      const request = describeLeave(plan);
      ctx.output('title', request.title);
      ctx.output('body', request.body);
    },
  });
}
