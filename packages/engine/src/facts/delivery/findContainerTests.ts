import {
  CiCommand,
  CiModel,
  PipelineJob,
  Pipeline,
  PipelineStep,
  StepPlace,
} from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { RepositoryTree } from '../repository/repositoryTree';
import { composeStarts } from './composeStarts';
import { isProduction } from './productionDeployment';
import { readTestCommand } from './readTestCommand';

/** A step that starts or inspects the built image. */
export interface ContainerTest extends StepPlace {
  readonly gating: boolean;
  /** Begins a sentence. */
  readonly text: string;
  /** Why it counts for less; ends a sentence. */
  readonly weak?: string;
  /** Runs in a cluster that the job made for it. */
  readonly ownCluster?: boolean;
  readonly location: SourceLocation;
}

const testActions =
  /^(plexsystems\/container-structure-test-action|googlecontainertools\/container-structure-test.*|.*container-structure-test.*|helm\/chart-testing-action\/run)$/i;
const clusterActions =
  /(^|\/)(kind-action|setup-kind|setup-k3d[\w-]*|k3d-action|setup-minikube|minikube-setup|k3s-action|setup-k3s)$/i;
const suites =
  /(smoke|e2e|end-?to-?end|integration|acceptance|api-?tests?|playwright|cypress|newman|postman|conformance)/i;
const preview =
  /(preview|review|ephemeral|pr[-_/]|pull|test|qa|e2e|integration|staging|stage|sandbox|dev|uat)/i;

interface Flat {
  readonly step: PipelineStep;
  readonly command?: CiCommand;
  readonly position?: number;
  /** Words in one text. */
  readonly text: string;
  readonly gating: boolean;
}

const knownFlat = new WeakMap<PipelineJob, readonly Flat[]>();

function flatten(job: PipelineJob): readonly Flat[] {
  const flat = knownFlat.get(job) ?? flattenSteps(job);
  knownFlat.set(job, flat);
  return flat;
}

function flattenSteps(job: PipelineJob): Flat[] {
  return job.steps.flatMap((step): Flat[] => [
    ...(step.uses ? [{ step, text: step.uses.name, gating: step.gating }] : []),
    ...step.commands.map((command, position) => ({
      step,
      command,
      position,
      text: command.words.join(' '),
      gating: command.gating,
    })),
  ]);
}

/** Everything in the pipelines that tests the container and not only the code. */
export function findContainerTests(ci: CiModel, tree: RepositoryTree): ContainerTest[] {
  const names = builtNames(ci);
  const found = ci.pipelines.flatMap(pipeline =>
    pipeline.jobs.flatMap(job => testsOfJob(pipeline, job, { names, tree })),
  );
  return [...found, ...suitesAfterDeployment(ci)].sort(
    (a, b) => Number(b.gating && !b.weak) - Number(a.gating && !a.weak),
  );
}

/** Names of images without tag. */
function builtNames(ci: CiModel): ReadonlySet<string> {
  const tags = ci.builds.flatMap(build => build.tags);
  return new Set(tags.map(repositoryOf).filter(name => name !== ''));
}

function repositoryOf(reference: string): string {
  return reference.replace(/@.*/s, '').replace(/:[^/:]*$/, '');
}

function testsOfJob(
  pipeline: Pipeline,
  job: PipelineJob,
  { names: built, tree }: { readonly names: ReadonlySet<string>; readonly tree: RepositoryTree },
): ContainerTest[] {
  const found: ContainerTest[] = [];
  const isBuilt = (reference: string) => built.has(repositoryOf(reference));
  // A service container of the job is started before its first step.
  let started: 'container' | 'compose' | 'cluster' | undefined = job.images.some(({ text }) =>
    built.has(repositoryOf(text)),
  )
    ? 'container'
    : undefined;
  for (const one of flatten(job)) {
    const { step, command, position, text, gating } = one;
    const name = command?.name;
    const ownCluster = started === 'cluster';
    const asks = name !== undefined && started !== undefined && probes(command!, started);
    if (isDirectTest(name, text) || (name !== undefined && isComposeTest(text)) || asks) {
      const location = { path: command?.path ?? step.path, line: command?.line ?? step.line };
      const place = { pipeline, job, step, command: position };
      found.push({ ...place, gating, text: shorten(text), ownCluster, location });
    } else if (name !== undefined && startsContainer(text, built)) started ??= 'container';
    else if (isComposeUp(name, text)) {
      if (!command || composeStarts(command.words, tree, isBuilt)) started ??= 'compose';
    } else if (startsCluster(name, text)) started = 'cluster';
  }
  return found;
}

function shorten(text: string): string {
  return text.split(' ').slice(0, 4).join(' ').slice(0, 80);
}

