import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { pipelines } from '../ci/pipelines';
import { dependencies } from '../dependencies/dependencies';
import { DependencyManifest, Ecosystem } from '../dependencies/dependency';
import { imageUnits } from '../image/imageUnits';
import { relativeTo } from '../repository/paths';

const withTools: ReadonlySet<Ecosystem> = new Set([
  'npm',
  'pypi',
  'go',
  'cargo',
  'maven',
  'gradle',
  'composer',
]);

/**
 * Manifests of ecosystems for which a tool finds unused dependencies, as far as they lie in a build context; absent
 * without any.
 *
 * @public
 */
export const contextManifests = defineFact<readonly DependencyManifest[]>({
  id: 'context-manifests',
  description: 'Dependency manifests in the build contexts, of ecosystems with known tools.',
  derive: (_input, read) => {
    const all = read(dependencies);
    if (all.status !== 'present') return all;
    const units = read(imageUnits);
    const ci = read(pipelines);
    // Tools such as jib build an image without a Dockerfile, from the whole repository.
    const builds = ci.status === 'present' && ci.value.builds.length > 0;
    if (units.status !== 'present' && !builds) return units;
    const inContext = (path: string) =>
      units.status !== 'present' ||
      units.value.some(({ context }) =>
        context.kind === 'folder' ? relativeTo(context.path, path) !== undefined : true,
      );
    const found = all.value.manifests.filter(
      ({ ecosystem, path }) => withTools.has(ecosystem) && inContext(path),
    );
    return found.length > 0 ? present(found) : absent();
  },
});
