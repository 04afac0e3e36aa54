import { joinPath } from '../../repository/paths';
import { CommandReader } from '../commands/followCommands';
import { CiReference, Pipeline, PipelineJob, Runner } from '../model/pipeline';
import { readUses } from '../readReference';
import { at, textAt, textMap, textsOf, YamlValue } from '../yaml/yamlTree';
import { fillIn } from './fillIn';
import { narrowTriggers } from './narrowTriggers';
import {
  cancelsInProgress,
  readEnvironment,
  readImages,
  readPermissions,
  readTimeout,
} from './readJobSettings';
import { readMatrix } from './readMatrix';
import { readRunner } from './readRunner';
import { mergeEnv, StepReader } from './readSteps';
import { readTriggers } from './readTriggers';
import { valuesOf, WorkflowScope } from './workflowScope';

const jobsLimit = 500;
const callDepth = 4;
const noRunner: Runner = { kind: 'unknown', labels: [], reason: 'the job calls a workflow' };

export interface WorkflowOptions {
  readonly path: string;
  readonly text: string;
  readonly commands: CommandReader;
  /** Other files of the repository: called workflows, local actions. */
  readonly readFile: (path: string) => YamlValue | undefined;
}

export interface WorkflowReading {
  readonly pipeline: Pipeline;
  /** Workflows of the repository whose jobs are part of it. */
  readonly called: ReadonlySet<string>;
}

class WorkflowReader {
  readonly jobs: PipelineJob[] = [];
  readonly references: CiReference[] = [];
  readonly opaque: { reason: string; line?: number }[] = [];
  readonly variables: { name: string; value: string; line?: number }[] = [];
  readonly called = new Set<string>();

  constructor(private readonly options: WorkflowOptions) {}

  jobsOf(root: YamlValue, outer: WorkflowScope): void {
    this.variablesOf(at(root, 'env'));
    const defaults = at(root, 'defaults', 'run');
    const scope = {
      ...outer,
      folder: textAt(defaults, 'working-directory') ?? '',
      shell: textAt(defaults, 'shell'),
    };
    const jobs = at(root, 'jobs')?.entries ?? new Map<string, YamlValue>();
    for (const [id, job] of jobs) {
      if (this.jobs.length >= jobsLimit) {
        this.opaque.push({ reason: `more than ${jobsLimit} jobs are not read`, line: job.keyLine });
        return;
      }
      if (job.entries) {
        this.job({ id, job, conditions: conditionsOf(id, jobs), scope });
      }
    }
  }

  private job(options: JobOptions): void {
    const { id, job, conditions, scope } = options;
    const values = valuesOf(scope.inputs, scope.env);
    const env = mergeEnv(scope.env, at(job, 'env'), text => fillIn(text, values));
    const triggers = narrowTriggers(scope.triggers, conditions, values);
    const own = readMatrix(job);
    const runs = own?.length === 0 ? scope.matrix : (own ?? []);
    const permissions = readPermissions(job);
    const needs = textsOf(at(job, 'needs')).map(need => scope.prefix + need);
    const allowsFailure = scope.allowsFailure || textAt(job, 'continue-on-error') === 'true';
    this.variablesOf(at(job, 'env'));
    this.variablesOf(at(job, 'container', 'env'));
    const images = readImages(job);
    const settings = {
      id: scope.prefix + id,
      path: job.path,
      line: job.keyLine,
      needs: needs.length > 0 ? needs : scope.needs,
      environment: readEnvironment(job, values),
      permissions: permissions ?? scope.permissions,
      permissionsLine: permissions ? at(job, 'permissions')?.keyLine : scope.permissionsLine,
      timeoutMinutes: readTimeout(job, values),
      cancelsInProgress: scope.cancels || cancelsInProgress(job),
      condition: textAt(job, 'if'),
      triggers,
      manual: false,
      allowsFailure,
      matrix: runs.map(stripMatrix),
      matrixUnresolved: own === undefined || scope.matrixUnresolved,
      images,
      outputs: new Map([...textMap(at(job, 'outputs'))].map(([n, v]) => [n, fillIn(v, values)])),
    };
    this.references.push(...images);
    if (textAt(job, 'uses') !== undefined) {
      this.call(job, { ...settings, runner: noRunner }, scope);
      return;
    }
    const defaults = at(job, 'defaults', 'run');
    const reader = new StepReader(this.options.commands, this.options.readFile);
    reader.read(at(job, 'steps'), {
      triggers,
      env,
      inputs: scope.inputs,
      folder: textAt(defaults, 'working-directory') ?? scope.folder,
      shell: textAt(defaults, 'shell') ?? scope.shell,
      gating: !allowsFailure,
      depth: 0,
    });
    at(job, 'steps')?.items?.forEach(step => this.variablesOf(at(step, 'env')));
    this.references.push(...reader.steps.flatMap(step => step.uses ?? []));
    this.jobs.push({
      ...settings,
      runner: readRunner(job, values, runs),
      steps: reader.steps,
      opaque: reader.opaque,
    });
  }

