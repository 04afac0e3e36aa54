import { CommandReader } from '../commands/followCommands';
import { CiCommand, Pipeline, PipelineJob, PipelineStep, Runner, Trigger } from '../model/pipeline';
import { readImage } from '../readReference';
import { dropComments } from './dropComments';

const textLimit = 256 * 1024;
const stagesLimit = 200;
const stepsLimit = 300;
const headLimit = 10_000;

class LineIndex {
  private readonly ends: number[] = [];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      this.ends.push(i);
    }
  }

  at(offset: number): number {
    let [low, high] = [0, this.ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}

interface StepsOptions {
  readonly body: string;
  readonly path: string;
  readonly offset: number;
  readonly lines: LineIndex;
  readonly commands: CommandReader;
  readonly triggers: readonly Trigger[];
  readonly env: ReadonlyMap<string, string>;
}

const shell =
  /\b(sh|bat|pwsh|powershell)\s*(?!\s)(?:\(\s*(?!\s))?(?:[^'"\n]{0,80}?script:\s*)?('''|"""|'|")/g;

/** Variables of Windows as those of a shell: `%NAME%` and `$env:NAME`. */
function plainVariables(run: string): string {
  return run.replace(/%(\w{1,100})%|\$env:(\w{1,100})/gi, (_, a, b) => `\${${a ?? b}}`);
}

/** `sh`, `bat` and PowerShell steps, and builds and pushes of the Docker plugin as the command they run. */
function readSteps(options: StepsOptions): PipelineStep[] {
  const { body, path, offset, lines, env, triggers } = options;
  const steps: PipelineStep[] = [];
  const post = body.search(/\bpost\s*\{/);
  const add = (at: number, run: string, isGating: boolean) => {
    // What stands behind `post` runs whatever the stages said.
    const events = post >= 0 && at > post ? body.slice(Math.max(post, at - 5000), at) : '';
    const event = [...events.matchAll(/\b([a-z]{4,12})\s*\{/g)]
      .map(([, name = '']) => name)
      .findLast(
        name =>
          /^(always|failure|unstable|aborted|cleanup|unsuccessful|changed)$/.test(name) ||
          name === 'success',
      );
    const anyway = event !== undefined && event !== 'success';
    const gating = isGating && !anyway;
    const line = lines.at(offset + at);
    const reading = options.commands.read({
      text: run,
      path,
      firstLine: line,
      folder: '',
      mode: { stopsOnError: true, pipefail: false },
      gating,
      env,
    });
    const list: readonly CiCommand[] = reading.commands;
    steps.push({
      index: steps.length,
      path,
      line,
      inputs: new Map(),
      run,
      commands: list,
      env,
      triggers,
      gating,
      ...(anyway ? { condition: 'always()' } : {}),
    });
  };
  const found: { at: number; run: string; swallowed: boolean }[] = [];
  for (const match of body.matchAll(shell)) {
    if (found.length >= stepsLimit) break;
    const quote = match[2]!;
    const start = match.index + match[0].length;
    const end = body.indexOf(quote, start);
    const before = body.slice(Math.max(0, match.index - 200), match.index);
    const swallowed =
      /returnStatus:\s*true/.test(body.slice(match.index, end + 60)) ||
      /catchError\s*(\([^)]*\)\s*)?\{\s*$/.test(before);
    const run = body.slice(start, end < 0 ? body.length : end);
    found.push({ at: start, run: match[1] === 'sh' ? run : plainVariables(run), swallowed });
  }
  for (const match of body.matchAll(
    /\bdocker\.build\s*\(\s*(['"])([^'"\n]{1,200})\1(?:\s*,\s*(['"])([^'"\n]{0,500})\3)?/g,
  )) {
    found.push({
      at: match.index,
      run: `docker build -t ${match[2]} ${match[4] ?? '.'}`,
      swallowed: false,
    });
    const push = /\.push\s*\(/.exec(body);
    if (push) {
      found.push({ at: push.index, run: `docker push ${match[2]}`, swallowed: false });
    }
  }
  found
    .sort((a, b) => a.at - b.at)

    .forEach(({ at, run, swallowed }) => add(at, run, !swallowed));
  return steps;
}

function readTriggers(head: string): Trigger[] {
  // A change of the repository starts it, by webhook or by polling.
  const triggers: Trigger[] = [{ kind: 'push' }, { kind: 'pull-request' }];
  const cron = /\bcron\s*\(\s*['"]([^'"\n]{1,100})['"]/.exec(
    head.replace(/pollSCM\s*\([^)]*\)/g, ''),
  )?.[1];
  return cron === undefined ? triggers : [...triggers, { kind: 'schedule', cron }];
}

function narrow(body: string, triggers: readonly Trigger[]): Trigger[] {
  const when = /\bwhen\s*\{/.exec(body);
  const text = when ? body.slice(when.index, when.index + 500) : '';
  if (/^when\s*\{\s*expression\s*\{\s*(return\s+)?false\s*(;\s*)?\}\s*\}/.test(text)) {
    return [];
  }
  if (/\bnot\s*\{|\banyOf\s*\{/.test(text)) {
    return [...triggers];
  }
  const branch = /\bbranch\s*(?:\(\s*)?(?:pattern:\s*)?['"]([^'"\n]{1,100})['"]/.exec(text)?.[1];
  if (branch !== undefined) {
    return triggers
      .filter(({ kind }) => kind !== 'pull-request')
      .map(trigger =>
        trigger.kind === 'push' ? { ...trigger, branches: [branch], tags: [] } : trigger,
      );
  }
  if (/\bbuildingTag\s*\(|\btag\s+['"]/.test(text)) {
    return triggers.flatMap(trigger =>
      trigger.kind === 'push' ? [{ ...trigger, branches: [] }] : [],
    );
  }
  return /\bchangeRequest\s*\(/.test(text)
    ? triggers.filter(({ kind }) => kind === 'pull-request')
    : [...triggers];
}

function readAgent(text: string): { readonly runner: Runner; readonly image?: string } {
  const block = /\bagent\s*(\{[\s\S]{0,4000}|any\b|none\b)/.exec(text)?.[1] ?? '';
  const image = /\bimage\s+['"]([^'"\n]{1,300})['"]/.exec(block.slice(0, 600))?.[1];
  const label = /\blabel\s+['"]([^'"\n]{1,100})['"]/.exec(block.slice(0, 600))?.[1];
  const dynamic = /^\{\s*(kubernetes|ecs|ec2)\b/.exec(block)?.[1];
  const plain = /^(any|none)/.exec(block)?.[1];
  const labels = [dynamic, label ?? plain].flatMap(name => name ?? []);
  return { image, runner: { kind: 'self-hosted', labels } };
}

/** `environment { NAME = 'value' }`; credentials are kept as the call that fetches them. */
function readEnvironment(text: string): Map<string, string> {
  const env = new Map<string, string>();
  const block = /\benvironment\s*\{([^}]{0,4000})/.exec(text)?.[1] ?? '';
  for (const [, name, value] of block.matchAll(/^[ \t]*(\w+)\s*=\s*(?!\s)(.+)$/gm)) {
    const literal = /^(['"])(.*)\1\s*$/.exec(value!)?.[2];
    env.set(
      name!,
      literal ??
        `\${${value!.trim().startsWith('credentials') ? 'resolve:' : 'groovy:'}${value!.trim()}}`,
    );
  }
  return env;
}

function readTimeout(text: string): PipelineJob['timeoutMinutes'] {
  const match = /\btimeout\s*\(\s*(?:time:\s*)?(\d{1,6})(?:\s*,\s*unit:\s*['"](\w+)['"])?/.exec(
    text,
  );
  if (!match) {
    return undefined;
  }
  const factor = { SECONDS: 1 / 60, HOURS: 60, DAYS: 1440 }[match[2] ?? 'MINUTES'] ?? 1;
  return { resolved: true, value: Number(match[1]) * factor };
}

/**
 * Reads a declarative Jenkinsfile by its patterns: stages, `sh` steps, agent, `when`, triggers. `undefined` for a
 * scripted pipeline, which is a program.
 */
export function readJenkinsfile(
  path: string,
  text: string,
  commands: CommandReader,
): Pipeline | undefined {
  const clean = dropComments(text.slice(0, textLimit));
  if (text.length > textLimit || !/^[ \t]*pipeline\s*\{/m.test(clean)) {
    return undefined;
  }
  const lines = new LineIndex(clean);
  const starts = [...clean.matchAll(/\bstage\s*\(\s*['"]([^'"\n]{1,200})['"]\s*\)\s*\{/g)].slice(
    0,
    stagesLimit,
  );
  const head = clean.slice(0, Math.min(starts[0]?.index ?? clean.length, headLimit));
  const triggers = readTriggers(head);
  const agent = readAgent(head);
  const env = readEnvironment(head);
  const jobs: PipelineJob[] = [];
  const names = new Map<string, number>();
  for (const [index, start] of starts.entries()) {
    const body = clean.slice(start.index, starts[index + 1]?.index ?? clean.length);
    const line = lines.at(start.index);
    const name = start[1]!;
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const id = count === 1 ? name : `${name} ${count}`;
    const runs = narrow(body, triggers);
    const stageEnv = new Map([...env, ...readEnvironment(body)]);
    const steps = readSteps({
      body,
      path,
      offset: start.index,
      lines,
      commands,
      triggers: runs,
      env: stageEnv,
    });
    const own = /\bagent\b/.test(body) ? readAgent(body) : agent;
    jobs.push({
      id,
      path,
      line,
      // Stages run one after the other; parallel ones are taken in their order too.
      needs: jobs.slice(-1).map(job => job.id),
      stage: id,
      runner: { ...own.runner, line },
      timeoutMinutes: readTimeout(body) ?? readTimeout(head),
      cancelsInProgress: /disableConcurrentBuilds\s*\(\s*abortPrevious:\s*true/.test(head),
      triggers: runs,
      manual: /\binput\s*[({'"]/.test(body) || (jobs.at(-1)?.manual ?? false),
      allowsFailure: false,
      matrix: [],
      matrixUnresolved: /\bmatrix\s*\{/.test(body),
      steps,
      images: own.image === undefined ? [] : [readImage(own.image, { path, line })],
      opaque: [],
    });
  }
  const library = /@Library\s*\(\s*['"]([^'"]+)['"]/.exec(clean)?.[1];
  return {
    system: 'jenkins',
    path,
    line: 1,
    text,
    triggers,
    stages: jobs.map(({ id }) => id),
    jobs,
    references: jobs.flatMap(({ images }) => images),
    variables: [...env].map(([name, value]) => ({ name, value })),
    opaque:
      library === undefined ? [] : [{ reason: `the library ${library} is not in the repository` }],
  };
}
