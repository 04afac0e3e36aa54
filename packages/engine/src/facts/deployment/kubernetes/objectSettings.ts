import { KubernetesObject } from '../kubernetesObject';
import { ObjectSetting } from '../workload';

/** What Services and claims say that must be alike in all environments: ports and storage classes. */
export function objectSettings(object: KubernetesObject): ObjectSetting[] {
  const { kind } = object;
  if (kind === 'Service') {
    const ports = listOf(specOf(object.data).ports).map(port => {
      const { port: own, targetPort = own, protocol = 'TCP' } = mapOf(port);
      return `${textOf(own)}:${textOf(targetPort)}/${textOf(protocol)}`;
    });
    return [setting(object, 'ports', ports.sort().join(' '), 'ports')];
  }
  if (kind === 'PersistentVolumeClaim') {
    return [storageClass(object, specOf(object.data), 'storageClassName')];
  }
  if (kind !== 'StatefulSet') return [];
  return listOf(specOf(object.data).volumeClaimTemplates)
    .slice(0, 20)
    .map(claim => storageClass(object, specOf(mapOf(claim)), 'volumeClaimTemplates'));
}

function storageClass(object: KubernetesObject, spec: Plain, field: string): ObjectSetting {
  return setting(object, 'storage class', textOf(spec.storageClassName), field);
}

function setting(
  object: KubernetesObject,
  what: ObjectSetting['what'],
  value: string,
  field: string,
): ObjectSetting {
  const { kind, name } = object;
  const unknown = object.unknown(value);
  return { kind, name, what, value, unknown, ...object.locate('spec', field) };
}

type Plain = Readonly<Record<string, unknown>>;

function mapOf(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : {};
}

function specOf(object: Plain): Plain {
  return mapOf(object.spec);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
