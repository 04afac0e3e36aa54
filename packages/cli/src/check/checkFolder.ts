import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  assess,
  describeGate,
  describeGrade,
  describeScore,
  FailOn,
  gate,
  GateResult,
  readFolder,
  renderMarkdown,
  renderText,
  RepositoryEvidence,
  Scorecard,
  subjectFromRepository,
} from '@container-lens/engine';
import { renderJson } from '../report/renderJson';
import { renderSarif } from '../report/renderSarif';
import type { LensEnvironment } from '../runLens';
import { UsageError } from '../UsageError';
import { renderAnnotations } from '../report/renderAnnotations';
import { findRepositoryPrefix } from './findRepositoryPrefix';
import { readBaseline } from './readBaseline';
import { readOrganisation } from './readOrganisation';

/** Options of `lens check` as they were parsed. */
export interface CheckFolderOptions {
  readonly directory: string;
  readonly format: 'text' | 'json' | 'sarif' | 'markdown' | 'github';
  readonly failOn: FailOn;
  readonly output?: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly environment: LensEnvironment;
}

/** Longest comment that GitHub takes, in characters; GitLab takes more. */
const commentLength = 65_536;

function wantsColor({ env, terminalColumns }: LensEnvironment): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return terminalColumns !== undefined && env.TERM !== 'dumb';
}

async function render(options: {
  readonly check: CheckFolderOptions;
  readonly scorecard: Scorecard;
  readonly outcome: GateResult;
  readonly repository: RepositoryEvidence;
}): Promise<string> {
  const { check, scorecard, outcome, repository } = options;
  const { environment } = check;
  switch (check.format) {
    case 'json':
      return renderJson(scorecard, outcome);
    case 'sarif':
      return renderSarif(scorecard, {
        pathPrefix: await findRepositoryPrefix(resolve(environment.cwd, check.directory)),
        paths: repository.entries.map(entry => entry.path),
      });
    case 'markdown':
      return renderMarkdown(scorecard, { gate: outcome, maxLength: commentLength });
    case 'github':
      return renderAnnotations(scorecard, {
        gate: outcome,
        pathPrefix: await findRepositoryPrefix(resolve(environment.cwd, check.directory)),
      });
    default:
      return renderText(scorecard, {
        gate: outcome,
        width: environment.terminalColumns ?? 80,
        color: check.output === undefined && wantsColor(environment),
      });
  }
}

async function writeReport(check: CheckFolderOptions, report: string): Promise<void> {
  const { output, environment } = check;
  if (output === undefined) {
    environment.writeOutput(report);
    return;
  }
  try {
    await writeFile(resolve(environment.cwd, output), report);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The report could not be written to ${output} (${code}).`);
  }
}

/**
 * Judges a folder and writes the report.
 *
 * @returns 0 when the gate passed, 1 when it failed.
 * @throws UsageError or FolderError when the folder cannot be judged.
 */
export async function checkFolder(check: CheckFolderOptions): Promise<0 | 1> {
  const { environment } = check;
  const directory = resolve(environment.cwd, check.directory);
  const organisation = await readOrganisation(check.config, environment);
  const baseline =
    check.baseline === undefined ? undefined : await readBaseline(check.baseline, environment.cwd);
  const repository = await readFolder({ directory });
  if (repository.status !== 'present') {
    throw new UsageError(
      repository.status === 'unavailable' ? repository.reason : `${directory} could not be read.`,
    );
  }
  if (repository.value.entries.length === 0) {
    throw new UsageError(
      'There is nothing to check: the folder has no tracked file. In a git repository, add files with git add first.',
    );
  }
  const scorecard = await assess({
    subject: subjectFromRepository({ repository, name: basename(directory) || directory }),
    evidence: { repository },
    organisation,
    onError: (source, error) => {
      const stack = environment.env.LENS_DEBUG && error instanceof Error ? `\n${error.stack}` : '';
      environment.writeError(
        `lens: internal error in ${source}; what needs it is unknown. Set LENS_DEBUG=1 for details.${stack}\n`,
      );
    },
  });
  if (baseline?.organisation !== undefined && baseline.organisation !== scorecard.organisation) {
    environment.writeError(
      'lens: the baseline was judged with another organisation document; what got worse may be what the document changed.\n',
    );
  }
  const outcome = gate(scorecard, check.failOn, baseline);
  const report = await render({ check, scorecard, outcome, repository: repository.value });
  await writeReport(check, report);
  if (check.output !== undefined) {
    const { score } = scorecard;
    environment.writeError(
      `${describeScore(score)}, ${describeGrade(score)}. ${describeGate(outcome)} Report: ${check.output}\n`,
    );
  }
  return outcome.passed ? 0 : 1;
}
