import { readEntrypoint } from '../script/entrypointPaths';
import { baseName, findLastCommand, ShellCommand } from '../script/shellCommands';
import { ImageStart } from './imageStart';
import { isRootUser } from './rootUser';

const tools = new Set(['gosu', 'su-exec', 'setpriv', 'runuser']);

/**
 * The tool with which a start drops root as its last step: an entrypoint script that hands over through gosu, su-exec,
 * setpriv or runuser.
 *
 * @public
 */
export function findPrivilegeDrop({ start }: ImageStart): string | undefined {
  if (start.kind !== 'known' || start.script?.status !== 'found') {
    return undefined;
  }
  const reading = readEntrypoint(start.script.text);
  // Without exec the shell stays root and what serves is not.
  const last = reading.kind === 'child' ? findLastCommand(start.script.text)?.command : undefined;
  const steps = reading.kind === 'exec' ? reading.commands : [last].flatMap(one => one ?? []);
  return steps.find(dropsRoot)?.name;
}

/** `gosu root` and `setpriv --no-new-privs` change nothing of the user. */
function dropsRoot({ words }: ShellCommand): boolean {
  const [first = '', ...args] = words;
  const tool = baseName(first);
  if (!tools.has(tool)) {
    return false;
  }
  if (tool === 'gosu' || tool === 'su-exec') {
    return !isRootUser((args[0] ?? '').split(':')[0]!);
  }
  const option = tool === 'setpriv' ? /^--(reuid|ruid)$/ : /^(-u|--user)$/;
  const user = args.flatMap((word, i) => {
    const [name = '', value] = word.split('=', 2);
    return option.test(name) ? [value ?? args[i + 1] ?? ''] : [];
  })[0];
  return user !== undefined && !isRootUser(user);
}
