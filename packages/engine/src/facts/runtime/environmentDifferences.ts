import { DeploymentEnvironment, VolumeMount, Workload } from '../deployment/workload';
import { SourceLocation } from '../image/imageConfig';
import { containerDifferences } from './containerDifferences';
import { settingDifferences } from './settingDifferences';
import { withoutEnvironment } from './withoutEnvironment';

/** One way in which two environments differ. @public */
export interface EnvironmentDifference extends SourceLocation {
  /** `fail`: what runs is another thing. `warn`: it is set up in another way. */
  readonly verdict: 'fail' | 'warn' | 'unknown';
  readonly message: string;
}

const limit = 30;

/**
 * How an environment differs from another one, beyond what may differ: sizes, counts, hosts, values, names and versions.
 *
 * @public
 */
export function environmentDifferences(
  reference: DeploymentEnvironment,
  other: DeploymentEnvironment,
): EnvironmentDifference[] {
  const pairs = matchWorkloads(reference.workloads, other.workloads);
  const found: EnvironmentDifference[] = [];
  for (const { workload, partner, missingIn } of pairs) {
    if (!partner) {
      const name = missingIn === 'other' ? other.name : reference.name;
      found.push({
        verdict: 'warn',
        message: `${workload.id} is not in ${name}.`,
        ...placeOf(workload),
      });
      continue;
    }
    found.push(...workloadDifferences({ reference, other, workload, partner }));
  }
  found.push(...settingDifferences(reference, other), ...objectDifferences(reference, other));
  return found.slice(0, limit);
}

interface Pair {
  readonly workload: Workload;
  readonly partner?: Workload;
  readonly missingIn?: 'reference' | 'other';
}

function matchWorkloads(mine: readonly Workload[], theirs: readonly Workload[]): Pair[] {
  const rest = [...theirs];
  const take = (test: (candidate: Workload) => boolean): Workload | undefined => {
    const at = rest.findIndex(test);
    return at < 0 ? undefined : rest.splice(at, 1)[0];
  };
  const named = mine.map(workload => ({
    workload,
    partner: take(({ id }) => withoutEnvironment(id) === withoutEnvironment(workload.id)),
  }));
  const pairs = named.map(({ workload, partner }): Pair => {
    // Names may differ; the only one of its kind is the same one.
    const only = mine.filter(({ kind }) => kind === workload.kind).length === 1;
    const found = partner ?? (only ? take(({ kind }) => kind === workload.kind) : undefined);
    return found ? { workload, partner: found } : { workload, missingIn: 'other' };
  });
  return [...pairs, ...rest.map((workload): Pair => ({ workload, missingIn: 'reference' }))];
}

function workloadDifferences(options: {
  readonly reference: DeploymentEnvironment;
  readonly other: DeploymentEnvironment;
  readonly workload: Workload;
  readonly partner: Workload;
}): EnvironmentDifference[] {
  const { reference, other, workload, partner } = options;
  const place = placeOf(partner);
  const found: EnvironmentDifference[] = [];
  const names = (one: Workload, role: string): string =>
    one.containers
      .filter(container => container.role === role)
      .map(({ name }) => withoutEnvironment(name))
      .sort()
      .join(', ');
  for (const role of ['sidecar', 'init'] as const) {
    const [here, there] = [names(workload, role), names(partner, role)];
    if (here !== there) {
      const what = role === 'sidecar' ? 'sidecars' : 'init containers';
      const message = `${workload.id} has other ${what} in ${other.name} (${there || 'none'}) than in ${reference.name} (${here || 'none'}).`;
      found.push({ verdict: 'warn', message, ...place });
    }
  }
  const mine = reference.ownContainers.filter(container => container.workload === workload.id);
  const theirs = other.ownContainers.filter(container => container.workload === partner.id);
  for (const [position, container] of mine.entries()) {
    const match =
      theirs.find(({ name }) => withoutEnvironment(name) === withoutEnvironment(container.name)) ??
      (mine.length === theirs.length ? theirs[position] : undefined);
    if (!match) {
      found.push({
        verdict: 'warn',
        message: `${container.unit} is not in ${other.name}.`,
        ...place,
      });
      continue;
    }
    const where = `${other.name} and ${reference.name}`;
    found.push(...containerDifferences({ container, match, where }));
    const volumes = mountDifference(
      workload.mountsByContainer.get(container.name) ?? [],
      partner.mountsByContainer.get(match.name) ?? [],
    );
    if (volumes !== undefined) {
      const message = `${container.unit} has other volumes in ${where}: ${volumes}.`;
      found.push({ verdict: 'warn', message, ...placeOf(match) });
    }
  }
  return found;
}

function mountDifference(
  mine: readonly VolumeMount[],
  theirs: readonly VolumeMount[],
): string | undefined {
  const read = (mounts: readonly VolumeMount[]): Map<string, string> =>
    new Map(
      mounts.flatMap(({ mountPath, volume }) =>
        mountPath.resolved && mountPath.value !== undefined && volume !== 'unknown'
          ? [[mountPath.value, volume] as const]
          : [],
      ),
    );
  const [here, there] = [read(mine), read(theirs)];
  const differing = [...new Set([...here.keys(), ...there.keys()])].find(
    path => here.get(path) !== there.get(path),
  );
  return differing === undefined
    ? undefined
    : `${differing} is ${there.get(differing) ?? 'not mounted'} or ${here.get(differing) ?? 'not mounted'}`;
}

/** Objects of kinds that one environment has more of; the kinds of workloads are compared one by one. */
function objectDifferences(
  reference: DeploymentEnvironment,
  other: DeploymentEnvironment,
): EnvironmentDifference[] {
  const count = (objects: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const object of objects) {
      const kind = object.split('/')[0] ?? object;
      if (
        !/^(Namespace|Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod|Rollout|ReplicaSet)$/.test(
          kind,
        )
      ) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
    return counts;
  };
  const [here, there] = [count(reference.objects), count(other.objects)];
  return [...new Set([...here.keys(), ...there.keys()])].flatMap(
    (kind): EnvironmentDifference[] => {
      const [mine, theirs] = [here.get(kind) ?? 0, there.get(kind) ?? 0];
      if (mine === theirs) return [];
      const message = `${other.name} has ${theirs} of ${kind}, ${reference.name} has ${mine}.`;
      return [{ verdict: 'warn', message, path: other.path }];
    },
  );
}

function placeOf({ path, line }: SourceLocation): SourceLocation {
  return { path, line };
}
