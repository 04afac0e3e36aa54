import { isMap, isScalar, isSeq, YAMLMap } from 'yaml';
import { joinPath } from '../repository/paths';
import { readYaml, YamlFile } from '../repository/readYaml';
import { resolved, Resolved, unresolved } from '../resolved';
import { listShellCommands } from '../script/shellCommands';
import { CiBuild } from './ciBuild';
import { defaultFile, inFolder, readBuildCommand } from './readBuildCommand';
import { readMatrix } from './readMatrix';

/** What one workflow of GitHub Actions says about building images. */
export interface WorkflowReading {
  readonly builds: readonly CiBuild[];
  readonly mirrors: readonly (readonly [host: string, mirror: string])[];
  /** Why a part of it is not understood. */
  readonly unread: readonly string[];
}

type Environment = ReadonlyMap<string, string>;

const stepsLimit = 500;
/** Characters of a workflow whose matrix is multiplied; each run reads its steps again. */
const matrixLimit = 128 * 1024;

/**
 * Reads the image builds of a workflow: docker/build-push-action and build commands in `run`. `undefined` when the file
 * is no YAML the reader accepts.
 *
 * @public
 */
export function readWorkflow(path: string, text: string): WorkflowReading | undefined {
  const file = readYaml(text);
  const root = file?.document.contents;
  if (!file || !isMap(root)) {
    return undefined;
  }
  const builds: CiBuild[] = [];
  const mirrors: [string, string][] = [];
  const unread: string[] = [];
  const jobs = root.get('jobs');
  const environment = readEnvironment(root, new Map());
  let count = 0;
  for (const pair of isMap(jobs) ? jobs.items : []) {
    const job = pair.value;
    const steps = isMap(job) ? job.get('steps') : undefined;
    if (!isMap(job) || !isSeq(steps)) {
      continue;
    }
    const pushed: string[] = [];
    const first = builds.length;
    const folder = defaultFolder(job) ?? defaultFolder(root) ?? '';
    const jobEnvironments = (text.length > matrixLimit ? [new Map()] : readMatrix(job)).map(run =>
      readEnvironment(job, new Map([...environment, ...run])),
    );
    for (const step of steps.items) {
      if (!isMap(step) || ++count > stepsLimit) {
        continue;
      }
      const uses = stringAt(step, 'uses') ?? '';
      if (/^docker\/bake-action@/.test(uses)) {
        unread.push('builds with docker/bake-action, which is not read yet');
      } else if (/^docker\/setup-buildx-action@/.test(uses)) {
        mirrors.push(...readMirrors(step));
      }
      const secrets = new Set([...secretNames(root), ...secretNames(job), ...secretNames(step)]);
      for (const jobEnvironment of jobEnvironments) {
        const values = readEnvironment(step, jobEnvironment);
        const context: StepContext = {
          path,
          file,
          step,
          environment: values,
          secrets,
          folder: fillIn(stringAt(step, 'working-directory') ?? folder, values),
        };
        if (/^docker\/build-push-action@/.test(uses)) {
          builds.push(readAction(context));
        }
        builds.push(...readRun(context));
        pushed.push(...readPushes(context));
      }
    }
    const jobBuilds = builds.splice(first).map(build => withPush(build, pushed));
    builds.push(...dropRepeated(jobBuilds));
  }
  return { builds, mirrors, unread };
}

interface StepContext {
  readonly path: string;
  readonly file: YamlFile;
  readonly step: YAMLMap;
  readonly environment: Environment;
  readonly secrets: ReadonlySet<string>;
  readonly folder: string;
}

function lineOf(context: StepContext, map: YAMLMap, key: string): number | undefined {
  const pair = map.items.find(item => isScalar(item.key) && item.key.value === key);
  const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  return context.file.lineOf(offset ?? map.range?.[0]);
}

