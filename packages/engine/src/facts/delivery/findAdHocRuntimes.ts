import { findBuildCommand } from '../dockerfile/findBuildCommand';
import { ResolvedDockerfile, Stage } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';
import { SourceLocation } from '../image/imageConfig';
import { ImageUnit } from '../image/imageUnit';
import { ShellCommand } from '../script/shellCommands';
import { readAdHocRuntimes } from './adHocRuntimes';
import { buildsFile } from './findScheduledRebuild';
import { neededStages } from './findTests';
import { BuildJob } from './imageBuildJobs';

/** One runtime that a job or a build stage installs by itself. */
export interface AdHocRuntime extends SourceLocation {
  readonly runtime: string;
  /** Begins a sentence. */
  readonly where: string;
}

/** Runtimes a build job and the build stages of its Dockerfiles install, each counted once for its place. */
export function findAdHocRuntimes(
  { job, builds }: BuildJob,
  units: readonly ImageUnit[],
): { readonly found: AdHocRuntime[]; readonly unread?: { reason: string; path: string } } {
  const found = once(
    job.steps.flatMap(({ commands }) =>
      commands.flatMap(command => inCommand(command, `The job ${job.id}`, command.path)),
    ),
  );
  const own = units.filter(({ path }) => builds.some(build => buildsFile(build, path)));
  let unread: { reason: string; path: string } | undefined;
  for (const { dockerfile, path } of own) {
    if (dockerfile.status === 'present') found.push(...inDockerfile(dockerfile.value));
    else if (dockerfile.status === 'unavailable') unread ??= { reason: dockerfile.reason, path };
  }
  return { found, unread };
}

function inDockerfile(dockerfile: ResolvedDockerfile): AdHocRuntime[] {
  const needed = neededStages(dockerfile);
  const shipped = new Set(dockerfile.finalChain.map(({ index }) => index));
  return (
    dockerfile.stages
      .filter(stage => needed.has(stage.index))
      // A shipped stage is a build stage as well when it builds.
      .filter(
        stage => !shipped.has(stage.index) || dockerfile.finalChain.some(one => hasBuild(one)),
      )
      .flatMap(stage => {
        const where = `The stage ${stage.name ?? stage.index + 1}`;
        return once(
          stage.steps.flatMap(step => {
            if (step.keyword !== 'RUN') return [];
            return runCommands(step).flatMap(command => inCommand(command, where, dockerfile.path));
          }),
        );
      })
  );
}

function hasBuild(stage: Stage): boolean {
  return stage.steps.some(step => findBuildCommand(step) !== undefined);
}

function inCommand(command: ShellCommand, where: string, path: string): AdHocRuntime[] {
  return readAdHocRuntimes(command).map(runtime => ({ runtime, where, path, line: command.line }));
}

function once(all: readonly AdHocRuntime[]): AdHocRuntime[] {
  return all.filter(
    (one, index) => all.findIndex(({ runtime }) => runtime === one.runtime) === index,
  );
}
