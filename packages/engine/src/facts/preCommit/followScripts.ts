import { CommitHook } from './commitHook';

const call = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+|run-script\s+)?([\w:.-]+)/;

/** `npm run lint:docker` in a hook means what package.json says of it; two levels deep. */
export function followScripts(
  hook: CommitHook,
  scripts: ReadonlyMap<string, string> | undefined,
): CommitHook {
  let entry = hook.entry;
  for (let depth = 0; depth < 2 && entry !== undefined && scripts; depth++) {
    const script = scripts.get(call.exec(entry)?.[1] ?? '');
    if (script === undefined) break;
    entry = script;
  }
  return entry === hook.entry ? hook : { ...hook, entry };
}
