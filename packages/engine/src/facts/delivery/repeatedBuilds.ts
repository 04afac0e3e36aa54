import { CiModel, ImageBuild, StepPlace } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { environmentIn, environmentWord, withoutEnvironment } from './environmentName';
import { placeOf, ships } from './imageBuildJobs';
import { cutAfterSlash } from '../repository/cutAfterSlash';

/** Why an image is built more than once for a commit; ends a sentence. */
export interface RepeatedBuild extends SourceLocation {
  readonly reason: string;
}

/** Builds that ship to where the image runs: those of requests and of schedules are for something else. */
export function releaseBuilds(ci: CiModel): ImageBuild[] {
  return ci.builds.filter(build => {
    if (!ships(ci, build)) return false;
    const kinds = build.pushTriggers.map(({ kind }) => kind);
    const other = /^(pull-request|pull-request-target|schedule|parent-image)$/;
    return kinds.length === 0 || kinds.some(kind => !other.test(kind));
  });
}

/** The first sign that an image is built for environments rather than for commits. */
export function findRepeatedBuild(
  ci: CiModel,
  builds: readonly ImageBuild[],
): RepeatedBuild | undefined {
  for (const build of builds) {
    const over = environmentsOfMatrix(build) ?? environmentsOfLoop(build) ?? listOfLoop(build);
    if (over) {
      return {
        reason: `${build.job.id} builds the image once for each of ${over.join(', ')}`,
        ...placeOf(build),
      };
    }
  }
  for (const group of groupAlike(builds)) {
    const found = findInGroup(ci, group);
    if (found) return found;
  }
  return undefined;
}

function findInGroup(ci: CiModel, group: readonly ImageBuild[]): RepeatedBuild | undefined {
  const [first, ...others] = group;
  if (!first) return undefined;
  const environment = environmentOf(ci, first);
  for (const other of others) {
    const place = placeOf(other);
    const own = environmentOf(ci, other);
    const sameJob = other.job === first.job && other.pipeline === first.pipeline;
    if (environment !== own && (environment ?? own) !== undefined && !sameJob) {
      const names = `${environment ?? 'the first environment'} and for ${own ?? 'another'}`;
      return { reason: `The image is built for ${names} on its own`, ...place };
    }
    const deployed = deploymentOf(ci, other);
    if (deployed !== undefined && deployed !== deploymentOf(ci, first)) {
      return { reason: `${other.job.id} builds the image again for ${deployed}`, ...place };
    }
    const inNames = namedEnvironment(other);
    if (sameJob && inNames !== undefined && inNames !== namedEnvironment(first)) {
      return { reason: `${other.job.id} builds the image again for ${inNames}`, ...place };
    }
    if (!sameJob && !isOtherPlatform(first, other)) {
      const where = `${first.pipeline.path} ${first.job.id} and again by ${other.pipeline.path} ${other.job.id}`;
      return { reason: `The image is built by ${where}`, ...place };
    }
  }
  return undefined;
}

