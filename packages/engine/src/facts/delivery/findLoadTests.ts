import { CiCommand, CiModel, PipelineJob, PipelineStep } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';

/** A run of a load test or benchmark. */
export interface LoadTest {
  readonly tool: string;
  /** Whether it can fail: a threshold, an assertion, a comparison. */
  readonly threshold: 'yes' | 'no' | 'unknown';
  readonly gating: boolean;
  readonly location: SourceLocation;
}

type Threshold = LoadTest['threshold'];

const loadActions: readonly (readonly [RegExp, string])[] = [
  [/^(grafana|k6io)\/(run-k6-action|k6-action|action)$/, 'k6'],
  [/^treosh\/lighthouse-ci-action$/, 'lighthouse-ci'],
  [/^benchmark-action\/github-action-benchmark$/, 'a benchmark'],
  [/^artilleryio\/action-cli$/, 'artillery'],
  [/^CodSpeedHQ\/action$/i, 'a benchmark'],
  [/locust/i, 'locust'],
  [/jmeter/i, 'jmeter'],
  [/gatling/i, 'gatling'],
];
const images =
  /(^|\/)(grafana\/k6|loadimpact\/k6|locustio\/locust|artilleryio\/artillery|justb4\/jmeter|denvazh\/gatling|williamyeh\/(wrk|hey)|peterevans\/vegeta|ghz)(:|@|$)/;
