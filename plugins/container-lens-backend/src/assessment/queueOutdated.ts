import { LoggerService } from '@backstage/backend-plugin-api';
import { ScorecardStore } from '../store/ScorecardStore';
import { WorkQueue } from '../store/WorkQueue';

/** Queues the entities whose scorecards another judge made, for example before an upgrade. */
export async function queueOutdated(options: {
  readonly judge: string;
  readonly logger: LoggerService;
  readonly queue: WorkQueue;
  readonly store: Pick<ScorecardStore, 'findJudgedByOthers'>;
}): Promise<void> {
  const { judge, logger, queue, store } = options;
  const entityRefs = await store.findJudgedByOthers(judge);
  if (entityRefs.length > 0) {
    logger.info(
      `${entityRefs.length} scorecards are judged anew: lens, checks or organisation changed`,
    );
    await queue.add({ entityRefs, reason: 'schedule', now: Date.now() });
  }
}
