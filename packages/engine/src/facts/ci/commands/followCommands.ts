import { readPackageScripts } from '../../repository/packageScripts';
import { joinPath } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { CiCommand } from '../model/pipeline';
import { findCalledScript, inlineScript, pathOf } from './calledScript';
import { GatedCommand, gateCommands, ShellMode } from './gateCommands';
import { expandMake, findTarget, Makefile, readMakefile } from './readMakefile';
import { readIncludes } from './readIncludes';
import { readMakeCall, readPackageCall } from './taskCalls';
import { readJustfile, readTaskCall, readTaskfile, TaskCall } from './readTaskfile';

/** Text of a step with the place it runs in. */
export interface StepScript {
  readonly text: string;
  readonly path: string;
  readonly firstLine: number;
  /** From the root of the repository; `undefined` when it is not known. */
  readonly folder: string | undefined;
  readonly mode: ShellMode;
  /** False when a failure of the step is swallowed as a whole. */
  readonly gating: boolean;
  /** Environment of the step, for paths. */
  readonly env: ReadonlyMap<string, string>;
  /** Set by what ran before in the same shell. */
  readonly variables?: ReadonlyMap<string, string>;
}

export interface ScriptReading {
  readonly commands: readonly CiCommand[];
  /** False when it has more commands than are read. */
  readonly complete: boolean;
  /** Variables and folder at its end. */
  readonly variables: ReadonlyMap<string, string>;
  readonly folder: string | undefined;
}

const depthLimit = 3;
const commandsLimit = 600;
/** Commands of all steps of a repository. */
const totalLimit = 20_000;
const filesLimit = 40;
const quiet: ShellMode = { stopsOnError: false, pipefail: false };
const taskNames = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'Taskfile.dist.yaml',
];
const justNames = ['justfile', 'Justfile', '.justfile'];
const makeNames = new Map([
  ['MAKE', 'make'],
  ['CURDIR', '.'],
]);

interface Source {
  readonly text: string;
  readonly path: string;
  readonly firstLine: number;
  readonly folder: string | undefined;
  readonly mode: ShellMode;
  readonly gating: boolean;
  readonly depth: number;
  readonly variables: ReadonlyMap<string, string>;
  /** Commands of one line of a recipe or of a package.json have its line. */
  readonly line?: number;
}

class Run {
  readonly commands: CiCommand[] = [];
  complete = true;
  private files = 0;

  constructor(
    private readonly reader: CommandReader,
    private readonly env: ReadonlyMap<string, string>,
    private readonly limit: number,
  ) {}

  /** Returns variables and folder at its end. */
  script(source: Source): Pick<ScriptReading, 'variables' | 'folder'> {
    let { folder, variables } = source;
    const outer: { subshell: number; folder: string | undefined }[] = [];
    let subshell = 0;
    const pushed: (string | undefined)[] = [];
    for (const gated of this.reader.gated(source)) {
      if (this.commands.length >= this.limit) {
        this.complete = false;
        break;
      }
      if (gated.subshell !== subshell) {
        const back = outer.findIndex(entry => entry.subshell === gated.subshell);
        if (back >= 0) {
          folder = outer[back]!.folder;
          outer.length = back;
        } else {
          outer.push({ subshell, folder });
        }
        subshell = gated.subshell;
      }
      const { command } = gated;
      const values = variables;
      variables = assign(variables, gated.assigns);
      if (command.name === '') {
        continue;
      }
      const ci = this.add(gated, source, folder, values);
      if (command.name === 'cd' || command.name === 'pushd') {
        pushed.push(folder);
        folder = this.changeFolder(ci, source.path);
      } else if (command.name === 'popd') {
        folder = pushed.pop();
      } else {
        variables = this.follow(ci, source, variables);
      }
    }
    return { variables, folder };
  }

  private add(
    gated: GatedCommand,
    source: Source,
    folder: string | undefined,
    variables: ReadonlyMap<string, string>,
  ): CiCommand {
    const ci: CiCommand = {
      ...gated.command,
      line: source.line ?? gated.command.line,
      path: source.path,
      gating: gated.gating && source.gating,
      folder,
      variables,
      writesTo: gated.writesTo,
    };
    this.commands.push(ci);
    return ci;
  }

  private changeFolder(command: CiCommand, script: string): string | undefined {
    const to = command.words.slice(1).find(word => !/^-./.test(word) && word !== '--');
    if (to === undefined || to === '-') {
      return undefined;
    }
    return pathOf(this.fill(to, command.variables), command.folder, script);
  }

