import { IgnorePattern, parseIgnoreFile } from '../repository/ignorePatterns';
import { joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { ImageUnit } from './imageUnit';

/**
 * The ignore file in force for a build.
 *
 * @public
 */
export type IgnoreFile =
  | {
      readonly status: 'present';
      readonly path: string;
      readonly patterns: readonly IgnorePattern[];
    }
  | { readonly status: 'absent' }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` in the context folder.
 *
 * @public
 */
export function findIgnoreFile(unit: ImageUnit, tree: RepositoryTree): IgnoreFile {
  const folder = unit.context.kind === 'folder' ? unit.context.path : '';
  const paths = [`${unit.path}.dockerignore`, joinPath(folder, '.dockerignore')];
  const path = paths.find(candidate => candidate !== undefined && tree.has(candidate));
  const link = paths.find(candidate => candidate !== undefined && tree.links.includes(candidate));
  if (path === undefined && link !== undefined) {
    return { status: 'unavailable', reason: `${link} is a link and is not followed.` };
  }
  if (path === undefined) {
    return { status: 'absent' };
  }
  const text = tree.read(path);
  if (text.status === 'present') {
    return { status: 'present', path, patterns: parseIgnoreFile(text.value) };
  }
  return text.status === 'absent' ? text : { status: 'unavailable', reason: text.reason };
}
