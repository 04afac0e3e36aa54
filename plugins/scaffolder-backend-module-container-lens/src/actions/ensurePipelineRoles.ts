import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction, parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { GoldenPathConfig, OverlayLibrary, writeFiles } from '@container-lens/golden-path';
import { readFile } from 'node:fs/promises';
import { AwsClients } from '../aws/awsClients';
import { PipelineRoles, renderPipelineRoles } from '../aws/roles/renderPipelineRoles';
import { ensureStack } from '../aws/stacks/ensureStack';
import { planStack } from '../aws/stacks/planStack';
import { WantedStack } from '../aws/stacks/prepareChanges';
import { StackUndo, stackUndoKind } from '../aws/stacks/stackUndo';
import { UndoTokens } from '../undo/undoTokens';
import { examples } from './ensurePipelineRoles.examples';

const timeoutMs = 15 * 60_000;

/**
 * `aws:iam:pipeline-roles:ensure`: the roles that the pipeline of a repository takes on without a stored key. Written for a
 * review by default; roles are what somebody should have looked at.
 */
export function createEnsurePipelineRolesAction(options: {
  aws: AwsClients;
  tokens: UndoTokens;
  library: OverlayLibrary;
  goldenPath: GoldenPathConfig;
  integrations: ScmIntegrationRegistry;
  pollMs: number;
}) {
  return createTemplateAction({
    id: 'aws:iam:pipeline-roles:ensure',
    description:
      'Writes the AWS roles of a pipeline as CloudFormation into the workspace, or applies them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z => z.string().max(2000).describe('The repository, as a RepoUrlPicker gives it'),
        name: z =>
          z
            .string()
            .max(40)
            .regex(/^[a-z][a-z0-9-]*$/)
            .optional()
            .describe('Name of the service; that of the repository when not set'),
        environments: z =>
          z.array(z.string().max(100)).min(1).max(10).describe('Names of configured environments'),
        mode: z =>
          z
            .enum(['emit', 'apply'])
            .optional()
            .describe(
              'emit writes the template; apply creates the stack as well. emit when not set',
            ),
      },
      output: {
        templatePath: z => z.string().describe('Where the template is in the workspace'),
        stackName: z => z.string(),
        roleArns: z =>
          z.record(z.string()).describe('After apply: pull, build and deploy-<environment>'),
        created: z => z.boolean().describe('Whether this task created the stack'),
        changes: z => z.array(z.string()),
        undo: z =>
          z.string().optional().describe('Token for container-lens:undo, if this task created it'),
      },
    },
    async handler(ctx) {
      const { host, owner, repo } = parseRepoUrl(ctx.input.repoUrl, options.integrations);
      const name = ctx.input.name ?? repo;
      const scm = options.integrations.byHost(host)?.type ?? '';
      // In the order of the configuration, so that the same names give the same template.
      const chosen = new Set(ctx.input.environments);
      const ordered = options.goldenPath.environments
        .map(environment => environment.name)
        .filter(environment => chosen.delete(environment));
      const environments = [...ordered, ...chosen];
      const roles = await renderPipelineRoles({
        library: options.library,
        config: options.goldenPath,
        scm,
        name,
        environments,
      });
      await writeOnce(ctx.workspacePath, roles);
      const stackName = `${name}-pipeline-roles`;
      ctx.output('templatePath', roles.file.path);
      ctx.output('stackName', stackName);
      if (ctx.input.mode !== 'apply') {
        ctx.logger.info(`Wrote ${roles.file.path}; nothing in AWS was changed.`);
        ctx.output('roleArns', {});
        ctx.output('created', false);
        ctx.output('changes', [`wrote ${roles.file.path}`]);
        return;
      }
      if (scm === 'gitlab' && host !== 'gitlab.com') {
        throw new InputError(
          `The template names gitlab.com. Emit it, write ${host} into it and apply it with aws:cloudformation:stack:ensure.`,
        );
      }
      const { account, region } = options.goldenPath.registry;
      const place = { account, region };
      const wanted: WantedStack = {
        name: stackName,
        template: roles.file.content.toString('utf8'),
        parameters: { [roles.parameter]: `${owner}/${repo}` },
        tags: {},
        capabilities: ['CAPABILITY_NAMED_IAM'],
        roleArn: undefined,
        allowReplacement: false,
        taskId: ctx.task.id,
      };
      const client = await options.aws.cloudFormation(place);
      if (ctx.isDryRun) {
        const planned = await planStack({ client, signal: ctx.signal }, wanted);
        ctx.output('roleArns', {});
        ctx.output('created', false);
        ctx.output('changes', planned.changes);
        return;
      }
      const { state, created, changes } = await ensureStack({
        client,
        wanted,
        signal: ctx.signal,
        pollMs: options.pollMs,
        timeoutMs,
        onPrepared: async prepared => {
          await ctx.checkpoint({ key: `cfn:${region}:${stackName}`, fn: async () => prepared.id });
        },
      });
      changes.forEach(change => ctx.logger.info(`${stackName}: ${change}`));
      ctx.output('roleArns', roleArnsOf(state.outputs, environments));
      ctx.output('created', created);
      ctx.output('changes', [...changes]);
      if (created) {
        const thing = StackUndo.thingOf(place, state);
        ctx.output(
          'undo',
          options.tokens.sign({ taskId: ctx.task.id, kind: stackUndoKind, thing }),
        );
      }
    },
  });
}

/** A file with other content is somebody's work. */
async function writeOnce(workspacePath: string, { file }: PipelineRoles): Promise<void> {
  const existing = await readFile(resolveSafeChildPath(workspacePath, file.path)).catch(
    () => undefined,
  );
  if (existing?.equals(file.content)) return;
  if (existing) {
    throw new ConflictError(
      `${file.path} exists in the workspace and is another one. Delete it first when it is to be replaced.`,
    );
  }
  await writeFiles({ files: [file], folder: workspacePath, conflict: 'error' });
}

function roleArnsOf(
  outputs: Readonly<Record<string, string>>,
  environments: readonly string[],
): Record<string, string> {
  const named = [
    ['pull', outputs.PullRoleArn],
    ['build', outputs.BuildRoleArn],
    ...environments.map((name, index) => [`deploy-${name}`, outputs[`DeployRoleArn${index + 1}`]]),
  ];
  return Object.fromEntries(named.filter(([, arn]) => arn !== undefined));
}
