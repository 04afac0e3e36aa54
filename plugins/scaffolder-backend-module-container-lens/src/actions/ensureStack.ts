import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsClients } from '../aws/awsClients';
import { awsPatterns } from '../aws/awsNames';
import { checkTags } from '../aws/checkTags';
import { ensureStack } from '../aws/stacks/ensureStack';
import { planStack } from '../aws/stacks/planStack';
import { WantedStack } from '../aws/stacks/prepareChanges';
import { StackUndo, stackUndoKind } from '../aws/stacks/stackUndo';
import { UndoTokens } from '../undo/undoTokens';
import { readWorkspaceText } from '../workspace/readWorkspaceText';
import { examples } from './ensureStack.examples';

/** What CloudFormation takes in a request. */
const maxTemplate = 51_200;

/** `aws:cloudformation:stack:ensure`: a stack as a template in the workspace describes it. */
export function createEnsureStackAction(options: {
  aws: AwsClients;
  tokens: UndoTokens;
  /** Where stacks are when a template does not say. */
  registry: { account: string; region: string };
  /** Between two looks at a stack. */
  pollMs: number;
}) {
  return createTemplateAction({
    id: 'aws:cloudformation:stack:ensure',
    description:
      'Creates or updates an AWS CloudFormation stack through a change set, and waits for it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        stackName: z =>
          z
            .string()
            .max(128)
            .regex(/^[A-Za-z][A-Za-z0-9-]*$/)
            .describe('Name of the stack'),
        templatePath: z => z.string().min(1).max(500).describe('Template in the workspace'),
        parameters: z =>
          z
            .record(z.string().max(4096))
            .optional()
            .describe('Parameters of the template; no secrets, CloudFormation shows them'),
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
        roleArn: z =>
          z
            .string()
            .max(300)
            .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/)
            .optional()
            .describe('Role in the same account that CloudFormation works with'),
        capabilities: z =>
          z
            .array(z.enum(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM']))
            .max(2)
            .optional()
            .describe('Needed for templates with roles'),
        allowReplacement: z =>
          z
            .boolean()
            .optional()
            .describe('Whether an update may replace or remove resources; false when not set'),
        timeoutMinutes: z => z.number().int().min(1).max(60).optional().describe('15 when not set'),
        tags: z => z.record(z.string().regex(awsPatterns.tagValue)).optional(),
      },
      output: {
        outputs: z => z.record(z.string()).describe('Outputs of the stack'),
        changeSetId: z => z.string().optional().describe('ARN of the change set, if there was one'),
        created: z => z.boolean().describe('Whether this task created the stack'),
        changes: z => z.array(z.string()).describe('What was changed; in a dry run, what would be'),
        undo: z =>
          z.string().optional().describe('Token for container-lens:undo, if this task created it'),
      },
    },
    async handler(ctx) {
      const place = {
        account: ctx.input.account ?? options.registry.account,
        region: ctx.input.region ?? options.registry.region,
      };
      if (ctx.input.roleArn && ctx.input.roleArn.split(':')[4] !== place.account) {
        throw new InputError(`The role is not one of the account ${place.account}.`);
      }
      const wanted: WantedStack = {
        name: ctx.input.stackName,
        template: await readWorkspaceText({
          workspacePath: ctx.workspacePath,
          path: ctx.input.templatePath,
          maxBytes: maxTemplate,
        }),
        parameters: ctx.input.parameters ?? {},
        tags: checkTags(ctx.input.tags ?? {}),
        capabilities: ctx.input.capabilities ?? [],
        roleArn: ctx.input.roleArn,
        allowReplacement: ctx.input.allowReplacement ?? false,
        taskId: ctx.task.id,
      };
      const say = (changes: readonly string[]) => {
        changes.forEach(change => ctx.logger.info(`${wanted.name}: ${change}`));
        ctx.output('changes', [...changes]);
      };
      const client = await options.aws.cloudFormation(place);
      if (ctx.isDryRun) {
        const planned = await planStack({ client, signal: ctx.signal }, wanted);
        say(planned.changes);
        ctx.output('outputs', { ...planned.state?.outputs });
        ctx.output('created', false);
        return;
      }
      const { state, created, changeSetId, changes } = await ensureStack({
        client,
        wanted,
        signal: ctx.signal,
        pollMs: options.pollMs,
        timeoutMs: (ctx.input.timeoutMinutes ?? 15) * 60_000,
        onPrepared: async prepared => {
          ctx.logger.info(`${wanted.name}: ${prepared.changes.length} changes in ${prepared.id}`);
          // A record in the state of the task; an attempt after this one finds the change set by its name.
          await ctx.checkpoint({
            key: `cfn:${place.region}:${wanted.name}`,
            fn: async () => prepared.id,
          });
        },
      });
      say(changes);
      ctx.output('outputs', { ...state.outputs });
      ctx.output('created', created);
      if (changeSetId) ctx.output('changeSetId', changeSetId);
      if (created) {
        const thing = StackUndo.thingOf(place, state);
        const token = { taskId: ctx.task.id, kind: stackUndoKind, thing };
        ctx.output('undo', options.tokens.sign(token));
      }
    },
  });
}
