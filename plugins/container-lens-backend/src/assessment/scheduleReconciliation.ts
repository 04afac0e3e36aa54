import { SchedulerService } from '@backstage/backend-plugin-api';
import { ContainerLensConfig } from '../config';
import { Reconciler } from './Reconciler';

/** Has one of the replicas follow the catalog, again and again. */
export async function scheduleReconciliation(options: {
  readonly config: ContainerLensConfig;
  readonly reconciler: Reconciler;
  readonly scheduler: SchedulerService;
}): Promise<void> {
  const { config, reconciler, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'container-lens-reconcile',
    frequency: { milliseconds: config.schedule.reconcile },
    timeout: { minutes: 15 },
    scope: 'global',
    fn: () => reconciler.reconcile(),
  });
}