function stringAt(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function defaultFolder(map: YAMLMap): string | undefined {
  const folder = map.getIn(['defaults', 'run', 'working-directory']);
  return typeof folder === 'string' ? folder : undefined;
}

function readEnvironment(map: YAMLMap, outer: Environment): Environment {
  const env = map.get('env');
  if (!isMap(env)) {
    return outer;
  }
  const values = new Map(outer);
  for (const { key, value } of env.items.slice(0, 200)) {
    const text = isScalar(value) ? fillIn(String(value.value), outer) : '${{';
    if (isScalar(key) && !text.includes('${{')) {
      values.set(String(key.value), text);
    } else if (isScalar(key)) {
      values.delete(String(key.value));
    }
  }
  return values;
}

/** Environment variables that hold a secret of the pipeline. */
function secretNames(map: YAMLMap): string[] {
  const env = map.get('env');
  return (isMap(env) ? env.items : [])
    .filter(({ value }) => isScalar(value) && holdsSecret(String(value.value)))
    .map(({ key }) => (isScalar(key) ? String(key.value) : ''));
}

function holdsSecret(text: string): boolean {
  return /\$\{\{[^}]*\bsecrets\s*[.[]/.test(text);
}

/** Puts in `${{ env.X }}` and `${{ matrix.X }}` where the value is a literal. */
function fillIn(text: string, environment: Environment): string {
  return text.replace(
    /\$\{\{\s*(?:env\.([A-Za-z_]\w*)|(matrix\.[\w.-]+))\s*\}\}/g,
    (whole, variable, cell) => environment.get((variable ?? cell) as string) ?? whole,
  );
}

/** A matrix that does not change a build repeats it. */
function dropRepeated(builds: readonly CiBuild[]): CiBuild[] {
  const seen = new Map<string, CiBuild>();
  for (const build of builds) {
    const { tags: _tags, buildArgs, secretArgs, labels, ...others } = build;
    const key = JSON.stringify([others, [...buildArgs], [...secretArgs], [...labels]]);
    seen.set(key, seen.get(key) ?? build);
  }
  return [...seen.values()];
}

/** `${{ env.X }}`, `${{ matrix.X }}` and `${{ github.workspace }}`; every other expression is only known when the pipeline runs. */
function evaluate(text: string | undefined, environment: Environment): Resolved<string> {
  if (text === undefined) {
    return resolved(undefined);
  }
  const value = fillIn(text.slice(0, 4096), environment).replace(
    /\$\{\{\s*github\.workspace\s*\}\}/g,
    '.',
  );
  return value.includes('${{')
    ? unresolved(`"${text.slice(0, 80)}" is only known when the pipeline runs`)
    : resolved(value.trim());
}

function readAction(context: StepContext): CiBuild {
  const inputs = context.step.get('with');
  const map = isMap(inputs) ? inputs : undefined;
  const input = (name: string) => (map ? stringAt(map, name) : undefined);
  const contextText = input('context');
  const value = evaluate(contextText, context.environment);
  const remoteContext =
    value.resolved && value.value !== undefined && /^(https?:|git@|git:)/.test(value.value);
  // Without `context` the action builds the commit itself, from the root of the repository.
  const folder = inFolder(value.resolved ? resolved(value.value ?? '.') : value, '');
  const file = evaluate(input('file'), context.environment);
  const target = evaluate(input('target'), context.environment);
  const buildArgs = new Map<string, string | undefined>();
  const secretArgs = new Map<string, number | undefined>();
  const argsLine = map && lineOf(context, map, 'build-args');
  for (const [name, raw] of pairsOf(input('build-args'))) {
    const argument = evaluate(raw, context.environment);
    buildArgs.set(name, argument.resolved ? argument.value : undefined);
    const secretEnv = [...raw.matchAll(/\$\{\{\s*env\.([A-Za-z_]\w*)/g)].some(m =>
      context.secrets.has(m[1]!),
    );
    if (holdsSecret(raw) || secretEnv) {
      secretArgs.set(name, argsLine);
    }
  }
  const labels = new Map<string, string | undefined>();
  for (const [name, raw] of pairsOf(input('labels'))) {
    const label = evaluate(raw, context.environment);
    labels.set(name, label.resolved ? label.value : undefined);
  }
  return {
    path: context.path,
    line: lineOf(context, context.step, 'uses'),
    context: remoteContext ? value : folder,
    remoteContext,
    file: file.resolved && file.value === undefined ? defaultFile(folder) : inFolder(file, ''),
    target,
    buildArgs,
    secretArgs,
    labels,
    pushes: input('push') !== undefined && input('push') !== 'false',
  };
}

function pairsOf(text: string | undefined): [string, string][] {
  return (text ?? '')
    .split('\n')
    .slice(0, 200)
    .map(line => line.trim())
    .filter(line => line.includes('='))
    .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
}

function readRun(context: StepContext): CiBuild[] {
  const run = stringAt(context.step, 'run');
  if (run === undefined || !/\bbu(il)?d\b/.test(run)) {
    return [];
  }
  const node = context.step.get('run', true);
  const start = context.file.lineOf(isScalar(node) ? node.range?.[0] : undefined) ?? 1;
  const block = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const environment = context.environment;
  // Expressions of the workflow are put in before the shell sees the text.
  const text = fillIn(run, environment);
  // `${{ x }}` holds blanks: keep it one word.
  const joined = text.replace(/\$\{\{[^}\n]*\}\}/g, whole => whole.replace(/\s+/g, ''));
  let folder: string | undefined = joinPath(context.folder);
  const builds: CiBuild[] = [];
  for (const command of listShellCommands(joined, block ? start + 1 : start)) {
    if (command.name === 'cd') {
      const to: string | undefined = command.words[1];
      folder = folder === undefined || !to || to.includes('$') ? undefined : joinPath(folder, to);
      continue;
    }
    const build = readBuildCommand(command, {
      path: context.path,
      line: command.line,
      folder: context.folder.includes('${{') ? undefined : folder,
      variable: name => environment.get(name),
      isSecret: name => context.secrets.has(name),
    });
    if (build) {
      builds.push(build);
    }
  }
  return builds;
}

/** What `docker push` names, as written. */
function readPushes({ step, environment }: StepContext): string[] {
  const run = stringAt(step, 'run');
  if (run === undefined || !/\bpush\b/.test(run)) {
    return [];
  }
  const text = fillIn(run, environment);
  const joined = text.replace(/\$\{\{[^}\n]*\}\}/g, whole => whole.replace(/\s+/g, ''));
  return listShellCommands(joined)
    .filter(({ name }) => /^(docker|podman|buildah|nerdctl)$/.test(name))
    .flatMap(({ words }) => {
      const verb = words.indexOf('push');
      return verb > 0 && verb < 4
        ? words.slice(verb + 1).filter(word => !word.startsWith('-'))
        : [];
    });
}

/** A build ships when a later command of the job pushes its name (or all tags of it). */
function withPush(build: CiBuild, pushed: readonly string[]): CiBuild {
  const ships = (build.tags ?? []).some(tag =>
    pushed.some(name => tag === name || tag.startsWith(`${name}:`)),
  );
  return ships ? { ...build, pushes: true } : build;
}

/** `[registry."docker.io"] mirrors = ["…"]` of a buildkitd configuration. */
function readMirrors(step: YAMLMap): [string, string][] {
  const inputs = step.get('with');
  const text = isMap(inputs)
    ? (stringAt(inputs, 'buildkitd-config-inline') ?? stringAt(inputs, 'config-inline') ?? '')
    : '';
  const mirrors: [string, string][] = [];
  let host: string | undefined;
  for (const line of text.slice(0, 16 * 1024).split('\n')) {
    const section = /^\s*\[(?:registry\."([^"\s]+)")?/.exec(line);
    if (section) {
      host = section[1];
    }
    const list = /^\s*mirrors\s*=\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (host !== undefined && list !== undefined) {
      for (const [, mirror] of list.matchAll(/"([^"\s]+)"/g)) {
        mirrors.push([host, mirror!]);
      }
    }
  }
  return mirrors;
}
