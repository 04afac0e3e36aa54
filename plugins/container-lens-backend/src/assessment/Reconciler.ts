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
/** News of the catalog are likely for so long after something hints at them, ... */
const ATTENTION_MS = 2 * 60_000;
/** ... and at all other times it is asked this often: every question is a line in the log of the backend. */
const QUIET_MS = 60_000;

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
  #askedAt = Number.NEGATIVE_INFINITY;
  #pause = 0;
  #attentiveUntil: number;

  private constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    // The catalog of a starting portal is still filling.
    this.#attentiveUntil = this.#now() + ATTENTION_MS;
  }

  static create(options: ReconcilerOptions): Reconciler {
    return new Reconciler(options);
  }

  /** Something hints at news in the catalog: a push, or somebody who looks at scorecards. */
  expectNews(): void {
    this.#attentiveUntil = this.#now() + ATTENTION_MS;
  }

  /** One round; rejects when the catalog does not answer, and then removes nothing. */
  async reconcile(): Promise<void> {
    const { config, queue, store, onQueued } = this.#options;
    const startedAt = this.#now();
    if (this.#isTimeToAsk(startedAt)) {
      const entities = await this.#followCatalog();
      this.#askedAt = this.#now();
      this.#pause =
        entities < LARGE_CATALOG
          ? 0
          : Math.min((this.#askedAt - startedAt) / MAX_SHARE, MAX_PAUSE_MS);
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

  #isTimeToAsk(now: number): boolean {
    const attentive = now < this.#attentiveUntil;
    return now >= this.#askedAt + (attentive ? this.#pause : QUIET_MS);
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
        this.expectNews();
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
