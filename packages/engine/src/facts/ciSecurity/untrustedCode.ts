import { Finding } from '../../contract/verdict';
import { CiModel, Pipeline, PipelineJob, PipelineStep } from '../ci/model/pipeline';
import { isSwitchedOff } from './eachStep';
import { unwrapCommand } from './unwrapCommand';

/** What outsiders may write: titles, texts, branch names, names of authors. */
const attackerText =
  /\bgithub\.(?:head_ref\b|event\.[\w.*'[\]-]{0,200}?(?:\.|^)(?:title|body|message|page_name|head\.ref|head\.label|head_branch|author\.(?:name|email)|committer\.(?:name|email)|head\.repo\.(?:default_branch|description|homepage)|display_title)\b)/i;

/** Functions and comparisons whose result is no text of the outsider. */
const harmless = /^\s*(?:!\s*)?(?:contains|startsWith|endsWith|hashFiles)\s*\(|[=!<>]=/;

/** Expressions with text of outsiders that become part of a script. */
export function findInjections(pipeline: Pipeline): Finding[] {
  return stepsOf(pipeline).flatMap(({ job, step }) => {
    const isScript = /^actions\/github-script\b/.test(step.uses?.name ?? '');
    const text = step.run ?? (isScript ? step.inputs.get('script') : undefined) ?? '';
    return expressionsIn(withProperties(text))
      .filter(expression => {
        // `env.X` in a script is text as well, whatever the environment got it from.
        const variable = /^\s*env\.(\w+)\s*$/.exec(expression)?.[1];
        const value =
          variable === undefined ? expression : withProperties(step.env.get(variable) ?? '');
        // Each operand may be the result.
        return value
          .replace(/^\s*\$\{\{/, '')
          .split(/&&|\|\|/)
          .some(part => attackerText.test(part) && !harmless.test(part));
      })
      .slice(0, 5)
      .map(expression => ({
        message: `${job.id}: a script contains \${{ ${expression.trim().slice(0, 80)} }}, which outsiders write.`,
        path: step.path,
        line: step.line,
      }));
  });
}

/** `github.event['issue']['title']` as `github.event.issue.title`. */
function withProperties(text: string): string {
  return text.replace(/\[\s*(?:'([\w-]{1,100})'|"([\w-]{1,100})")\s*\]/g, '.$1$2');
}

function expressionsIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at + 3)) {
    const end = text.indexOf('}}', at);
    if (end < 0) break;
    found.push(text.slice(at + 3, Math.min(end, at + 1000)));
  }
  return found;
}

/** Jobs with the rights of the target that check out the code of a request and run something of it. */
export function findPrivilegedCheckouts(pipeline: Pipeline): Finding[] {
  return pipeline.jobs.flatMap(job => {
    const steps = job.steps.filter(
      step =>
        !isSwitchedOff(step.condition) &&
        step.triggers.some(({ kind }) => kind === 'pull-request-target' || kind === 'workflow-run'),
    );
    const checkout = steps.find(step => checksOutHead(step, job, pipeline));
    const runs = checkout && steps.find(step => runsCode(step, checkout));
    if (!runs) return [];
    const message = `${job.id}: code of a request is checked out and run with the rights of the repository.`;
    return [{ message, path: checkout.path, line: checkout.line }];
  });
}

const headOfRequest =
  /github\.event\.pull_request\.head\.(sha|ref|repo)|github\.head_ref|github\.event\.pull_request\.merge_commit_sha|refs\/pull\/|github\.event\.workflow_run\.(head_sha|head_branch|head_commit|head_repository)|github\.event\.(number|issue\.number|pull_request\.number)\s*\}\}\s*\/(head|merge)/;

/** What a step asks the Git host about the head of a request. */
const askedHead =
  /headRef(Oid|Name)|\bpulls\.get\b|\/pulls\/|\.head\.(sha|ref)\b|\bhead_(sha|branch)\b/;

