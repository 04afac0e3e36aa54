import {
  DescribedImage,
  describeRepository,
  OrganisationDocument,
  repositoryFromFiles,
} from '@container-lens/engine';
import { GoldenPathConfig } from '../../config/goldenPathConfig';
import { RenderedFile } from '../../render/renderedFile';
import { RetrofitChoices } from '../retrofitChoices';
import { hasContent, RetrofitFiles } from '../retrofitFiles';
import { PartProposal, RetrofitGuidance, RetrofitPart, WantedFile } from '../retrofitPlan';
import { ServiceFacts } from '../serviceFacts';
import { Adaptation, adaptFile } from './adaptFiles';
import { fitFiles } from './fitFiles';
import { ChosenAxes, RenderedForRepository } from './renderForRepository';
import { renderContainerTest, renderRepositoryMake } from './repositoryScripts';

/** Everything the parts are made from. */
export interface PartsContext {
  readonly facts: ServiceFacts;
  readonly choices: RetrofitChoices;
  readonly axes: ChosenAxes;
  readonly config: GoldenPathConfig;
  readonly organisation?: OrganisationDocument;
  readonly now: Date;
  readonly name: string;
  readonly rendered: RenderedForRepository;
  /** The repository before anything was planned. */
  readonly original: RetrofitFiles;
}

/** What of the base a pipeline and a deployment call. */
const support =
  /^(Makefile|make\.d\/common\.mk|\.hadolint\.yaml|ci\/[\w.-]+|test\/perf\/smoke\.js)$/;
/** What of it a deployment calls alone, where our Makefile could not build the image. */
const deploySupport = /^ci\/lib\.sh$/;
const optional =
  /^(docs\/|\.github\/pull_request_template\.md$|\.gitlab\/|\.hadolint\.yaml$|policy\/)/;

/** One part, proposed for the repository as the parts before it left it. */
export type Part = (files: RetrofitFiles) => PartProposal;

/** The parts that come from overlays, in the order in which they are tried. */
export function listParts(context: PartsContext): Part[] {
  return [local, target, pipeline, registry, updates, declarations].map(
    part => files => part(context, files),
  );
}

function registry(context: PartsContext, files: RetrofitFiles): PartProposal {
  const wanted = filesOf(context, files, ({ overlay }) => overlay === 'infra/ecr');
  return fit('registry', 'the settings of the image repository', files, wanted);
}

function target(context: PartsContext, files: RetrofitFiles): PartProposal {
  const { facts, axes, choices } = context;
  if (!axes.target) return { part: 'target', files: [] };
  const [there] = facts.deployments;
  if (there && !choices.addTarget) {
    return kept('target', there.path, `The service is deployed with ${there.platform} already.`);
  }
  const reason = whyNoTarget(context, files);
  if (reason !== undefined)
    return byHand('target', `Not added: the deploy target ${axes.target}`, reason);
  const overlay = `deploy/${axes.target}`;
  const wanted = [
    ...filesOf(context, files, file => file.overlay === overlay),
    ...supportOf(context, files, true),
  ];
  return fit('target', `the deploy target ${axes.target}`, files, wanted);
}

function whyNoTarget(context: PartsContext, files: RetrofitFiles): string | undefined {
  const { facts, axes } = context;
  const { workload, port, health } = facts;
  if (workload.value === undefined) return workload.reason;
  if (workload.value === 'job') return undefined;
  if (port.value === undefined) return port.reason;
  if (port.value < 1024) {
    return `Port ${port.value} needs root; let the service listen on a port above 1023.`;
  }
  if (health.value === undefined) return health.reason;
  const needsCommand = axes.target !== undefined && /^(ecs|ecs-express|copilot)$/.test(axes.target);
  if (needsCommand && !hasOwnParent(context, files) && !healthCommand(context, files)) {
    return `${axes.target} asks the container by a command inside it, and the image has no HEALTHCHECK with one. Add it, or choose a target that asks over the network.`;
  }
  return undefined;
}

