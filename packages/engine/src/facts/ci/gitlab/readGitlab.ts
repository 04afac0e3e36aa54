import { RepositoryTree } from '../../repository/repositoryTree';
import { resolved, Resolved, unresolved } from '../../resolved';
import { CommandReader } from '../commands/followCommands';
import { readScriptItems } from '../commands/readScriptItems';
import {
  CiReference,
  Pipeline,
  PipelineJob,
  PipelineStep,
  Runner,
  Trigger,
} from '../model/pipeline';
import { readImage } from '../readReference';
import { at, textAt, textsOf, YamlValue } from '../yaml/yamlTree';
import { extendJob, GitlabConfig, listItems, readGitlabConfig, scriptItems } from './gitlabConfig';
import { gitlabTriggers, readRules } from './readRules';

const jobsLimit = 500;
const runsLimit = 20;
const reserved = new Set(
  'stages variables include default workflow image services before_script after_script cache spec types'.split(
    ' ',
  ),
);

function withRules(value: YamlValue, root: GitlabConfig['root']): ReadonlyMap<string, YamlValue> {
  const entries = new Map(value.entries);
  const rules = at(value, 'rules');
  if (rules) {
    entries.set('rules', { ...rules, items: listItems(rules, root) });
  }
  return entries;
}

/** Jobs wait for those of the last stage before theirs that has any. */
function withStages(
  jobs: readonly PipelineJob[],
  stages: readonly string[],
  explicit: ReadonlySet<string>,
): PipelineJob[] {
  const byStage = new Map<string, string[]>();
  jobs.forEach(({ id, stage = 'test' }) => byStage.set(stage, [...(byStage.get(stage) ?? []), id]));
  return jobs.map(job => {
    const earlier = stages.slice(0, Math.max(0, stages.indexOf(job.stage ?? 'test'))).reverse();
    const before = earlier.find(stage => byStage.has(stage));
    return explicit.has(job.id) ? job : { ...job, needs: byStage.get(before ?? '') ?? [] };
  });
}

function readVariables(value: YamlValue | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  value?.entries?.forEach((entry, name) => {
    const text = entry.text ?? textAt(entry, 'value');
    if (text !== undefined) {
      texts.set(name, text);
    }
  });
  return texts;
}

interface ReaderOptions {
  readonly config: GitlabConfig;
  readonly commands: CommandReader;
  readonly variables: ReadonlyMap<string, string>;
  readonly triggers: readonly Trigger[];
  readonly onGitlabCom: boolean;
}

class GitlabReader {
  readonly references: CiReference[] = [];
  readonly variables: { name: string; value: string; line?: number }[] = [];
  readonly explicitNeeds = new Set<string>();

  constructor(private readonly options: ReaderOptions) {
    this.addVariables(options.config.root.get('variables'));
  }

  job(name: string): PipelineJob | undefined {
    const { root } = this.options.config;
    const extended = extendJob(name, root);
    if (!extended?.entries) {
      return undefined;
    }
    const job = { ...extended, entries: withRules(extended, root) };
    const isJob = ['script', 'trigger', 'run', 'extends'].some(key => job.entries.has(key));
    if (!isJob) {
      return undefined;
    }
    const own = readVariables(at(job, 'variables'));
    this.addVariables(at(job, 'variables'));
    const env = new Map([...this.options.variables, ...own]);
    const { triggers, manual, allowsFailure } = readRules(job, this.options.triggers, env);
    const allowed =
      allowsFailure ||
      mayFail(at(job, 'allow_failure')) ||
      (manual && !at(job, 'allow_failure') && !at(job, 'rules'));
    const images = this.images(job);
    this.references.push(...images);
    const needs = at(job, 'needs');
    if (needs) {
      this.explicitNeeds.add(name);
    }
    const runs = readRuns(job);
    const trigger = at(job, 'trigger');
    return {
      id: name,
      path: job.path,
      line: job.keyLine,
      needs: listItems(needs, root).flatMap(need => need.text ?? textAt(need, 'job') ?? []),
      stage: textAt(job, 'stage') ?? 'test',
      runner: this.runner(job, env),
      environment: readEnvironment(job, env),
      timeoutMinutes: readTimeout(textAt(job, 'timeout') ?? textAt(root.get('default'), 'timeout')),
      cancelsInProgress:
        (textAt(job, 'interruptible') ?? textAt(root.get('default'), 'interruptible')) === 'true',
      condition: conditionOf(job),
      triggers,
      manual,
      allowsFailure: allowed,
      idTokens: readTokens(at(job, 'id_tokens') ?? at(root.get('default'), 'id_tokens')),
      matrix: runs ?? [],
      matrixUnresolved: runs === undefined,
      images,
      ...this.steps(job, { env, triggers, gating: !allowed }),
      ...(trigger
        ? { opaque: [{ reason: 'the job starts another pipeline', line: trigger.keyLine }] }
        : {}),
    };
  }

