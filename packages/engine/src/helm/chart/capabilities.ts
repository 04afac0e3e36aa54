import { GoObject, GoValue } from '../values/goValue';

/** What Helm 4.1 assumes when it renders without a cluster. */
const kubernetesMinor = 35;

const apiVersions = `v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1
admissionregistration.k8s.io/v1beta1 internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2
authentication.k8s.io/v1 authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1
authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 autoscaling/v2beta1 autoscaling/v2beta2 batch/v1
batch/v1beta1 certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1
coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1 discovery.k8s.io/v1
discovery.k8s.io/v1beta1 events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3
networking.k8s.io/v1 networking.k8s.io/v1beta1 node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1
policy/v1beta1 rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1
resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3
scheduling.k8s.io/v1alpha1 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1 storage.k8s.io/v1beta1 storage.k8s.io/v1
storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1beta1 apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1`.split(
  /\s+/,
);

/** `.Capabilities` without a cluster. */
export function capabilities(): GoValue {
  const version = `v1.${kubernetesMinor}.0`;
  return new GoObject(
    '*common.Capabilities',
    {
      KubeVersion: new GoObject(
        'common.KubeVersion',
        { Version: version, Major: '1', Minor: String(kubernetesMinor), String: version },
        { GitVersion: () => version },
      ),
      APIVersions: new GoObject(
        'common.VersionSet',
        { String: `[${apiVersions.join(' ')}]` },
        { Has: ([name]) => typeof name === 'string' && apiVersions.includes(name) },
      ),
      HelmVersion: new Map<string, GoValue>([
        ['Version', 'v4.1.4'],
        ['GitTreeState', 'clean'],
        ['KubeClientVersion', 'v1.35'],
      ]),
    },
    {},
  );
}
