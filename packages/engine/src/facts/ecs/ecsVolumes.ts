import { CloudNode, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { VolumeKind, VolumeMount } from '../deployment/workload';
import { readFlag, readText } from './ecsFields';
import { EcsTask } from './ecsTask';

/** Mounts of a container, with what is behind them. */
export function readMounts(task: EcsTask, container: CloudNode): VolumeMount[] {
  const { definition } = task;
  const volumes = itemsOf(descend(definition.properties, ['Volumes']));
  return itemsOf(descend(container, ['MountPoints']))
    .slice(0, 100)
    .map((mount): VolumeMount => {
      const name = textOf(descend(mount, ['SourceVolume'])) ?? '?';
      const volume = volumes.find(item => textOf(descend(item, ['Name'])) === name);
      const readOnly = readFlag(mount, ['ReadOnly']);
      return {
        name,
        mountPath: readText(mount, ['ContainerPath']),
        readOnly: readOnly.resolved && readOnly.value === true,
        path: definition.path,
        line: mount.line ?? definition.line,
        ...kindOf(task, volume, name),
      };
    });
}

function kindOf(
  task: EcsTask,
  volume: CloudNode | undefined,
  name: string,
): { readonly volume: VolumeKind; readonly hostPath?: string } {
  const isManaged = task.services.some(service =>
    itemsOf(descend(service.properties, ['VolumeConfigurations'])).some(
      item =>
        textOf(descend(item, ['Name'])) === name &&
        descend(item, ['ManagedEBSVolume']) !== undefined,
    ),
  );
  if (isManaged) return { volume: 'ebs' };
  if (!volume || volume.kind === 'unknown') return { volume: 'unknown' };
  if (descend(volume, ['EFSVolumeConfiguration'])) return { volume: 'efs' };
  if (descend(volume, ['FSxWindowsFileServerVolumeConfiguration'])) return { volume: 'fsx' };
  if (descend(volume, ['S3FilesVolumeConfiguration'])) return { volume: 's3' };
  const atLaunch = readFlag(volume, ['ConfiguredAtLaunch']);
  // Only managed EBS volumes can be configured at launch.
  if (atLaunch.resolved && atLaunch.value === true) return { volume: 'ebs' };
  const docker = descend(volume, ['DockerVolumeConfiguration']);
  if (docker) {
    const scope = readText(docker, ['Scope']);
    return { volume: scope.resolved && scope.value === 'shared' ? 'named' : 'ephemeral' };
  }
  const host = descend(volume, ['Host', 'SourcePath']) ?? descend(volume, ['HostPath']);
  if (!host) return { volume: 'ephemeral' };
  return { volume: 'host-path', hostPath: textOf(host) };
}