/** Builds of the same image, the environment in names left out. */
function groupAlike(builds: readonly ImageBuild[]): ImageBuild[][] {
  const groups = new Map<string, ImageBuild[]>();
  for (const build of builds) {
    const text = (value: ImageBuild['file']) => (value?.resolved ? (value.value ?? '') : '?');
    const [name = ''] = build.tags.map(repositoryOf).filter(tag => tag !== '');
    const fixed = name
      .replace(/^[^/.:]*[.:][^/]*\//, '')
      .replace(/\$\{\{[^{}]*\}\}|\$\{?\w+\}?/g, '$');
    const target = withoutEnvironment(text(build.target));
    // Built for one platform and pushed by digest, it has no name yet.
    const key = [text(build.file), target === '*' ? '' : target, name === '' ? '' : fixed];
    // `orders-dev` beside `orders-prod`: repositories of environments.
    const byEnvironment = key.map(withoutEnvironment).join('\n');
    const byRelease = key.map(withoutRelease).map(withoutEnvironment).join('\n');
    for (const joined of new Set([byEnvironment, byRelease])) {
      groups.set(joined, [...(groups.get(joined) ?? []), build]);
    }
  }
  return [...groups.values()];
}

/** `orders-prod` beside `orders` is the same image; `orders-test` and `orders-dev` are images for another purpose. */
function withoutRelease(name: string): string {
  return name.replace(/[-_./](?:prod|production|prd|live|staging|stage|stg)(?=$|\n)/i, '');
}

function repositoryOf(reference: string): string {
  return cutAfterSlash(reference.replace(/@.*/s, ''), ':');
}

function isOtherPlatform(a: ImageBuild, b: ImageBuild): boolean {
  const text = ({ platforms, job }: ImageBuild) =>
    platforms?.resolved ? (platforms.value ?? []).join() : job.runner.labels.join();
  const runners = a.job.runner.labels.join() !== b.job.runner.labels.join();
  const named = a.platforms !== undefined || b.platforms !== undefined;
  return (named || runners) && text(a) !== text(b);
}

/** The environment that Dockerfile, stage or name of the image are for. */
function namedEnvironment({ file, target, tags }: ImageBuild): string | undefined {
  const texts = [
    file?.resolved ? (file.value ?? '').split('/').at(-1)! : '',
    target?.resolved ? (target.value ?? '') : '',
    ...tags.map(tag => repositoryOf(tag)),
  ];
  return texts.map(environmentIn).find(found => found !== undefined);
}

/** The environment that the very command which builds deploys to: `copilot svc deploy --env prod`. */
function deploymentOf(ci: CiModel, build: ImageBuild): string | undefined {
  if (build.tool !== 'copilot') return undefined;
  return ci.deployments.find(
    ({ pipeline, job, step, command }) =>
      pipeline === build.pipeline &&
      job === build.job &&
      step.index === build.step.index &&
      command === build.command,
  )?.environment;
}

/** The environment a build belongs to, as far as its names, its job or the deployments behind it say. */
function environmentOf(ci: CiModel, build: ImageBuild): string | undefined {
  const { job, pipeline } = build;
  const named = namedEnvironment(build);
  if (named !== undefined) return named;
  const declared = job.environment?.resolved ? job.environment.value : undefined;
  if (declared !== undefined) return environmentIn(declared) ?? declared;
  const behind = ci.deployments.filter(
    one => one.pipeline === pipeline && (one.job === job || ci.isBefore(build, one)),
  );
  const names = new Set(
    behind.flatMap(one => one.environment ?? []).map(n => environmentIn(n) ?? n),
  );
  // A pipeline that deploys to several environments builds for all of them.
  if (names.size === 1) return [...names][0];
  return names.size > 1 ? undefined : environmentIn(`${job.id} ${pipeline.path.split('/').at(-1)}`);
}

function environmentsOfMatrix({ job }: ImageBuild): readonly string[] | undefined {
  const keys = new Set(job.matrix.flatMap(run => [...run.keys()]));
  for (const key of keys) {
    const values = [...new Set(job.matrix.flatMap(run => run.get(key) ?? []))];
    const known = values.filter(value => environmentIn(value) !== undefined);
    const isNamed = /(^|[._-])(env|environment|stage)$/i.test(key);
    if (values.length > 1 && known.length > 0 && (isNamed || known.length === values.length)) {
      return values;
    }
  }
  return undefined;
}

/** `for env in $environments; do copilot svc package --env $env …`: which ones does not matter. */
function listOfLoop({ step, command }: ImageBuild): readonly string[] | undefined {
  const words = command === undefined ? [] : (step.commands[command]?.words ?? []);
  const loop = /\bfor\s+(env|environment|stage)\s+in\s+["']?(\$[^;\s"']{1,100})/i.exec(
    (step.run ?? '').slice(0, 20_000),
  );
  if (!loop) return undefined;
  const uses = new RegExp(`\\$\\{?${loop[1]}\\b`);
  return words.some(word => uses.test(word)) ? [loop[2]!] : undefined;
}

/** `for env in dev staging prod; do docker build …`. */
export function environmentsOfLoop({ step, command }: StepPlace): readonly string[] | undefined {
  if (command === undefined) return undefined;
  for (const [, list = ''] of (step.run ?? '')
    .slice(0, 20_000)
    .matchAll(/\bfor\s+\w+\s+in\s+([^;\n]{1,200})/g)) {
    const values = list.trim().split(/\s+/);
    const known = values.filter(value => environmentWord(value) !== undefined);
    if (known.length > 1 && known.length === values.length) return values;
  }
  return undefined;
}
