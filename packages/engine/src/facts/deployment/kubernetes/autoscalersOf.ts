import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { Resolved, resolved } from '../../resolved';
import { Autoscaler } from '../workload';
import { descend, ManifestFields, mapOf, textOf } from './manifestFields';
import { annotationsOf, nameOf, PackageIndex } from './packageIndex';

/** What scales a workload. A maximum that nothing bounds is `Infinity`. */
export function autoscalersOf(
  workload: ManifestDocument,
  index: PackageIndex,
  fields: ManifestFields,
): Autoscaler[] {
  const kind = textOf(workload.value.get('kind'));
  const name = nameOf(workload.value);
  // A Rollout of Argo that takes its pods from the workload is scaled in its place.
  const names = new Set([
    `${kind}/${name}`,
    ...index
      .ofKind('Rollout')
      .filter(({ value }) => {
        const ref = mapOf(descend(value, ['spec', 'workloadRef']));
        return textOf(ref.get('name')) === name && textOf(ref.get('kind')) === kind;
      })
      .map(({ value }) => `Rollout/${nameOf(value)}`),
  ]);
  const targets = (scaler: ManifestDocument, field: string): boolean => {
    const target = mapOf(descend(scaler.value, ['spec', field]));
    return names.has(`${textOf(target.get('kind') ?? 'Deployment')}/${textOf(target.get('name'))}`);
  };
  const count = (scaler: ManifestDocument, way: readonly string[], fallback: number) =>
    withDefault(fields.number(descend(scaler.value, ['spec', ...way]), way.join('.')), fallback);
  const at = (scaler: ManifestDocument) => {
    const origin = scaler.originAt(['spec']);
    return { path: origin?.path ?? '', line: origin?.line };
  };
  const knative = kind === 'Service' ? [knativeScaler(workload, fields)] : [];
  return [
    ...knative,
    ...index
      .ofKind('HorizontalPodAutoscaler')
      .filter(scaler => targets(scaler, 'scaleTargetRef'))
      .map((scaler): Autoscaler => ({
        ...at(scaler),
        kind: 'HorizontalPodAutoscaler',
        min: count(scaler, ['minReplicas'], 1),
        max: count(scaler, ['maxReplicas'], 1),
        active: true,
      })),
    ...index
      .ofKind('ScaledObject')
      .filter(scaler => targets(scaler, 'scaleTargetRef'))
      .map((scaler): Autoscaler => ({
        ...at(scaler),
        kind: 'ScaledObject',
        min: count(scaler, ['minReplicaCount'], 0),
        max: count(scaler, ['maxReplicaCount'], 100),
        active: isRunning(scaler),
      })),
    ...index
      .ofKind('HTTPScaledObject')
      .filter(scaler => targets(scaler, 'scaleTargetRef'))
      .map((scaler): Autoscaler => ({
        ...at(scaler),
        kind: 'other',
        min: count(scaler, ['replicas', 'min'], 0),
        max: count(scaler, ['replicas', 'max'], 100),
        active: true,
      })),
    ...index
      .ofKind('VerticalPodAutoscaler')
      .filter(scaler => targets(scaler, 'targetRef'))
      .map((scaler): Autoscaler => ({
        ...at(scaler),
        kind: 'VerticalPodAutoscaler',
        min: resolved<number>(undefined),
        max: resolved<number>(undefined),
        active: descend(scaler.value, ['spec', 'updatePolicy', 'updateMode']) !== 'Off',
      })),
  ];
}

/** KEDA does nothing while it is paused, or without a trigger. */
function isRunning(scaler: ManifestDocument): boolean {
  const annotations = annotationsOf(scaler.value);
  const paused = annotations.get('autoscaling.keda.sh/paused');
  const triggers = descend(scaler.value, ['spec', 'triggers']);
  return (
    !(paused === true || paused === 'true') &&
    !annotations.has('autoscaling.keda.sh/paused-replicas') &&
    !(Array.isArray(triggers) && triggers.length === 0)
  );
}

/** Knative scales every service; annotations of the revision only set the bounds. */
function knativeScaler(workload: ManifestDocument, fields: ManifestFields): Autoscaler {
  const annotations = mapOf(
    descend(workload.value, ['spec', 'template', 'metadata', 'annotations']),
  );
  const read = (word: string): Resolved<number> =>
    fields.number(
      annotations.get(`autoscaling.knative.dev/${word}-scale`) ??
        annotations.get(`autoscaling.knative.dev/${word}Scale`),
      `${word}-scale`,
    );
  const max = withDefault(read('max'), Infinity);
  const origin = workload.originAt(['spec', 'template']);
  return {
    path: origin?.path ?? '',
    line: origin?.line,
    kind: 'Knative',
    min: withDefault(read('min'), 0),
    max: max.resolved && max.value === 0 ? resolved(Infinity) : max,
    active: true,
  };
}

function withDefault(value: Resolved<number>, fallback: number): Resolved<number> {
  return value.resolved && value.value === undefined ? resolved(fallback) : value;
}
