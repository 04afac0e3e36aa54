import { parseShell, ShellNode } from './shellSyntax';
import { ShellWord } from './shellTokens';
import { baseName, ShellCommand, toCommand } from './shellCommands';

/**
 * How an entrypoint script starts the main program.
 *
 * @public
 */
export type EntrypointReading =
  /** Every path that starts something ends in `exec`. */
  | { readonly kind: 'exec'; readonly line: number; readonly commands: readonly ShellCommand[] }
  /** Starts in the background, traps TERM, forwards it and waits. */
  | { readonly kind: 'forwards'; readonly line: number }
  /** A path starts a program and keeps the shell as its parent. */
  | { readonly kind: 'child'; readonly line: number; readonly program: string }
  | { readonly kind: 'unknown'; readonly reason: string };

interface Start {
  readonly line: number;
  readonly program: string;
}

/** What has happened on one path so far. */
interface Path {
  readonly child?: Start;
  readonly background?: Start;
  readonly waited: boolean;
  readonly traps: boolean;
  readonly elsewhere?: string;
}

type Ending = 'falls-off' | 'returns' | 'exec' | 'exits';

interface State {
  readonly path: Path;
  readonly ending: Ending;
  readonly exec?: { readonly line: number; readonly command: ShellCommand };
}

/** Commands that prepare and never are the main program. */
const preparations = new Set(
  (
    'echo printf test [ [[ : true false set unset export readonly local declare typeset cd pushd popd umask ulimit ' +
    'mkdir rmdir chown chmod chgrp rm cp mv ln touch install sed awk grep cut tr sort head tail cat tee envsubst ' +
    'trap wait sleep kill shift read id whoami hostname date stat find ls getopts shopt alias hash type which nc ' +
    'usermod groupmod useradd adduser addgroup groupadd source . eval exit return break continue'
  ).split(' '),
);

const stepLimit = 20_000;
const statesLimit = 200;
const callDepth = 10;

function summarize(states: readonly State[]): EntrypointReading {
  const commands: ShellCommand[] = [];
  let execLine: number | undefined;
  let forwards: Start | undefined;
  let child: Start | undefined;
  let exited: Start | undefined;
  let elsewhere: string | undefined;
  for (const { path, ending, exec } of states) {
    if (ending === 'exec' && exec) {
      execLine ??= exec.line;
      commands.push(exec.command);
    } else if (path.background && path.waited && path.traps) {
      forwards ??= path.background;
    } else if (path.background && path.waited) {
      child ??= path.background;
    } else if (ending === 'exits' && path.child?.program !== '$@') {
      exited ??= path.child;
    } else if (path.child) {
      child ??= path.child;
    } else if (path.elsewhere !== undefined && ending !== 'exits') {
      elsewhere ??= path.elsewhere;
    }
  }
  if (execLine === undefined && forwards === undefined) {
    child ??= exited; // Nothing else starts a program, so this one is the main program.
  }
  if (child) {
    return { kind: 'child', ...child };
  }
  if (elsewhere !== undefined) {
    return { kind: 'unknown', reason: elsewhere };
  }
  if (forwards) {
    return { kind: 'forwards', line: forwards.line };
  }
  return execLine !== undefined
    ? { kind: 'exec', line: execLine, commands }
    : { kind: 'unknown', reason: 'the reader finds no command that starts a program' };
}

class Walker {
  exhausted = false;
  private steps = 0;
  private calls = 0;
  private readonly functions = new Map<string, ShellNode>();

  /** Runs a node on every state that still continues; the others pass through. */
  run(node: ShellNode, states: readonly State[]): State[] {
    if (++this.steps > stepLimit) {
      this.exhausted = true;
    }
    const going = states.filter(state => state.ending === 'falls-off');
    const done = states.filter(state => state.ending !== 'falls-off');
    if (this.exhausted || going.length === 0) {
      return [...states];
    }
    return this.limit([...done, ...this.step(node, going)]);
  }

  private limit(states: readonly State[]): State[] {
    const unique = new Map<string, State>();
    for (const state of states) {
      unique.set(JSON.stringify([state.path, state.ending, state.exec?.line]), state);
    }
    if (unique.size > statesLimit) {
      this.exhausted = true;
    }
    return [...unique.values()].slice(0, statesLimit);
  }

  private step(node: ShellNode, states: State[]): State[] {
    switch (node.type) {
      case 'list':
        return this.list(node.items, states);
      case 'group':
        return this.run(node.body, states);
      case 'subshell':
      case 'pipeline':
        return this.separate(node, states);
      case 'function':
        this.functions.set(node.name, node.body);
        return states;
      case 'if': {
        const out: State[] = [];
        let rest = states;
        for (const branch of node.branches) {
          out.push(...this.run(branch.then, rest));
        }
        rest = node.otherwise ? this.run(node.otherwise, rest) : rest;
        return [...out, ...rest];
      }
      case 'case': {
        const out = node.arms.flatMap(arm => this.run(arm, states));
        return node.exhaustive ? out : [...out, ...states];
      }
      case 'loop': {
        const once = this.run(node.body, states);
        return isForever(node) && once.some(s => s.path.child) ? once : [...once, ...states];
      }
      default:
        return this.command(node, states);
    }
  }

