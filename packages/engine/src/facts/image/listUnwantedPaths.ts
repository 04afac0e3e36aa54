import { relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { baseName } from '../script/shellCommands';

/** Manifests, and what their ecosystem leaves in the folder that no image needs. */
const ecosystems: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^package\.json$/, ['node_modules/x']],
  [/^(pom\.xml|Cargo\.toml)$/, ['target/x']],
  [/^build\.gradle(\.kts)?$/, ['build/x', '.gradle/x']],
  [/^(requirements.*\.txt|pyproject\.toml|Pipfile|setup\.py)$/, ['.venv/x', '__pycache__/x']],
  [/\.(csproj|fsproj|sln)$/, ['bin/Debug/x', 'obj/x']],
  [/^composer\.json$/, ['vendor/x']],
];

/**
 * Paths a build context should not hold: Git data, `.env`, and what the ecosystems found in the context leave behind.
 *
 * @public
 */
export function listUnwantedPaths(tree: RepositoryTree, context: string): string[] {
  const names = new Set<string>();
  for (const { path } of tree.entries) {
    const inside = relativeTo(context, path);
    if (inside !== undefined && !/(^|\/)(node_modules|vendor|fixtures|testdata)\//.test(inside)) {
      names.add(baseName(inside));
    }
  }
  const unwanted = ['.git/config', '.env'];
  for (const [manifest, paths] of ecosystems) {
    if ([...names].some(name => manifest.test(name))) {
      unwanted.push(...paths);
    }
  }
  return unwanted;
}
