import { CiModel, ImageBuild, ImagePush, StepPlace, Trigger } from '../ci/model/pipeline';
import { ImageScan } from './readImageScan';
import { repositoryOf } from './unwrapCommand';

/** How the scans of one image stand to its way out. */
export type ScanGate =
  | { readonly kind: 'gate'; readonly scan: ImageScan }
  | { readonly kind: 'weak'; readonly scan: ImageScan; readonly why: string }
  | { readonly kind: 'unresolved'; readonly scan: ImageScan }
  | { readonly kind: 'none' };

/** Builds of the same image: of one Dockerfile and stage, else of one first name. */
export function groupBuilds(builds: readonly ImageBuild[]): Map<string, ImageBuild[]> {
  const groups = new Map<string, ImageBuild[]>();
  for (const build of builds) {
    const file = build.file?.resolved ? build.file.value : undefined;
    const name = file ?? build.tags[0] ?? build.pipeline.path;
    groups.set(name, [...(groups.get(name) ?? []), build]);
  }
  return groups;
}

/** Judges the scans of the image that `builds` build. */
export function findScanGate(options: {
  readonly model: CiModel;
  readonly builds: readonly ImageBuild[];
  readonly others: readonly ImageBuild[];
  readonly scans: readonly ImageScan[];
}): ScanGate {
  const { model, builds, others, scans } = options;
  const foreign = new Set(builtNames(others));
  const built = new Set(builtNames(builds));
  const names = namesOf(model, builds).filter(name => !foreign.has(name) || built.has(name));
  const own = scans.filter(scan => isOf(scan.image, names, foreign));
  const [first] = own;
  if (!first) return { kind: 'none' };
  const pipelines = new Set(builds.map(({ pipeline }) => pipeline));
  const pushes = model.pushes.filter(
    push =>
      pipelines.has(push.pipeline) &&
      (others.length === 0 ||
        push.tags.length === 0 ||
        push.tags.some(tag => isOf(tag, names, foreign))),
  );
  const gates = own.filter(({ use, threshold }) => use.gating && threshold === 'fails');
  const isGated = (push: ImagePush) => gates.some(gate => gatesPush(model, gate, push));
  const [open] = pushes.filter(push => !isGated(push));
  const [gate] = gates;
  if (gate && !open) return { kind: 'gate', scan: gate };
  const unresolved = own.find(({ use, threshold }) => use.gating && threshold === 'unresolved');
  if (!gate && unresolved) return { kind: 'unresolved', scan: unresolved };
  return { kind: 'weak', scan: gate ?? first, why: explain(gate, first, open) };
}

function explain(
  gate: ImageScan | undefined,
  first: ImageScan,
  push: ImagePush | undefined,
): string {
  if (gate) {
    const where = push ? ` (${push.step.path}:${push.step.line ?? 1})` : '';
    return `The image is pushed${where} without waiting for the scan, and no deployment waits for it.`;
  }
  return first.use.gating
    ? 'The scan reports findings, but no CRITICAL finding makes it fail.'
    : 'The scan may fail without stopping the pipeline.';
}

function gatesPush(model: CiModel, { use }: ImageScan, push: ImagePush): boolean {
  const { place } = use;
  if (!place) return false;
  if (stopsBefore(model, place, push)) return true;
  return model.deployments.some(
    deployment => stopsBefore(model, place, deployment) && deployment.pipeline === push.pipeline,
  );
}

/** Whether a failure of `scan` keeps `next` from running. */
function stopsBefore(model: CiModel, scan: StepPlace, next: StepPlace): boolean {
  if (!model.isBefore(scan, next)) return false;
  if (!next.step.triggers.every(trigger => runsOn(scan, trigger))) return false;
  const always = /\b(always|failure)\(\)|!\s*cancelled\(\)/;
  if (always.test(next.step.condition ?? '') || always.test(next.job.condition ?? '')) return false;
  // CodeBuild runs post_build although build has failed, unless someone looks.
  const runsAnyway =
    scan.pipeline.system === 'codebuild' &&
    scan.job.id === next.job.id &&
    scan.step.phase === 'build' &&
    next.step.phase === 'post_build';
  return (
    !runsAnyway || /CODEBUILD_BUILD_SUCCEEDING|on-failure:\s*['"]?ABORT/.test(scan.pipeline.text)
  );
}

/** Whether a step runs, too, when `trigger` starts the pipeline. */
function runsOn({ step, pipeline }: StepPlace, trigger: Trigger): boolean {
  if (pipeline.triggers.length === 0 || step.triggers.includes(trigger)) return true;
  const reaches = (own: readonly string[] | undefined, other: readonly string[] | undefined) =>
    own?.length !== 0 || other?.length === 0;
  return step.triggers.some(
    own =>
      own.kind === trigger.kind &&
      (trigger.kind !== 'push' ||
        (reaches(own.branches, trigger.branches) && reaches(own.tags, trigger.tags))),
  );
}

export function builtNames(builds: readonly ImageBuild[]): string[] {
  return builds.flatMap(({ tags }) => tags).map(repositoryOf);
}

/** Names of the image: those it is built with, and those its job pushes. */
function namesOf(model: CiModel, builds: readonly ImageBuild[]): string[] {
  const jobs = new Set(builds.map(({ job }) => job));
  const pushed = model.pushes.filter(({ job }) => jobs.has(job)).flatMap(({ tags }) => tags);
  // What `docker tag` names is the image under another name.
  const tagged = [...jobs].flatMap(job =>
    job.steps.flatMap(({ commands }) =>
      commands.flatMap(({ words }) =>
        /^(docker|podman|crane|buildah)$/.test(words[0] ?? '') && words[1] === 'tag'
          ? words.slice(2)
          : [],
      ),
    ),
  );
  return [...builtNames(builds), ...[...pushed, ...tagged].map(repositoryOf)];
}

/** Whether a reference means one of the images: by its name, or because only the pipeline knows what it means. */
export function isOf(
  image: string | undefined,
  names: readonly string[],
  foreign: ReadonlySet<string>,
): boolean {
  if (image === undefined) return true;
  const repository = repositoryOf(image);
  if (names.includes(repository)) return true;
  if (foreign.has(repository)) return false;
  if (/^sha256:/.test(image) || repository === '') return true;
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  const isOpen = (text: string) => /[$`{]/.test(text);
  if (isOpen(last)) return true;
  const lasts = names.map(name => name.slice(name.lastIndexOf('/') + 1));
  return names.length === 0 || lasts.some(name => name === last || isOpen(name));
}
