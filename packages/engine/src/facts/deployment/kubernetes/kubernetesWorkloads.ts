import { CloudModel } from '../../cloud/cloudResource';
import { KubernetesPackage } from '../kubernetesPackage';
import { OwnContainer } from '../ownContainer';
import { PodContainer, PodSource, podSources } from '../podContainers';
import { VolumeMount, Workload, WorkloadContainer } from '../workload';
import { affinitySignals } from './affinitySignals';
import { autoscalersOf } from './autoscalersOf';
import { regionsOf, showsAws } from './awsSignals';
import { descend, ManifestFields, mapOf, mapsOf, textOf } from './manifestFields';
import { PackageIndex } from './packageIndex';
import { placementRules } from './placementRules';
import { serviceAccountOf } from './serviceAccountOf';
import { servicesOf } from './servicesOf';
import { environmentTelemetry, sidecarTelemetry, telemetrySignals } from './telemetrySignals';
import { volumeMounts, volumesOf } from './volumeMounts';

interface Shared {
  readonly index: PackageIndex;
  readonly fields: ManifestFields;
  readonly cloud: CloudModel | undefined;
  readonly runsInAws: boolean;
}

/** The workloads of one package, with the containers that were found to be the entity's own. */
export function kubernetesWorkloads(options: {
  readonly packaged: KubernetesPackage;
  readonly all: readonly PodContainer[];
  readonly own: readonly OwnContainer[];
  readonly cloud: CloudModel | undefined;
}): Workload[] {
  const { packaged, all, own, cloud } = options;
  const shared: Shared = {
    index: new PackageIndex(packaged.documents),
    fields: new ManifestFields(packaged.reasonOf),
    cloud,
    runsInAws: showsAws(packaged.documents),
  };
  const chosen = new Set(own);
  return podSources(packaged).map(source => {
    const containers = all.filter(({ container }) => container.workload === source.id);
    return workloadOf(source, containers, chosen, shared);
  });
}

function workloadOf(
  source: PodSource,
  found: readonly PodContainer[],
  own: ReadonlySet<OwnContainer>,
  { index, fields, cloud, runsInAws }: Shared,
): Workload {
  const { document, kind, podPath, spec } = source;
  const labels = mapOf(descend(document.value, [...podPath, 'metadata', 'labels']));
  const reached = servicesOf(labels, index);
  const account = serviceAccountOf({ spec, fields, index, cloud });
  const accountObject = index.find(
    'ServiceAccount',
    (account.name.resolved && account.name.value) || '',
  );
  const containers = [
    ...found.map(({ container }): WorkloadContainer => ({
      name: container.name,
      role: own.has(container) ? 'own' : 'sidecar',
      image: container.image,
      command: container.command,
      args: container.args,
      path: container.path,
      line: container.line,
    })),
    ...initContainers(source, fields),
  ];
  const environment = found.flatMap(({ container }) => container.environment);
  return {
    id: source.id,
    platform: 'kubernetes',
    kind,
    ...source.locate([]),
    containers,
    replicas: fields.number(descend(document.value, ['spec', 'replicas']), 'replicas'),
    autoscalers: autoscalersOf(document, index, fields),
    serviceAccount: account,
    architecture: { resolved: true, value: undefined },
    placement: placementRules(spec, fields, source.locate),
    gracePeriodSeconds: fields.number(
      spec.get('terminationGracePeriodSeconds'),
      'terminationGracePeriodSeconds',
    ),
    mountsByContainer: mountsOf(source, fields),
    affinitySignals: affinitySignals(reached),
    regions: regionsOf(
      [document, ...reached.services, ...reached.routes, ...(accountObject ? [accountObject] : [])],
      environment,
    ),
    runsInAws,
    telemetrySignals: [
      ...sidecarTelemetry(containers),
      ...environmentTelemetry(environment),
      ...telemetrySignals({ document, podPath, labels, reached, index }),
    ],
  };
}

/** Init containers that restart always run beside the others. */
function initContainers(source: PodSource, fields: ManifestFields): WorkloadContainer[] {
  const list = source.spec.get('initContainers');
  return (Array.isArray(list) ? list : []).slice(0, 100).flatMap((container, position) => {
    if (!(container instanceof Map)) return [];
    const words = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
    const [command, args] = ['command', 'args'].map(key => {
      const value = container.get(key);
      return fields.words(words(value) ? undefined : value);
    });
    return [
      {
        ...source.locate(['initContainers', position]),
        name: textOf(container.get('name')),
        role:
          container.get('restartPolicy') === 'Always' ? ('sidecar' as const) : ('init' as const),
        image: fields.text(container.get('image')),
        command: command!,
        args: args!,
      },
    ];
  });
}

function mountsOf(
  { spec, document, locate }: PodSource,
  fields: ManifestFields,
): ReadonlyMap<string, readonly VolumeMount[]> {
  const templates = descend(document.value, ['spec', 'volumeClaimTemplates']);
  const volumes = volumesOf(spec, templates);
  return new Map(
    (['containers', 'initContainers'] as const).flatMap(list =>
      mapsOf(spec.get(list))
        .slice(0, 100)
        .map((container, position) => [
          textOf(container.get('name')),
          volumeMounts({
            container,
            volumes,
            fields,
            locate: path => locate([list, position, ...path]),
          }),
        ]),
    ),
  );
}
