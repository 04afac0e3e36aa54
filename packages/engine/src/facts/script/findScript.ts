import { Step, ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { BuildContext } from '../image/imageUnit';
import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { baseName } from './shellCommands';

/**
 * A script of the image, found in the repository.
 *
 * @public
 */
export type ScriptSource =
  | {
      readonly status: 'found';
      readonly path: string;
      readonly text: string;
      readonly firstLine: number;
    }
  /** Not a shell script: a program, or a script of another language. */
  | { readonly status: 'not-a-script' }
  | { readonly status: 'missing'; readonly reason: string };

const shebang = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?(?:\S*\/)?|\S*?)(?:sh|bash|dash|ash|ksh|zsh)\b/;

/**
 * Finds the text of a command of the image in the repository: a file that COPY brings under that name, or a
 * here-document of COPY.
 *
 * @public
 */
export function findScript(options: {
  /** As in ENTRYPOINT: `/usr/local/bin/entrypoint.sh`, `./start`. */
  readonly command: string;
  readonly dockerfile: ResolvedDockerfile | undefined;
  readonly context: BuildContext | undefined;
  readonly tree: RepositoryTree;
}): ScriptSource {
  const { command, dockerfile, context, tree } = options;
  const name = baseName(command);
  const named = /\.(sh|bash)$/.test(name);
  const steps = (dockerfile?.finalChain ?? []).flatMap(stage => stage.steps);
  const inline = findHeredoc(steps, name);
  if (inline) {
    return asScript({ ...inline, path: dockerfile!.path, named });
  }
  const folder = context?.kind === 'folder' ? context.path : '';
  const candidates = [
    ...copiedAs(steps, command, name).map(source => joinPath(folder, source)),
    joinPath(folder, name),
    joinPath(folder, command.replace(/^\/(app|src|usr\/src\/app)\//, '')),
  ].filter((path): path is string => path !== undefined && tree.has(path));
  const below = tree.entries
    .filter(entry => baseName(entry.path) === name)
    .map(entry => entry.path);
  // A script that another stage hands over is found by its name, when only one file has it.
  const handedOver = named || (command.includes('/') && steps.some(step => step.from));
  const path = candidates[0] ?? (handedOver && below.length === 1 ? below[0] : undefined);
  if (path === undefined) {
    return named
      ? { status: 'missing', reason: `${command} is not in the repository` }
      : { status: 'not-a-script' };
  }
  const text = tree.read(path);
  if (text.status === 'present') {
    return asScript({ path, text: text.value, firstLine: 1, named });
  }
  const reason = text.status === 'unavailable' ? text.reason : `${path} was not read`;
  return named ? { status: 'missing', reason } : { status: 'not-a-script' };
}

function asScript(found: {
  readonly path: string;
  readonly text: string;
  readonly firstLine: number;
  readonly named: boolean;
}): ScriptSource {
  const { path, text, firstLine, named } = found;
  const isShell = text.startsWith('#!') ? shebang.test(text.slice(0, 200)) : named;
  return isShell ? { status: 'found', path, text, firstLine } : { status: 'not-a-script' };
}

function findHeredoc(steps: readonly Step[], name: string) {
  for (const step of [...steps].reverse()) {
    const [heredoc] = step.instruction.heredocs;
    const to = step.destination?.resolved ? (step.destination.value ?? '') : '';
    const copies = step.keyword === 'COPY' || step.keyword === 'ADD';
    if (copies && heredoc && baseName(to) === name) {
      return { text: heredoc.content, firstLine: heredoc.line };
    }
  }
  return undefined;
}

/** Sources that COPY of the final chain brings to the path of the command. */
function copiedAs(steps: readonly Step[], command: string, name: string): string[] {
  const found: string[] = [];
  for (const step of [...steps].reverse()) {
    if ((step.keyword !== 'COPY' && step.keyword !== 'ADD') || step.from) {
      continue;
    }
    const to = step.destination?.resolved ? (step.destination.value ?? '') : '';
    for (const source of step.sources) {
      const from = source.resolved ? (source.value ?? '') : '';
      // A command without a path is found in a folder of PATH.
      const toIt = to === command || (!command.includes('/') && baseName(to) === name);
      if (baseName(from) === name || (toIt && step.sources.length === 1)) {
        found.push(from);
      } else if (!from.includes('*')) {
        // A folder: the rest of the command's path may lie below it.
        const rest = command.startsWith(`${to.replace(/\/$/, '')}/`)
          ? command.slice(to.replace(/\/$/, '').length + 1)
          : name;
        found.push(`${from}/${rest}`);
      }
    }
  }
  return found;
}
