import { Workload } from '../service/serviceSpec';
import { LeaveTarget } from './renderLeave';

/** The file of a target that holds a part of the service description. */
export function placeOf(options: { target: LeaveTarget; workload: Workload; to: string }): string {
  const { target, workload, to } = options;
  const isScaling = to.startsWith('scaling') && !to.endsWith('cpuPercent');
  const isPerEnvironment = isScaling || to === 'env.LOG_LEVEL';
  const isJob = workload === 'job';
  switch (target) {
    case 'helm':
      return isPerEnvironment ? 'chart/values-<environment>.yaml' : 'chart/values.yaml';
    case 'kustomize': {
      const base = 'deploy/kustomize/base';
      if (to.startsWith('secrets')) return `${base}/externalsecret.yaml`;
      if (to.startsWith('scaling')) return `${base}/hpa.yaml`;
      if (isPerEnvironment) return 'deploy/kustomize/overlays/<environment>/kustomization.yaml';
      return `${base}/${isJob ? 'cronjob' : 'deployment'}.yaml`;
    }
    default:
      if (isPerEnvironment) return 'infra/params/<environment>.json';
      return isJob ? 'infra/job.yaml' : 'infra/service.yaml';
  }
}
