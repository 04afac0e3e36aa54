import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import { ScorecardStore } from '../store/ScorecardStore';
import { WorkQueue } from '../store/WorkQueue';

/** What a Git host publishes after a push; only the repository is needed here. */
const pushSchema = z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) });

/** Queues the entities of a repository when somebody pushed to it. */
export async function subscribeToPushes(options: {
  readonly events: EventsService;
  readonly logger: LoggerService;
  readonly queue: WorkQueue;
  readonly store: Pick<ScorecardStore, 'findByRepository'>;
  readonly onQueued: () => void;
  /** Called after every push: it may change what the catalog has. */
  readonly onPush: () => void;
}): Promise<void> {
  const { events, logger, queue, store, onQueued, onPush } = options;
  await events.subscribe({
    id: 'container-lens',
    topics: ['forge.push'],
    onEvent: async ({ eventPayload }) => {
      const push = pushSchema.safeParse(eventPayload);
      if (!push.success) {
        logger.warn('Ignored a push event without the URL of its repository');
        return;
      }
      onPush();
      const entityRefs = await store.findByRepository(push.data.url);
      if (entityRefs.length > 0) {
        await queue.add({ entityRefs, reason: 'push', now: Date.now() });
        onQueued();
      }
    },
  });
}