  /** Literal variables of script and step. */
  private fill(text: string, variables: ReadonlyMap<string, string>): string {
    return text.replace(
      /\$(?:\{([A-Za-z_0-9]\w*)\}|([A-Za-z_]\w*|[0-9]))|\$\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}/g,
      (whole, a, b, c) => {
        const name = (a ?? b ?? c) as string;
        return variables.get(name) ?? this.env.get(name) ?? whole;
      },
    );
  }

  private follow(
    command: CiCommand,
    source: Source,
    variables: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string> {
    const next = { depth: source.depth + 1, gating: command.gating, folder: command.folder };
    if (source.depth >= depthLimit) {
      return variables;
    }
    const words = stripWrapper(command.words).map((word, index) =>
      index < 4 ? this.fill(word, variables) : word,
    );
    const text = inlineScript(words);
    if (text !== undefined) {
      const mode = {
        stopsOnError: /^-[a-z]*e/.test(words[1] ?? ''),
        pipefail: words.includes('pipefail'),
      };
      this.script({ ...next, text, path: command.path, firstLine: command.line, mode, variables });
      return variables;
    }
    const script = findCalledScript(words, command.folder, this.reader.tree);
    if (script) {
      if (++this.files > filesLimit) {
        this.complete = false;
        return variables;
      }
      const args = script.args.map((arg, index): [string, string] => [`${index + 1}`, arg]);
      const given = new Map([...variables, ...assign(new Map(), command.assignments), ...args]);
      const mode = script.sourced ? source.mode : script.mode;
      const set = this.script({ ...next, ...script, mode, firstLine: 1, variables: given });
      return script.sourced ? set.variables : variables;
    }
    this.followTask(words, command, next, variables);
    return variables;
  }

  private followTask(
    words: readonly string[],
    command: CiCommand,
    next: Pick<Source, 'depth' | 'gating' | 'folder'>,
    variables: ReadonlyMap<string, string>,
  ): void {
    const make = readMakeCall(words);
    if (make && command.folder !== undefined) {
      const folder =
        make.folder === undefined ? command.folder : joinPath(command.folder, make.folder);
      const found = folder === undefined ? undefined : this.reader.makefile(folder, make.file);
      const given = assign(variables, [...command.assignments, ...make.variables]);
      const first = found?.file.first === undefined ? [] : [found.file.first];
      const wanted = make.targets.length > 0 ? make.targets : first;
      const done = new Set<string>();
      wanted.forEach(
        name => found && this.target({ ...next, ...found, name, folder, variables: given, done }),
      );
      return;
    }
    const task = readTaskCall(words);
    if (task && command.folder !== undefined) {
      const folder =
        task.folder === undefined ? command.folder : joinPath(command.folder, task.folder);
      const found = folder === undefined ? undefined : this.reader.taskfile(folder, task);
      const given = assign(variables, [...command.assignments, ...task.variables]);
      const first = found?.file.first === undefined ? [] : [found.file.first];
      const wanted = task.targets.length > 0 ? task.targets : first;
      const done = new Set<string>();
      wanted.forEach(
        name => found && this.target({ ...next, ...found, name, folder, variables: given, done }),
      );
      return;
    }
    const call = readPackageCall(words);
    if (call && command.folder !== undefined) {
      const folder =
        call.folder === undefined ? command.folder : joinPath(command.folder, call.folder);
      const found = folder === undefined ? undefined : this.reader.packageScripts(folder);
      for (const name of [`pre${call.script}`, call.script, `post${call.script}`]) {
        const text = found?.scripts.get(name);
        if (found && text !== undefined && ++this.files <= filesLimit) {
          this.script({
            ...next,
            text,
            path: found.path,
            firstLine: 1,
            line: 1,
            folder,
            mode: quiet,
            variables,
          });
        }
      }
    }
  }

  private target(options: TargetCall): void {
    const { file, name, done, depth, variables } = options;
    const found = findTarget(file, name);
    if (!found || done.has(name) || done.size > filesLimit) {
      return;
    }
    done.add(name);
    const { target, stem } = found;
    const [firstNeed] = target.prerequisites;
    const special = new Map([
      ['@', name],
      ['*', stem],
      ['<', firstNeed ?? ''],
    ]);
    const value = (variable: string) =>
      special.get(variable) ??
      variables.get(variable) ??
      file.variables.get(variable) ??
      makeNames.get(variable);
    target.prerequisites
      .flatMap(need => expandMake(need.replace('%', stem), value).split(/\s+/))
      .forEach(need => this.target({ ...options, name: need }));
    for (const { text, line, path } of target.recipe) {
      const [prefix = ''] = /^[@+\- \t]*/.exec(text) ?? [];
      const rest = text.slice(prefix.length);
      const gating = options.gating && !prefix.includes('-');
      const expanded = expandMake(rest, value);
      this.script({
        text: expanded,
        path: path ?? options.path,
        firstLine: line,
        line,
        folder: options.folder,
        mode: quiet,
        gating,
        depth,
        variables,
      });
    }
  }
}

