import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readCopilotService } from '@container-lens/golden-path';
import { readRepositoryFiles } from '../workspace/readRepositoryFiles';
import { examples } from './convertCopilot.examples';

/** Names of environments and services of Copilot are as long as AWS lets them be. */
const longestName = 255;

/** `container-lens:copilot:convert`: a manifest of AWS Copilot as a service description. Changes nothing. */
export function createConvertCopilotAction() {
  return createTemplateAction({
    id: 'container-lens:copilot:convert',
    description:
      'Reads a service of AWS Copilot in a repository of the workspace and turns its manifest, overrides and addons into a service description; every field is either mapped or given a reason.',
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
            .max(longestName)
            .optional()
            .describe('Folder below copilot/; the only service when not set'),
        environment: z =>
          z
            .string()
            .max(longestName)
            .optional()
            .describe('Of Copilot; its values are taken. The one called production when not set'),
      },
      output: {
        name: z => z.string(),
        type: z => z.string().describe('As the manifest says it'),
        manifestPath: z => z.string(),
        services: z => z.array(z.string()).describe('All services of the application'),
        environments: z => z.array(z.string()).describe('Those that the manifest names'),
        environment: z => z.string().optional().describe('The one whose values were taken'),
        service: z => z.record(z.unknown()).describe('What the manifest decides of a service'),
        mapped: z =>
          z
            .array(z.object({ path: z.string(), value: z.string(), to: z.string() }))
            .describe('Fields that come along, each with its new place'),
        unmapped: z =>
          z
            .array(z.object({ path: z.string(), value: z.string(), reason: z.string() }))
            .describe('Everything else: no field is in neither list'),
        problems: z => z.array(z.record(z.unknown())).describe('What Copilot would object to'),
      },
    },
    async handler(ctx) {
      const root = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? 'repository');
      const files = await readRepositoryFiles(resolveSafeChildPath(root, ctx.input.path || '.'));
      const read = readCopilotService({
        files,
        name: ctx.input.service,
        environment: ctx.input.environment,
      });
      const { found, fields, environment } = read;
      const mapped = fields.flatMap(({ path, value, to }) =>
        to === undefined ? [] : [{ path, value, to }],
      );
      const unmapped = fields.flatMap(({ path, value, to, reason }) =>
        to === undefined ? [{ path, value, reason: reason ?? '' }] : [],
      );
      for (const { path, reason } of unmapped) ctx.logger.info(`${path}: ${reason}`);
      ctx.logger.info(
        `${found.manifestPath}: ${mapped.length} fields come along, ${unmapped.length} need a decision.`,
      );
      ctx.output('name', read.name);
      ctx.output('type', read.type);
      ctx.output('manifestPath', found.manifestPath);
      ctx.output('services', [...found.services]);
      ctx.output('environments', [...found.environments]);
      ctx.output('environment', environment);
      ctx.output('service', JSON.parse(JSON.stringify(read.service)));
      ctx.output('mapped', mapped);
      ctx.output('unmapped', unmapped);
      ctx.output(
        'problems',
        read.problems.map(problem => ({ ...problem })),
      );
    },
  });
}
