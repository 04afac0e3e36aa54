import { folderOf, joinPath } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { Ecosystem } from './dependency';

interface LockNames {
  /** In the folder of the manifest. */
  readonly own: readonly string[];
  /** True when the lock of a workspace may lie in a folder above. */
  readonly above?: boolean;
}

const names: Readonly<Partial<Record<Ecosystem, LockNames>>> = {
  npm: {
    own: [
      'package-lock.json',
      'npm-shrinkwrap.json',
      'pnpm-lock.yaml',
      'yarn.lock',
      'bun.lock',
      'bun.lockb',
    ],
    above: true,
  },
  pypi: { own: ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml'], above: true },
  go: { own: ['go.sum'] },
  cargo: { own: ['Cargo.lock'], above: true },
  rubygems: { own: ['Gemfile.lock', 'gems.locked'] },
  composer: { own: ['composer.lock'] },
  nuget: { own: ['packages.lock.json'] },
  gradle: { own: ['gradle.lockfile'], above: true },
  hex: { own: ['mix.lock'], above: true },
};

/** Lock files beside a manifest, else those of the nearest folder above it where a workspace may keep them. */
export function findLocks(path: string, ecosystem: Ecosystem, tree: RepositoryTree): string[] {
  const known = names[ecosystem];
  if (!known) return [];
  const inFolder = (folder: string) =>
    known.own.map(name => joinPath(folder, name)!).filter(lock => tree.has(lock));
  let folder = folderOf(path);
  let found = inFolder(folder);
  while (known.above && found.length === 0 && folder !== '') {
    folder = folderOf(folder);
    found = inFolder(folder);
  }
  return found;
}