interface TargetCall {
  readonly file: Makefile;
  readonly path: string;
  readonly name: string;
  readonly folder: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly gating: boolean;
  readonly depth: number;
  readonly done: Set<string>;
}

/** `timeout 300 x` and the like run x. */
function stripWrapper(words: readonly string[]): readonly string[] {
  const [first] = words;
  if (first === 'timeout' || first === 'retry') {
    let index = 1;
    while (/^-|^\d+[smh]?$/.test(words[index] ?? '')) {
      index++;
    }
    return words.slice(index);
  }
  return words;
}

function assign(
  variables: ReadonlyMap<string, string>,
  assignments: readonly string[],
): ReadonlyMap<string, string> {
  if (assignments.length === 0) {
    return variables;
  }
  const next = new Map(variables);
  for (const text of assignments) {
    const equals = text.indexOf('=');
    if (equals > 0 && next.size < 500) {
      next.set(text.slice(0, equals).replace(/\+$/, ''), text.slice(equals + 1).slice(0, 2000));
    }
  }
  return next;
}

/** Reads each Makefile and package.json once for all steps of a repository. */
export class CommandReader {
  private total = 0;
  private readonly texts = new Map<string, readonly GatedCommand[]>();
  private readonly makefiles = new Map<string, Makefile | undefined>();
  private readonly packages = new Map<string, ReadonlyMap<string, string> | undefined>();

  constructor(readonly tree: RepositoryTree) {}

  /** Every command of a script, and of the scripts of the repository it calls, in the order they run. */
  read(script: StepScript): ScriptReading {
    const run = new Run(
      this,
      script.env,
      Math.max(0, Math.min(commandsLimit, totalLimit - this.total)),
    );
    const end = run.script({ ...script, depth: 0, variables: script.variables ?? new Map() });
    this.total += run.commands.length;
    return { ...end, commands: run.commands, complete: run.complete };
  }

  /** The commands of a text; most scripts are called by several steps. */
  gated({ text, firstLine, mode }: Pick<Source, 'text' | 'firstLine' | 'mode'>) {
    const key = `${firstLine} ${mode.stopsOnError} ${mode.pipefail} ${text}`;
    let commands = this.texts.get(key);
    if (!commands) {
      commands = gateCommands(text, firstLine, mode);
      this.texts.set(key, commands);
    }
    return commands;
  }

  makefile(folder: string, named: string | undefined) {
    const names = named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named];
    for (const name of names) {
      const path = joinPath(folder, name);
      const text = path === undefined ? undefined : this.tree.read(path);
      if (path === undefined || text?.status !== 'present') {
        continue;
      }
      if (!this.makefiles.has(path)) {
        const file = readMakefile(text.value);
        this.makefiles.set(path, readIncludes({ file, folder, tree: this.tree }));
      }
      return { path, file: this.makefiles.get(path)! };
    }
    return undefined;
  }

  taskfile(folder: string, { runner, file: named }: TaskCall) {
    const usual = runner === 'task' ? taskNames : justNames;
    for (const name of named === undefined ? usual : [named]) {
      const path = joinPath(folder, name);
      const text = path === undefined ? undefined : this.tree.read(path);
      if (path === undefined || text?.status !== 'present') continue;
      if (!this.makefiles.has(path)) {
        const read = runner === 'task' ? readTaskfile : readJustfile;
        this.makefiles.set(path, read(text.value));
      }
      const file = this.makefiles.get(path);
      return file && { path, file };
    }
    return undefined;
  }

  packageScripts(folder: string) {
    const path = joinPath(folder, 'package.json');
    if (path === undefined) {
      return undefined;
    }
    if (!this.packages.has(path)) {
      const text = this.tree.read(path);
      this.packages.set(
        path,
        text.status === 'present' ? readPackageScripts(text.value) : undefined,
      );
    }
    const scripts = this.packages.get(path);
    return scripts && { path, scripts };
  }
}