/** Measure and never fail by themselves. */
const meters = /^(wrk2?|vegeta|hey|oha|ghz|autocannon|bombardier|ab|drill)$/;
/** Commands that compare a figure and fail. */
const comparisons = /^(test|\[|\[\[)$/;
const comparingText =
  /\bjq (-(?=\w*e)\w+ |--exit-status)|\bawk\b.*\bexit\b|benchmark-compare-fail|(threshold|compare|assert|check|gate|verify)[\w-]*\.(sh|py|js|ts|mjs)\b|\bbencher\b.*--err\b/i;

/** Every load test and benchmark that the pipelines run. */
export function findLoadTests(ci: CiModel, tree: RepositoryTree): LoadTest[] {
  const found: LoadTest[] = [];
  for (const job of ci.pipelines.flatMap(({ jobs }) => jobs)) {
    const compares = comparesIn(job);
    for (const step of job.steps) {
      found.push(...inAction(step, tree, compares));
      for (const command of step.commands) {
        const run = readRun(command, tree, step);
        if (!run) continue;
        const { gating, path, line } = command;
        const threshold = run.threshold !== 'yes' && compares ? 'yes' : run.threshold;
        found.push({ ...run, threshold, gating, location: { path, line } });
      }
    }
  }
  const rank = (test: LoadTest) => (test.threshold === 'yes' ? 2 : 0) + (test.gating ? 1 : 0);
  return found.sort((a, b) => rank(b) - rank(a));
}

/** Whether a later, gating command of the job compares figures. */
function comparesIn({ steps }: PipelineJob): boolean {
  return steps.some(
    ({ uses, inputs, gating, commands }) =>
      (gating && isComparingAction(uses?.name ?? '', inputs)) ||
      commands.some(
        one =>
          one.gating &&
          (comparingText.test(one.words.join(' ').slice(0, 2000)) ||
            (comparisons.test(one.name) && /-(gt|lt|ge|le)\b|[<>]/.test(one.words.join(' ')))),
      ),
  );
}

function isComparingAction(name: string, inputs: ReadonlyMap<string, string>): boolean {
  if (name === 'benchmark-action/github-action-benchmark') {
    return inputs.get('fail-on-alert') === 'true' || inputs.has('fail-threshold');
  }
  return /^CodSpeedHQ\/action$/i.test(name);
}

function inAction(step: PipelineStep, tree: RepositoryTree, compares: boolean): LoadTest[] {
  const { uses, inputs, path, line, gating } = step;
  const name = uses?.name ?? '';
  const tool = loadActions.find(([pattern]) => pattern.test(name))?.[1];
  if (tool === undefined || /setup/i.test(name)) return [];
  const values = [...inputs.values()].join('\n');
  const own = inputs.has('budgetPath') || isComparingAction(name, inputs);
  const read = own ? 'yes' : thresholdOf(tool, wordsOf(values), tree);
  const threshold = compares ? 'yes' : read;
  return [{ tool, threshold, gating, location: { path, line } }];
}

function wordsOf(text: string): string[] {
  return text.slice(0, 4000).split(/[\s'"=,]+/);
}

/** `undefined` when the command runs no load test. */
function readRun(
  command: CiCommand,
  tree: RepositoryTree,
  step: PipelineStep,
): Pick<LoadTest, 'tool' | 'threshold'> | undefined {
  const all = command.words;
  const tool = toolOfCommand(command);
  if (tool === undefined) return undefined;
  const text = all.join(' ');
  if (/--benchmark-compare-fail|--err\b/.test(text)) return { tool, threshold: 'yes' };
  const folder = step.inputs.get('working-directory') ?? '';
  return { tool, threshold: thresholdOf(tool, all, tree, folder) };
}

const wrappers = /^(npx|bunx|pnpx|npm|pnpm|yarn|uv|poetry|pipenv|docker|podman|xvfb-run|timeout)$/;

/** By the words of a command, which never change; nearly all run no load test. */
const knownTools = new WeakMap<readonly string[], string | false>();

function toolOfCommand({ name, words }: CiCommand): string | undefined {
  let tool = knownTools.get(words);
  if (tool === undefined) {
    tool = toolOf(name, words, words.join(' ')) ?? false;
    knownTools.set(words, tool);
  }
  return tool === false ? undefined : tool;
}

function toolOf(name: string, words: readonly string[], text: string): string | undefined {
  const base = words.map(word =>
    word.startsWith('@lhci/cli') ? 'lhci' : word.slice(word.lastIndexOf('/') + 1),
  );
  if (wrappers.test(name)) {
    if (/\b(install|add|pull|build|push)\b/.test(words[1] ?? '')) return undefined;
    const image = words.find(word => images.test(word));
    if (image !== undefined)
      return /k6|locust|artillery|jmeter|gatling/.exec(image)?.[0] ?? 'a load test';
    const at = base.findIndex(
      (word, i) =>
        i > 0 &&
        toolOf(word.replace(/@.*/s, ''), base.slice(i), base.slice(i).join(' ')) !== undefined &&
        !wrappers.test(word),
    );
    return at > 0
      ? toolOf(base[at]!.replace(/@.*/s, ''), base.slice(at), base.slice(at).join(' '))
      : undefined;
  }
  if (name === 'k6') return base.includes('run') || base.includes('cloud') ? 'k6' : undefined;
  if (meters.test(name)) return words.length > 1 && !words.includes('--version') ? name : undefined;
  if (name === 'artillery') return base[1]?.startsWith('run') ? name : undefined;
  if (/^(locust|jmeter|gatling|gatling\.sh|jmeter\.sh)$/.test(name))
    return words.includes('--version') ? undefined : name.replace('.sh', '');
  if (name === 'lhci' || name === 'lighthouse-ci') return 'lighthouse-ci';
  if (name === 'go') return /^go test\b.* -?-bench\b/.test(text) ? 'go test -bench' : undefined;
  if (name === 'cargo')
    return /^cargo (\+\S+ )?(bench|criterion)\b/.test(text) ? 'criterion' : undefined;
  if (/^(pytest|py\.test|python3?)$/.test(name))
    return /--benchmark-|\bbenchmarks?\b/.test(text) ? 'pytest-benchmark' : undefined;
  if (/^mvn[wd]?$/.test(name)) return /\bgatling:test|\bjmeter:jmeter|\bjmh\b/.exec(text)?.[0];
  if (/^gradlew?$/.test(name)) return /\b(gatlingRun|jmh|jmRun)\b/.exec(text)?.[0];
  if (name === 'dotnet')
    return /^dotnet (run|test)\b.*(bench|NBomber|LoadTest)/i.test(text)
      ? 'BenchmarkDotNet'
      : undefined;
  return undefined;
}

/** What in a script makes the tool fail. */
const assertions: Readonly<Record<string, RegExp>> = {
  k6: /\bthresholds\b/,
  artillery: /\bensure\b/,
  gatling: /\bassertions?\s*\(/,
  locust: /process_exit_code/,
  jmeter: /DurationAssertion|ResponseAssertion/,
};

function thresholdOf(
  tool: string,
  words: readonly string[],
  tree: RepositoryTree,
  folder = '',
): Threshold {
  if (tool === 'lighthouse-ci') return lighthouseThreshold(words, tree);
  const kind = Object.keys(assertions).find(name => tool.includes(name));
  if (kind === undefined) return 'no';
  const pattern = assertions[kind]!;
  const named = words.filter(word => /\.(m?[jt]s|ya?ml|json|py|jmx|scala|java|kt)$/.test(word));
  const paths = named.flatMap(word => filesOf(word, folder, tree));
  const byName = new RegExp(`(^|/)[^/]*(${kind}|simulation)[^/]*(/.*)?$`, 'i');
  const candidates =
    paths.length > 0 || (named.length > 0 && kind !== 'gatling')
      ? paths
      : tree.entries
          .map(({ path }) => path)
          .filter(path => byName.test(path))
          .slice(0, 50);
  if (kind === 'jmeter' && words.some(word => /ignoreResultFailures=false/.test(word)))
    return 'yes';
  const texts = candidates.map(path => tree.read(path));
  if (texts.some(text => text.status === 'present' && pattern.test(text.value))) return 'yes';
  const unread = texts.some(text => text.status === 'unavailable');
  const notFound = named.length > 0 && paths.length === 0;
  return unread || notFound ? 'unknown' : 'no';
}

/** The file a word names; in a container or another folder, the files that end in it. */
function filesOf(word: string, folder: string, tree: RepositoryTree): string[] {
  const path = joinPath(folder, word.replace(/^-+\w+[ =]/, ''));
  if (path !== undefined && tree.has(path)) return [path];
  const name = word.slice(word.lastIndexOf('/') + 1);
  return tree.entries
    .map(entry => entry.path)
    .filter(one => one === name || one.endsWith(`/${name}`))
    .slice(0, 10);
}

function lighthouseThreshold(words: readonly string[], tree: RepositoryTree): Threshold {
  if (words.includes('assert') || words.some(word => /^--(budgetsFile|assert[.=])/.test(word)))
    return 'yes';
  const config = tree.entries.find(({ path }) => /(^|\/)\.?lighthouserc(\.\w+)?$/.test(path));
  if (!config) return 'no';
  if (config.content.status !== 'present') return 'unknown';
  return /\bassert\b/.test(config.content.value) ? 'yes' : 'no';
}

const scripts =
  /(^|\/)(locustfile\.py|artillery[\w.-]*\.ya?ml|[\w.-]+\.jmx|\.?lighthouserc(\.\w+)?|[\w.-]*k6[\w.-]*\.(js|ts)|[\w]*Simulation\.(scala|java|kt))$|(^|\/)(k6|gatling|locust|jmeter|load-?tests?|perf(ormance)?-?tests?)\/.+\.(js|ts|py|scala|java|kt|jmx|ya?ml|sh)$/i;

/** Benchmarks of Cargo and Go lie beside the code. */
const benchmarks = /(^|\/)benches\/[^/]+\.rs$|(^|\/)bench(mark)?s?(_\w+)?_test\.go$/;
const packageScript =
  /"[^"\n]*"\s*:\s*"(?:[^"\n]* )?(?:k6 run|artillery run|autocannon|loadtest|lhci autorun|locust) /;

/** A load test in the repository that no pipeline runs. */
export function findLoadScript(tree: RepositoryTree): string | undefined {
  const own = tree.entries
    .map(({ path }) => path)
    .filter(path => !/(^|\/)(node_modules|vendor|third_party)\//.test(path));
  const found = own.find(path => scripts.test(path) || benchmarks.test(path));
  return (
    found ??
    own
      .filter(path => /(^|\/)package\.json$/.test(path))
      .slice(0, 50)
      .find(path => {
        const text = tree.read(path);
        return text.status === 'present' && packageScript.test(text.value.slice(0, 100_000));
      })
  );
}
