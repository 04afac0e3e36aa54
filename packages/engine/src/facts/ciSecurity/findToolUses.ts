import { CiTool, ciTools, ToolPurpose } from '../../data/ciTools';
import { CiModel, PipelineStep, StepPlace } from '../ci/model/pipeline';
import { matchesPattern } from '../matchesPattern';
import { PreCommit } from '../preCommit/preCommit';
import { listShellCommands } from '../script/shellCommands';
import { eachStep } from './eachStep';
import { failsBuild } from './failsBuild';
import { ToolUse } from './toolUse';
import { PlainCommand, unwrapCommand } from './unwrapCommand';

const none: ReadonlyMap<string, string> = new Map();

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

/** Where the pipelines use tools of a purpose: commands, actions, templates, and hooks that a pipeline runs. */
export function findToolUses(options: {
  readonly model: CiModel;
  readonly purpose: ToolPurpose;
  readonly hooks: PreCommit['hooks'];
  readonly extra: readonly ExtraTool[];
}): ToolUse[] {
  const { model, purpose, hooks, extra } = options;
  const own = extra.filter(tool => tool.purpose === purpose).map(toTool);
  const tools = [...ciTools.filter(tool => tool.purposes.includes(purpose)), ...own];
  const uses = eachStep(model).flatMap(place => [
    ...actionUses(place, tools),
    ...commandUses(place, tools),
    ...hookRuns(place).flatMap(gating =>
      hookUses(hooks, tools).map(use => ({ ...use, gating, place })),
    ),
  ]);
  return [...uses, ...templateUses(model, tools)];
}

/** Where the hooks use tools of a purpose. */
export function findHookUses(hooks: PreCommit['hooks'], purpose: ToolPurpose): ToolUse[] {
  return hookUses(
    hooks,
    ciTools.filter(tool => tool.purposes.includes(purpose)),
  );
}

function toTool({ purpose, command, action }: ExtraTool): CiTool {
  return {
    id: 'extra',
    purposes: [purpose],
    commands: command === undefined ? [] : [command],
    actions: action === undefined ? [] : [action.toLowerCase()],
  };
}

function actionUses(place: StepPlace, tools: readonly CiTool[]): ToolUse[] {
  const { uses, path, line, inputs, env, gating } = place.step;
  if (!uses || uses.local) return [];
  const name = (
    uses.kind === 'docker-action' ? uses.name : uses.text.replace(/@.*$/, '')
  ).toLowerCase();
  const image = uses.kind === 'docker-action';
  const found = tools.filter(tool =>
    (image ? tool.images : tool.actions)?.some(pattern => matchesPattern(pattern, name)),
  );
  const message = `${place.job.id}: ${uses.text.slice(0, 100)}`;
  return found.map(tool => ({
    tool: tool.id,
    via: 'action',
    words: [],
    inputs,
    env,
    gating,
    place,
    finding: { message, path, line },
  }));
}

function commandUses(place: StepPlace, tools: readonly CiTool[]): ToolUse[] {
  return place.step.commands.flatMap((command, index) => {
    const plain = unwrapCommand(command.words);
    const found = tools.filter(tool => isCommandOf(tool, plain));
    if (found.length === 0) return [];
    const message = `${place.job.id}: ${command.words.join(' ').slice(0, 120)}`;
    return found.map((tool): ToolUse => ({
      tool: tool.id,
      via: 'command',
      words: plain.words,
      inputs: none,
      env: withAssignments(place.step, command.assignments),
      gating: failsBuild(place, command),
      place: { ...place, command: index },
      finding: { message, path: command.path, line: command.line },
    }));
  });
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

function isCommandOf(tool: CiTool, { name, words, image }: PlainCommand): boolean {
  if (image !== undefined && isImageOf(tool, image)) return true;
  if (tool.commands?.includes(name) !== true) return false;
  return !tool.verb || words.find((word, at) => at > 0 && !word.startsWith('-')) === tool.verb;
}

function isImageOf(tool: CiTool, image: string): boolean {
  return tool.images?.some(pattern => matchesPattern(pattern, image.toLowerCase())) === true;
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

function hookUses(hooks: PreCommit['hooks'], tools: readonly CiTool[]): ToolUse[] {
  return hooks.flatMap(({ id, repo, entry, path, line }) => {
    const commands = entry === undefined ? [] : listShellCommands(entry);
    const plain = commands.map(command => unwrapCommand(command.words));
    // Without an entry of its own, the id names what the repository of the hook runs.
    const external = repo !== undefined && repo !== 'local';
    const found = tools.filter(
      tool =>
        tool.hooks?.some(pattern => external && matchesPattern(pattern, id.toLowerCase())) ||
        plain.some(command => isCommandOf(tool, command)),
    );
    const message = `hook ${id.slice(0, 60)}`;
    return found.map(tool => ({
      tool: tool.id,
      via: 'hook' as const,
      words: plain.find(command => isCommandOf(tool, command))?.words ?? [],
      inputs: none,
      env: none,
      gating: false,
      finding: { message, path, line },
    }));
  });
}

function templateUses(model: CiModel, tools: readonly CiTool[]): ToolUse[] {
  return model.pipelines
    .filter(({ system }) => system === 'gitlab')
    .flatMap(pipeline =>
      pipeline.references
        .filter(({ kind }) => kind === 'include')
        .flatMap(({ text, path, line }) =>
          tools
            .filter(tool => tool.templates?.some(name => text.toLowerCase().includes(name)))
            .map(tool => ({
              tool: tool.id,
              via: 'template' as const,
              words: [],
              inputs: none,
              env: new Map(pipeline.variables.map(({ name, value }) => [name, value])),
              gating: false,
              finding: { message: text.slice(0, 100), path, line },
            })),
        ),
    );
}
