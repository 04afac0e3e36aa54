import { fixableChecks, FolderError } from '@container-lens/engine';
import { Command, CommanderError, Option } from 'commander';
import { checkFolder } from './check/checkFolder';
import { explainCheck, listChecks } from './explain/explainCheck';
import { fixFolder } from './fix/fixFolder';
import type * as GoldenPathModule from './goldenPath/testFolder';
import { UsageError } from './UsageError';
import { version } from '../package.json';

/**
 * Everything the command touches of the process, so that tests run the same code.
 *
 * @public
 */
export interface LensEnvironment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal that standard output is; undefined when it is none. */
  readonly terminalColumns: number | undefined;
  readonly writeOutput: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Brings what tests golden paths; read only when it is asked for, so that `lens check` starts fast. */
  readonly loadGoldenPath: () => Promise<Pick<typeof GoldenPathModule, 'testFolder'>>;
}

const exitCouldNotRun = 2;

const examples = `
Examples:
  lens check                                    judge the current folder
  lens check services/orders --fail-on medium   a stricter gate
  lens check --format sarif --output lens.sarif for code scanning
  lens check --config organisation.yaml         with your registries and parents
  lens check --baseline main.json               fail only on what is new or worse
  lens check --explain sec-image-user-non-root  what a check asks and how to mend it

Exit codes: 0 the gate passed, 1 the gate failed, 2 the check could not be run.`;

const goldenPathNotes = `
Without --all and --pairs every combination is rendered up to 60, and pairs of more.
helm, kubectl, actionlint, hadolint, cfn-lint and shellcheck are used where they are
installed; the report says which were skipped. Nothing is sent anywhere.

Exit codes: 0 nothing is wrong, 1 something is, 2 the test could not be run.`;

function createProgram(environment: LensEnvironment, finish: (exitCode: number) => void): Command {
  const program = new Command('lens')
    .description('Checks repositories against the AWS Well-Architected Container Build Lens.')
    .version(version)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: environment.writeOutput,
      writeErr: environment.writeError,
      getOutHelpWidth: () => environment.terminalColumns ?? 80,
      getErrHelpWidth: () => environment.terminalColumns ?? 80,
    });
  program
    .command('check')
    .description(
      'Judge a folder: the tracked files of a git repository, or every file without git.',
    )
    .argument('[DIR]', 'the folder', '.')
    .addOption(
      new Option('--format <FORMAT>', 'what to write')
        .choices(['text', 'json', 'sarif', 'markdown', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'the least severity whose failure fails the gate')
        .choices(['critical', 'high', 'medium', 'low', 'never'])
        .default('high'),
    )
    .option('--output <FILE>', 'write the report to a file instead of standard output')
    .option('--config <FILE>', 'the organisation document: a YAML or JSON file, or its http(s) URL')
    .option('--baseline <FILE>', 'an earlier JSON report: fail only on what is new or worse')
    .option('--explain <CHECK>', 'say what a check asks, how it decides and how to mend it')
    .option('--list', 'list every check with its severity')
    .addHelpText('after', examples)
    .action(async (directory, { explain, list, ...options }) => {
      if (explain !== undefined || list) {
        const width = environment.terminalColumns ?? 80;
        const text = explain === undefined ? listChecks() : explainCheck(explain, width);
        environment.writeOutput(text);
        finish(0);
        return;
      }
      finish(await checkFolder({ ...options, directory, environment }));
    });
  program
    .command('fix')
    .description('Mend what can be mended safely, without losing comments or formatting.')
    .argument('[DIR]', 'the folder', '.')
    .option('--dry-run', 'print the changes as a unified diff and write nothing', false)
    .option('--check <CHECK...>', 'mend only what these checks found')
    .option('--config <FILE>', 'the organisation document: a YAML or JSON file, or its http(s) URL')
    .addHelpText('after', `\nChecks that can be mended:\n  ${fixableChecks.join('\n  ')}`)
    .action(async (directory, options) => {
      finish(await fixFolder({ ...options, directory, environment }));
    });
  program
    .command('golden-path')
    .description('For those who write golden paths.')
    .helpCommand(false)
    .command('test')
    .description(
      'Render overlays and templates on top of the packaged ones, for every valid combination, and check all that they make.',
    )
    .argument('[DIR]', 'an overlay, a folder of overlays, or templates beside overlays/', '.')
    .addOption(
      new Option('--format <FORMAT>', 'what to write')
        .choices(['text', 'json', 'markdown', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'the least severity of a failed check that is an error')
        .choices(['critical', 'high', 'medium', 'low', 'never'])
        .default('high'),
    )
    .addOption(
      new Option('--minimum-grade <GRADE>', 'the least grade of the lens that is no error')
        .choices(['A', 'B', 'C', 'D', 'F'])
        .default('A'),
    )
    .option('--all', 'render every combination')
    .option('--pairs', 'render enough combinations to meet every pair of values')
    .option('--config <FILE>', 'an app-config with the platform, or an organisation document')
    .option('--output <FILE>', 'write the report to a file instead of standard output')
    .addHelpText('after', goldenPathNotes)
    .action(async (directory, options) => {
      const { testFolder } = await environment.loadGoldenPath();
      finish(await testFolder({ ...options, directory, environment }));
    });
  return program;
}

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 the gate passed, 1 it failed, 2 the check could not be run. Never rejects.
 * @public
 */
export async function runLens(
  args: readonly string[],
  environment: LensEnvironment,
): Promise<number> {
  let exitCode = 0;
  const program = createProgram(environment, code => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Usage and errors of options are already written by then.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCouldNotRun;
    if (error instanceof UsageError || error instanceof FolderError) {
      environment.writeError(`lens: ${error.message}\n`);
      return exitCouldNotRun;
    }
    const detail =
      environment.env.LENS_DEBUG && error instanceof Error ? error.stack : String(error);
    environment.writeError(
      `lens: internal error: ${detail}\nThis is a defect of lens; set LENS_DEBUG=1 to see where it happened.\n`,
    );
    return exitCouldNotRun;
  }
}