/** Tools that inspect an image by themselves. */
function isDirectTest(name: string | undefined, text: string): boolean {
  if (name === undefined) return testActions.test(text);
  const has = (word: string) =>
    text.split(' ').some(part => part.slice(part.lastIndexOf('/') + 1) === word);
  if (/^container-structure-test/.test(name)) return has('test');
  if (/^(d|k|dc)goss$/.test(name)) return has('run');
  if (name === 'goss') return has('validate');
  // The tool itself may run in a container.
  return name === 'docker' && /\bcontainer-structure-test\b.*\btest\b/.test(text);
}

const composeWord = /^(docker|podman|nerdctl) compose\b|^(docker|podman)-compose\b/;

function isComposeTest(text: string): boolean {
  if (!composeWord.test(text)) return false;
  const waits = /\s--(exit-code-from|abort-on-container-(exit|failure))\b/.test(text);
  const run = text.search(/\srun\s/);
  const service = run >= 0 && /\b(sut|tests?|e2e|integration|smoke)\b/.test(text.slice(run + 5));
  return (/\sup\b/.test(text) && waits) || service;
}

function isComposeUp(name: string | undefined, text: string): boolean {
  if (name === undefined) return /compose-action$/.test(text);
  return composeWord.test(text) && /\s(up|start)\b/.test(text);
}

function startsContainer(text: string, built: ReadonlySet<string>): boolean {
  if (!/^(docker|podman|nerdctl)( container)? (run|start|create)\b/.test(text)) return false;
  return text.split(' ').some(word => built.has(repositoryOf(word)) || /^\$|\$\{\{/.test(word));
}

function startsCluster(name: string | undefined, text: string): boolean {
  return name === undefined
    ? clusterActions.test(text)
    : /^kind create|^k3d cluster create|^minikube start|^k3s server|^microk8s/.test(text);
}

/** A host of one word is a name inside of the network of the containers. */
const localAddress =
  /\b(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)\b|\[::1\]|\$|\bhttps?:\/\/[\w-]{1,63}(?=[:\/\s]|$)/;

/** Whether a command looks at what was started before. */
function probes({ name, words }: CiCommand, started: 'container' | 'compose' | 'cluster'): boolean {
  const text = words.join(' ');
  if (
    started === 'cluster' &&
    (/^helm test\b/.test(text) || /^ct (install|lint-and-install)\b/.test(text))
  ) {
    return true;
  }
  const asks =
    /^(curl|wget|http|https|httpie|xh|nc|ncat|telnet|hurl|grpcurl|grpc_health_probe|grpc-health-probe|websocat|redis-cli|psql|mysqladmin)$/;
  if (asks.test(name))
    return localAddress.test(text) || started !== 'container' || /^(nc|hurl|grpc)/.test(name);
  if (/^(newman|k6|wait-on|dockerize)$/.test(name) || /^(wait-for|wait-for-it)(\.sh)?$/.test(name))
    return true;
  if (
    /^(npx|pnpx|bunx)$/.test(name) &&
    /\b(wait-on|newman|playwright|cypress|start-server-and-test)\b/.test(text)
  )
    return true;
  if (/^(docker|podman|nerdctl)( container)? (exec|inspect|wait)\b/.test(text)) return true;
  if (composeWord.test(text) && /\s(exec|run)\s/.test(text)) return true;
  return (
    readTestCommand(words) === 'tests' ||
    (suites.test(text) && /\.(sh|py|js|ts|bats)\b|^(make|task|just)\b/.test(text))
  );
}

/** A suite, or a single request, against an environment that was deployed before. */
function suitesAfterDeployment(ci: CiModel): ContainerTest[] {
  const found: ContainerTest[] = [];
  for (const pipeline of ci.pipelines) {
    const deployed = ci.deployments.filter(one => one.pipeline === pipeline);
    if (deployed.length === 0) continue;
    for (const job of pipeline.jobs) {
      for (const { step, command, position, text, gating } of flatten(job)) {
        if (!command) continue;
        const place: StepPlace = { pipeline, job, step, command: position };
        const suite = isSuite(command, text, `${job.id} ${step.name ?? ''}`);
        const single = /^(curl|wget|http)$/.test(command.name) && /https?:|\$/.test(text);
        if (!suite && !single) continue;
        const before = deployed.filter(one => ci.isBefore(one, place));
        if (before.length === 0) continue;
        const trial = before.some(
          one => !isProduction(one) && preview.test(one.environment ?? one.job.id),
        );
        found.push({
          ...place,
          gating,
          text: shorten(text),
          location: { path: command.path, line: command.line },
          ...(suite && trial
            ? {}
            : {
                weak: suite
                  ? 'runs only after the deployment'
                  : 'is a single request after the deployment',
              }),
        });
      }
    }
  }
  return found;
}

function isSuite(command: CiCommand, text: string, context: string): boolean {
  if (/^helm test\b/.test(text) || /^(newman|hurl|k6)$/.test(command.name)) return true;
  const runsTests = readTestCommand(command.words) === 'tests';
  const script = /\.(sh|py|bats)\b|^(make|task|just)\b/.test(text) && suites.test(text);
  return (runsTests && suites.test(`${text} ${context}`)) || script;
}
