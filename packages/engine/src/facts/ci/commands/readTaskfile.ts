import { readYaml } from '../../repository/readYaml';
import { Makefile, MakeTarget, RecipeLine } from './readMakefile';

/** `task -d app image`, `just image`. */
export interface TaskCall {
  readonly runner: 'task' | 'just';
  readonly folder?: string;
  readonly file?: string;
  readonly targets: readonly string[];
  readonly variables: readonly string[];
}

const runners = new Map<string, TaskCall['runner']>([
  ['task', 'task'],
  ['go-task', 'task'],
  ['just', 'just'],
]);
const folderFlags = /^(-d|--dir|--working-directory)$/;
const fileFlags = /^(-t|--taskfile|-f|--justfile)$/;
const otherFlags = /^(-o|--output|-C|--concurrency|-I|--interval|--set|--shell)$/;

export function readTaskCall(words: readonly string[]): TaskCall | undefined {
  const runner = runners.get(words[0] ?? '');
  if (runner === undefined) return undefined;
  const targets: string[] = [];
  const variables: string[] = [];
  let folder: string | undefined;
  let file: string | undefined;
  for (let i = 1; i < words.length && words[i] !== '--'; i++) {
    const word = words[i]!;
    if (folderFlags.test(word)) folder = words[++i];
    else if (fileFlags.test(word) && !(runner === 'task' && word === '-f')) file = words[++i];
    else if (otherFlags.test(word)) i++;
    else if (/^\w+=/.test(word)) variables.push(word);
    else if (!word.startsWith('-')) targets.push(word);
  }
  return { runner, folder, file, targets, variables };
}

const tasksLimit = 300;
const commandsLimit = 100;

/** The tasks of a Taskfile, as a Makefile would say them. */
export function readTaskfile(text: string): Makefile | undefined {
  const data = readYaml(text)?.data;
  const tasks = isMap(data) && isMap(data.tasks) ? data.tasks : undefined;
  if (!isMap(data) || !tasks) return undefined;
  const lines = linesOfKeys(text);
  const targets = new Map<string, MakeTarget>();
  for (const [name, task] of Object.entries(tasks).slice(0, tasksLimit)) {
    targets.set(name, readTask(name, task, lines.get(name) ?? 1));
  }
  const first = targets.has('default') ? 'default' : undefined;
  return { targets, first, variables: readVariables(data.vars, data.env), includes: [] };
}

function readTask(name: string, task: unknown, line: number): MakeTarget {
  const settings = isMap(task) ? task : { cmds: task };
  const commands = [settings.cmds, settings.cmd].flat().slice(0, commandsLimit);
  const folder = typeof settings.dir === 'string' ? `cd ${settings.dir} && ` : '';
  const ignores = settings.ignore_error === true;
  const recipe = commands.flatMap((command): RecipeLine[] => {
    const written = readCommand(command);
    if (written === undefined) return [];
    const { text, ignored } = written;
    return [{ text: `${ignores || ignored ? '-' : ''}${toMake(folder + text)}`, line }];
  });
  const needs = [settings.deps].flat().slice(0, commandsLimit);
  const prerequisites = needs
    .map(need => (isMap(need) ? need.task : need))
    .filter(need => typeof need === 'string');
  return { name, prerequisites, recipe };
}

/** A command, or the call of another task. */
function readCommand(command: unknown): { text: string; ignored: boolean } | undefined {
  if (typeof command === 'string') return { text: command, ignored: false };
  if (!isMap(command)) return undefined;
  const ignored = command.ignore_error === true;
  if (typeof command.cmd === 'string') return { text: command.cmd, ignored };
  return typeof command.task === 'string' ? { text: `task ${command.task}`, ignored } : undefined;
}

function readVariables(...maps: readonly unknown[]): Map<string, string> {
  const entries = maps.filter(isMap).flatMap(map => Object.entries(map));
  return new Map(
    entries.flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, toMake(`${value}`)]] : [],
    ),
  );
}

/** The recipes of a justfile, as a Makefile would say them. */
export function readJustfile(text: string): Makefile {
  const targets = new Map<
    string,
    { name: string; prerequisites: string[]; recipe: RecipeLine[] }
  >();
  const variables = new Map<string, string>();
  let open: { recipe: RecipeLine[] } | undefined;
  let first: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).slice(0, 5000).entries()) {
    if (/^[ \t]+\S/.test(line)) {
      const { ignored, rest } = readPrefix(line.trim());
      open?.recipe.push({ text: `${ignored ? '-' : ''}${toMake(rest)}`, line: index + 1 });
      continue;
    }
    const variable = /^(?:export +)?([\w-]+) *:= *["']([^"']*)["'] *$/.exec(line);
    if (variable) variables.set(variable[1]!, toMake(variable[2]!));
    const colon = line.indexOf(':');
    const head = /^@?([A-Za-z_][\w-]*)/.exec(line);
    if (line.trim() !== '') open = undefined;
    if (!head || colon < 0 || line[colon + 1] === '=' || /^(set|alias|mod|import) /.test(line)) {
      continue;
    }
    const wanted = line
      .slice(colon + 1)
      .replace(/#.*/s, '')
      .replace(/&&/g, ' ');
    const prerequisites = wanted.split(/\s+/).filter(word => /^[A-Za-z_][\w-]*$/.test(word));
    const target = { name: head[1]!, prerequisites, recipe: [] };
    targets.set(target.name, target);
    open = target;
    first ??= target.name;
  }
  return { targets, first, variables, includes: [] };
}

function readPrefix(text: string): { ignored: boolean; rest: string } {
  const prefix = /^[@-]*/.exec(text)![0];
  return { ignored: prefix.includes('-'), rest: text.slice(prefix.length) };
}

/** Dollars are the shell's; `{{.NAME}}` and `{{name}}` are variables of the runner. */
function toMake(text: string): string {
  return text.replace(/\$/g, '$$$$').replace(/\{\{ *\.?([A-Za-z_][\w-]*) *\}\}/g, '$($1)');
}

/** The first line of each key; good enough to point at a task. */
function linesOfKeys(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const key = /^\s*["']?([\w:.-]+?)["']?:(?:\s|$)/.exec(line)?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, index + 1);
  }
  return lines;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
