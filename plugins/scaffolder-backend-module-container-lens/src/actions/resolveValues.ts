import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  GoldenPathConfig,
  InputError,
  OverlayLibrary,
  ValueOverrides,
  extraOverlays,
  resolveValues,
  serviceOverlays,
} from '@container-lens/golden-path';
import { examples } from './resolveValues.examples';

/** Kinds of Git hosts that the templates have a publish step for. */
const publishable = ['gitea', 'github', 'gitlab'];

/**
 * `container-lens:values:resolve`: the answers of the form and the configuration become the values overlays are
 * rendered with. A pure read.
 */
export function createResolveValuesAction(options: {
  goldenPath: GoldenPathConfig;
  /** The kind of Git host behind a `repoUrl`; empty for one that no integration knows. */
  scmType: (repoUrl: unknown) => string;
  /** Where overlays come from; the folders of the configuration, and the packaged ones, when not set. */
  library?: OverlayLibrary;
}) {
  const library =
    options.library ?? OverlayLibrary.create({ overlayPaths: options.goldenPath.overlayPaths });
  return createTemplateAction({
    id: 'container-lens:values:resolve',
    description:
      'Resolves what a service is rendered with: its description, and what the platform decides for it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        language: z => z.string().describe('Language of the service, for example node'),
        target: z => z.string().describe('Deploy target, for example helm'),
        ci: z => z.string().describe('Pipeline, for example github'),
        updateBot: z =>
          z
            .string()
            .max(40)
            .optional()
            .describe('Update bot; that of the configuration when not set'),
        name: z => z.string().describe('Name of the service'),
        repoUrl: z =>
          z
            .string()
            .max(2000)
            .optional()
            .describe(
              'Where the service will be published; refused when no publish step is for its host',
            ),
        overrides: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'Answers that replace defaults: workload, schedule, timeoutSeconds, size, port, secrets, env, shutdown, parent, labels',
            ),
        requireLabels: z =>
          z
            .boolean()
            .optional()
            .describe('Whether a label that the organisation asks for must be among the answers'),
      },
      output: {
        service: z => z.record(z.unknown()).describe('The service spec'),
        values: z => z.record(z.unknown()).describe('What the platform decides'),
        overlays: z =>
          z
            .array(z.string())
            .describe('Overlays of the service, with those that the organisation adds, in order'),
        repoVariables: z => z.record(z.string()).describe('Variables of the pipeline'),
        warnings: z => z.array(z.string()),
      },
    },
    async handler(ctx) {
      const { language, target, ci, updateBot, name, repoUrl, overrides } = ctx.input;
      // Later steps would publish nothing and register an address without a host.
      if (repoUrl !== undefined && !publishable.includes(options.scmType(repoUrl))) {
        throw new InputError(
          `The service cannot be published to ${repoUrl.split('?')[0]?.slice(0, 200)}: it is no ${publishable.join(' or ')} host of this portal. Choose another repository, or ask the platform team for an integration.`,
        );
      }
      const resolved = resolveValues({
        language,
        target,
        ci,
        updateBot,
        name,
        // Checked by resolveValues, which explains what is wrong.
        overrides: (overrides ?? {}) as ValueOverrides,
        requireLabels: ctx.input.requireLabels,
        config: options.goldenPath,
      });
      const warnings = [...resolved.warnings, ...(await library.notices())];
      for (const warning of warnings) {
        ctx.logger.warn(warning);
      }
      const standard = serviceOverlays({
        language,
        target,
        ci,
        updateBot: resolved.values.updateBot,
      });
      const extras = await extraOverlays({
        library,
        overlays: standard,
        workload: resolved.service.workload,
      });
      ctx.output('overlays', [...standard, ...extras]);
      ctx.output('service', resolved.service);
      ctx.output('values', resolved.values);
      ctx.output('repoVariables', resolved.repoVariables);
      ctx.output('warnings', warnings);
    },
  });
}
