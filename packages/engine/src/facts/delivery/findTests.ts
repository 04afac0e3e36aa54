import { CiModel, Pipeline, StepPlace } from '../ci/model/pipeline';
import { gateCommands } from '../ci/commands/gateCommands';
import { ResolvedDockerfile, Source, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';
import { SourceLocation } from '../image/imageConfig';
import { listShellCommands } from '../script/shellCommands';
import { readTestCommand, TestReading } from './readTestCommand';

/** A command of a pipeline that runs (or skips) tests. */
export interface FoundTest extends StepPlace {
  readonly reading: TestReading;
  readonly gating: boolean;
  readonly text: string;
  readonly location: SourceLocation;
}

/** Inputs in which actions take a command, and the tool they give it to. */
const commandInputs = ['run', 'cmd', 'command', 'arguments', 'args', 'script', 'runCmd', 'tasks'];
const actionTools: readonly (readonly [RegExp, string])[] = [
  [/gradle/i, 'gradle'],
  [/maven|mvn/i, 'mvn'],
  [/(^|\/)cargo|rust/i, 'cargo'],
  [/yarn/i, 'yarn'],
  [/(^|\/)npm/i, 'npm'],
  [/pytest/i, 'pytest'],
  [/(^|\/)nox/i, 'nox'],
  [/(^|\/)tox/i, 'tox'],
  [/docker-bake|bake-action/i, 'bake'],
];
const testActions =
  /^(cypress-io\/github-action|pavelzw\/pytest-action|php-actions\/phpunit|.*\/pytest-action|robotframework\/.*)$/i;
const testTarget = /(^|[-_])tests?([-_]|$)/i;

/** Asked for every job that builds. */
const knownTests = new WeakMap<CiModel, FoundTest[]>();

/** Every command of all pipelines that runs tests. */
export function findTests(ci: CiModel): readonly FoundTest[] {
  const found = knownTests.get(ci) ?? [
    ...ci.pipelines.flatMap(testsOfPipeline),
    ...testsByBuild(ci),
  ];
  knownTests.set(ci, found);
  return found;
}

function testsOfPipeline(pipeline: Pipeline): FoundTest[] {
  const found: FoundTest[] = [];
  for (const job of pipeline.jobs) {
    for (const step of job.steps) {
      // Nothing that starts the pipeline runs the step.
      if (pipeline.triggers.length > 0 && step.triggers.length === 0) continue;
      step.commands.forEach(({ words, gating, path, line }, command) => {
        const reading = readTestCommand(words);
        const text = words.slice(0, 4).join(' ').slice(0, 80);
        if (!reading) return;
        found.push({
          pipeline,
          job,
          step,
          command,
          reading,
          gating,
          text,
          location: { path, line },
        });
      });
      const name = step.uses?.name ?? '';
      const reading = name === '' ? undefined : readAction(name, step.inputs);
      if (reading) {
        const location = { path: step.path, line: step.line };
        found.push({ pipeline, job, step, reading, gating: step.gating, text: name, location });
      }
    }
  }
  return found;
}

function readAction(name: string, inputs: ReadonlyMap<string, string>): TestReading | undefined {
  if (testActions.test(name)) return 'tests';
  const tool = actionTools.find(([pattern]) => pattern.test(name))?.[1];
  for (const key of commandInputs) {
    const text = inputs.get(key);
    if (text === undefined || text.length > 10_000) continue;
    for (const { words } of listShellCommands(text)) {
      const reading =
        readTestCommand(words) ??
        (tool === undefined ? undefined : readTestCommand([tool, ...words]));
      if (reading) return reading;
    }
  }
  return undefined;
}

/** `docker build --target test`. */
function testsByBuild({ builds }: CiModel): FoundTest[] {
  return builds.flatMap((build): FoundTest[] => {
    const { pipeline, job, step, command, target } = build;
    const name = target?.resolved ? target.value : undefined;
    if (name === undefined || !testTarget.test(name) || build.pushTriggers.length > 0) return [];
    const run = command === undefined ? undefined : step.commands[command];
    const gating = run?.gating ?? step.gating;
    const location = { path: run?.path ?? step.path, line: run?.line ?? step.line };
    const text = `a build of the stage ${name}`;
    return [{ pipeline, job, step, command, reading: 'tests', gating, text, location }];
  });
}

/** A test in a stage without which the shipped stage cannot be built. */
export function findStageTest(
  dockerfile: ResolvedDockerfile,
): { readonly reading: TestReading; readonly line: number; readonly text: string } | undefined {
  let skipped: { reading: TestReading; line: number; text: string } | undefined;
  for (const stage of neededStages(dockerfile)) {
    for (const step of dockerfile.stages[stage]!.steps.filter(({ keyword }) => keyword === 'RUN')) {
      for (const { words, line } of gatingCommands(step)) {
        const reading = readTestCommand(words);
        const text = words.slice(0, 4).join(' ').slice(0, 80);
        if (reading === 'tests') return { reading, line, text };
        if (reading === 'skipped') skipped ??= { reading, line, text };
      }
    }
  }
  return skipped;
}

/** Commands whose failure fails the build. */
function gatingCommands(step: Step): readonly { words: readonly string[]; line: number }[] {
  const all = runCommands(step);
  if (!all.some(({ words }) => readTestCommand(words))) return [];
  const { json, body, heredocs, line } = step.instruction;
  const texts =
    heredocs.length > 0 ? heredocs.map(h => [h.content, h.line] as const) : [[body, line] as const];
  if (json) return all;
  const mode = { stopsOnError: step.shell.some(word => /^-\w*e/.test(word)), pipefail: false };
  return texts
    .flatMap(([text, first]) => gateCommands(text, first, mode))
    .filter(({ gating }) => gating)
    .map(({ command }) => ({ words: command.words, line: command.line }));
}

/** Stages of the final chain and all that they copy or inherit from. */
export function neededStages(dockerfile: ResolvedDockerfile): Set<number> {
  const needed = new Set<number>();
  const open = dockerfile.finalChain.map(({ index }) => index);
  const follow = (source: Source | undefined) => {
    if (source?.kind === 'stage') open.push(source.index);
  };
  while (open.length > 0) {
    const index = open.pop()!;
    const stage = dockerfile.stages[index];
    if (needed.has(index) || !stage) continue;
    needed.add(index);
    follow(stage.base);
    stage.steps.forEach(step => {
      follow(step.from);
      step.mounts.forEach(mount => follow(mount.from));
    });
  }
  return needed;
}
