import { Observation, present, unavailable } from '../../contract/observation';
import { Resolved, resolved, unresolved } from '../resolved';
import { Dockerfile, Instruction, lineAt } from './dockerfile';
import { expandVariables, Lookup, notGiven } from './expandVariables';
import { parseImageReference } from './imageReference';
import { readPairs } from './parseDockerfile';
import {
  ExternalReference,
  NamedValue,
  ResolvedDockerfile,
  RunMount,
  Source,
  Stage,
  Step,
} from './resolvedDockerfile';
import { splitFields } from './splitWords';
import { VariableHistory } from './variableHistory';

/** @public */
export interface BuildOptions {
  /** Build arguments of the pipeline; `undefined` as value: passed, but not known before the build. */
  readonly buildArgs?: ReadonlyMap<string, string | undefined>;
  /** Stage that is built; the last one when not set. */
  readonly target?: string;
}

/**
 * What BuildKit sets by itself. Judged for linux/amd64, so that `FROM build-${TARGETARCH}` finds its stage: the platform
 * never makes a reference unresolved.
 */
const platformArgs: ReadonlyMap<string, string> = new Map([
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
  ['BUILDVARIANT', ''],
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
]);

const defaultShell: readonly string[] = ['/bin/sh', '-c'];

function findTarget(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  if (target === undefined || target === '') {
    return stages[stages.length - 1];
  }
  const byName = stages.find(stage => stage.name?.toLowerCase() === target.toLowerCase());
  return byName ?? (/^\d{1,4}$/.test(target) ? stages[Number(target)] : undefined);
}

function referencesOf(stage: Stage, inFinalChain: boolean): ExternalReference[] {
  const found: ExternalReference[] = [];
  const add = (source: Source | undefined, role: ExternalReference['role'], line: number) => {
    if (source && (source.kind === 'image' || source.kind === 'unresolved')) {
      found.push({ source, role, stage: stage.index, inFinalChain, line });
    }
  };
  add(stage.base, 'from', stage.line);
  for (const step of stage.steps) {
    add(step.from, 'copy-from', step.line);
    step.mounts.forEach(mount => add(mount.from, 'mount-from', step.line));
  }
  return found;
}

interface OpenStage {
  stage: Stage & { steps: Step[] };
  env: VariableHistory;
  args: VariableHistory;
  shell: readonly string[];
}

class Resolver {
  readonly stages: Stage[] = [];
  readonly globalArgs: NamedValue[] = [];
  private readonly open: OpenStage[] = [];
  private readonly globals = new Map<string, Resolved<string>>();
  private readonly names = new Map<string, number>();
  private counter = 0;

  private constructor(
    private readonly escape: string,
    private readonly buildArgs: ReadonlyMap<string, string | undefined>,
  ) {}

  static create(file: Dockerfile, buildArgs: ReadonlyMap<string, string | undefined>): Resolver {
    return new Resolver(file.escape, buildArgs);
  }

  add(instruction: Instruction): void {
    this.counter++;
    const current = this.open[this.open.length - 1];
    if (instruction.keyword === 'FROM') {
      this.addStage(instruction);
    } else if (!current) {
      this.addGlobalArgs(instruction);
    } else if (instruction.keyword !== 'ONBUILD' && instruction.keyword !== 'MAINTAINER') {
      current.stage.steps.push(this.step(instruction, current));
    }
  }

  private addGlobalArgs(instruction: Instruction): void {
    for (const pair of readPairs(instruction, this.escape)) {
      const value = this.argument(pair.name, pair.value, name => this.global(name));
      this.globals.set(pair.name, value);
      const line = lineAt(instruction, pair.offset);
      this.globalArgs.push({ name: pair.name, value, raw: pair.value, line });
    }
  }

  private global(name: string): Resolved<string> | undefined {
    return this.globals.get(name) ?? this.platform(name);
  }

  private platform(name: string): Resolved<string> | undefined {
    const value = platformArgs.get(name);
    return value === undefined ? undefined : resolved(value);
  }

  /** The value of `ARG name` or `ARG name=raw`. */
  private argument(name: string, raw: string | undefined, lookup: Lookup): Resolved<string> {
    if (this.buildArgs.has(name)) {
      const given = this.buildArgs.get(name);
      return given === undefined
        ? unresolved(`the pipeline gives ARG ${name} a value that is only known when it runs`)
        : resolved(given);
    }
    if (raw !== undefined) {
      return expandVariables(raw, lookup, this.escape);
    }
    return this.global(name) ?? unresolved(notGiven);
  }

  private addStage(instruction: Instruction): void {
    const [imageText = '', , name] = splitFields(instruction.body);
    const base = this.source(imageText, this.stages.length, n => this.global(n));
    const parent = base.kind === 'stage' ? this.open[base.index] : undefined;
    const stage = {
      index: this.stages.length,
      name,
      line: instruction.line,
      base,
      written: imageText,
      platform: instruction.flags.find(flag => flag.name === 'platform')?.value,
      steps: [] as Step[],
    };
    this.stages.push(stage);
    this.open.push({
      stage,
      env: VariableHistory.create(parent?.env),
      args: VariableHistory.create(parent?.args),
      shell: parent?.shell ?? defaultShell,
    });
    if (name !== undefined) {
      this.names.set(name.toLowerCase(), stage.index);
    }
  }

