import { SourceLocation } from '../image/imageConfig';
import { ImageStart } from '../image/imageStart';
import { classifyStart, StartReading } from '../script/classifyStart';
import { baseName } from '../script/shellCommands';
import { readStartText, StartTextCommand } from './readStartText';

/** One command that runs when a container starts, and where it is written. */
export interface StartedCommand extends StartTextCommand {
  readonly location: SourceLocation;
  /** True when it is, or replaces, the start command itself; false for a step of a script before others. */
  readonly main: boolean;
}

/** Everything that is known to run at start. */
export interface StartContent {
  readonly commands: readonly StartedCommand[];
  /** Texts of shell form and scripts, for readers of whole scripts. */
  readonly scripts: readonly { readonly text: string; readonly location: SourceLocation }[];
  /** Why a part is not known, as a sentence. */
  readonly missing?: string;
}

const depthLimit = 6;

class Reader {
  readonly commands: StartedCommand[] = [];
  readonly scripts: { text: string; location: SourceLocation }[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly packageScripts: ReadonlyMap<string, string> | undefined) {}

  reading(reading: StartReading, location: SourceLocation, depth: number): void {
    if (reading.kind === 'shell') {
      this.text(reading.text, location, depth);
    } else if (reading.kind === 'program' || reading.kind === 'wrapper') {
      const { name, words } = reading;
      const command = { name, words, assignments: [], line: location.line ?? 1 };
      const plain = { background: false, piped: false, redirects: [], polls: false };
      this.add({ ...plain, command, location, main: true }, depth);
    }
  }

  text(text: string, location: SourceLocation, depth: number): void {
    this.scripts.push({ text, location });
    for (const one of readStartText(text, location.line ?? 1)) {
      // A text of Dockerfile or manifest has one place; lines inside of it mean nothing.
      const line = depth === 0 ? location.line : one.command.line;
      this.add({ ...one, location: { ...location, line }, main: false }, depth);
    }
  }

  private add(started: StartedCommand, depth: number): void {
    this.commands.push(started);
    const { command, location } = started;
    const script = depth < depthLimit ? packageScript(command.words) : undefined;
    if (script === undefined || !this.packageScripts) return;
    for (const name of [`pre${script}`, script]) {
      const text = this.packageScripts.get(name);
      if (text === undefined || this.seen.has(name)) continue;
      this.seen.add(name);
      const inherited = { text, location };
      this.scripts.push(inherited);
      for (const one of readStartText(text)) {
        this.add({ ...one, location, main: false }, depth + 1);
      }
    }
  }
}

const builtin = new Set(
  'install i ci add exec dlx create init run-script publish pack test update upgrade remove audit config cache set version workspaces workspace node'.split(
    ' ',
  ),
);

/** The name of the script that `npm start`, `npm run build`, `yarn serve`, `pnpm run x` run. */
function packageScript(words: readonly string[]): string | undefined {
  const tool = baseName(words[0] ?? '');
  if (!/^(npm|yarn|pnpm|bun)$/.test(tool)) return undefined;
  const args = words.slice(1).filter(word => !word.startsWith('-'));
  const [first, second] = args;
  if (first === 'run' || first === 'run-script') return second;
  if (first === 'start' || first === 'test') return first;
  return tool !== 'npm' && first !== undefined && !builtin.has(first) ? first : undefined;
}

/**
 * What a start command runs: the program, the text of shell form, the script in the repository, the scripts of
 * package.json that `npm start` names, and what a script hands over to with `"$@"`.
 */
export function readStartContent({ start, location, packageScripts }: ImageStart): StartContent {
  if (start.kind === 'unknown') {
    return {
      commands: [],
      scripts: [],
      missing: `The start command is not known: ${start.reason}.`,
    };
  }
  const reader = new Reader(packageScripts);
  const { script, next, reading, words } = start;
  reader.reading(reading, location, 0);
  if (script?.status === 'found') {
    const at = { path: script.path, line: script.firstLine };
    reader.text(script.text, at, 1);
    if (/\$[@*]|\$\{[@*]\}/.test(script.text)) {
      const own = words.findIndex(word => baseName(word) === baseName(script.command));
      const rest = classifyStart(own < 0 ? [] : words.slice(own + 1));
      reader.reading(rest, location, 1);
      if (next?.status === 'found') {
        reader.text(next.text, { path: next.path, line: next.firstLine }, 2);
      }
    }
  }
  const lost = lostScript(start);
  const missing =
    lost !== undefined && !start.behindParentScript
      ? `The start script cannot be read: ${lost}.`
      : undefined;
  return { commands: reader.commands, scripts: reader.scripts, missing };
}

/** The commands of an exec-form start command, for containers of which nothing else is known. */
export function readStartWords(words: readonly string[], location: SourceLocation): StartContent {
  const reader = new Reader(undefined);
  reader.reading(classifyStart(words), location, 0);
  return { commands: reader.commands, scripts: reader.scripts };
}

/** Why the script that starts is not there to be read; `undefined` when it is, or none starts. */
function lostScript({
  reading,
  script,
}: Extract<ImageStart['start'], { kind: 'known' }>): string | undefined {
  if (script?.status === 'missing') return script.reason;
  return reading.kind === 'shell-script' && script?.status !== 'found'
    ? `${reading.path} is not in the repository`
    : undefined;
}
