import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { lstat } from 'node:fs/promises';
import { openProposalHost } from '../repository/hosts/openProposalHost';
import { ProposalUndo, proposalUndoKind } from '../repository/proposalUndo';
import { proposeChange } from '../repository/proposeChange';
import { checkBranchName } from '../repository/refName';
import { readRemoteCredentials } from '../repository/remoteCredentials';
import { findRemoteRepository } from '../repository/remoteRepository';
import { UndoTokens } from '../undo/undoTokens';
import { examples } from './proposeChange.examples';

/** More are counted, not listed: outputs are kept in the database with the task. */
const maxListed = 1_000;

/** `container-lens:change:propose`: a folder becomes a pull or merge request. */
export function createProposeChangeAction(options: {
  integrations: ScmIntegrationRegistry;
  tokens: UndoTokens;
  /** Of commits. */
  author: { name: string; email: string };
}) {
  const { integrations, tokens, author } = options;
  return createTemplateAction({
    id: 'container-lens:change:propose',
    description:
      'Proposes a folder as the new content of an existing repository: pushes a branch with real git and opens, or updates, one pull or merge request on GitHub, GitLab or Gitea. Nothing is pushed to the default branch.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .max(2000)
            .describe('Value of a RepoUrlPicker, or the address of the repository in the browser'),
        branch: z => z.string().max(200).describe('Branch of the proposal; made when absent'),
        targetBranch: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe('Branch to merge into; the default branch when not set'),
        title: z =>
          z
            .string()
            .min(1)
            .max(200)
            .regex(/^\S[^\r\n]*$/)
            .describe('Title of the request and of the commit, one line'),
        body: z => z.string().max(30_000).describe('Text of the request, in Markdown'),
        sourcePath: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe(
              "Folder in the workspace that holds the whole repository as it should be; 'repository' when not set",
            ),
        baseCommit: z =>
          z
            .string()
            .regex(/^[0-9a-f]{40}$/)
            .optional()
            .describe('Commit that the folder was made from; the end of the target when not set'),
        draft: z => z.boolean().optional().describe('Whether to open it as a draft'),
        reviewers: z =>
          z
            .array(z.string().regex(/^[A-Za-z0-9_.-]{1,100}(\/[A-Za-z0-9_.-]{1,100})?$/))
            .max(20)
            .optional()
            .describe('Names on the host, on GitHub also teams as organisation/team'),
      },
      output: {
        url: z => z.string().optional().describe('The request, for people'),
        number: z => z.number().optional(),
        branch: z => z.string(),
        commit: z => z.string().optional().describe('Where the branch ends'),
        created: z => z.boolean().describe('Whether this task opened the request'),
        changes: z =>
          z
            .array(
              z.object({
                path: z.string(),
                change: z.enum(['added', 'changed', 'deleted', 'renamed']),
                from: z.string().optional(),
              }),
            )
            .describe('Files that differ, at most a thousand; empty when nothing is to be done'),
        changeCount: z => z.number().describe('How many files differ'),
        undo: z =>
          z.string().optional().describe('Token for container-lens:undo, if this task opened it'),
      },
    },
    async handler(ctx) {
      const { branch, targetBranch, title, body, baseCommit } = ctx.input;
      checkBranchName(branch);
      if (/\p{Cc}/u.test(title)) {
        throw new InputError('The title holds control characters. Write one line of words.');
      }
      const remote = findRemoteRepository({ repoUrl: ctx.input.repoUrl, integrations });
      const folder = resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? 'repository');
      if (!(await lstat(folder).catch(() => undefined))?.isDirectory()) {
        throw new InputError(
          `There is no folder '${ctx.input.sourcePath ?? 'repository'}' in the workspace. Read the repository there first.`,
        );
      }
      const credentials = await readRemoteCredentials({ remote, integrations });
      const result = await proposeChange({
        remote,
        credentials,
        host: openProposalHost({ remote, credentials }),
        change: {
          branch,
          targetBranch: targetBranch || undefined,
          title: title.trim(),
          body,
          folder,
          baseCommit,
          isDraft: ctx.input.draft ?? false,
          reviewers: ctx.input.reviewers ?? [],
        },
        author,
        taskId: ctx.task.id,
        isDryRun: ctx.isDryRun ?? false,
        warn: message => ctx.logger.warn(message),
        signal: ctx.signal,
      });
      const { proposal, commit, created, ownsBranch, changes } = result;
      for (const { change, path, from } of changes.slice(0, maxListed)) {
        ctx.logger.info(`${change} ${JSON.stringify(from ? `${from} -> ${path}` : path)}`);
      }
      ctx.output('branch', branch);
      ctx.output(
        'changes',
        changes.slice(0, maxListed).map(change => ({ ...change })),
      );
      ctx.output('changeCount', changes.length);
      ctx.output('created', created);
      if (changes.length === 0) {
        ctx.logger.info('The repository is already as it should be: nothing is proposed.');
      }
      if (!proposal || commit === undefined) return;
      // A record in the state of the task. What is on the host decides, not the record.
      await ctx.checkpoint({
        key: `pr:${remote.host}:${remote.owner}/${remote.repo}:${branch}`,
        fn: async () => ({ created, number: proposal.number }),
      });
      ctx.logger.info(`${created ? 'Opened' : 'Found'} ${proposal.url}`);
      ctx.output('url', proposal.url);
      ctx.output('number', proposal.number);
      ctx.output('commit', commit);
      if (created) {
        const { number } = proposal;
        const thing = ProposalUndo.thingOf({ remote, branch, commit, number, ownsBranch });
        ctx.output('undo', tokens.sign({ taskId: ctx.task.id, kind: proposalUndoKind, thing }));
      }
    },
  });
}
