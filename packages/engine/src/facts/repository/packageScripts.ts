/**
 * The scripts of a package.json, or `undefined` when the text is none.
 *
 * @public
 */
export function readPackageScripts(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > 1024 * 1024) {
    return undefined;
  }
  try {
    const data: unknown = JSON.parse(text);
    const scripts = (data as { scripts?: unknown } | null)?.scripts;
    const entries = typeof scripts === 'object' && scripts !== null ? Object.entries(scripts) : [];
    return new Map(entries.filter((e): e is [string, string] => typeof e[1] === 'string'));
  } catch {
    return undefined;
  }
}
