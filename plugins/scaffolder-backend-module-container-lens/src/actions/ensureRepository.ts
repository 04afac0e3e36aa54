import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsClients } from '../aws/awsClients';
import { checkTags } from '../aws/checkTags';
import { awsDomain, awsPartition, awsPatterns } from '../aws/awsNames';
import {
  checkPossible,
  EnsuredRepository,
  ensureRepository,
  EnsureRepositoryOptions,
} from '../aws/ecr/ensureRepository';
import { planNewRepository, planRepository } from '../aws/ecr/planRepository';
import { readRepository } from '../aws/ecr/readRepository';
import { RepositoryUndo, repositoryUndoKind } from '../aws/ecr/repositoryUndo';
import { UndoTokens } from '../undo/undoTokens';
import { examples } from './ensureRepository.examples';

/** `aws:ecr:repository:ensure`: an image repository with the settings of the golden path. */
export function createEnsureRepositoryAction(options: {
  aws: AwsClients;
  tokens: UndoTokens;
  /** Where repositories are when a template does not say. */
  registry: { account: string; region: string };
}) {
  return createTemplateAction({
    id: 'aws:ecr:repository:ensure',
    description:
      'Creates an Amazon ECR repository, or brings an existing one to the settings of the golden path: immutable tags, scanning, life cycle, encryption, tags.',
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
        preset: z => z.enum(['service', 'parent']).describe('What the repository is for'),
        kmsKeyArn: z =>
          z
            .union([z.literal(''), z.string().max(300).regex(awsPatterns.kmsKeyArn)])
            .optional()
            .describe('Key to encrypt with; AES256 when not set'),
        tags: z =>
          z
            .record(z.string().regex(awsPatterns.tagValue))
            .optional()
            .describe('Tags; one named owner protects the repository of another owner'),
        extraExclusions: z =>
          z
            .array(z.string().regex(/^[A-Za-z0-9._*-]{1,128}$/))
            .max(3)
            .optional()
            .describe('Image tags that may move, beside those of the preset'),
      },
      output: {
        repositoryUri: z => z.string(),
        repositoryArn: z => z.string(),
        created: z => z.boolean().describe('Whether this task created it'),
        changes: z =>
          z
            .array(z.object({ setting: z.string(), from: z.string(), to: z.string() }))
            .describe('What was changed; in a dry run, what would be'),
        undo: z =>
          z.string().optional().describe('Token for container-lens:undo, if this task created it'),
      },
    },
    async handler(ctx) {
      const { name, preset } = ctx.input;
      const address = {
        account: ctx.input.account ?? options.registry.account,
        region: ctx.input.region ?? options.registry.region,
        name,
      };
      const work: Omit<EnsureRepositoryOptions, 'client'> = {
        address,
        wanted: {
          preset,
          extraExclusions: ctx.input.extraExclusions ?? [],
          kmsKeyArn: ctx.input.kmsKeyArn || undefined,
          tags: checkTags(ctx.input.tags ?? {}),
        },
        taskId: ctx.task.id,
        signal: ctx.signal,
      };
      const client = () => options.aws.ecr(address);
      const result = ctx.isDryRun
        ? await plan(work, client, message => ctx.logger.warn(message))
        : await ensureRepository({ ...work, client: await client() });
      for (const change of result.changes) {
        ctx.logger.info(`${name}: ${change.setting}: ${change.from} -> ${change.to}`);
      }
      if (result.changes.length === 0) ctx.logger.info(`${name}: nothing to change`);
      ctx.output('repositoryUri', result.uri);
      ctx.output('repositoryArn', result.arn);
      ctx.output(
        'changes',
        result.changes.map(change => ({ ...change })),
      );
      if (ctx.isDryRun) {
        ctx.output('created', false);
        return;
      }
      const { created } = result;
      // A record in the state of the task. The tag decides, not the record: since then the repository may have been deleted
      // and created by another task.
      await ctx.checkpoint({
        key: `ecr:${address.account}:${address.region}:${name}`,
        fn: async () => ({ created }),
      });
      ctx.output('created', created);
      if (created) {
        const thing = RepositoryUndo.thingOf(address);
        const token = { taskId: ctx.task.id, kind: repositoryUndoKind, thing };
        ctx.output('undo', options.tokens.sign(token));
      }
    },
  });
}

/** Reads only. Without the right to read, the plan is that of a new repository and says so. */
async function plan(
  work: Omit<EnsureRepositoryOptions, 'client'>,
  client: () => ReturnType<AwsClients['ecr']>,
  warn: (message: string) => void,
): Promise<EnsuredRepository> {
  const { account, region, name } = work.address;
  const named = {
    uri: `${account}.dkr.ecr.${region}.${awsDomain(region)}/${name}`,
    arn: `arn:${awsPartition(region)}:ecr:${region}:${account}:repository/${name}`,
    created: false,
  };
  let state;
  try {
    state = await readRepository({ ...work, client: await client() });
  } catch (error) {
    work.signal?.throwIfAborted();
    warn(
      `Whether the repository ${name} exists could not be read, so the plan is that of a new one: ${String(error)}`,
    );
    return { ...named, changes: planNewRepository(work.wanted, 'unknown') };
  }
  if (!state) return { ...named, changes: planNewRepository(work.wanted, 'absent') };
  checkPossible(work, state);
  return { ...named, changes: planRepository(state, work.wanted) };
}
