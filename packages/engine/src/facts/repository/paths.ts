/**
 * Joins and cleans path parts: no `.`, `..`, double or outer slashes. `undefined` when the result would lie outside of
 * the repository. A leading slash means the root of the repository.
 *
 * @public
 */
export function joinPath(...parts: readonly string[]): string | undefined {
  const out: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '..') {
      if (out.length === 0) {
        return undefined;
      }
      out.pop();
    } else if (segment !== '' && segment !== '.') {
      out.push(segment);
    }
  }
  return out.join('/');
}

/**
 * The folder of a path; the root is the empty text.
 *
 * @public
 */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/**
 * The path seen from a folder, or `undefined` when it does not lie below it.
 *
 * @public
 */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '') {
    return path;
  }
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
