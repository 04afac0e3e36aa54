import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsClients, AwsPlace } from '../aws/awsClients';
import { awsPatterns } from '../aws/awsNames';
import { checkTags } from '../aws/checkTags';
import { findPlace, KnownPlaces } from '../aws/findPlace';
import { rollBack } from '../aws/rollBack';
import { ensureSecret, planSecret } from '../aws/secrets/ensureSecret';
import { readSecret } from '../aws/secrets/readSecret';
import { SecretsUndo, secretsUndoKind } from '../aws/secrets/secretsUndo';
import { UndoTokens } from '../undo/undoTokens';
import { examples } from './ensureSecrets.examples';

/**
 * `aws:secretsmanager:secret:ensure`: places for secrets, without values. A template has no parameter that could carry a
 * value: it would be in the task's log and database.
 */
export function createEnsureSecretsAction(options: {
  aws: AwsClients;
  tokens: UndoTokens;
  places: KnownPlaces;
}) {
  const undo = SecretsUndo.create(options);
  return createTemplateAction({
    id: 'aws:secretsmanager:secret:ensure',
    description: 'Creates empty secrets in AWS Secrets Manager; existing ones stay as they are.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        service: z =>
          z
            .string()
            .max(40)
            .regex(/^[a-z][a-z0-9-]*$/)
            .describe('Name of the service; part of the path'),
        environment: z =>
          z
            .string()
            .max(40)
            .regex(/^[a-z][a-z0-9-]*$/)
            .describe('Name of a configured environment; decides account, Region and path'),
        names: z =>
          z
            .array(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/))
            .min(1)
            .max(30)
            .describe('Names; the paths are /<environment>/<service>/<name>'),
        kmsKeyArn: z =>
          z
            .union([z.literal(''), z.string().max(300).regex(awsPatterns.kmsKeyArn)])
            .optional()
            .describe('Key to encrypt new ones with; that of the account when not set'),
        tags: z => z.record(z.string().regex(awsPatterns.tagValue)).optional(),
      },
      output: {
        arns: z => z.record(z.string()).describe('Name to ARN; in a dry run those that exist'),
        created: z => z.array(z.string()).describe('Paths this task created'),
        changes: z => z.array(z.string()).describe('In a dry run, what would be done'),
        undo: z =>
          z.string().optional().describe('Token for container-lens:undo, if something was created'),
      },
    },
    async handler(ctx) {
      const { service, environment } = ctx.input;
      const names = [...new Set(ctx.input.names)];
      const tags = checkTags(ctx.input.tags ?? {});
      const place = findPlace(options.places, environment);
      const folder = `/${environment}/${service}/`;
      if (ctx.isDryRun) {
        const planned = await plan({ ...options, place, folder, names, signal: ctx.signal });
        ctx.output('arns', planned.arns);
        ctx.output('created', []);
        ctx.output('changes', planned.changes);
        planned.changes.forEach(change => ctx.logger.info(change));
        return;
      }
      const client = await options.aws.secretsManager(place);
      const taskId = ctx.task.id;
      const arns: Record<string, string> = {};
      const created: string[] = [];
      try {
        for (const name of names) {
          const path = `${folder}${name}`;
          const result = await ensureSecret({
            client,
            name: path,
            description: `${name} of ${service}; empty until somebody puts the value in`,
            kmsKeyArn: ctx.input.kmsKeyArn || undefined,
            tags,
            taskId,
            signal: ctx.signal,
          });
          // A record in the state of the task; the tag decides.
          await ctx.checkpoint({
            key: `secret:${place.region}:${path}`,
            fn: async () => ({ created: result.created }),
          });
          arns[name] = result.arn;
          if (result.created) created.push(name);
          ctx.logger.info(`${path}: ${result.created ? 'created, empty' : 'exists already'}`);
        }
      } catch (error) {
        // The one that failed may be there as well; what is not of this task is left alone.
        const touched = names.slice(0, Object.keys(arns).length + 1);
        const thing = SecretsUndo.thingOf(place, { folder, names: touched });
        throw await rollBack(error, signal => undo.undo(thing, { taskId, signal }));
      }
      ctx.output('arns', arns);
      ctx.output(
        'created',
        created.map(name => `${folder}${name}`),
      );
      ctx.output('changes', []);
      if (created.length > 0) {
        const thing = SecretsUndo.thingOf(place, { folder, names: created });
        ctx.output('undo', options.tokens.sign({ taskId, kind: secretsUndoKind, thing }));
      }
    },
  });
}

async function plan(options: {
  aws: AwsClients;
  place: AwsPlace;
  folder: string;
  names: readonly string[];
  signal: AbortSignal | undefined;
}) {
  const arns: Record<string, string> = {};
  const changes: string[] = [];
  for (const name of options.names) {
    const path = `${options.folder}${name}`;
    try {
      const client = await options.aws.secretsManager(options.place);
      const state = await readSecret({ client, name: path, signal: options.signal });
      const planned = planSecret(path, state);
      if (state) arns[name] = state.arn;
      if (planned !== 'nothing') changes.push(`${planned} ${path}`);
    } catch (error) {
      options.signal?.throwIfAborted();
      changes.push(`unknown ${path}: ${String(error)}`);
    }
  }
  return { arns, changes };
}
