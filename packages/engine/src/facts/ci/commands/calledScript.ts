import { joinPath, folderOf } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { baseName } from '../../script/shellCommands';
import { ShellMode } from './gateCommands';

/** A shell script of the repository that a command calls. */
export interface CalledScript {
  readonly path: string;
  readonly text: string;
  readonly mode: ShellMode;
  readonly args: readonly string[];
  /** `source`: what it sets stays set. */
  readonly sourced: boolean;
}

const shells = /^(sh|bash|dash|ash|ksh|zsh)$/;
const shebang =
  /^#!\s*(?:\S*\/env\s+(?:-S\s+)?(?:\S*\/)?|\S*?)(?:sh|bash|dash|ash|ksh|zsh)\b([^\n]*)/;

/** `bash -c "text"`: the text. */
export function inlineScript(words: readonly string[]): string | undefined {
  if (!shells.test(baseName(words[0] ?? ''))) {
    return undefined;
  }
  const flag = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
  const options = words.slice(1, flag);
  return flag > 0 && options.every(word => word.startsWith('-')) ? words[flag + 1] : undefined;
}

/** The script of the repository a command starts; `undefined` when it is none, or not in the repository. */
export function findCalledScript(
  words: readonly string[],
  folder: string | undefined,
  tree: RepositoryTree,
): CalledScript | undefined {
  const first = words[0] ?? '';
  const sourced = first === 'source' || first === '.';
  let index = 0;
  let flags = '';
  if (sourced || shells.test(baseName(first))) {
    index = 1;
    while (/^[-+]/.test(words[index] ?? '')) {
      flags += words[index]!;
      index += /^[-+][a-z]*o$/.test(words[index]!) ? 2 : 1;
      flags += words[index - 1]!;
    }
  } else if (!first.includes('/')) {
    return undefined;
  }
  const written = words[index];
  const path = written === undefined ? undefined : pathOf(written, folder);
  if (path === undefined || !tree.has(path)) {
    return undefined;
  }
  const content = tree.read(path);
  if (content.status !== 'present') {
    return undefined;
  }
  const text = content.value;
  const head = shebang.exec(text.slice(0, 200));
  if (text.startsWith('#!') ? !head : index === 0 && !/\.(sh|bash)$/.test(path)) {
    return undefined;
  }
  const options = index === 0 ? (head?.[1] ?? '') : flags;
  return {
    path,
    text,
    args: words.slice(index + 1),
    sourced,
    mode: {
      stopsOnError: /-[a-z]*e|errexit/.test(options),
      pipefail: options.includes('pipefail'),
    },
  };
}

const workspace =
  /^(?:\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|CODEBUILD_SRC_DIR|WORKSPACE|PWD)\}?|\$\(pwd\)|\$\(git rev-parse --show-toplevel\))(?=\/|$)/;

/** A path as a script writes it, from the root of the repository; `undefined` when it is not known. */
export function pathOf(
  written: string,
  folder: string | undefined,
  script?: string,
): string | undefined {
  const root = workspace.exec(written);
  if (root) {
    const rest = written.slice(root[0].length);
    const own = /PWD|pwd/.test(root[0]);
    return own && folder === undefined ? undefined : clean(own ? folder! : '', rest);
  }
  const own =
    /^\$\((?:cd\s+)?"?\$?\(?dirname\s+(?:--\s+)?"?(?:\$0|\$\{0\}|\$BASH_SOURCE|\$\{BASH_SOURCE(?:\[0\])?\})"?\)?"?(?:\s*(?:&&|;)\s*pwd(?:\s+-P)?)?\)(?=\/|$)/.exec(
      written,
    );
  if (own && script !== undefined) {
    return clean(folderOf(script), written.slice(own[0].length));
  }
  const here = /^\$\{0%\/\*\}(?=\/|$)/.exec(written);
  if (here && script !== undefined) {
    return clean(folderOf(script), written.slice(here[0].length));
  }
  return folder === undefined || written.startsWith('/') || written.startsWith('~')
    ? undefined
    : clean(folder, written);
}

function clean(folder: string, rest: string): string | undefined {
  return /[$`*]/.test(rest) ? undefined : joinPath(folder, rest);
}
