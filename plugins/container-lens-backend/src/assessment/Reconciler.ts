import { LoggerService } from '@backstage/backend-plugin-api';
import { ContainerLensConfig } from '../config';
import { CatalogSubjects } from '../subjects/CatalogSubjects';
import { ScorecardStore } from '../store/ScorecardStore';
import { WorkQueue } from '../store/WorkQueue';

/** Entities queued on schedule at a time; the rest follows with the next round. */
const DUE_LIMIT = 1000;
const KEEP_REMOVED_MS = 7 * 24 * 60 * 60 * 1000;
/** Asking a large catalog takes at most this share of the time, ... */
const MAX_SHARE = 1 / 20;
/** ... a small one is asked every time, ... */
const LARGE_CATALOG = 1000;
/** ... and none waits longer than this because of its size. */
const MAX_PAUSE_MS = 60_000;

export interface ReconcilerOptions {
  readonly config: ContainerLensConfig;
  readonly logger: LoggerService;
  readonly queue: WorkQueue;
  readonly store: ScorecardStore;
  readonly subjects: Pick<CatalogSubjects, 'stream'>;
  /** Called after work was queued. */
  readonly onQueued: () => void;
  readonly now?: () => number;
}

/** Keeps subjects as the catalog has them, and queues what is new, changed or due. */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #now: () => number;
  #notBefore = 0;

  private constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static create(options: ReconcilerOptions): Reconciler {
    return new Reconciler(options);
  }

  /** One round; rejects when the catalog does not answer, and then removes nothing. */
  async reconcile(): Promise<void> {
    const { config, queue, store, onQueued } = this.#options;
    const startedAt = this.#now();
    if (startedAt >= this.#notBefore) {
      const entities = await this.#followCatalog();
      const pause = Math.min((this.#now() - startedAt) / MAX_SHARE, MAX_PAUSE_MS);
      this.#notBefore = entities < LARGE_CATALOG ? 0 : this.#now() + pause;
    }
    const due = await store.findDue({
      attemptedBefore: this.#now() - config.schedule.frequency,
      limit: DUE_LIMIT,
    });
    if (due.length > 0) {
      await queue.add({ entityRefs: due, reason: 'schedule', now: this.#now() });
      onQueued();
    }
  }

  /** Answers how many entities there are. */
  async #followCatalog(): Promise<number> {
    const { logger, queue, store, subjects, onQueued } = this.#options;
    const seen = new Set<string>();
    for await (const page of subjects.stream()) {
      for (const subject of page) {
        seen.add(subject.entityRef);
      }
      const changed = await store.saveSubjects(page, this.#now());
      if (changed.length > 0) {
        logger.info(`${changed.length} new or changed entities wait for an assessment`);
        await queue.add({ entityRefs: changed, reason: 'changed', now: this.#now() });
        onQueued();
      }
    }
    const removed = await store.removeSubjectsExcept(seen, this.#now());
    if (removed > 0) {
      logger.info(`${removed} entities left the catalog; their history is kept for a week`);
    }
    await store.purgeRemoved(this.#now() - KEEP_REMOVED_MS);
    return seen.size;
  }
}
