import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OrganisationDocument } from '@container-lens/engine';
import {
  GoldenPathConfig,
  OverlayLibrary,
  describeRetrofit,
  retrofitRepository,
} from '@container-lens/golden-path';
import { readRepositoryFiles } from '../workspace/readRepositoryFiles';
import { writeRetrofit } from '../workspace/writeRetrofit';
import { examples } from './retrofitService.examples';

/**
 * `container-lens:service:retrofit`: mends a repository in the workspace as far as that is safe without a person. The same input
 * gives the same bytes; a second run changes nothing.
 */
export function createRetrofitServiceAction(options: {
  goldenPath: GoldenPathConfig;
  library: OverlayLibrary;
  organisation: OrganisationDocument;
}) {
  const { goldenPath, library, organisation } = options;
  return createTemplateAction({
    id: 'container-lens:service:retrofit',
    description:
      'Mends Dockerfile, ignore files, deployment, pipeline and update bot of a repository in the workspace, without touching application code or files of the team.',
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
            .describe('Folder of the service in a larger repository; its root when not set'),
        repositoryName: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe(
              'For a service that names itself nowhere; the address of the repository is accepted',
            ),
        answers: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('What a person says of the service, and what the owner wants'),
      },
      output: {
        name: z => z.string().describe('Of the service'),
        changed: z => z.boolean(),
        changes: z =>
          z
            .array(
              z.object({
                path: z.string(),
                change: z.enum(['added', 'changed']),
                mode: z.string().optional(),
                why: z.array(z.string()),
              }),
            )
            .describe('Files that were written'),
        kept: z => z.array(z.record(z.string())).describe('Files that stay as they are'),
        guidance: z => z.array(z.record(z.string())).describe('What is left to people'),
        mended: z => z.array(z.string()).describe('Checks that are better afterwards'),
        before: z => z.record(z.unknown()).describe('Score of the files before'),
        after: z => z.record(z.unknown()).describe('Score of the files after'),
        summary: z => z.string().describe('One sentence'),
        title: z => z.string().describe('For the request'),
        body: z => z.string().describe('Markdown, for the request'),
      },
    },
    async handler(ctx) {
      const { path = '', answers = {}, repositoryName } = ctx.input;
      const root = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? 'repository');
      const folder = resolveSafeChildPath(root, path || '.');
      const { facts, plan } = await retrofitRepository({
        files: await readRepositoryFiles(root),
        path,
        answers,
        repositoryName: nameOf(repositoryName),
        config: goldenPath,
        library,
        organisation,
      });
      ctx.signal?.throwIfAborted();
      await writeRetrofit(folder, plan.changes);
      const name = facts.name.value ?? '';
      const { before, after, changes, kept, guidance, mended } = plan;
      const change = (text: string | undefined) =>
        text === undefined ? ('added' as const) : ('changed' as const);
      for (const one of changes) ctx.logger.info(`${change(one.before)} ${one.path}`);
      for (const one of guidance) ctx.logger.info(`${one.title}: ${one.text}`);
      const summary =
        changes.length === 0
          ? `Nothing is left that could be mended without a person: grade ${before.score.grade}.`
          : `Grade ${before.score.grade} becomes ${after.score.grade} with ${changes.length} files; ${mended.length} checks are better.`;
      ctx.logger.info(summary);
      ctx.output('name', name);
      ctx.output('changed', changes.length > 0);
      ctx.output(
        'changes',
        changes.map(one => ({
          path: one.path,
          change: change(one.before),
          ...(one.mode === undefined ? {} : { mode: one.mode }),
          why: [...one.why],
        })),
      );
      ctx.output(
        'kept',
        kept.map(one => ({ ...one })),
      );
      ctx.output(
        'guidance',
        guidance.map(one => ({ ...one })),
      );
      ctx.output('mended', [...mended]);
      ctx.output('before', { ...before.score });
      ctx.output('after', { ...after.score });
      ctx.output('summary', summary);
      const { title, body } = describeRetrofit(plan, name);
      ctx.output('title', title);
      ctx.output('body', body);
    },
  });
}

/** `orders` of `orders`, of `localhost:7007?owner=shop&repo=orders` and of `https://example.com/shop/orders`. */
function nameOf(repository: string | undefined): string | undefined {
  const picked = /[?&]repo=([^&]{1,100})/.exec(repository ?? '')?.[1];
  const parts = (repository ?? '').split('/').filter(part => part !== '');
  return (picked ?? parts.at(-1))?.replace(/\.git$/, '');
}