  private list(
    items: Extract<ShellNode, { type: 'list' }>['items'],
    states: readonly State[],
  ): State[] {
    let current: State[] = [...states];
    // States in which the item is not reached because an `&&` or `||` before it decided otherwise.
    let skipped: State[] = [];
    items.forEach((item, index) => {
      const before = items[index - 1]?.next;
      if (before !== '&&' && before !== '||') {
        current = this.limit([...current, ...skipped]);
        skipped = [];
      }
      const entering = current;
      current =
        item.next === '&'
          ? entering.map(state => inBackground(item.node, state))
          : this.run(item.node, entering);
      if (item.next === '&&') {
        skipped.push(...entering.filter(s => s.ending === 'falls-off'));
      } else if (item.next === '||') {
        // Succeeded: goes on behind the chain. Failed: the right side runs as if this had not.
        skipped.push(...current.filter(s => s.ending === 'falls-off'));
        current = [
          ...current.filter(s => s.ending !== 'falls-off'),
          ...entering.filter(s => s.ending === 'falls-off'),
        ];
      }
    });
    return [...current, ...skipped];
  }

  /** A subshell or pipeline: what runs inside is a child of the script, whatever it does. */
  private separate(
    node: Extract<ShellNode, { type: 'pipeline' | 'subshell' }>,
    states: readonly State[],
  ): State[] {
    const parts = node.type === 'pipeline' ? node.parts : [node.body];
    const inner = parts.flatMap(part =>
      this.run(part, [{ path: { waited: false, traps: false }, ending: 'falls-off' }]),
    );
    const started = inner.find(state => state.exec ?? state.path.child);
    const child: Start | undefined = started?.exec
      ? { line: started.exec.line, program: started.exec.command.name }
      : started?.path.child;
    return states.map(state => (child ? { ...state, path: { ...state.path, child } } : state));
  }

  private command(node: Extract<ShellNode, { type: 'command' }>, states: State[]): State[] {
    const first = node.words[0]?.text;
    if (first === undefined) {
      return states;
    }
    const rest = node.words.slice(1);
    const body = this.functions.get(first);
    if (body) {
      return this.call(body, states);
    }
    switch (first) {
      case 'exec':
        return states.map(state => handOver(node.words, node.line, state));
      case 'exit':
        return states.map(state => ({ ...state, ending: 'exits' as const }));
      case 'return':
        return states.map(state => ({ ...state, ending: 'returns' as const }));
      case 'trap':
        return this.forwards(rest) ? mapPath(states, { traps: true }) : states;
      case 'wait':
        return mapPath(states, { waited: true });
      case '.':
      case 'source':
      case 'eval':
        return mapPath(states, {
          elsewhere: `line ${node.line} continues with "${first}" where the reader does not follow`,
        });
      default: {
        const command = toCommand(node.words);
        if (!command || preparations.has(command.name)) {
          return states;
        }
        return mapPath(states, { child: { line: node.line, program: programName(command) } });
      }
    }
  }

  private call(body: ShellNode, states: State[]): State[] {
    if (this.calls >= callDepth) {
      this.exhausted = true;
      return states;
    }
    this.calls++;
    const after = this.run(body, states).map(state =>
      state.ending === 'returns' ? { ...state, ending: 'falls-off' as const } : state,
    );
    this.calls--;
    return after;
  }

  /** `trap 'kill -TERM "$pid"' TERM`, or a function that calls kill. */
  private forwards(words: readonly ShellWord[]): boolean {
    const [handler, ...signals] = words.filter(word => word.raw !== '--');
    if (!handler || !signals.some(word => /^(SIG)?TERM$|^15$/i.test(word.text))) {
      return false;
    }
    const body = this.functions.get(handler.text.trim());
    return /\bkill\b/.test(body ? JSON.stringify(body) : handler.text);
  }
}

function mapPath(states: readonly State[], change: Partial<Path>): State[] {
  return states.map(state => ({ ...state, path: { ...state.path, ...change } }));
}

function handOver(words: readonly ShellWord[], line: number, state: State): State {
  const command = toCommand(words);
  // `exec >log` and `exec 3<&0` only move file descriptors.
  return command && command.name !== 'exec'
    ? { ...state, ending: 'exec', exec: { line, command } }
    : state;
}

function inBackground(node: ShellNode, state: State): State {
  if (state.ending !== 'falls-off') {
    return state;
  }
  const command = node.type === 'command' ? toCommand(node.words) : undefined;
  const start = { line: node.line, program: command ? programName(command) : 'a command' };
  return command && preparations.has(command.name)
    ? state
    : { ...state, path: { ...state.path, background: start } };
}

function isForever(node: Extract<ShellNode, { type: 'loop' }>): boolean {
  const test = node.test?.type === 'list' ? node.test.items[0]?.node : undefined;
  const word = test?.type === 'command' ? test.words[0]?.text : undefined;
  return !node.until && (word === 'true' || word === ':' || word === '1');
}

function programName(command: ShellCommand): string {
  const first = command.words[0] ?? '';
  return /^\$(@|\*|\{@\}|\{\*\})$/.test(first) ? '$@' : baseName(first);
}

/**
 * Follows an entrypoint script over if, case, loops and functions and says whether signals reach the program it starts.
 * What it cannot follow is `unknown`.
 *
 * @public
 */
export function readEntrypoint(source: string): EntrypointReading {
  const tree = parseShell(source);
  if (!tree) {
    return { kind: 'unknown', reason: 'it uses shell syntax that the reader does not follow' };
  }
  const walker = new Walker();
  const start: State = { path: { waited: false, traps: false }, ending: 'falls-off' };
  const states = walker.run(tree, [start]);
  if (walker.exhausted) {
    return { kind: 'unknown', reason: 'it has more paths than the reader follows' };
  }
  return summarize(states);
}