  private inherited(job: YamlValue, key: string): YamlValue | undefined {
    const { root } = this.options.config;
    return at(job, key) ?? at(root.get('default'), key) ?? root.get(key);
  }

  private steps(
    job: YamlValue,
    scope: Pick<PipelineStep, 'env' | 'triggers' | 'gating'>,
  ): Pick<PipelineJob, 'steps' | 'opaque'> {
    const { root } = this.options.config;
    const steps: PipelineStep[] = [];
    const opaque: { reason: string; line?: number }[] = [];
    let folder: string | undefined = '';
    let variables: ReadonlyMap<string, string> = new Map();
    for (const phase of ['before_script', 'script', 'after_script']) {
      const value = phase === 'script' ? at(job, phase) : this.inherited(job, phase);
      const items = scriptItems(value, root);
      if (items.length === 0) {
        continue;
      }
      const after = phase === 'after_script';
      const gating = scope.gating && !after;
      const mode = { stopsOnError: true, pipefail: true };
      const start = after
        ? { folder: '', variables: new Map<string, string>() }
        : { folder, variables };
      const { env } = scope;
      const reading = readScriptItems({
        reader: this.options.commands,
        items,
        mode,
        gating,
        env,
        ...start,
      });
      ({ folder, variables } = reading);
      if (!reading.complete) {
        opaque.push({
          reason: 'the script runs more commands than are read',
          line: value?.keyLine,
        });
      }
      steps.push({
        index: steps.length,
        path: items[0]!.path,
        line: value?.keyLine ?? items[0]!.line,
        phase,
        inputs: new Map(),
        run: reading.run,
        commands: reading.commands,
        ...scope,
        gating,
      });
    }
    return { steps, opaque };
  }

  private images(job: YamlValue): CiReference[] {
    const services = this.inherited(job, 'services')?.items ?? [];
    return [this.inherited(job, 'image'), ...services].flatMap(image => {
      const text = image?.text ?? textAt(image, 'name');
      return image && text
        ? [readImage(text, { path: image.path, line: image.keyLine ?? image.line })]
        : [];
    });
  }

  private runner(job: YamlValue, env: ReadonlyMap<string, string>): Runner {
    const value = this.inherited(job, 'tags');
    const labels = textsOf(value).map(tag =>
      tag.replace(/^\$\{?(\w+)\}?$/, (whole, name: string) => env.get(name) ?? whole),
    );
    const line = value?.keyLine ?? job.keyLine;
    const open = labels.find(label => label.includes('$'));
    if (open !== undefined) {
      return {
        kind: 'unknown',
        labels,
        line,
        reason: `the runner tag "${open.slice(0, 80)}" is only known when the pipeline runs`,
      };
    }
    if (labels.length > 0) {
      const hosted = labels.every(label => /^(saas-|gitlab-org)/.test(label));
      return { kind: hosted ? 'hosted' : 'self-hosted', labels, line };
    }
    return this.options.onGitlabCom
      ? { kind: 'hosted', labels, line }
      : {
          kind: 'unknown',
          labels,
          line,
          reason:
            'the job has no runner tags, and whether the project lives on gitlab.com is not known',
        };
  }

  private addVariables(value: YamlValue | undefined): void {
    value?.entries?.forEach((entry, name) => {
      const text = entry.text ?? textAt(entry, 'value');
      if (text !== undefined) {
        this.variables.push({ name, value: text, line: entry.keyLine });
      }
    });
  }
}

/** `when: always` and `on_failure` run a job although an earlier stage failed. */
function conditionOf(job: YamlValue): string | undefined {
  const rules = at(job, 'rules');
  const whens = [textAt(job, 'when'), ...(rules?.items ?? []).map(rule => textAt(rule, 'when'))];
  if (whens.includes('always')) return 'always()';
  if (whens.includes('on_failure')) return 'failure()';
  return textsOf(rules).join('\n') || undefined;
}

