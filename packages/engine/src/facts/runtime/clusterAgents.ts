import { Finding } from '../../contract/verdict';
import { DeploymentFact } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';

/** The sidecar or DaemonSet whose image matches, as a finding. @public */
export function findAgent(
  deployed: DeploymentFact,
  image: RegExp,
  near?: Workload,
): Finding | undefined {
  const workloads = deployed.workloads.filter(
    workload => workload === near || workload.kind === 'DaemonSet',
  );
  for (const workload of workloads) {
    for (const container of workload.containers) {
      const text = container.image.resolved ? (container.image.value ?? '') : '';
      if (container.role === 'init') continue;
      // Of its own pod only sidecars count; a DaemonSet of the repository is an agent as a whole.
      if (workload === near && container.role === 'own' && workload.kind !== 'DaemonSet') continue;
      if (image.test(text) || (workload === near && image.test(container.name))) {
        return {
          message: `${workload.id} runs ${container.name}.`,
          path: container.path,
          line: container.line,
        };
      }
    }
  }
  return undefined;
}
