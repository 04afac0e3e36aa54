import { RepositoryTree } from '../repository/repositoryTree';
import { baseName } from '../script/shellCommands';
import { ContextManifests } from './contextManifests';
import { DependencyManifest, Ecosystem } from './dependency';

/** A manifest that declares development dependencies of an ecosystem, among those a build sees. */
export function findDevelopmentManifest(
  { seen, copied }: ContextManifests,
  ecosystem: Ecosystem,
): DependencyManifest | undefined {
  const declares = (manifest: DependencyManifest) =>
    manifest.ecosystem === ecosystem && manifest.dependencies.some(one => one.development);
  return copied.find(declares) ?? (ecosystem === 'pypi' ? seen.find(declares) : undefined);
}

/**
 * Whether a bundler, or Next.js with standalone output, makes the application stand without its packages.
 */
export function isBundled(manifests: ContextManifests, tree: RepositoryTree): boolean {
  const bundlers =
    /\b(esbuild|webpack|rollup|ncc build|tsup|parcel build|rspack|tsdown|vite build|bun build)\b/;
  return (
    tree.entries.some(({ path }) => {
      if (!/^next\.config\.(js|mjs|cjs|ts|mts)$/.test(baseName(path))) return false;
      const text = tree.read(path);
      return text.status === 'present' && /output\s*:\s*["'`]standalone/.test(text.value);
    }) ||
    manifests.copied.some(({ path, ecosystem }) => {
      const text = ecosystem === 'npm' ? tree.read(path) : undefined;
      const scripts =
        text?.status === 'present' ? /"scripts"\s*:\s*\{[^}]*\}/.exec(text.value) : null;
      return scripts !== null && bundlers.test(scripts[0]);
    })
  );
}
