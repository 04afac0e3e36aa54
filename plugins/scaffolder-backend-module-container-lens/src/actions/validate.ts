import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  OrganisationDocument,
  assess,
  describeGate,
  describeGrade,
  describeScore,
  gate,
  renderMarkdown,
  renderText,
  subjectFromRepository,
} from '@container-lens/engine';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readWorkspace } from '../workspace/readWorkspace';
import { examples } from './validate.examples';

/**
 * `container-lens:validate`: the gate. Judges the workspace with the same engine and the same organisation document as the
 * portal, writes the report to the task's log and fails the task when the gate does.
 */
export function createValidateAction(options: { organisation: OrganisationDocument }) {
  return createTemplateAction({
    id: 'container-lens:validate',
    description:
      'Checks the workspace against the Container Build Lens and fails when the gate does.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().max(200).optional().describe('Title of the report'),
        sourcePath: z =>
          z.string().optional().describe('Folder in the workspace; its root when not set'),
        failOn: z =>
          z
            .enum(['critical', 'high', 'medium', 'low', 'never'])
            .optional()
            .describe('Lowest severity of a failure that fails the task; high when not set'),
        pillars: z =>
          z
            .array(z.enum(['OPS', 'SEC', 'REL', 'PERF', 'COST', 'SUS']))
            .optional()
            .describe('Pillars whose failures count; all when not set'),
        reportPath: z =>
          z
            .string()
            .optional()
            .describe('Where to write the report as Markdown; nowhere when not set'),
      },
      output: {
        score: z => z.record(z.unknown()),
        passed: z => z.boolean(),
        findings: z => z.array(z.record(z.unknown())).describe('Checks that fail or warn'),
        summary: z => z.string().describe('Markdown'),
        reportPath: z => z.string().optional(),
      },
    },
    async handler(ctx) {
      const { failOn = 'high', pillars, reportPath } = ctx.input;
      const repository = await readWorkspace(
        resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath ?? '.'),
      );
      ctx.signal?.throwIfAborted();
      const scorecard = await assess({
        subject: subjectFromRepository({ repository, name: ctx.input.name ?? 'workspace' }),
        evidence: { repository },
        organisation: options.organisation,
        onError: (source, error) => ctx.logger.warn(`${source} could not be evaluated: ${error}`),
      });
      const judged = pillars
        ? {
            ...scorecard,
            results: scorecard.results.filter(({ pillar }) => pillars.includes(pillar)),
          }
        : scorecard;
      const outcome = gate(judged, failOn);
      for (const line of renderText(judged, { width: 110, gate: outcome }).split('\n')) {
        ctx.logger.info(line);
      }
      if (reportPath) {
        const file = resolveSafeChildPath(ctx.workspacePath, reportPath);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, renderMarkdown(judged, { gate: outcome }));
      }

      const summary = `**${describeGrade(scorecard.score)}** · ${describeScore(scorecard.score)}\n\n${describeGate(outcome)}`;
      const { score } = scorecard;
      ctx.output('score', { ...score });
      ctx.output('passed', outcome.passed);
      ctx.output('findings', listFindings(judged));
      ctx.output('summary', summary);
      ctx.output('reportPath', reportPath);
      if (!outcome.passed) {
        const reasons = outcome.blocking.map(
          ({ check, title, severity }) => `${check} (${severity}): ${title}`,
        );
        throw new InputError(
          `The service does not pass the Container Build Lens. ${describeGate(outcome)} The report is in the log.\n${reasons.join('\n')}`,
        );
      }
    },
  });
}

function listFindings(scorecard: Awaited<ReturnType<typeof assess>>) {
  return scorecard.results
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .map(({ check, title, severity, verdict, units }) => ({
      check,
      title,
      severity,
      verdict,
      findings: units.flatMap(unit => unit.findings.map(finding => ({ ...finding }))),
    }));
}
