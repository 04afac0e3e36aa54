import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FailOn } from '@container-lens/engine';
import {
  Grade,
  InputError,
  NotFoundError,
  RenderedFile,
  SeenFinding,
  testAuthorFolder,
} from '@container-lens/golden-path';
import type { LensEnvironment } from '../runLens';
import { UsageError } from '../UsageError';
import { countFindings, GoldenPathReport } from './goldenPathReport';
import { readPlatform } from './readPlatform';
import { renderGoldenPathReport, ReportFormat } from './renderGoldenPathReport';
import { OutsideToolRunner } from './runOutsideTools';

/** Options of `lens golden-path test` as they were parsed. */
export interface TestFolderOptions {
  readonly directory: string;
  readonly format: ReportFormat;
  readonly failOn: FailOn;
  readonly minimumGrade: Grade;
  readonly all?: boolean;
  readonly pairs?: boolean;
  readonly config?: string;
  readonly output?: string;
  readonly environment: LensEnvironment;
}

/**
 * Tests a folder of overlays and templates and writes the report.
 *
 * @returns 0 when nothing is wrong, 1 when something is.
 * @throws UsageError when the folder or the configuration cannot be used.
 */
export async function testFolder(options: TestFolderOptions): Promise<0 | 1> {
  const { directory, environment, all, pairs } = options;
  if (all && pairs) {
    throw new UsageError('--all and --pairs exclude each other.');
  }
  const { config, organisation, notes } = await readPlatform(options.config, environment);
  const rendered: [string, readonly RenderedFile[]][] = [];
  const report = await testAuthorFolder({
    folder: resolve(environment.cwd, directory),
    config,
    organisation,
    coverage: (all && 'all') || (pairs && 'pairs') || 'automatic',
    failOn: options.failOn,
    minimumGrade: options.minimumGrade,
    onRendered: (composition, files) => rendered.push([composition, files]),
  }).catch(error => {
    if (error instanceof InputError || error instanceof NotFoundError) {
      throw new UsageError(error.message);
    }
    throw error;
  });
  const runner = OutsideToolRunner.create({ overlays: report.overlays });
  rendered.forEach(([composition, files]) => runner.add(composition, files));
  const tools = await runner.run({ path: environment.env.PATH ?? '' });
  const findings: SeenFinding[] = [
    ...report.findings,
    ...tools.findings.map(({ combination, ...finding }) => ({
      ...finding,
      combinations: [combination],
    })),
  ];
  const whole: GoldenPathReport = {
    ...report,
    schemaVersion: 1,
    folder: directory,
    passed: findings.every(({ severity }) => severity !== 'error'),
    findings,
    tools: tools.results,
    notes,
  };
  const text = renderGoldenPathReport(whole, options.format);
  if (options.output === undefined) {
    environment.writeOutput(text);
  } else {
    await writeFile(resolve(environment.cwd, options.output), text).catch(({ code }) => {
      throw new UsageError(`The report could not be written to ${options.output} (${code}).`);
    });
    const outcome = whole.passed ? 'Passed' : 'Failed';
    environment.writeError(`${outcome}: ${countFindings(findings)}. Report: ${options.output}\n`);
  }
  return whole.passed ? 0 : 1;
}
