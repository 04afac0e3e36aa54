import { listShellCommands, ShellCommand, toCommand } from '../../script/shellCommands';
import { RecurringTexts } from '../../script/recurringTexts';
import { ListItem, parseShell, ShellNode } from '../../script/shellSyntax';
import { ShellWord } from '../../script/shellTokens';

/** A command of a script, with what its failure does to the script. */
export interface GatedCommand {
  readonly command: ShellCommand;
  /** Assignments that are a command of their own: `TAG=$(git rev-parse HEAD)`, `export TAG=1`. */
  readonly assigns: readonly string[];
  /** False when the script goes on, or ends well, although the command failed. */
  readonly gating: boolean;
  readonly writesTo: readonly string[];
  /** Runs in a subshell: `cd` ends with it. */
  readonly subshell: number;
}

/** How the shell is started. */
export interface ShellMode {
  /** `-e`: a failing command ends the script. */
  readonly stopsOnError: boolean;
  readonly pipefail: boolean;
}

const commandsLimit = 600;
const depthLimit = 12;
const swallowing = /^(true|:)$/;

/** Text the reader does not understand as a whole: command by command. */
function gateLines(source: string, firstLine: number, mode: ShellMode): GatedCommand[] {
  const lines = source.split('\n');
  let stops = mode.stopsOnError;
  return listShellCommands(source, firstLine)
    .slice(0, commandsLimit)
    .map(command => {
      stops = setOption(command, 'e', 'errexit') ?? stops;
      const line = lines[command.line - firstLine] ?? '';
      const swallowed = /\|\|\s*(true|:|echo|printf|exit 0)|;\s*(true|:|exit 0)\s*$/.test(line);
      return { command, assigns: [], gating: stops && !swallowed, writesTo: [], subshell: 0 };
    });
}

function setOption(command: ShellCommand, letter: string, name: string): boolean | undefined {
  if (command.name !== 'set') {
    return undefined;
  }
  let value: boolean | undefined;
  command.words.slice(1).forEach((word, index, words) => {
    if (/^[-+][a-z]+$/i.test(word) && word.includes(letter)) {
      value = word.startsWith('-');
    }
    if (/^[-+][a-z]*o$/.test(word) && words[index + 1] === name) {
      value = word.startsWith('-');
    }
  });
  return value;
}

class Walk {
  private readonly found: GatedCommand[] = [];
  private readonly functions = new Map<string, ShellNode>();
  private stops: boolean;
  private pipefail: boolean;
  private subshells = 0;
  private subshell = 0;

  constructor(
    private readonly source: string,
    mode: ShellMode,
  ) {
    this.stops = mode.stopsOnError;
    this.pipefail = mode.pipefail;
  }

  run(tree: ShellNode): GatedCommand[] {
    this.node(tree, { matters: true, swallowed: false, depth: 0 });
    return this.found;
  }

  /** `matters`: the status of the node is the status of the script. `swallowed`: whatever it is, nobody looks at it. */
  private node(node: ShellNode, at: Place): void {
    if (at.depth > depthLimit || this.found.length >= commandsLimit) {
      return;
    }
    const below = { ...at, depth: at.depth + 1 };
    switch (node.type) {
      case 'list':
        this.list(node.items, below);
        break;
      case 'pipeline':
        node.parts.forEach((part, index) => {
          const last = index === node.parts.length - 1;
          this.node(part, last || this.pipefail ? below : { ...below, swallowed: true });
        });
        break;
      case 'if':
        this.conditional(node, below);
        break;
      case 'case':
        node.arms.forEach(arm => this.node(arm, below));
        break;
      case 'loop':
        if (node.test) {
          this.node(node.test, { ...below, swallowed: true });
        }
        this.node(node.body, below);
        break;
      case 'group':
        this.node(node.body, below);
        break;
      case 'subshell':
        this.inSubshell(() => this.node(node.body, below));
        break;
      case 'function':
        this.functions.set(node.name, node.body);
        break;
      default:
        this.command(node, below);
    }
  }

  private inSubshell(read: () => void): void {
    const outer = this.subshell;
    this.subshell = ++this.subshells;
    read();
    this.subshell = outer;
  }

  private list(items: readonly ListItem[], at: Place): void {
    for (let start = 0; start < items.length;) {
      let end = start;
      while (end < items.length - 1 && (items[end]!.next === '&&' || items[end]!.next === '||')) {
        end++;
      }
      const last = end === items.length - 1;
      const forced = this.isForced(items, end);
      this.chain(items.slice(start, end + 1), {
        ...at,
        matters: at.matters && last,
        swallowed: at.swallowed || forced || items[end]!.next === '&',
      });
      start = end + 1;
    }
  }

