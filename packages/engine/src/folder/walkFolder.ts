import { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceLimits } from '../evidence/evidenceLimits';
import { Refusal } from '../evidence/selectContents';

function refuse(reason: string): Refusal {
  return { status: 'unavailable', code: 'source-error', reason };
}

/**
 * Lists every file and link below a folder, without following links. A folder that cannot be listed, lies too deep or
 * has too many files refuses the whole tree: what is missing from the list would count as absent.
 */
export async function walkFolder(root: string): Promise<string[] | Refusal> {
  const paths: string[] = [];
  const pending: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path: folder, depth } = next;
    if (depth > evidenceLimits.depth) {
      return refuse(`${folder} lies more than ${evidenceLimits.depth} folders deep.`);
    }
    let children: Dirent[];
    try {
      children = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return refuse(`The folder ${folder || '.'} could not be listed (${code ?? 'error'}).`);
    }
    for (const child of children) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (child.isDirectory()) {
        if (child.name !== '.git') pending.push({ path, depth: depth + 1 });
      } else if (child.isFile() || child.isSymbolicLink()) {
        paths.push(path);
      }
    }
    if (paths.length > evidenceLimits.entries) {
      return refuse(`The folder has more than ${evidenceLimits.entries} files and was not read.`);
    }
  }
  return paths;
}
