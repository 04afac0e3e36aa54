import { RepositoryFile } from '@container-lens/engine';
import { InputError } from '../errors/InputError';

/**
 * Every file of a repository, or of a folder in it, by path: text, bytes, or what is known of a file that was not read.
 *
 * @public
 */
export type RetrofitFiles = ReadonlyMap<string, RepositoryFile>;

/** The text of a file; undefined when it does not exist, was not read, or is not UTF-8. */
export function textOf(files: RetrofitFiles, path: string): string | undefined {
  const file = files.get(path);
  if (typeof file === 'string') return file;
  if (!(file instanceof Uint8Array) || file.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return undefined;
  }
}

/** What exists at a path, or as a file or link where a folder would have to be; undefined where a file can be written. */
export function findInTheWay(files: RetrofitFiles, path: string): string | undefined {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).find(step => files.has(step));
}

/** Whether a file has exactly this content. */
export function hasContent(files: RetrofitFiles, path: string, content: Buffer): boolean {
  const file = files.get(path);
  if (typeof file === 'string') return Buffer.from(file, 'utf8').equals(content);
  return file instanceof Uint8Array && content.equals(file);
}

/** Line of the first text that the pattern finds, from 1. The pattern has no flag `g`. */
export function lineOf(text: string, pattern: RegExp): number | undefined {
  const index = text.split('\n').findIndex(line => pattern.test(line));
  return index < 0 ? undefined : index + 1;
}

/**
 * The files below a folder, as a repository of its own.
 *
 * @throws InputError when the folder holds nothing.
 * @public
 */
export function filesBelow(files: RetrofitFiles, folder: string): RetrofitFiles {
  const prefix = folder
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
  if (prefix === '') return files;
  const below = [...files].filter(([path]) => path.startsWith(`${prefix}/`));
  if (below.length === 0) {
    throw new InputError(`The repository has no folder '${prefix}', or nothing is in it.`);
  }
  return new Map(below.map(([path, file]) => [path.slice(prefix.length + 1), file]));
}
