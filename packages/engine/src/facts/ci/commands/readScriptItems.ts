import { CiCommand } from '../model/pipeline';
import { YamlValue } from '../yaml/yamlTree';
import { CommandReader } from './followCommands';
import { ShellMode } from './gateCommands';

export interface ItemsOptions {
  readonly reader: CommandReader;
  readonly items: readonly YamlValue[];
  readonly mode: ShellMode;
  readonly gating: boolean;
  readonly env: ReadonlyMap<string, string>;
  readonly folder: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

export interface ItemsReading {
  readonly run: string;
  readonly commands: readonly CiCommand[];
  readonly complete: boolean;
  readonly folder: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

const itemsLimit = 300;

/** A script that is a list of texts which run in one shell, one after the other. */
export function readScriptItems(options: ItemsOptions): ItemsReading {
  const { reader, items, gating, env } = options;
  let { folder, variables, mode } = options;
  const commands: CiCommand[] = [];
  let complete = items.length <= itemsLimit;
  for (const item of items.slice(0, itemsLimit)) {
    const text = item.text ?? '';
    const first = item.line ?? 1;
    const reading = reader.read({
      text,
      path: item.path,
      firstLine: item.block ? first + 1 : first,
      folder,
      mode,
      gating,
      env,
      variables,
    });
    commands.push(...reading.commands);
    ({ folder, variables } = reading);
    complete &&= reading.complete;
    mode = modeAfter(text, mode);
  }
  const run = items.map(({ text }) => text ?? '').join('\n');
  return { run, commands, complete, folder, variables };
}

/** `set +e` holds for what follows in the same shell. */
function modeAfter(text: string, mode: ShellMode): ShellMode {
  if (/^[ \t]*set \+\w*e/m.test(text)) {
    return { ...mode, stopsOnError: false };
  }
  return /^[ \t]*set -\w*e/m.test(text) ? { ...mode, stopsOnError: true } : mode;
}