  /** `x; true` on one line, or `x || code=$?` style handling, forces the exit code. */
  private isForced(items: readonly ListItem[], end: number): boolean {
    const next = items[end + 1]?.node;
    const name = next?.type === 'command' ? next.words[0]?.text : undefined;
    const exitsWell = name === 'exit' && next?.type === 'command' && next.words[1]?.text === '0';
    return (
      name !== undefined &&
      (swallowing.test(name) || exitsWell) &&
      next!.line === lastLineOf(items[end]!.node)
    );
  }

  /** Elements of `a && b || c`. */
  private chain(items: readonly ListItem[], at: Place): void {
    // What the next `||` does with a failure, read from the end.
    const caught: boolean[] = [];
    for (let index = items.length - 1; index >= 0; index--) {
      const handler = items[index]!.next === '||' ? items[index + 1]?.node : undefined;
      caught[index] = handler ? !this.fails(handler) : (caught[index + 1] ?? false);
    }
    items.forEach(({ node }, index) =>
      this.node(node, caught[index] ? { ...at, swallowed: true } : at),
    );
  }

  /** Whether what stands behind `||` (or in a branch) ends the script with a failure. */
  private fails(node: ShellNode): boolean {
    switch (node.type) {
      case 'list':
        return node.items.some(item => this.fails(item.node));
      case 'group':
      case 'subshell':
        return this.fails(node.body);
      case 'command': {
        const [first, second] = node.words.map(word => word.text);
        if (first === 'exit' || first === 'return') {
          return second !== '0';
        }
        // `|| code=$?` and later `exit $code`.
        const kept = /^(\w+)="?\$\?/.exec(node.assignments[0]?.raw ?? '')?.[1];
        if (kept !== undefined) {
          return new RegExp(`\\b(?:exit|return)\\s+"?\\$\\{?${kept}\\b`).test(this.source);
        }
        return first === 'false';
      }
      default:
        return false;
    }
  }

  private conditional(node: ShellNode & { type: 'if' }, at: Place): void {
    const stops =
      node.branches.some(({ then }) => this.fails(then)) ||
      (node.otherwise !== undefined && this.fails(node.otherwise));
    for (const { test, then } of node.branches) {
      // The test decides when a branch ends the script for it.
      this.node(test, stops ? { ...at, matters: true } : { ...at, swallowed: true });
      this.node(then, at);
    }
    if (node.otherwise) {
      this.node(node.otherwise, at);
    }
  }

  private command(node: ShellNode & { type: 'command' }, at: Place): void {
    for (const word of [...node.assignments, ...node.words]) {
      this.substitutions(word, at);
    }
    const command = toCommand(node.words);
    const assignments = node.assignments.map(word => word.text);
    if (!command) {
      if (assignments.length > 0) {
        this.assign(assignments, node.line, at);
      }
      return;
    }
    this.stops = setOption(command, 'e', 'errexit') ?? this.stops;
    this.pipefail = setOption(command, 'o', 'pipefail') ?? this.pipefail;
    const declares = /^(export|declare|local|readonly|typeset)$/.test(command.name);
    this.found.push({
      command: { ...command, assignments: [...assignments, ...command.assignments] },
      assigns: declares ? command.words.slice(1).filter(word => /^\w+=/.test(word)) : [],
      gating: this.gates(at),
      writesTo: node.writesTo,
      subshell: this.subshell,
    });
    const body = this.functions.get(command.name);
    if (body) {
      this.node(body, { ...at, depth: at.depth + 3 });
    }
  }

  private assign(assignments: readonly string[], line: number, at: Place): void {
    this.found.push({
      command: { name: '', words: [], assignments, line },
      assigns: assignments,
      gating: this.gates(at),
      writesTo: [],
      subshell: this.subshell,
    });
  }

  private gates({ matters, swallowed }: Place): boolean {
    return !swallowed && (this.stops || matters);
  }

  private substitutions(word: ShellWord, at: Place): void {
    for (const inner of word.substitutions) {
      const tree = at.depth < depthLimit ? parseShell(inner, word.line) : undefined;
      if (tree) {
        this.inSubshell(() => this.node(tree, { ...at, depth: at.depth + 1 }));
      }
    }
  }
}

interface Place {
  readonly matters: boolean;
  readonly swallowed: boolean;
  readonly depth: number;
}

function lastLineOf(node: ShellNode): number {
  if (node.type === 'command') {
    return node.words.at(-1)?.line ?? node.line;
  }
  return node.type === 'pipeline' ? lastLineOf(node.parts.at(-1)!) : node.line;
}

const recurring = new RecurringTexts<readonly GatedCommand[]>();

/** Every command of a shell text in the order it runs, functions at the place they are called. */
export function gateCommands(
  script: string,
  firstLine: number,
  mode: ShellMode,
): readonly GatedCommand[] {
  return recurring.get(
    script,
    `${firstLine}${mode.stopsOnError ? 'e' : ''}${mode.pipefail ? 'p' : ''}`,
    source => {
      const tree = parseShell(source, firstLine);
      return tree ? new Walk(source, mode).run(tree) : gateLines(source, firstLine, mode);
    },
  );
}