function pipeline(context: PartsContext, files: RetrofitFiles): PartProposal {
  const { facts, axes, choices } = context;
  if (!axes.ci) return { part: 'pipeline', files: [] };
  const [there] = facts.pipelines;
  if (there && !choices.addPipeline) {
    return kept(
      'pipeline',
      there.path,
      `The repository has a pipeline of ${there.system} already.`,
    );
  }
  const title = `the pipeline ${axes.ci}`;
  const reason = whyNoPipeline(context, files);
  if (reason !== undefined) return byHand('pipeline', `Not added: ${title}`, reason);
  const overlay = `ci/${axes.ci}`;
  const wanted = [
    // Scanning, signing and retention are settings of the registry; a pipeline that relies on them comes with them.
    ...filesOf(context, files, file => file.overlay === overlay || file.overlay === 'infra/ecr'),
    ...supportOf(context, files, hasDeployScript(context, files)),
  ];
  const proposal = fit('pipeline', title, files, wanted);
  const guidance: RetrofitGuidance[] = [];
  if (proposal.files.length > 0) {
    guidance.push({
      title: 'Before the pipeline can run',
      text: 'It needs roles and variables in your Git host; docs/pipeline.md lists them. The first run may be red: it scans the history for secrets and the image for vulnerabilities that were there before.',
      path: 'docs/pipeline.md',
    });
    if (facts.tests.value === undefined) {
      guidance.push({
        title: 'Write tests',
        text: `${facts.tests.reason} The pipeline has nothing to run yet; add the target "test" to make.d/repository.mk and to what the pipeline calls.`,
        check: 'rel-ci-tests-before-push',
        path: 'make.d/repository.mk',
      });
    }
    if (!hasDeployScript(context, files)) {
      guidance.push({
        title: 'Deploy what was built',
        text: 'The pipeline ends with the signed image. Call your own deployment after it, with the digest that the job "index" puts out.',
      });
    }
  }
  return { ...proposal, guidance: [...(proposal.guidance ?? []), ...guidance] };
}

function whyNoPipeline(context: PartsContext, files: RetrofitFiles): string | undefined {
  const { facts, axes } = context;
  if (facts.language.value === undefined) return facts.language.reason;
  if (facts.workload.value === undefined) return facts.workload.reason;
  if (!isBuiltHere(facts)) {
    return `The pipeline builds ./Dockerfile, and ${facts.dockerfile.value ?? 'no Dockerfile'} is what is shipped here.`;
  }
  const foreign = [...files.keys()].find(
    path =>
      /^make\.d\/[^/]+\.mk$/.test(path) && context.original.has(path) && !isOurs(context, path),
  );
  if (foreign)
    return `${foreign} would become part of our Makefile, which reads the folder make.d.`;
  if (!hasDeployScript(context, files) && axes.ci !== 'github') {
    return 'This pipeline deploys by ci/deploy.sh of a deploy target, and none was added.';
  }
  return undefined;
}

function isOurs(context: PartsContext, path: string): boolean {
  return path === 'make.d/repository.mk' || context.rendered.files.some(file => file.path === path);
}

function updates(context: PartsContext, files: RetrofitFiles): PartProposal {
  const { facts, axes } = context;
  if (!axes.updateBot) return { part: 'updates', files: [] };
  const [there] = facts.updateBots;
  if (there) return kept('updates', there.path, 'An update bot is set up already.');
  if (facts.language.value === undefined) {
    return byHand('updates', `Not added: ${axes.updateBot}`, facts.language.reason);
  }
  const overlay = `updates/${axes.updateBot}`;
  // The scripts of a bot need the library that they share with those of the pipeline.
  const hasScripts = context.rendered.files.some(
    file => file.overlay === overlay && file.path.startsWith('ci/'),
  );
  const wanted = filesOf(
    context,
    files,
    file => file.overlay === overlay || (hasScripts && file.path === 'ci/lib.sh'),
  );
  return fit('updates', `the update bot ${axes.updateBot}`, files, wanted);
}

function declarations(context: PartsContext, files: RetrofitFiles): PartProposal {
  const wanted = filesOf(context, files, ({ path }) => path === '.container-lens.yaml');
  return { ...fit('declarations', '.container-lens.yaml', files, wanted, true), withoutGain: true };
}

function local(context: PartsContext, files: RetrofitFiles): PartProposal {
  const there = [...files.keys()].find(path => /^(docker-)?compose[\w.-]*\.ya?ml$/.test(path));
  if (there) return kept('local', there, 'It exists, and yours stays as it is.');
  if (!isBuiltHere(context.facts)) return { part: 'local', files: [] };
  const wanted = filesOf(context, files, ({ path }) => path === 'compose.yaml');
  return fit('local', 'compose.yaml', files, wanted, true);
}

/** Whether the image that is shipped is what `docker build .` makes. */
function isBuiltHere({ dockerfile }: ServiceFacts): boolean {
  return dockerfile.value === 'Dockerfile';
}

