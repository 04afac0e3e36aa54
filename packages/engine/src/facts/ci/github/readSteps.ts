import { joinPath } from '../../repository/paths';
import { CommandReader } from '../commands/followCommands';
import { PipelineStep, Trigger } from '../model/pipeline';
import { readUses } from '../readReference';
import { at, textAt, textMap, YamlValue } from '../yaml/yamlTree';
import { evaluateText, truth } from './evaluateExpression';
import { fillIn } from './fillIn';
import { narrowTriggers } from './narrowTriggers';
import { valuesOf } from './workflowScope';

/** What a step inherits from its job, or from the action it belongs to. */
export interface StepScope {
  readonly triggers: readonly Trigger[];
  readonly env: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, string>;
  readonly folder: string;
  readonly shell?: string;
  readonly gating: boolean;
  readonly depth: number;
}

export interface StepsReading {
  readonly steps: PipelineStep[];
  readonly opaque: { readonly reason: string; readonly line?: number }[];
}

const stepsLimit = 500;
const actionDepth = 4;

/** Reads the steps of a job; those of local composite actions follow the step that uses the action. */
export class StepReader {
  readonly steps: PipelineStep[] = [];
  readonly opaque: { reason: string; line?: number }[] = [];

  constructor(
    private readonly commands: CommandReader,
    private readonly readFile: (path: string) => YamlValue | undefined,
  ) {}

  read(steps: YamlValue | undefined, scope: StepScope): void {
    for (const node of steps?.items ?? []) {
      if (this.steps.length >= stepsLimit) {
        this.opaque.push({ reason: `more than ${stepsLimit} steps are not read`, line: node.line });
        return;
      }
      if (node.entries) {
        this.step(node, scope);
      }
    }
  }

  private step(node: YamlValue, scope: StepScope): void {
    const inputValues = valuesOf(scope.inputs, new Map());
    const fill = (text: string) => fillIn(text, inputValues);
    const env = mergeEnv(scope.env, at(node, 'env'), fill);
    const values = valuesOf(scope.inputs, env);
    const condition = textAt(node, 'if');
    const triggers = narrowTriggers(
      scope.triggers,
      condition === undefined ? [] : [condition],
      values,
    );
    const gating = scope.gating && !mayGoOn(textAt(node, 'continue-on-error'), values);
    const usesText = textAt(node, 'uses');
    const uses = at(node, 'uses');
    const place = { path: node.path, line: uses?.keyLine ?? at(node, 'run')?.keyLine ?? node.line };
    const run = at(node, 'run');
    const index = this.steps.length;
    const inputs = new Map(
      [...textMap(at(node, 'with'))].map(([name, text]) => [name, fill(text)]),
    );
    const step = {
      index,
      id: textAt(node, 'id'),
      name: textAt(node, 'name'),
      ...place,
      uses: usesText === undefined ? undefined : readUses(fill(usesText), 'action', place),
      inputs,
      inputLines: new Map(
        [...(at(node, 'with')?.entries ?? [])].map(([name, { keyLine }]) => [name, keyLine]),
      ),
      run: run?.text === undefined ? undefined : fill(run.text),
      env,
      condition,
      triggers,
      gating,
    };
    this.steps.push({ ...step, commands: run ? this.readCommands(node, run, step, scope) : [] });
    if (step.uses?.local && step.uses.kind === 'action') {
      this.action(step.uses.text, inputs, { ...scope, triggers, env, gating }, place.line);
    }
  }

  private readCommands(
    node: YamlValue,
    run: YamlValue,
    step: Pick<PipelineStep, 'run' | 'gating' | 'env'>,
    scope: StepScope,
  ) {
    const shell = textAt(node, 'shell') ?? scope.shell;
    if (shell !== undefined && !/^(bash|sh)\b/.test(shell)) {
      return [];
    }
    const first = run.line ?? 1;
    const values = valuesOf(scope.inputs, step.env);
    const folder = fillIn(textAt(node, 'working-directory') ?? scope.folder, values).replace(
      /^\$\{\{\s*github\.workspace\s*\}\}/,
      '',
    );
    const { commands, complete } = this.commands.read({
      text: step.run ?? '',
      path: run.path,
      firstLine: run.block ? first + 1 : first,
      folder: folder.includes('$') ? undefined : joinPath(folder),
      mode: {
        stopsOnError: shell === undefined || !shell.includes('{0}') || /-\w*e/.test(shell),
        pipefail: shell === 'bash' || (shell?.includes('pipefail') ?? false),
      },
      gating: step.gating,
      env: step.env,
    });
    if (!complete) {
      this.opaque.push({ reason: 'the step runs more commands than are read', line: run.line });
    }
    return commands;
  }

  private action(
    text: string,
    given: ReadonlyMap<string, string>,
    scope: StepScope,
    line: number | undefined,
  ): void {
    const folder = joinPath(text);
    const action =
      folder === undefined
        ? undefined
        : (this.readFile(`${folder}/action.yml`) ?? this.readFile(`${folder}/action.yaml`));
    if (!action) {
      this.opaque.push({ reason: `the action ${text} is not in the repository`, line });
      return;
    }
    const using = textAt(action, 'runs', 'using');
    if (using !== 'composite' || scope.depth >= actionDepth) {
      this.opaque.push({
        reason: `the action ${text} runs a program (${using ?? 'unknown'})`,
        line,
      });
      return;
    }
    const inputs = new Map<string, string>();
    at(action, 'inputs')?.entries?.forEach((input, name) => {
      inputs.set(name, given.get(name) ?? textAt(input, 'default') ?? '');
    });
    this.read(at(action, 'runs', 'steps'), {
      ...scope,
      inputs,
      folder: '',
      shell: undefined,
      depth: scope.depth + 1,
    });
  }
}

/** `continue-on-error`: an expression about the matrix holds for some runs only, so the others still stop. */
function mayGoOn(text: string | undefined, values: (name: string) => string | undefined): boolean {
  if (text === undefined || text.includes('matrix.')) {
    return false;
  }
  return truth(evaluateText(text === 'false' ? '${{ false }}' : text, values)) ?? true;
}

/** Environment with the inner one laid over it; raw texts, except inputs of an action or workflow. */
export function mergeEnv(
  outer: ReadonlyMap<string, string>,
  env: YamlValue | undefined,
  fill: (text: string) => string = text => text,
): ReadonlyMap<string, string> {
  if (!env?.entries) {
    return outer;
  }
  const merged = new Map(outer);
  textMap(env).forEach((text, name) => merged.set(name, fill(text)));
  return merged;
}
