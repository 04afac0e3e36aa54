import { isGuardedInShell } from '../commands/guardedInShell';
import {
  CiModel,
  Deployment,
  ImageBuild,
  ImagePush,
  Pipeline,
  StepPlace,
  Trigger,
} from '../model/pipeline';
import { completeBuild } from './buildFields';
import { readActionBuild } from './readActionBuild';
import { readDeployAction, readDeployCommand } from './readDeployment';
import { readDockerBuild } from './readDockerBuild';
import { readOtherBuild } from './readOtherBuild';
import { readPush } from './readPush';
import { expandWord, valuesOfStep } from './textValues';

export type ImageWork = Pick<CiModel, 'builds' | 'pushes' | 'deployments'>;
type Run = ReadonlyMap<string, string>;

const noRun: Run = new Map();
/** Readings of one pipeline: steps times runs of their matrix. Beyond it a matrix is left open. */
const readingsLimit = 5000;

/** Builds, pushes and deployments of a pipeline, one for each run of a literal matrix that differs. */
export function findImageWork(
  pipeline: Pipeline,
  readBake: (place: StepPlace, run: Run, command?: number) => readonly ImageBuild[] = () => [],
  buildsWithCopilot = true,
): ImageWork {
  const builds: ImageBuild[] = [];
  const pushes: ImagePush[] = [];
  const deployments: Deployment[] = [];
  const renamed = new Map<string, string[]>();
  let readings = 0;
  for (const job of pipeline.jobs) {
    readings += job.steps.length * job.matrix.length;
    const runs = job.matrix.length > 0 && readings <= readingsLimit ? job.matrix : [noRun];
    const seen = new Set<string>();
    // A command does one thing in each run: only more runs, or the targets of a bake file, repeat it.
    const once = <T extends StepPlace>(list: T[], found: T, mayRepeat = runs.length > 1) => {
      if (!mayRepeat) {
        list.push(found);
        return;
      }
      const key = keyOf(found);
      if (!seen.has(key)) {
        seen.add(key);
        list.push(found);
      }
    };
    for (const step of job.steps) {
      // `if: false`: nothing that starts the pipeline runs the step.
      if (pipeline.triggers.length > 0 && step.triggers.length === 0) continue;
      const place: StepPlace = { pipeline, job, step };
      for (const run of runs) {
        const value = valuesOfStep(place, run);
        const action = step.uses && readActionBuild(place, value);
        if (action) once(builds, completeBuild(place, action), true);
        const deploys = step.uses && readDeployAction(place, value);
        if (deploys) once(deployments, { ...place, ...deploys });
        if (step.uses?.name === 'docker/bake-action' || step.uses?.name === 'depot/bake-action') {
          readBake(place, run).forEach(build => once(builds, build, true));
        }
        step.commands.forEach((command, index) => {
          const at: StepPlace = { ...place, command: index };
          const words = command.words;
          const values = valuesOfStep(place, run, command);
          if (isBake(command.name, words)) {
            readBake(at, run, index).forEach(build => once(builds, build, true));
            return;
          }
          const found = readDockerBuild(at, command, values) ?? readOtherBuild(at, command, values);
          const build = found?.tool === 'copilot' && !buildsWithCopilot ? undefined : found;
          const narrow = (triggers: readonly Trigger[]) =>
            command.path === step.path && isGuardedInShell(step.run ?? '', words)
              ? triggers.filter(({ kind }) => kind !== 'pull-request')
              : triggers;
          if (build) {
            const pushTriggers = build.pushTriggers && narrow(build.pushTriggers);
            once(builds, completeBuild(at, { ...build, pushTriggers }));
          } else {
            const push = readPush(at, command, values);
            if (push) once(pushes, { ...at, ...push, triggers: narrow(push.triggers) });
          }
          const deployment = readDeployCommand(at, command, values);
          if (deployment) once(deployments, { ...at, ...deployment });
          const verb = words[1] === 'image' ? 2 : 1;
          if (words[verb] === 'tag' && /^(docker|podman|buildah|nerdctl)$/.test(command.name)) {
            const [from = '', to = ''] = words
              .slice(verb + 1, verb + 3)
              .map(word => expandWord(word, values));
            renamed.set(from, [...(renamed.get(from) ?? []), to].slice(0, 50));
          }
        });
      }
    }
  }
  const shipped = builds.map(build => withPushes(build, pushes, renamed));
  const own = shipped
    .filter(build => build.pushTriggers.length > 0 && build.pushedBy === undefined)
    .map((build): ImagePush => ({
      ...placeOf(build),
      tags: build.tags,
      triggers: build.pushTriggers,
    }));
  return { builds: shipped, pushes: [...own, ...pushes], deployments };
}

function placeOf({ pipeline, job, step, command }: StepPlace): StepPlace {
  return { pipeline, job, step, command };
}

function isBake(name: string, words: readonly string[]): boolean {
  return (
    ((name === 'docker' && words[1] === 'buildx') || name === 'depot' || name === 'buildx') &&
    words.slice(1, 4).includes('bake')
  );
}

/** Everything a place says, the place itself included; the pipeline and its objects are left out. */
function keyOf(found: StepPlace): string {
  const { pipeline: _pipeline, job: _job, step, command, ...fields } = found;
  return JSON.stringify([step.index, command, fields], (name, value: unknown) => {
    if (name === 'pushTriggers' || name === 'triggers') {
      return Array.isArray(value) ? value.length : 0;
    }
    return value instanceof Map ? [...value] : value;
  });
}

/** A build ships when a later command pushes its name, a name it was given afterwards, or all tags of it. */
function withPushes(
  build: ImageBuild,
  pushes: readonly ImagePush[],
  renamed: ReadonlyMap<string, readonly string[]>,
): ImageBuild {
  if (build.pushTriggers.length > 0) {
    return build;
  }
  const names = [...build.tags, ...build.tags.flatMap(tag => namesAfter(tag, renamed))];
  const found = pushes.filter(
    ({ tags, source, archive }) =>
      isSameFile(archive, build.archive) ||
      [...tags, ...(source === undefined ? [] : [source])].some(pushed =>
        names.some(
          name => name === pushed || name.startsWith(`${pushed}:`) || name === `${pushed}:latest`,
        ),
      ),
  );
  const all = found.length > 0 ? found : pushes.filter(push => pushesAll(push, build));
  const triggers = [...new Set(all.flatMap(push => push.triggers))];
  const tags = [...new Set([...build.tags, ...all.flatMap(push => push.tags)])];
  return all.length === 0 ? build : { ...build, tags, pushTriggers: triggers, pushedBy: all[0] };
}

function namesAfter(
  tag: string,
  renamed: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [
    ...(renamed.get(tag) ?? []),
    ...(renamed.get(`${tag}:latest`) ?? []),
    ...(renamed.get(tag.replace(/:latest$/, '')) ?? []),
  ];
}

/** Another job finds the artifact under the same name, in whatever folder it works. */
function isSameFile(pushed: string | undefined, built: string | undefined): boolean {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  return pushed !== undefined && built !== undefined && nameOf(pushed) === nameOf(built);
}

/** `docker compose push` names no image. */
function pushesAll(push: ImagePush, build: ImageBuild): boolean {
  return (
    push.tags.length === 0 &&
    push.source === undefined &&
    push.job === build.job &&
    build.tags.length === 0 &&
    build.tool === 'other'
  );
}
