import { baseName, listShellCommands } from '../script/shellCommands';
import { CommitHook } from './commitHook';

const commandsLimit = 200;

/** The commands of a Git hook that is a shell script: `.husky/pre-commit`, `.githooks/pre-push`. */
export function readHookScript(path: string, text: string): CommitHook[] {
  const id = baseName(path);
  const isShell = !text.startsWith('#!') || /^#!.{0,80}\b(ba|da|z|k)?sh\b/.test(text);
  if (!isShell) return [{ id, path, line: 1 }];
  return listShellCommands(text)
    .slice(0, commandsLimit)
    .map(({ words, line }) => ({ id, entry: words.join(' '), path, line }));
}