  /** `before`: index of the stage that asks; a stage sees only earlier ones. */
  private source(text: string, before: number, lookup: Lookup, byIndex = false): Source {
    const expanded = expandVariables(text, lookup, this.escape);
    if (!expanded.resolved) {
      return { kind: 'unresolved', text, reason: expanded.reason };
    }
    const value = expanded.value ?? '';
    const named = this.names.get(value.toLowerCase());
    if (named !== undefined && named < before) {
      return { kind: 'stage', index: named };
    }
    if (byIndex && /^\d{1,4}$/.test(value) && Number(value) < before) {
      return { kind: 'stage', index: Number(value) };
    }
    if (value === 'scratch') {
      return { kind: 'scratch' };
    }
    const image = parseImageReference(value);
    return image
      ? { kind: 'image', image }
      : { kind: 'unresolved', text, reason: `"${value.slice(0, 80)}" is no image reference` };
  }

  private step(instruction: Instruction, current: OpenStage): Step {
    const at = this.counter;
    const { env, args, stage } = current;
    const lookup: Lookup = name => env.get(name, at) ?? args.get(name, at);
    const expand = (text: string) => expandVariables(text, lookup, this.escape);
    const { keyword, body } = instruction;
    let pairs: NamedValue[] = [];
    if (keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG') {
      pairs = readPairs(instruction, this.escape).map(pair => ({
        name: pair.name,
        value:
          keyword === 'ARG'
            ? this.argument(pair.name, pair.value, lookup)
            : expand(pair.value ?? ''),
        raw: pair.value,
        line: lineAt(instruction, pair.offset),
      }));
      const history = keyword === 'ENV' ? env : args;
      if (keyword !== 'LABEL') {
        pairs.forEach(pair => history.set(pair.name, at, pair.value));
      }
    }
    if (keyword === 'SHELL' && instruction.json && instruction.json.length > 0) {
      current.shell = instruction.json;
    }
    const copies = keyword === 'COPY' || keyword === 'ADD';
    const words = copies ? (instruction.json ?? splitFields(body)) : [];
    const from = instruction.flags.find(flag => flag.name === 'from')?.value;
    return {
      instruction,
      keyword,
      line: instruction.line,
      pairs,
      value:
        keyword === 'USER' || keyword === 'WORKDIR' || keyword === 'STOPSIGNAL'
          ? expand(body.trim())
          : undefined,
      sources: words
        .slice(0, -1)
        .filter(word => !/^\d*<</.test(word))
        .map(expand),
      destination: words.length > 0 ? expand(words[words.length - 1]!) : undefined,
      from:
        keyword === 'COPY' && from !== undefined
          ? this.source(from, stage.index, lookup, true)
          : undefined,
      mounts: keyword === 'RUN' ? this.mounts(instruction, stage.index, lookup) : [],
      shell: current.shell,
      variable: lookup,
    };
  }

  private mounts(instruction: Instruction, before: number, lookup: Lookup): RunMount[] {
    return instruction.flags
      .filter(flag => flag.name === 'mount')
      .map(flag => {
        const options = new Map(
          (flag.value ?? '').split(',').map(part => {
            const equals = part.indexOf('=');
            return equals < 0
              ? ([part.trim().toLowerCase(), ''] as const)
              : ([part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1)] as const);
          }),
        );
        const from = options.get('from');
        const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
        return {
          type: options.get('type') ?? 'bind',
          target:
            target === undefined
              ? undefined
              : valueOr(expandVariables(target, lookup, this.escape), target),
          from: from === undefined ? undefined : this.source(from, before, lookup, true),
        };
      });
  }
}

function valueOr(value: Resolved<string>, otherwise: string): string {
  return value.resolved ? (value.value ?? otherwise) : otherwise;
}

/**
 * Applies build arguments and target to a Dockerfile: variables, stage references, the final chain and every external
 * image. Unavailable when the target does not exist.
 *
 * @public
 */
export function resolveDockerfile(
  file: Dockerfile,
  options: BuildOptions = {},
): Observation<ResolvedDockerfile> {
  const resolver = Resolver.create(file, options.buildArgs ?? new Map());
  for (const instruction of file.instructions) {
    resolver.add(instruction);
  }
  const stages = resolver.stages;
  const target = findTarget(stages, options.target);
  if (!target) {
    return unavailable(
      'evidence-conflict',
      `The pipeline builds the stage "${(options.target ?? '').slice(0, 60)}", which ${file.path} does not define.`,
    );
  }
  const chain: Stage[] = [];
  for (let stage: Stage | undefined = target; stage;) {
    chain.unshift(stage);
    stage = stage.base.kind === 'stage' ? stages[stage.base.index] : undefined;
  }
  const oldest = chain[0]!;
  return present({
    path: file.path,
    escape: file.escape,
    globalArgs: resolver.globalArgs,
    stages,
    finalChain: chain as [Stage, ...Stage[]],
    buildOnlyStages: stages.filter(stage => !chain.includes(stage)),
    parent: oldest.base as ResolvedDockerfile['parent'],
    parentLine: oldest.line,
    references: stages.flatMap(stage => referencesOf(stage, chain.includes(stage))),
  });
}
