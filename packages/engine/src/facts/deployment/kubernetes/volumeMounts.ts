import { lookupTable } from '../../../data/lookupTable';
import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { SourceLocation } from '../../image/imageConfig';
import { VolumeKind, VolumeMount } from '../workload';
import { clean, descend, ManifestFields, mapOf, mapsOf, textOf } from './manifestFields';

const drivers = lookupTable<VolumeKind>({
  'efs.csi.aws.com': 'efs',
  'ebs.csi.aws.com': 'ebs',
  'ebs.csi.eks.amazonaws.com': 'ebs',
  'fsx.csi.aws.com': 'fsx',
  'fsx.openzfs.csi.aws.com': 'fsx',
  's3.csi.aws.com': 's3',
  'secrets-store.csi.k8s.io': 'secret',
});

const kinds = lookupTable<VolumeKind>({
  persistentVolumeClaim: 'persistent-claim',
  emptyDir: 'empty-dir',
  hostPath: 'host-path',
  configMap: 'config',
  downwardAPI: 'config',
  image: 'config',
  secret: 'secret',
  awsElasticBlockStore: 'ebs',
  nfs: 'csi',
  cephfs: 'csi',
  rbd: 'csi',
  iscsi: 'csi',
  // Deleted with its pod, whatever class it is of.
  ephemeral: 'ephemeral',
});

/** Volumes of a pod by name, with those that the claim templates of a StatefulSet make. */
export function volumesOf(spec: YamlMap, claimTemplates: YamlValue): ReadonlyMap<string, YamlMap> {
  const volumes = new Map(
    mapsOf(spec.get('volumes')).map(volume => [textOf(volume.get('name')), volume] as const),
  );
  for (const template of mapsOf(claimTemplates)) {
    volumes.set(
      textOf(descend(template, ['metadata', 'name'])),
      new Map([['claimTemplate', true]]),
    );
  }
  return volumes;
}

/** The mounts of one container with the volumes behind them. */
export function volumeMounts(options: {
  readonly container: YamlMap;
  readonly volumes: ReadonlyMap<string, YamlMap>;
  readonly fields: ManifestFields;
  readonly locate: (path: readonly (string | number)[]) => SourceLocation;
}): VolumeMount[] {
  const { container, volumes, fields, locate } = options;
  const mounts = container.get('volumeMounts');
  return (Array.isArray(mounts) ? mounts : []).slice(0, 200).flatMap((mount, position) => {
    if (!(mount instanceof Map)) return [];
    const name = textOf(mount.get('name'));
    const volume = mapOf(volumes.get(name));
    const kind = kindOf(volume);
    const hostPath = descend(volume, ['hostPath', 'path']);
    return [
      {
        ...locate(['volumeMounts', position]),
        name: clean(name),
        mountPath: fields.text(mount.get('mountPath')),
        readOnly:
          mount.get('readOnly') === true ||
          kind === 'config' ||
          kind === 'secret' ||
          [...volume.values()].some(source => mapOf(source).get('readOnly') === true),
        volume: kind,
        ...(hostPath === undefined ? {} : { hostPath: clean(textOf(hostPath)) }),
      },
    ];
  });
}

function kindOf(volume: YamlMap): VolumeKind {
  if (volume.get('claimTemplate') === true) return 'claim-template';
  const driver = descend(volume, ['csi', 'driver']);
  if (driver !== undefined) return drivers[textOf(driver)] ?? 'csi';
  const projected = volume.get('projected');
  if (projected instanceof Map) {
    return mapsOf(projected.get('sources')).some(source => source.has('secret'))
      ? 'secret'
      : 'config';
  }
  // `emptyDir:` without a value is written often.
  for (const key of volume.keys()) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (kind) return kind;
  }
  return volume.size === 1 && volume.has('name') ? 'empty-dir' : 'unknown';
}
