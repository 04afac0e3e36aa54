import type { TreeEntry } from '../objects/listings';
import type { Repository } from '../repositories/Repository';

/** A file, a folder or a link in the words of the Gitea API. */
export function contentsAnswer(options: {
  repository: Repository;
  /** Path from the root of the repository. */
  path: string;
  commit: string;
  entry: TreeEntry;
  baseUrl: string;
}) {
  const { repository, path, commit, entry, baseUrl } = options;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha: entry.hash,
    type: typeOf(entry),
    size: entry.size ?? 0,
    last_commit_sha: commit,
    html_url: `${baseUrl}/${repository.owner}/${repository.name}/src/commit/${commit}/${encoded}`,
  };
}

function typeOf(entry: TreeEntry): 'dir' | 'file' | 'submodule' | 'symlink' {
  if (entry.type === 'blob') {
    return entry.mode === '120000' ? 'symlink' : 'file';
  }
  return entry.type === 'tree' ? 'dir' : 'submodule';
}
