import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { CiBuild } from '../ci/ciBuild';
import { descend } from '../deployment/kubernetes/manifestFields';
import { isKnownSidecar } from '../deployment/knownSidecars';
import { OwnContainer, UnreadDescriptor } from '../deployment/ownContainer';
import { repositoryOf } from '../deployment/repositoryOf';
import { TrackedYaml } from '../deployment/trackedYaml';
import { DeploymentEnvironment, Workload } from '../deployment/workload';
import { endSentence } from '../image/endSentence';
import { entitySettings } from '../repository/entitySettings';
import { folderOf } from '../repository/paths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { resolved } from '../resolved';
import { composeBuild } from './composeBuild';
import { composeContainer, composeFields, composeMounts, ComposeService } from './composeContainer';
import { composeFiles, ComposeStack } from './composeFiles';
import { mergeServices } from './composeServices';

/**
 * What compose files describe, where compose or Swarm is what the service is deployed with.
 *
 * @public
 */
export interface ComposeDeployment {
  readonly workloads: readonly Workload[];
  readonly ownContainers: readonly OwnContainer[];
  readonly environments: readonly DeploymentEnvironment[];
  readonly unread: readonly UnreadDescriptor[];
  readonly builds: readonly CiBuild[];
}

/** @public */
export const composeDeployment = defineFact<ComposeDeployment>({
  id: 'compose-deployment',
  description: 'Services of the compose files that production is deployed with.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const settings = read(entitySettings);
    const get = (name: string): string | undefined =>
      settings.status === 'present' ? settings.value.get(name) : undefined;
    const stacks = composeFiles(tree.value, get('deploy-target'));
    if (stacks.length === 0) return absent();
    const unread: UnreadDescriptor[] = [];
    const yaml = new TrackedYaml(RenderBudget.create());
    const services = stacks.flatMap(stack => {
      try {
        return readStack(stack, tree.value, yaml);
      } catch (error) {
        if (!(error instanceof RenderError)) throw error;
        const path = stack[0] ?? '';
        const reason = endSentence(error.at(path, 1).describe());
        unread.push({ platform: 'compose', kind: 'compose', path, reason });
        return [];
      }
    });
    const images = (get('image') ?? '').split(/[\s,]+/).filter(image => image !== '');
    const own = ownServices(services, new Set(images.map(repositoryOf)));
    const pairs = own.map(service => ({ service, container: composeContainer(service) }));
    return present({
      workloads: pairs.map(({ service, container }) => toWorkload(service, container)),
      ownContainers: pairs.map(({ container }) => container),
      environments: [],
      unread,
      builds: services.flatMap(service => composeBuild(service) ?? []),
    });
  },
});

function readStack(stack: ComposeStack, tree: RepositoryTree, yaml: TrackedYaml): ComposeService[] {
  const files = stack.map(path => {
    const content = tree.read(path);
    if (content.status !== 'present') {
      const reason =
        content.status === 'unavailable' ? content.reason : 'It is a link and is not followed.';
      throw new RenderError('input', reason, path, 1);
    }
    const [file] = yaml.read(path, content.value);
    if (!(file instanceof Map)) throw new RenderError('input', 'It is no compose file.', path, 1);
    return file;
  });
  const merged = mergeServices(files, yaml);
  const path = stack[0] ?? '';
  return [...merged].slice(0, 50).flatMap(([name, value]) =>
    value instanceof Map
      ? [
          {
            name: name.slice(0, 200),
            value,
            yaml,
            at: yaml.placeOf(merged, name) ?? { path },
            folder: folderOf(path),
          },
        ]
      : [],
  );
}

/** Services that are built here, or run the image of the entity; else all but known sidecars. */
function ownServices(
  services: readonly ComposeService[],
  images: ReadonlySet<string>,
): readonly ComposeService[] {
  const imageOf = ({ value }: ComposeService): string => {
    const image = value.get('image');
    return typeof image === 'string' ? repositoryOf(image) : '';
  };
  const started = services.filter(({ value }) => !hasProfile(value.get('profiles')));
  const own = started.filter(service => service.value.has('build') || images.has(imageOf(service)));
  if (own.length > 0) return own;
  return started.filter(
    service => !isKnownSidecar(imageOf(service)) && !isKnownSidecar(service.name),
  );
}

/** A service with a profile is started only where somebody asks for it. */
function hasProfile(profiles: unknown): boolean {
  return Array.isArray(profiles) && profiles.length > 0;
}

function toWorkload(service: ComposeService, container: OwnContainer): Workload {
  const { value } = service;
  const { name, image, command, args, path, line } = container;
  const platform = value.get('platform');
  return {
    id: container.workload,
    platform: 'compose',
    kind: 'service',
    path,
    line,
    containers: [{ name, role: 'own', image, command, args, path, line }],
    replicas: composeFields.number(
      descend(value, ['deploy', 'replicas']) ?? value.get('scale'),
      'deploy.replicas',
    ),
    autoscalers: [],
    architecture: composeFields.text(platform),
    placement: [],
    gracePeriodSeconds: seconds(value.get('stop_grace_period')),
    stopSignal: composeFields.text(value.get('stop_signal')),
    mountsByContainer: new Map([[name, composeMounts(service)]]),
    affinitySignals: [],
    regions: [],
    runsInAws: false,
    telemetrySignals: [],
  };
}

/** `1m30s`. */
function seconds(value: unknown): Workload['gracePeriodSeconds'] {
  if (typeof value !== 'string') return resolved(typeof value === 'number' ? value : undefined);
  const match = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?(?:\d{1,6}ms)?$/.exec(value.trim());
  if (!match) return composeFields.number(value, 'stop_grace_period');
  const [hours = 0, minutes = 0, rest = 0] = match.slice(1).map(part => Number(part ?? 0));
  return resolved(hours * 3600 + minutes * 60 + rest);
}
