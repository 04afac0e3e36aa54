import { folderOf, joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { ContextManifests } from './contextManifests';
import { Ecosystem } from './dependency';

/** `omit=dev` in the `.npmrc` beside the manifest, when the build has that file. */
export function omitsByConfiguration(
  ecosystem: Ecosystem,
  manifest: string,
  { brings }: ContextManifests,
  tree: RepositoryTree,
): boolean {
  if (ecosystem !== 'npm') return false;
  const path = joinPath(folderOf(manifest), '.npmrc');
  if (path === undefined || !brings(path)) return false;
  const text = tree.read(path);
  return (
    text.status === 'present' &&
    /^[ \t]*(omit(\[\])?[ \t]*=[ \t]*"?dev|production[ \t]*=[ \t]*true)\b/m.test(text.value)
  );
}
