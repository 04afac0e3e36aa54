import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { CiBuild } from '../ci/ciBuild';
import { OwnContainer, UnreadDescriptor } from '../deployment/ownContainer';
import { DeploymentEnvironment, Workload } from '../deployment/workload';
import { repositoryTree } from '../repository/repositoryTree';
import { copilotBuild } from './copilotBuild';
import { copilotContainer } from './copilotContainer';
import { CopilotManifest, readCopilotManifests } from './copilotManifest';
import { copilotWorkload } from './copilotWorkload';

/**
 * What the manifests of AWS Copilot describe, in the shapes of the deployment model.
 *
 * @public
 */
export interface CopilotDeployment {
  readonly workloads: readonly Workload[];
  readonly ownContainers: readonly OwnContainer[];
  readonly environments: readonly DeploymentEnvironment[];
  readonly unread: readonly UnreadDescriptor[];
  /** The images that Copilot builds. */
  readonly builds: readonly CiBuild[];
}

/** @public */
export const copilotDeployment = defineFact<CopilotDeployment>({
  id: 'copilot-deployment',
  description: 'Services and jobs of AWS Copilot as production gets them.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const { production, environments, unread } = readCopilotManifests(tree.value);
    if (production.length === 0 && unread.length === 0) return absent();
    const readText = (path: string): string | undefined => {
      const content = tree.value.read(path);
      return content.status === 'present' ? content.value : undefined;
    };
    const several = new Set(production.map(({ name }) => name)).size < production.length;
    const toPair = (manifest: CopilotManifest, isShared: boolean) => {
      const suffix =
        isShared && manifest.environment !== undefined ? ` (${manifest.environment})` : '';
      const own = copilotContainer(
        manifest,
        `copilot/${manifest.name.slice(0, 200)}${suffix}`,
        readText,
      );
      return { own, workload: copilotWorkload(manifest, own) };
    };
    const pairs = production.filter(hasContainer).map(manifest => toPair(manifest, several));
    return present({
      workloads: pairs.map(({ workload }) => workload),
      ownContainers: pairs.map(({ own }) => own),
      environments: environments.filter(hasContainer).map(manifest => {
        const { own, workload } = toPair(manifest, false);
        return {
          name: manifest.environment ?? '',
          source: manifest.path,
          platform: 'copilot',
          path: manifest.path,
          workloads: [workload],
          ownContainers: [own],
          objects: [],
        };
      }),
      unread,
      builds: production.flatMap(manifest => copilotBuild(manifest) ?? []),
    });
  },
});

/** A static site is files behind a CDN. */
function hasContainer({ type }: CopilotManifest): boolean {
  return type !== 'Static Site';
}
