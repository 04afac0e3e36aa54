import { RepositoryEntry } from '../../contract/evidence';
import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { readPackageScripts } from '../repository/packageScripts';
import { repositoryTree } from '../repository/repositoryTree';
import { CommitHook } from './commitHook';
import { followScripts } from './followScripts';
import { readHookScript } from './readHookScript';
import { readLefthook } from './readLefthook';
import { readPackageHooks } from './readPackageHooks';
import { readPreCommitConfig } from './readPreCommitConfig';

/**
 * Hooks of the repository.
 *
 * @public
 */
export interface PreCommit {
  readonly hooks: readonly CommitHook[];
  /** Files of hooks that exist and could not be read. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

type Reader = (path: string, text: string) => readonly CommitHook[] | undefined;

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^\.pre-commit-config\.ya?ml$/, readPreCommitConfig],
  [/^\.?lefthook\.(ya?ml|json)$/, readLefthook],
  [
    /^(\.husky|\.githooks|\.hooks|githooks|hooks)\/(pre|commit|post|prepare)-[a-z-]+$/,
    readHookScript,
  ],
  [/^package\.json$/, readPackageHooks],
  [/^\.lintstagedrc\.(json|ya?ml)$/, readPackageHooks],
];

const hooksLimit = 500;

/**
 * Hooks that run before a commit or push. They help, and nobody has to run them: a check may take them for less than a
 * pipeline. Present whenever the repository is readable, also without any.
 *
 * @public
 */
export const preCommit = defineFact<PreCommit>({
  id: 'pre-commit',
  description: 'Hooks of pre-commit, lefthook, husky and the like.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const hooks: CommitHook[] = [];
    const unread: PreCommit['unread'][number][] = [];
    for (const entry of tree.value.entries) {
      const reader = readers.find(([pattern]) => pattern.test(entry.path))?.[1];
      if (!reader) continue;
      const found = readEntry(entry, reader);
      if (typeof found === 'string') unread.push({ path: entry.path, reason: found });
      else hooks.push(...found);
    }
    const manifest = tree.value.read('package.json');
    const scripts =
      manifest.status === 'present' && hooks.length > 0
        ? readPackageScripts(manifest.value)
        : undefined;
    const all = hooks.slice(0, hooksLimit).map(hook => followScripts(hook, scripts));
    return present({ hooks: all, unread });
  },
});

function readEntry(entry: RepositoryEntry, reader: Reader): readonly CommitHook[] | string {
  const { path, content } = entry;
  if (content.status !== 'present') {
    return content.status === 'unavailable' ? content.reason : `${path} was not read.`;
  }
  return reader(path, content.value) ?? `${path} could not be read.`;
}
