import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { DeploymentFact } from '../deployment/ownContainer';
import { VolumeMount, Workload } from '../deployment/workload';
import { isScratch } from './databasePaths';
import { DataPath } from './dataPaths';
import { OwnWorkload, ownWorkloads } from './eachWorkload';
import { judgementAt } from './judgementAt';

const durable = /^(persistent-claim|claim-template|efs|ebs|fsx|s3|csi)$/;
const fleeting = /^(empty-dir|ephemeral)$/;

interface PlacedMount {
  readonly workload: Workload;
  readonly mount: VolumeMount;
  readonly folder: string;
}

/** Judges every data path of the production render by the volume behind it. @public */
export function judgeDurability(
  paths: readonly DataPath[],
  deployed: DeploymentFact,
): UnitJudgement[] {
  const own = ownWorkloads(deployed);
  const mounts = own.flatMap(mountsOf);
  const named = paths.map((path): UnitJudgement => {
    const covering = mounts.filter(
      ({ folder }) => covers(folder, path.folder) || covers(folder, path.orFolder ?? path.folder),
    );
    // The closest mount holds the folder.
    const longest = Math.max(...covering.map(({ folder }) => folder.length));
    const closest = covering.filter(({ folder }) => folder.length === longest);
    const unit = path.folder;
    if (closest.length > 0)
      return { unit, judgement: worstOf(closest.map(one => judgeMount(one, path.folder))) };
    const open = openMount(own);
    if (open) return { unit, judgement: open };
    const what = {
      VOLUME: 'is a VOLUME',
      annotation: 'is declared to hold data',
      database: 'holds an embedded database',
      mount: '',
    };
    const reason = `${path.folder} ${what[path.source]} and has no mount in production: its content ends with the container.`;
    return { unit, judgement: judgementAt('fail', reason, path) };
  });
  const covered = new Set(paths.map(({ folder }) => folder));
  const writable = mounts
    .filter(
      ({ mount, folder }) =>
        !mount.readOnly && !/^(config|secret)$/.test(mount.volume) && !isScratch(folder),
    )
    .filter(({ folder }) => !covered.has(folder))
    .map(one => ({
      unit: `${one.workload.id} ${one.folder}`,
      judgement: judgeMount(one, one.folder),
    }));
  return [...named, ...writable];
}

function mountsOf({ workload, containers }: OwnWorkload): PlacedMount[] {
  return containers.flatMap(({ name }) =>
    (workload.mountsByContainer.get(name) ?? []).flatMap((mount): PlacedMount[] => {
      const path = mount.mountPath.resolved ? mount.mountPath.value : undefined;
      return path === undefined
        ? []
        : [{ workload, mount, folder: path.replace(/(?<!\/)\/+$/, '') || '/' }];
    }),
  );
}

function openMount(own: readonly OwnWorkload[]): Judgement | undefined {
  for (const { workload, containers } of own) {
    for (const { name } of containers) {
      for (const mount of workload.mountsByContainer.get(name) ?? []) {
        if (!mount.mountPath.resolved) {
          const reason = `Where ${mount.name} is mounted is not known: ${mount.mountPath.reason}`;
          return judgementAt('unknown', reason, mount);
        }
      }
    }
  }
  return undefined;
}

function covers(mount: string, folder: string): boolean {
  return mount === folder || folder.startsWith(mount === '/' ? '/' : `${mount}/`);
}

function judgeMount({ workload, mount }: PlacedMount, folder: string): Judgement {
  const { volume, name } = mount;
  if (durable.test(volume)) {
    return judgementAt('pass', `${folder} of ${workload.id} is on ${name}, which lasts.`, mount);
  }
  if (volume === 'host-path') {
    const reason = `${folder} of ${workload.id} is on the disk of one host (${mount.hostPath ?? name}).`;
    return judgementAt('fail', reason, mount);
  }
  if (fleeting.test(volume)) {
    if (workload.kind === 'StatefulSet' && !hasClaim(workload)) {
      const reason = `${folder} of ${workload.id} has no claim: ${name} ends with the pod.`;
      return judgementAt('fail', reason, mount);
    }
    return judgementAt(
      'warn',
      `${folder} of ${workload.id} is on ${name}, which ends with the task or pod.`,
      mount,
    );
  }
  if (volume === 'config' || volume === 'secret') {
    return judgementAt(
      'fail',
      `${folder} of ${workload.id} is covered by ${name}, which holds no data.`,
      mount,
    );
  }
  return judgementAt(
    'unknown',
    `Whether ${name}, mounted at ${folder} of ${workload.id}, lasts is not known.`,
    mount,
  );
}

/** A StatefulSet that keeps its data may have a spool beside it. */
function hasClaim({ mountsByContainer }: Workload): boolean {
  return [...mountsByContainer.values()].flat().some(({ volume }) => durable.test(volume));
}

function worstOf(judgements: readonly Judgement[]): Judgement {
  const order = ['fail', 'warn', 'unknown', 'pass'] as const;
  const worst = order
    .map(verdict => judgements.find(judgement => judgement.verdict === verdict))
    .find(judgement => judgement !== undefined);
  return worst ?? judgements[0]!;
}
