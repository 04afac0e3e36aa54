import { RecurringTexts } from './recurringTexts';
import { parseShell, ShellNode } from './shellSyntax';
import { ShellToken, ShellWord, tokenizeShell } from './shellTokens';

/**
 * One command of a script or RUN, wherever it stands in it (catalogue definition `shell-commands`).
 *
 * @public
 */
export interface ShellCommand {
  /** First word without folder, after environment assignments, sudo, exec, time, nice and the like. */
  readonly name: string;
  /** `name` as written, and the arguments; quotes removed. */
  readonly words: readonly string[];
  readonly assignments: readonly string[];
  readonly line: number;
}

const prefixes = new Set(['sudo', 'exec', 'time', 'nice', 'nohup', 'command', 'env', 'builtin']);
const reserved = new Set(
  'if then else elif fi do done while until for case esac in { } ! [[ function'.split(' '),
);
const substitutionDepth = 3;
const recurring = new RecurringTexts<readonly ShellCommand[]>();

/**
 * Every command in a shell text, in order, those inside substitutions included. It does not need the text to be well
 * formed: operators and line ends separate commands.
 *
 * @public
 */
export function listShellCommands(source: string, firstLine = 1): readonly ShellCommand[] {
  return recurring.get(source, `${firstLine}`, text => listCommands(text, firstLine, 0));
}

function listCommands(source: string, firstLine: number, depth: number): ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: ShellWord[] = [];
  let skipWord = false;
  const finish = () => {
    const command = toCommand(words);
    if (command) {
      commands.push(command);
    }
    words = [];
  };
  for (const token of tokenizeShell(source, firstLine)) {
    if (token.type === 'operator') {
      skipWord = isRedirection(token);
      if (!skipWord) {
        finish();
      }
      continue;
    }
    if (depth < substitutionDepth) {
      for (const inner of token.substitutions) {
        commands.push(...listCommands(inner, token.line, depth + 1));
      }
    }
    if (skipWord) {
      skipWord = false;
    } else if (words.length > 0 || token.quoted || !reserved.has(token.text)) {
      words.push(token);
    }
  }
  finish();
  return commands;
}

function isRedirection(token: ShellToken): boolean {
  return /[<>]/.test(token.text);
}

/** A command from its words; `undefined` for assignments alone. */
export function toCommand(words: readonly ShellWord[]): ShellCommand | undefined {
  const assignments: string[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const { raw, text } = words[at]!;
    if (/^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(raw)) {
      assignments.push(text);
    } else if (prefixes.has(baseName(text)) && at + 1 < words.length) {
      // Options of the prefix, as in `nice -n 10` and `sudo -u app`.
      while (words[at + 1]?.text.startsWith('-')) {
        at += /^-[nugpCS]$/.test(words[at + 1]!.text) ? 2 : 1;
      }
    } else {
      break;
    }
  }
  const rest = words.slice(at).map(word => word.text);
  const first = rest[0];
  if (first === undefined) {
    return undefined;
  }
  return { name: baseName(first), words: rest, assignments, line: words[at]!.line };
}

/**
 * The last part of a path: `/usr/bin/node` is `node`.
 *
 * @public
 */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * How a shell text ends, which decides what the shell does with its process.
 *
 * @public
 */
export interface LastCommand {
  /** First word as written: `exec`, `node`. */
  readonly first: string;
  readonly command?: ShellCommand;
  readonly inPipeline: boolean;
  /** True when the text is this one simple command and nothing else. */
  readonly only: boolean;
}

/**
 * The last command of a shell text, or `undefined` when the text is not understood or does not end in a simple command.
 *
 * @public
 */
export function findLastCommand(source: string): LastCommand | undefined {
  const tree = parseShell(source);
  return tree ? lastOf(tree, true) : undefined;
}

function lastOf(node: ShellNode, only: boolean): LastCommand | undefined {
  switch (node.type) {
    case 'command': {
      const first = node.words[0]?.text;
      return first === undefined
        ? undefined
        : { first, command: toCommand(node.words), inPipeline: false, only };
    }
    case 'pipeline': {
      const last = lastOf(node.parts.at(-1)!, false);
      return last && { ...last, inPipeline: true, only: false };
    }
    case 'list': {
      const last = node.items.at(-1);
      return last && last.next !== '&'
        ? lastOf(last.node, only && node.items.length === 1)
        : undefined;
    }
    case 'group':
      return lastOf(node.body, false);
    default:
      return undefined;
  }
}
