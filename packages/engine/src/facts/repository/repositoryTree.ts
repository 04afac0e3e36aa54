import { RepositoryEntry } from '../../contract/evidence';
import { defineFact } from '../../contract/fact';
import { absent, Observation, present, unavailable } from '../../contract/observation';

/**
 * The tracked files of the repository, by path.
 *
 * @public
 */
export interface RepositoryTree {
  readonly entries: readonly RepositoryEntry[];
  /** Paths of links. They are not followed: what they lead to is not known. */
  readonly links: readonly string[];
  has(path: string): boolean;
  /** True when some file lies below the folder; the empty path is the root. */
  hasFolder(path: string): boolean;
  /** The text of a file; `absent` when there is no such file. */
  read(path: string): Observation<string>;
}

/** @public */
export const repositoryTree = defineFact<RepositoryTree>({
  id: 'repository-tree',
  description: 'Tracked paths of the judged folder and the text of the files that are read.',
  derive: ({ evidence }) => {
    if (evidence.repository.status !== 'present') {
      return evidence.repository.status === 'absent'
        ? absent()
        : unavailable(evidence.repository.code, evidence.repository.reason);
    }
    const { entries } = evidence.repository.value;
    const files = entries.filter(entry => entry.type === 'file');
    const byPath = new Map(files.map(entry => [entry.path, entry]));
    const folders = new Set(['']);
    for (const { path } of files) {
      for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        const folder = path.slice(0, slash);
        if (folders.has(folder)) {
          break;
        }
        folders.add(folder);
      }
    }
    return present({
      entries: files,
      links: entries.filter(entry => entry.type === 'link').map(entry => entry.path),
      has: (path: string) => byPath.has(path),
      hasFolder: (path: string) => folders.has(path),
      read: (path: string) => byPath.get(path)?.content ?? absent<string>(),
    });
  },
});
