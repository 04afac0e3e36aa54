import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OverlayLibrary, renderSkeleton, writeFiles } from '@container-lens/golden-path';
import { examples } from './renderSkeleton.examples';

/**
 * `container-lens:skeleton:render`: renders a composition of overlays into the workspace and writes its lock. Overlays are
 * named by id, so that a template never holds a path. The same input gives the same bytes.
 */
export function createRenderSkeletonAction(options: { library: OverlayLibrary }) {
  return createTemplateAction({
    id: 'container-lens:skeleton:render',
    description: 'Renders golden-path overlays into the workspace.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        overlays: z => z.array(z.string()).min(1).max(30).describe('Overlay ids, in order'),
        values: z => z.record(z.unknown()).describe('Values the overlays are rendered with'),
        template: z => z.string().describe('Entity reference of the template, for the lock'),
        templateVersion: z => z.string().describe('Version of the template, for the lock'),
        targetPath: z =>
          z.string().optional().describe('Folder in the workspace; its root when not set'),
        conflict: z =>
          z
            .enum(['error', 'replace'])
            .optional()
            .describe('What to do when a file exists; error when not set'),
      },
      output: {
        files: z => z.array(z.string()).describe('Paths that were written'),
        lock: z => z.record(z.unknown()).describe('Content of .container-lens/scaffold.json'),
        lensCoverage: z => z.array(z.string()).describe('Checks the overlays claim'),
      },
    },
    async handler(ctx) {
      const { overlays, values, template, templateVersion } = ctx.input;
      const rendered = await renderSkeleton({
        library: options.library,
        overlays,
        values,
        template,
        templateVersion,
      });
      ctx.signal?.throwIfAborted();
      await writeFiles({
        files: rendered.files,
        folder: resolveSafeChildPath(ctx.workspacePath, ctx.input.targetPath ?? '.'),
        conflict: ctx.input.conflict ?? 'error',
      });
      ctx.logger.info(`Rendered ${rendered.files.length} files from ${overlays.join(', ')}`);
      ctx.output(
        'files',
        rendered.files.map(file => file.path),
      );
      ctx.output('lock', rendered.lock);
      ctx.output('lensCoverage', [...rendered.lensCoverage]);
    },
  });
}