function mayFail(value: YamlValue | undefined): boolean {
  return value?.text === 'true' || value?.entries !== undefined;
}

function readTokens(value: YamlValue | undefined): ReadonlyMap<string, string> | undefined {
  return (
    value?.entries &&
    new Map([...value.entries].map(([name, token]) => [name, textsOf(at(token, 'aud')).join(',')]))
  );
}

function readEnvironment(
  job: YamlValue,
  env: ReadonlyMap<string, string>,
): Resolved<string> | undefined {
  const written = textAt(job, 'environment') ?? textAt(job, 'environment', 'name');
  if (written === undefined || textAt(job, 'environment', 'action') === 'stop') {
    return undefined;
  }
  const name = written.replace(/\$\{?(\w+)\}?/g, (whole, key: string) => env.get(key) ?? whole);
  return name.includes('$')
    ? unresolved(`"${written.slice(0, 80)}" is only known when the pipeline runs`)
    : resolved(name);
}

const units: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 };

/** `1h 30m`, `90 minutes`; a plain number is seconds. */
function readTimeout(text: string | undefined): Resolved<number> | undefined {
  if (text === undefined) {
    return undefined;
  }
  const parts = [...text.slice(0, 100).matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/gi)];
  const minutes = parts.map(
    ([, amount, unit]) => Number(amount) * (units[unit!.charAt(0).toLowerCase()] ?? 1 / 60),
  );
  return parts.length > 0 && !text.includes('$')
    ? resolved(minutes.reduce((sum, part) => sum + part, 0))
    : unresolved(`the timeout "${text.slice(0, 80)}" is not understood`);
}

/** `parallel: matrix`; `undefined` when it has too many runs. */
function readRuns(job: YamlValue): ReadonlyMap<string, string>[] | undefined {
  const runs: ReadonlyMap<string, string>[] = [];
  for (const entry of at(job, 'parallel', 'matrix')?.items ?? []) {
    let combined: ReadonlyMap<string, string>[] = [new Map()];
    for (const [name, value] of entry.entries ?? []) {
      const options = textsOf(value);
      if (combined.length * options.length > runsLimit) {
        return undefined;
      }
      combined = combined.flatMap(run => options.map(option => new Map([...run, [name, option]])));
    }
    runs.push(...combined);
    if (runs.length > runsLimit) {
      return undefined;
    }
  }
  return runs;
}

/** Reads `.gitlab-ci.yml`; `undefined` when it is no YAML the reader accepts. */
export function readGitlab(options: {
  readonly path: string;
  readonly text: string;
  readonly tree: RepositoryTree;
  readonly commands: CommandReader;
  readonly readFile: (path: string) => YamlValue | undefined;
  /** True when the project is known to live on gitlab.com. */
  readonly onGitlabCom: boolean;
}): Pipeline | undefined {
  const config = readGitlabConfig(options);
  if (!config) {
    return undefined;
  }
  const { root } = config;
  const variables = readVariables(root.get('variables'));
  const all = gitlabTriggers(root);
  const workflow = root.get('workflow');
  const triggers = workflow
    ? readRules({ ...workflow, entries: withRules(workflow, root) }, all, variables).triggers
    : all;
  const declared = textsOf(root.get('stages'));
  const stages = [
    '.pre',
    ...(declared.length > 0 ? declared : ['build', 'test', 'deploy']),
    '.post',
  ];
  const opaque = [...config.opaque];
  const names = [...root.keys()].filter(name => !reserved.has(name) && !name.startsWith('.'));
  if (names.length > jobsLimit) {
    opaque.push({ reason: `more than ${jobsLimit} jobs are not read`, line: undefined });
  }
  const reader = new GitlabReader({ ...options, config, variables, triggers });
  const jobs = names.slice(0, jobsLimit).flatMap(name => reader.job(name) ?? []);
  return {
    system: 'gitlab',
    path: options.path,
    line: 1,
    text: options.text,
    triggers,
    stages,
    jobs: withStages(jobs, stages, reader.explicitNeeds),
    references: [...config.references, ...reader.references],
    variables: reader.variables,
    opaque,
  };
}
