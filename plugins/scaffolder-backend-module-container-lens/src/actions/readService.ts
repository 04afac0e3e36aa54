import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { OrganisationDocument, assess, repositoryFromFiles } from '@container-lens/engine';
import { readService, splitAnswers } from '@container-lens/golden-path';
import { cloneRepository } from '../repository/cloneRepository';
import { readRepositoryFiles } from '../workspace/readRepositoryFiles';
import { examples } from './readService.examples';

/** More are counted in the score, not listed: outputs are kept in the database with the task. */
const maxFindings = 100;

/**
 * `container-lens:service:read`: brings an existing repository into the workspace and says what is known of the service in it,
 * with the place of each fact, and how the lens judges it today.
 */
export function createReadServiceAction(options: {
  integrations: ScmIntegrationRegistry;
  organisation: OrganisationDocument;
}) {
  const { integrations, organisation } = options;
  return createTemplateAction({
    id: 'container-lens:service:read',
    description:
      'Reads an existing repository into the workspace with real git and detects language, framework, port, Dockerfile, health paths, tests, deployment and pipeline, each with its place.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .max(2000)
            .describe('Value of a RepoUrlPicker, or the address of the repository in the browser'),
        ref: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe('Branch, tag or full commit; the default branch when not set'),
        path: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe('Folder of the service in a larger repository; its root when not set'),
        targetPath: z =>
          z
            .string()
            .max(500)
            .optional()
            .describe("Folder in the workspace; 'repository' when not set"),
        answers: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'What a person says of the service; wins over what the repository says. Other answers are ignored',
            ),
      },
      output: {
        commit: z => z.string(),
        defaultBranch: z => z.string(),
        branch: z =>
          z.string().optional().describe('The branch that was read; not set for a tag or a commit'),
        facts: z => z.record(z.unknown()).describe('Each with its place, or why it is not known'),
        findings: z => z.array(z.record(z.unknown())).describe('Checks that fail or warn'),
        score: z => z.record(z.unknown()),
        grade: z => z.string(),
        value: z => z.number().optional().describe('0 to 100; not set when nothing is decided'),
      },
    },
    async handler(ctx) {
      const { repoUrl, ref, path = '', answers = {} } = ctx.input;
      const folder = resolveSafeChildPath(ctx.workspacePath, ctx.input.targetPath ?? 'repository');
      const cloned = await cloneRepository({
        repoUrl,
        ref: ref || undefined,
        integrations,
        into: folder,
        signal: ctx.signal,
      });
      ctx.logger.info(`Read ${cloned.remote.repo} at ${cloned.commit}`);
      const files = await readRepositoryFiles(resolveSafeChildPath(folder, path || '.'));
      const facts = readService({
        files,
        overrides: splitAnswers(answers).overrides,
        repositoryName: cloned.remote.repo,
        organisation,
      });
      for (const [name, fact] of Object.entries(facts)) {
        if (Array.isArray(fact)) continue;
        const place = fact.path === undefined ? '' : ` (${fact.path}:${fact.line ?? 1})`;
        const text = 'reason' in fact ? `not known: ${fact.reason}` : JSON.stringify(fact.value);
        ctx.logger.info(`${name}: ${text}${place}`);
      }
      ctx.signal?.throwIfAborted();
      const { score, results } = await assess({
        subject: { name: facts.name.value ?? cloned.remote.repo },
        evidence: { repository: repositoryFromFiles({ files, commit: cloned.commit }) },
        organisation,
        onError: (source, error) => ctx.logger.warn(`${source} could not be evaluated: ${error}`),
      });
      ctx.output('commit', cloned.commit);
      ctx.output('defaultBranch', cloned.defaultBranch);
      ctx.output('branch', cloned.branch);
      ctx.output('facts', JSON.parse(JSON.stringify(facts)));
      ctx.output(
        'findings',
        results
          .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
          .slice(0, maxFindings)
          .map(({ check, title, severity, verdict, units }) => ({
            check,
            title,
            severity,
            verdict,
            reason: units.find(unit => unit.verdict === verdict)?.reason ?? '',
          })),
      );
      ctx.output('score', { ...score });
      ctx.output('grade', score.grade);
      ctx.output('value', score.value);
    },
  });
}
