import { Step } from '../facts/dockerfile/resolvedDockerfile';
import { readPackageScripts } from '../facts/repository/packageScripts';
import { findLastCommand } from '../facts/script/shellCommands';
import { tokenizeShell } from '../facts/script/shellTokens';
import { finalSteps } from './finalStage';
import { Fix, FixContext, FixProposal } from './fix';

/** Starts the program itself instead of a shell or wrapper that keeps stop signals. */
export const useExecForm: Fix = { check: 'cost-signal-pid1', propose };

function propose(context: FixContext): FixProposal | undefined {
  const steps = finalSteps(context);
  const entrypoint = steps.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const cmd = steps.findLast(({ keyword }) => keyword === 'CMD');
  const start = entrypoint ?? cmd;
  if (!start) {
    return { kind: 'by-hand', reason: 'The start command comes from the parent image; set CMD.' };
  }
  const { json, body } = start.instruction;
  if (entrypoint && cmd && !json) {
    const reason = 'A shell-form ENTRYPOINT drops CMD; which of the two is meant only you know.';
    return { kind: 'by-hand', reason };
  }
  const words = json ?? simpleWords(body);
  const script = words && packageScript(words, context);
  if (script) return write(start, toJson(script), 'starts the program without npm');
  if (json) {
    const reason = `${start.keyword} ${body} starts a wrapper; name the program it starts.`;
    return { kind: 'by-hand', reason };
  }
  if (words) return write(start, toJson(words), 'starts the program without a shell');
  if (context.config.shell === 'none') {
    return { kind: 'by-hand', reason: 'The image has no shell that could run this command.' };
  }
  const last = findLastCommand(body);
  const at = last && !last.inPipeline ? body.lastIndexOf(last.first) : -1;
  if (!last || at < 0 || start.instruction.line !== start.instruction.endLine) {
    return {
      kind: 'by-hand',
      reason: 'The command is too involved to change safely; begin its last part with exec.',
    };
  }
  const text = `${body.slice(0, at)}exec ${body.slice(at)}`;
  return write(start, text, 'lets the shell hand over to the program with exec');
}

function write(start: Step, text: string, how: string): FixProposal {
  const { line, endLine, keyword } = start.instruction;
  return {
    kind: 'edit',
    edits: [{ from: line, to: endLine, lines: [`${keyword} ${text}`] }],
    summary: `${keyword} ${how}.`,
  };
}

/** The words of one plain command: no variable, operator, glob or substitution, which only a shell resolves. */
function simpleWords(body: string): string[] | undefined {
  const tokens = tokenizeShell(body);
  const words = tokens.flatMap(token => (token.type === 'word' ? [token] : []));
  const isPlain =
    words.length > 0 &&
    words.length === tokens.length &&
    words.every(
      ({ raw, text, substitutions }) =>
        substitutions.length === 0 && !/[$`*?[\]{}~]/.test(raw) && text !== '' && !/\n/.test(raw),
    );
  return isPlain &&
    !/^[A-Za-z_]\w*=/.test(words[0]!.raw) &&
    words[0]!.text !== 'exec' &&
    !isBuiltin(words[0]!.text)
    ? words.map(({ text }) => text)
    : undefined;
}

function isBuiltin(name: string): boolean {
  return /^(cd|export|source|\.|eval|set|ulimit|umask|trap|wait|if|for|while|case)$/.test(name);
}

/** `npm start` whose script is one plain call of node: the words of that call. */
function packageScript(words: readonly string[], context: FixContext): string[] | undefined {
  const [tool, ...rest] = words.map(word => word.replace(/^.*\//, ''));
  if (!/^(npm|yarn|pnpm)$/.test(tool ?? '')) return undefined;
  const names = rest.filter(word => !word.startsWith('-') && word !== 'run');
  if (names.length !== 1) return undefined;
  const folder = context.unit.context.kind === 'folder' ? context.unit.context.path : '';
  const text = context.tree.read(folder === '' ? 'package.json' : `${folder}/package.json`);
  const scripts = text.status === 'present' ? readPackageScripts(text.value) : undefined;
  const name = names[0]!;
  // What npm would run beside it is lost without npm.
  if (!scripts || scripts.has(`pre${name}`) || scripts.has(`post${name}`)) return undefined;
  const script = simpleWords(scripts.get(name) ?? '');
  return script?.[0] === 'node' ? script : undefined;
}

function toJson(words: readonly string[]): string {
  return `[${words.map(word => JSON.stringify(word)).join(', ')}]`;
}