/** A text with what the environment and the outputs of earlier steps put into it. */
function followText(
  text: string,
  step: PipelineStep,
  job: PipelineJob,
  pipeline: Pipeline,
): string {
  const plain = withProperties(text);
  const env = [...plain.matchAll(/\benv\.(\w+)|\$\{?(\w+)/g)]
    .slice(0, 20)
    .map(([, a, b]) => step.env.get(a ?? b ?? '') ?? '');
  const ofJob = (from: PipelineJob | undefined, value: string) =>
    [...value.matchAll(/\bsteps\.([\w-]+)\.outputs\./g)].slice(0, 20).map(([, id]) => {
      const source = from?.steps.find(other => other.id === id);
      const script = `${source?.run ?? ''} ${source?.inputs.get('script') ?? ''}`;
      const given = [...(source?.env.values() ?? [])].join(' ');
      return askedHead.test(script) || headOfRequest.test(withProperties(`${script} ${given}`))
        ? 'github.head_ref'
        : '';
    });
  const needs = [...plain.matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)]
    .slice(0, 20)
    .flatMap(([, id, output]) => {
      const source = pipeline.jobs.find(other => other.id === id);
      const value = source?.outputs?.get(output ?? '') ?? '';
      return [withProperties(value), ...ofJob(source, value)];
    });
  return [plain, ...env.map(withProperties), ...ofJob(job, plain), ...needs].join(' ');
}

function checksOutHead(step: PipelineStep, job: PipelineJob, pipeline: Pipeline): boolean {
  const follow = (text: string) => followText(text, step, job, pipeline);
  if (/^actions\/checkout$/i.test(step.uses?.name ?? '')) {
    const from = `${step.inputs.get('ref') ?? ''} ${step.inputs.get('repository') ?? ''}`;
    return headOfRequest.test(follow(from));
  }
  return step.commands.some(({ name, words }) => {
    const text = words.join(' ');
    if (name === 'gh') return /^gh pr checkout\b/.test(text);
    return (
      name === 'git' &&
      /\b(fetch|checkout|clone|pull|switch)\b/.test(text) &&
      (headOfRequest.test(follow(text)) || /\bpull\/\S+(head|merge)\b/.test(text))
    );
  });
}

const builders = new Set(
  (
    'npm npx pnpm yarn bun node deno pip pip3 pipx poetry uv pipenv tox nox pytest python python3 make cmake ninja mvn mvnw ' +
    'gradle gradlew ant sbt go cargo dotnet msbuild bundle rake gem ruby composer php phpunit swift bazel bazelisk just ' +
    'task tsc jest vitest eslint docker podman buildah kaniko buildctl ko pack helm terraform tofu cdk sam serverless ' +
    'pre-commit tsx ts-node mix rebar3 stack cabal nix earthly invoke act'
  ).split(' '),
);

/** A step behind the checkout that builds, installs or runs something of the working folder. */
function runsCode(step: PipelineStep, checkout: PipelineStep): boolean {
  if (step.index < checkout.index) return false;
  if (step.index > checkout.index && step.uses) {
    return (
      step.uses.local ||
      /^(docker\/(build-push|bake)-action|pre-commit\/action)$/.test(step.uses.name)
    );
  }
  return step.commands.some(({ words }) => {
    const { name, words: plain } = unwrapCommand(words);
    const first = plain[0] ?? '';
    if (
      /^(docker|podman)$/.test(name) &&
      /^(login|logout|pull|push|tag|version)$/.test(plain[1] ?? '')
    ) {
      return false;
    }
    if (/^(\.\/|\.\.\/|scripts?\/|ci\/|bin\/|hack\/|tools?\/)/.test(first)) return true;
    if (/^(ba|da|z)?sh$|^source$|^\.$/.test(name))
      return plain.slice(1).some(word => !word.startsWith('-'));
    return builders.has(name) && !plain.some(word => /^(--version|-v|-V)$/.test(word));
  });
}

/** Pushes that a request can reach. */
export function findReachablePushes(model: CiModel, workflow: Pipeline): Finding[] {
  return model.pushes
    .filter(({ pipeline, triggers }) => pipeline === workflow && triggers.some(isRequest))
    .map(({ job, step }) => ({
      message: `${job.id}: an image is pushed for pull requests as well.`,
      path: step.path,
      line: step.line,
    }));
}

/** Jobs for pull requests on runners of one's own. */
export function findOwnRunners(pipeline: Pipeline): Finding[] {
  return pipeline.jobs
    .filter(({ runner, triggers }) => runner.kind === 'self-hosted' && triggers.some(isRequest))
    .map(({ id, runner, path, line }) => ({
      message: `${id}: a runner of your own (${runner.labels.join(', ').slice(0, 80)}) serves pull requests.`,
      path,
      line: runner.line ?? line,
    }));
}

function isRequest({ kind }: { readonly kind: string }): boolean {
  return kind === 'pull-request' || kind === 'pull-request-target';
}

function stepsOf(pipeline: Pipeline): { readonly job: PipelineJob; readonly step: PipelineStep }[] {
  return pipeline.jobs.flatMap(job =>
    isSwitchedOff(job.condition) ? [] : job.steps.map(step => ({ job, step })),
  );
}
