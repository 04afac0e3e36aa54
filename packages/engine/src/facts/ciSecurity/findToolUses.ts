import { CiTool, ciTools, ToolPurpose } from '../../data/ciTools';
import { CiModel, PipelineStep, StepPlace } from '../ci/model/pipeline';
import { matchesPattern } from '../matchesPattern';
import { PreCommit } from '../preCommit/preCommit';
import { listShellCommands } from '../script/shellCommands';
import { eachStep } from './eachStep';
import { failsBuild } from './failsBuild';
import { ToolUse } from './toolUse';
import { isCommandOf, ToolIndex } from './toolIndex';
import { PlainCommand, unwrapCommand } from './unwrapCommand';

const none: ReadonlyMap<string, string> = new Map();
const knownTools = new ToolIndex(ciTools);

/**
 * A tool of the organisation document.
 *
 * @public
 */
export interface ExtraTool {
  readonly purpose: ToolPurpose;
  readonly command?: string;
  readonly action?: string;
}

/** A use with what the tool can be used for. */
export interface PurposefulUse {
  readonly purposes: readonly ToolPurpose[];
  readonly use: ToolUse;
}

interface Found {
  readonly tool: CiTool;
  readonly use: ToolUse;
}

/** Where the pipelines use tools: commands, actions, templates, and hooks that a pipeline runs. */
export function findToolUses(options: {
  readonly model: CiModel;
  readonly hooks: PreCommit['hooks'];
  readonly extra: readonly ExtraTool[];
}): readonly PurposefulUse[] {
  const { model, hooks, extra } = options;
  const index = extra.length === 0 ? knownTools : new ToolIndex([...ciTools, ...extra.map(toTool)]);
  const found: Found[] = [];
  for (const place of eachStep(model)) {
    found.push(...actionUses(place, index));
    for (const [position, command] of place.step.commands.entries()) {
      const plain = unwrapCommand(command.words);
      const tools = index.ofCommand(plain);
      if (tools.length > 0)
        found.push(...commandUses({ ...place, command: position }, plain, tools));
    }
    for (const gating of hookRuns(place)) {
      found.push(
        ...hookUses(hooks, index).map(({ tool, use }) => ({
          tool,
          use: { ...use, gating, place },
        })),
      );
    }
  }
  found.push(...templateUses(model, index));
  return found.map(({ tool, use }) => ({ purposes: tool.purposes, use }));
}

/** Where the hooks use tools of a purpose. */
export function findHookUses(hooks: PreCommit['hooks'], purpose: ToolPurpose): ToolUse[] {
  return hookUses(hooks, knownTools)
    .filter(({ tool }) => tool.purposes.includes(purpose))
    .map(({ use }) => use);
}

function toTool({ purpose, command, action }: ExtraTool): CiTool {
  return {
    id: 'extra',
    purposes: [purpose],
    commands: command === undefined ? [] : [command],
    actions: action === undefined ? [] : [action.toLowerCase()],
  };
}

function actionUses(place: StepPlace, index: ToolIndex): Found[] {
  const { uses, path, line, inputs, env, gating } = place.step;
  if (!uses || uses.local) return [];
  const found =
    uses.kind === 'docker-action'
      ? index.ofImage(uses.name.toLowerCase())
      : index.ofAction(uses.text.replace(/@.*/s, '').toLowerCase());
  const message = `${place.job.id}: ${uses.text.slice(0, 100)}`;
  return found.map(tool => ({
    tool,
    use: {
      tool: tool.id,
      via: 'action',
      words: [],
      inputs,
      env,
      gating,
      place,
      finding: { message, path, line },
    },
  }));
}

function commandUses(place: StepPlace, plain: PlainCommand, tools: readonly CiTool[]): Found[] {
  const command = place.step.commands[place.command!]!;
  const message = `${place.job.id}: ${command.words.join(' ').slice(0, 120)}`;
  return tools.map(tool => ({
    tool,
    use: {
      tool: tool.id,
      via: 'command',
      words: plain.words,
      inputs: none,
      env: withAssignments(place.step, command.assignments),
      gating: failsBuild(place, command),
      place,
      finding: { message, path: command.path, line: command.line },
    },
  }));
}

function withAssignments(step: PipelineStep, assignments: readonly string[]) {
  if (assignments.length === 0) return step.env;
  const env = new Map(step.env);
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    if (equals > 0) env.set(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  return env;
}

/** Whether a step runs the hooks of the repository; one value for each run: whether it gates. */
function hookRuns({ step }: StepPlace): boolean[] {
  const action = step.uses?.name.toLowerCase() ?? '';
  if (
    /^(pre-commit\/action|cloudposse\/github-action-pre-commit|j178\/prek-action)$/.test(action)
  ) {
    return [step.gating];
  }
  return step.commands
    .filter(({ words }) => {
      const { name, words: plain } = unwrapCommand(words);
      return /^(pre-commit|prek|lefthook)$/.test(name) && plain.includes('run');
    })
    .map(({ gating }) => gating);
}

function hookUses(hooks: PreCommit['hooks'], index: ToolIndex): Found[] {
  return hooks.flatMap(({ id, repo, entry, path, line }) => {
    const commands = entry === undefined ? [] : listShellCommands(entry);
    const plain = commands.map(command => unwrapCommand(command.words));
    // Without an entry of its own, the id names what the repository of the hook runs.
    const external = repo !== undefined && repo !== 'local';
    const name = id.toLowerCase();
    const found = index.tools.filter(
      tool =>
        tool.hooks?.some(pattern => external && matchesPattern(pattern, name)) ||
        plain.some(command => isCommandOf(tool, command)),
    );
    const message = `hook ${id.slice(0, 60)}`;
    return found.map((tool): Found => ({
      tool,
      use: {
        tool: tool.id,
        via: 'hook',
        words: plain.find(command => isCommandOf(tool, command))?.words ?? [],
        inputs: none,
        env: none,
        gating: false,
        finding: { message, path, line },
      },
    }));
  });
}

function templateUses(model: CiModel, index: ToolIndex): Found[] {
  return model.pipelines
    .filter(({ system }) => system === 'gitlab')
    .flatMap(pipeline =>
      pipeline.references
        .filter(({ kind }) => kind === 'include')
        .flatMap(({ text, path, line }) =>
          index.tools
            .filter(tool => tool.templates?.some(name => text.toLowerCase().includes(name)))
            .map((tool): Found => ({
              tool,
              use: {
                tool: tool.id,
                via: 'template',
                words: [],
                inputs: none,
                env: new Map(pipeline.variables.map(({ name, value }) => [name, value])),
                gating: false,
                finding: { message: text.slice(0, 100), path, line },
              },
            })),
        ),
    );
}
