import { readEntrypoint } from '../script/entrypointPaths';
import { baseName } from '../script/shellCommands';
import { ImageStart } from './imageStart';

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
  const drop =
    reading.kind === 'exec'
      ? reading.commands.find(command => tools.has(baseName(command.words[0] ?? '')))
      : undefined;
  return drop?.name;
}