  /** A job that calls a workflow: its jobs are read as jobs of this pipeline, between what it waits for and itself. */
  private call(
    job: YamlValue,
    settings: Omit<PipelineJob, 'steps' | 'opaque'>,
    scope: WorkflowScope,
  ): void {
    const uses = at(job, 'uses')!;
    const text = uses.text!;
    const line = uses.keyLine;
    const reference = readUses(text, 'reusable-workflow', { path: job.path, line });
    this.references.push(reference);
    const path = joinPath(text);
    const callee = reference.local && path !== undefined ? this.options.readFile(path) : undefined;
    if (!callee || path === undefined || scope.depth >= callDepth) {
      const where = reference.local
        ? 'which could not be read'
        : 'a workflow of another repository';
      this.jobs.push({
        ...settings,
        steps: [],
        opaque: [{ reason: `the job calls ${text}, ${where}`, line }],
      });
      return;
    }
    this.called.add(path);
    const values = valuesOf(scope.inputs, scope.env);
    const given = textMap(at(job, 'with'));
    const inputs = new Map<string, string>();
    const on = at(callee, 'on') ?? at(callee, 'true');
    at(on, 'workflow_call', 'inputs')?.entries?.forEach((input, name) => {
      const fallback = textAt(input, 'type') === 'boolean' ? 'false' : '';
      const value = given.get(name) ?? textAt(input, 'default') ?? fallback;
      inputs.set(name, fillIn(value, values));
    });
    const first = this.jobs.length;
    this.jobsOf(callee, {
      ...scope,
      prefix: `${settings.id}/`,
      triggers: settings.triggers,
      env: mergeEnv(new Map(), at(callee, 'env')),
      inputs,
      permissions: readPermissions(callee) ?? settings.permissions,
      permissionsLine: at(callee, 'permissions')?.keyLine ?? settings.permissionsLine,
      needs: settings.needs,
      matrix: settings.matrix.map(run => new Map([...run].map(([n, v]) => [`matrix.${n}`, v]))),
      matrixUnresolved: settings.matrixUnresolved,
      cancels: settings.cancelsInProgress || cancelsInProgress(callee),
      allowsFailure: settings.allowsFailure,
      depth: scope.depth + 1,
    });
    const inner = this.jobs.slice(first).map(({ id }) => id);
    this.jobs.push({ ...settings, needs: [...settings.needs, ...inner], steps: [], opaque: [] });
  }

  private variablesOf(env: YamlValue | undefined): void {
    env?.entries?.forEach((value, name) => {
      if (value.text !== undefined) {
        this.variables.push({ name, value: value.text, line: value.keyLine });
      }
    });
  }
}

interface JobOptions {
  readonly id: string;
  readonly job: YamlValue;
  readonly conditions: readonly string[];
  readonly scope: WorkflowScope;
}

/** Its own condition, and those of the jobs it waits for: when they are skipped, it is skipped too. */
function conditionsOf(id: string, jobs: ReadonlyMap<string, YamlValue>): string[] {
  const conditions: string[] = [];
  const seen = new Set<string>();
  const waiting = [id];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    const job = jobs.get(next);
    if (seen.has(next) || !job) {
      continue;
    }
    seen.add(next);
    const condition = textAt(job, 'if');
    if (condition !== undefined) {
      conditions.push(condition);
    }
    // With a status function the job runs although another was skipped.
    if (!/\b(always|failure|cancelled)\s*\(/i.test(condition ?? '')) {
      waiting.push(...textsOf(at(job, 'needs')));
    }
  }
  return [...new Set(conditions)];
}

/** Names without `matrix.`, as people write them in the file. */
function stripMatrix(run: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...run].map(([name, value]) => [name.replace(/^matrix\./, ''), value]));
}

/** Reads a workflow of GitHub Actions; `undefined` when the file is no YAML the reader accepts, or no workflow. */
export function readGithubWorkflow(options: WorkflowOptions): WorkflowReading | undefined {
  const root = options.readFile(options.path);
  if (!root?.entries) {
    return undefined;
  }
  const triggers = readTriggers(root);
  const reader = new WorkflowReader(options);
  const env = mergeEnv(new Map(), at(root, 'env'));
  reader.jobsOf(root, {
    prefix: '',
    triggers,
    env,
    inputs: new Map(),
    permissions: readPermissions(root),
    permissionsLine: at(root, 'permissions')?.keyLine,
    needs: [],
    matrix: [],
    matrixUnresolved: false,
    cancels: cancelsInProgress(root),
    folder: '',
    allowsFailure: false,
    depth: 0,
  });
  const { jobs, references, opaque, variables } = reader;
  return {
    called: reader.called,
    pipeline: {
      system: 'github',
      path: options.path,
      line: 1,
      name: textAt(root, 'name'),
      text: options.text,
      triggers,
      jobs,
      permissions: readPermissions(root),
      references,
      variables,
      opaque,
    },
  };
}
