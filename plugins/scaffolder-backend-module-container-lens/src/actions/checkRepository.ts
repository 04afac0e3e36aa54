import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsClients } from '../aws/awsClients';
import { awsPatterns } from '../aws/awsNames';
import { planRepository } from '../aws/ecr/planRepository';
import { readRepository } from '../aws/ecr/readRepository';
import { examples } from './checkRepository.examples';

/** `aws:ecr:repository:check`: compares an image repository with the settings of the golden path. Reads only. */
export function createCheckRepositoryAction(options: {
  aws: AwsClients;
  /** Where repositories are when a template does not say. */
  registry: { account: string; region: string };
}) {
  return createTemplateAction({
    id: 'aws:ecr:repository:check',
    description: 'Compares an Amazon ECR repository with the settings of the golden path.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .min(2)
            .max(256)
            .regex(awsPatterns.repository)
            .describe('Name of the repository'),
        account: z =>
          z
            .string()
            .regex(awsPatterns.account)
            .optional()
            .describe('AWS account; that of the configured registry when not set'),
        region: z =>
          z
            .string()
            .max(40)
            .regex(awsPatterns.region)
            .optional()
            .describe('AWS Region; that of the configured registry when not set'),
        preset: z =>
          z
            .enum(['service', 'parent'])
            .optional()
            .describe('What the repository is for; service when not set'),
        kmsKeyArn: z =>
          z
            .union([z.literal(''), z.string().max(300).regex(awsPatterns.kmsKeyArn)])
            .optional()
            .describe('Key it must be encrypted with; any encryption will do when not set'),
        extraExclusions: z =>
          z
            .array(z.string().regex(/^[A-Za-z0-9._*-]{1,128}$/))
            .max(3)
            .optional()
            .describe('Image tags that may move, beside those of the preset'),
      },
      output: {
        exists: z => z.boolean(),
        compliant: z => z.boolean().describe('It exists and nothing differs'),
        drift: z =>
          z
            .array(z.object({ setting: z.string(), from: z.string(), to: z.string() }))
            .describe('What differs, and what it would be'),
      },
    },
    async handler(ctx) {
      const address = {
        account: ctx.input.account ?? options.registry.account,
        region: ctx.input.region ?? options.registry.region,
        name: ctx.input.name,
      };
      const state = await readRepository({
        client: await options.aws.ecr(address),
        address,
        signal: ctx.signal,
      });
      const drift = state
        ? planRepository(state, {
            preset: ctx.input.preset ?? 'service',
            extraExclusions: ctx.input.extraExclusions ?? [],
            kmsKeyArn: ctx.input.kmsKeyArn || undefined,
            tags: {},
          })
        : [];
      ctx.output('exists', state !== undefined);
      ctx.output('compliant', state !== undefined && drift.length === 0);
      ctx.output(
        'drift',
        drift.map(change => ({ ...change })),
      );
    },
  });
}
