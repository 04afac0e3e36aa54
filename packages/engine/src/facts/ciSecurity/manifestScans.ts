import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { pipelines } from '../ci/pipelines';
import { deployment } from '../deployment/deployment';
import { DeploymentPlatform } from '../deployment/ownContainer';
import { repositoryTree } from '../repository/repositoryTree';
import { functionDescriptors } from '../runtime/functionDescriptors';
import {
  DescriptorFamily,
  DescriptorPath,
  scansDescriptor,
  stopsOnFindings,
} from './scansManifests';
import { ToolUse } from './toolUse';
import { toolUses } from './toolUses';
import { readTrivyFile } from './trivySettings';
import { findUnreadablePart } from './unreadableParts';

/**
 * What scans the deploy descriptors of one platform.
 *
 * @public
 */
export interface ManifestScans {
  readonly platform: DeploymentPlatform | 'function';
  /** One of the descriptors. */
  readonly path: string;
  readonly gating: readonly Finding[];
  readonly notGating: readonly Finding[];
  /** Only the schema is checked. */
  readonly schema: readonly Finding[];
  readonly hooks: readonly Finding[];
  /** Why there may be more. */
  readonly unreadable?: string;
}

/** Absent when the repository has no deploy descriptor. */
export const manifestScans = defineFact<readonly ManifestScans[]>({
  id: 'manifest-scans',
  description: 'Steps and hooks that scan deploy descriptors.',
  derive: (_input, read): Observation<readonly ManifestScans[]> => {
    const deployed = read(deployment);
    const uses = read(toolUses);
    const tree = read(repositoryTree);
    const model = read(pipelines);
    const functions = read(functionDescriptors);
    const lambdas = functions.status === 'present' ? functions.value : [];
    if (
      deployed.status !== 'present' &&
      (deployed.status === 'unavailable' || lambdas.length === 0)
    ) {
      return deployed;
    }
    if (uses.status !== 'present') return uses;
    if (tree.status !== 'present') return tree;
    if (model.status !== 'present') return model;
    const { workloads, objects, unread } =
      deployed.status === 'present' ? deployed.value : { workloads: [], objects: [], unread: [] };
    const file = readTrivyFile(tree.value);
    const places = [
      ...workloads.map(({ platform, path }) => ({ platform, path })),
      ...objects.map(({ path }) => ({ platform: 'kubernetes' as const, path })),
      ...unread.map(({ platform, path }) => ({ platform, path })),
      ...lambdas.map(({ path }) => ({ platform: 'function' as const, path })),
    ];
    const platforms = [...new Set(places.map(({ platform }) => platform))];
    return present(
      platforms.map((platform): ManifestScans => {
        const own = places.filter(place => place.platform === platform);
        const paths = [...new Set(own.map(({ path }) => path))].slice(0, 200);
        const descriptors = paths.map(path => ({ path, family: familyOf(platform, path) }));
        const looks = (use: ToolUse) =>
          descriptors.some((one: DescriptorPath) => scansDescriptor(use, one, tree.value));
        const scans = uses.value.inPipelines('manifest-scan').filter(looks);
        const findings = (list: readonly ToolUse[]) => list.map(({ finding }) => finding);
        return {
          platform,
          path: paths[0]!,
          gating: findings(scans.filter(use => stopsOnFindings(use, file))),
          notGating: findings(scans.filter(use => !stopsOnFindings(use, file))),
          schema: findings(uses.value.inPipelines('manifest-schema').filter(looks)),
          hooks: findings(
            [
              ...uses.value.inHooks('manifest-scan'),
              ...uses.value.inHooks('manifest-schema'),
            ].filter(looks),
          ),
          unreadable: findUnreadablePart(model.value),
        };
      }),
    );
  },
});

function familyOf(platform: ManifestScans['platform'], path: string): DescriptorFamily {
  if (platform !== 'ecs' && platform !== 'function') return platform;
  return /\.(tf|tf\.json|tfvars|hcl)$/.test(path) ? 'terraform' : 'cloudformation';
}
