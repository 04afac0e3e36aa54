import { CiModel, ImageBuild } from '../ci/model/pipeline';
import { CloudModel } from '../cloud/cloudResource';
import { SourceLocation } from '../image/imageConfig';
import { architectureOfProject } from './codebuildProjects';
import { placeOf } from './imageBuildJobs';

/** Architectures an image is published for, as the pipelines say. */
export interface BuiltPlatforms {
  readonly architectures: ReadonlySet<string>;
  /** Whether one name stands for all of them. */
  readonly joined: boolean;
  /** Why some of them are not known. */
  readonly unknown?: string;
  readonly location: SourceLocation;
}

const joinActions =
  /(manifest-create-action|docker-manifest-action|docker-manifest|create-multi-arch|imagetools)/i;

/** Reads which architectures the builds of one image are for. At least one build must be given. */
export function builtPlatforms(
  ci: CiModel,
  builds: readonly ImageBuild[],
  resources: CloudModel,
): BuiltPlatforms {
  const architectures = new Set<string>();
  let unknown: string | undefined;
  let together = false;
  for (const build of builds) {
    const { platforms } = build;
    if (platforms && !platforms.resolved) {
      unknown ??= platforms.reason;
      continue;
    }
    const named = (platforms?.value ?? []).map(architectureOf).filter(name => name !== '');
    const own = named.length > 0 ? named : architecturesOfRunner(build, resources);
    if (own.includes(undefined)) {
      unknown ??= `${build.job.id} names no platform, and the architecture of its runner is not known`;
    }
    const known = own.filter(name => name !== undefined);
    known.forEach(name => architectures.add(name));
    together ||= known.includes('amd64') && known.includes('arm64');
  }
  const pipelines = new Set(builds.map(({ pipeline }) => pipeline));
  const joins = ci.pipelines
    .filter(pipeline => pipelines.has(pipeline))
    .some(({ jobs }) => jobs.some(({ steps }) => steps.some(isJoin)));
  return { architectures, joined: together || joins, unknown, location: placeOf(builds[0]!) };

  function isJoin({ uses, commands }: ImageBuild['step']): boolean {
    return (
      joinActions.test(uses?.name ?? '') ||
      commands.some(({ words }) =>
        /^(docker|podman|buildah|nerdctl) (buildx imagetools create|manifest (create|push|add))\b|^manifest-tool push|^crane index append|^regctl index create/.test(
          words.join(' '),
        ),
      )
    );
  }
}

/** `arm64` of `linux/arm64/v8`; empty for what is no Linux. */
function architectureOf(platform: string): string {
  const parts = platform.toLowerCase().split('/');
  const [os, architecture] = parts.length > 1 ? parts : ['linux', parts[0]];
  if (platform === 'all') return 'amd64';
  if (os !== 'linux') return '';
  if (architecture === 'x86_64') return 'amd64';
  return architecture === 'aarch64' ? 'arm64' : (architecture ?? '');
}

/** A job that runs on hosted runners of several kinds runs once on each. */
function architecturesOfRunner(build: ImageBuild, resources: CloudModel): (string | undefined)[] {
  const { kind, labels } = build.job.runner;
  const runners = kind === 'hosted' && build.job.matrix.length > 1 ? labels.map(one => [one]) : [];
  return (runners.length > 0 ? runners : [labels]).map(own =>
    architectureOfRunner(
      { ...build, job: { ...build.job, runner: { ...build.job.runner, labels: own } } },
      resources,
    ),
  );
}

/** Lens notes F66: without a platform, the image is for the machine that builds it. */
function architectureOfRunner(
  { job, pipeline }: ImageBuild,
  resources: CloudModel,
): string | undefined {
  const { runner } = job;
  const labels = runner.labels.join(' ').toLowerCase();
  if (/\barm64\b|\barm\b|aarch64|-arm\b|graviton|macos-(1[4-9]|latest)/.test(labels))
    return 'arm64';
  if (/\bx64\b|x86|amd64/.test(labels)) return 'amd64';
  const isCodebuild = pipeline.system === 'codebuild' || pipeline.system === 'codepipeline';
  if (isCodebuild) return architectureOfProject(resources, { pipeline, job });
  return runner.kind === 'hosted' ? 'amd64' : undefined;
}