/** Rendered files of a kind, as they are written here. */
function filesOf(
  context: PartsContext,
  files: RetrofitFiles,
  isWanted: (file: RenderedFile) => boolean,
): WantedFile[] {
  const adaptation = adaptationOf(context, files);
  return context.rendered.files.filter(isWanted).flatMap(file => adaptFile(file, adaptation) ?? []);
}

/** The Makefile with its fragments and scripts, with the tests of this repository and the image as it is. */
function supportOf(context: PartsContext, files: RetrofitFiles, deploys: boolean): WantedFile[] {
  const { facts, rendered } = context;
  const ownParent = hasOwnParent(context, files);
  const own = filesOf(
    context,
    files,
    ({ path, overlay }) =>
      overlay === 'base' &&
      (isBuiltHere(facts) ? support : deploySupport).test(path) &&
      (deploys || path !== 'ci/smoke.sh') &&
      (ownParent || path !== 'ci/container-test.sh'),
  );
  const port = facts.workload.value === 'job' ? undefined : facts.port.value;
  const containerTest: WantedFile = {
    path: 'ci/container-test.sh',
    executable: true,
    text: renderContainerTest({
      port,
      health: facts.health.value,
      memory: rendered.service.memory,
      deadlineSeconds: rendered.platform.derived.shutdownTimeoutSeconds,
    }),
  };
  if (!isBuiltHere(facts)) return own;
  return [
    ...own,
    ...(ownParent ? [] : [containerTest]),
    { path: 'make.d/repository.mk', text: renderRepositoryMake(facts.tests.value) },
  ];
}

/** Whether `ci/deploy.sh` is that of the target, and not a script of the repository with the same name. */
function hasDeployScript(context: PartsContext, files: RetrofitFiles): boolean {
  return isAsRendered(context, files, 'ci/deploy.sh');
}

function isAsRendered(context: PartsContext, files: RetrofitFiles, path: string): boolean {
  const file = context.rendered.files.find(candidate => candidate.path === path);
  return file !== undefined && hasContent(files, path, file.content);
}

function adaptationOf(context: PartsContext, files: RetrofitFiles): Adaptation {
  return {
    ownMakefile: ['Makefile', 'makefile', 'GNUmakefile'].some(
      path => context.original.has(path) && !isAsRendered(context, context.original, path),
    ),
    defaultBranch: context.choices.defaultBranch,
    deploys: hasDeployScript(context, files),
    tests: context.facts.tests.value !== undefined,
    healthCommand: healthCommand(context, files),
    ownParent: hasOwnParent(context, files),
  };
}

/** Parts ask for the image of the same files again and again. */
const readImages = new WeakMap<RetrofitFiles, DescribedImage | undefined>();

export function imageOf(context: PartsContext, files: RetrofitFiles): DescribedImage | undefined {
  if (!readImages.has(files)) readImages.set(files, readImage(context, files));
  return readImages.get(files);
}

function readImage({ facts, organisation, now, name }: PartsContext, files: RetrofitFiles) {
  const { images } = describeRepository({
    subject: { name },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation,
    now,
  });
  return images.status === 'present'
    ? images.value.find(({ path }) => path === facts.dockerfile.value)
    : undefined;
}

function healthCommand(context: PartsContext, files: RetrofitFiles): readonly string[] | undefined {
  const check = imageOf(context, files)?.healthcheck;
  return check?.state === 'defined' && !check.shellForm ? check.command : undefined;
}

/** Whether the image stands on the runtime parent of the organisation, which brings the probe. */
function hasOwnParent(context: PartsContext, files: RetrofitFiles): boolean {
  const parent = imageOf(context, files)?.parent;
  const [runtime = ''] = context.rendered.platform.parent.runtime.split('@');
  return (
    parent !== undefined &&
    `${parent.host}/${parent.path}` === runtime.slice(0, runtime.lastIndexOf(':'))
  );
}

function fit(
  part: RetrofitPart,
  title: string,
  files: RetrofitFiles,
  wanted: readonly WantedFile[],
  allOptional = false,
): PartProposal {
  return fitFiles({
    part,
    title,
    files,
    wanted,
    isOptional: path => allOptional || optional.test(path),
  });
}

function kept(part: RetrofitPart, path: string, why: string): PartProposal {
  return { part, files: [], kept: [{ path, why }] };
}

function byHand(part: RetrofitPart, title: string, text: string): PartProposal {
  return { part, files: [], guidance: [{ title, text }] };
}
