import { folderOf, joinPath } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';

/** What `.hadolint.yaml` says, as far as it can hide an error. Severities stay those of hadolint. */
export interface LintConfig {
  readonly ignored: ReadonlySet<string>;
  /** False when the file says that comments do not count. */
  readonly readsPragmas: boolean;
  /** Where it stands. */
  readonly path?: string;
}

const names = ['.hadolint.yaml', '.hadolint.yml'];

/** The configuration for a Dockerfile: beside it, else at the root. A file that cannot be read hides nothing. */
export function findLintConfig(tree: RepositoryTree, dockerfile: string): LintConfig {
  const folders = [folderOf(dockerfile), ''];
  const path = folders.flatMap(folder => names.map(name => joinPath(folder, name)!)).find(tree.has);
  const text = path === undefined ? undefined : tree.read(path);
  const data = text?.status === 'present' ? readYaml(text.value)?.data : undefined;
  if (typeof data !== 'object' || data === null) return { ignored: new Set(), readsPragmas: true };
  const { ignored, 'disable-ignore-pragma': disabled } = data as Record<string, unknown>;
  const rules = Array.isArray(ignored) ? ignored.filter(rule => typeof rule === 'string') : [];
  return { ignored: new Set(rules), readsPragmas: disabled !== true, path };
}
