import { LoggerService } from '@backstage/backend-plugin-api';
import { ContainerLensConfig } from '../config';
import { ScorecardStore } from '../store/ScorecardStore';
import { Claim, WorkQueue } from '../store/WorkQueue';
import { Assessor } from './Assessor';
import { describeError } from './describeError';

/** How often an idle worker looks for work that other replicas queued. */
const IDLE_MS = 1000;
/** What a lease lasts beyond the time an assessment may take: writing the result, and a busy process. */
const LEASE_MARGIN_MS = 60_000;
const MAX_ATTEMPTS = 5;
const FIRST_DELAY_MS = 15_000;

export interface AssessmentWorkerOptions {
  readonly assessor: Pick<Assessor, 'assess'>;
  readonly config: Pick<ContainerLensConfig, 'concurrency' | 'schedule'>;
  readonly logger: LoggerService;
  readonly queue: WorkQueue;
  readonly store: Pick<ScorecardStore, 'saveFailure'>;
  readonly now?: () => number;
}

/**
 * Takes entities from the queue and has them assessed, a bounded number at a time. Every replica has one; the queue
 * hands each entity to one of them.
 */
export class AssessmentWorker {
  readonly #options: AssessmentWorkerOptions;
  readonly #now: () => number;
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #filling: Promise<void> | undefined;
  #again = false;

  private constructor(options: AssessmentWorkerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static create(options: AssessmentWorkerOptions): AssessmentWorker {
    return new AssessmentWorker(options);
  }

  start(): void {
    this.wake();
  }

  /** Looks for work at once, for example because this process has just queued some. */
  wake(): void {
    if (this.#stop.signal.aborted) {
      return;
    }
    if (this.#filling) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#filling = this.#fill()
      .catch(error =>
        this.#options.logger.warn(`Taking work from the queue failed: ${describeError(error)}`),
      )
      .finally(() => {
        this.#filling = undefined;
        if (this.#stop.signal.aborted) {
          return;
        }
        if (this.#again) {
          this.#again = false;
          this.wake();
        } else {
          this.#timer = setTimeout(() => this.wake(), IDLE_MS);
          this.#timer.unref();
        }
      });
  }

  /** Takes no more work and ends what is running; what was not finished goes back to the queue. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The backend is shutting down'));
    clearTimeout(this.#timer);
    await this.#filling;
    await Promise.all(this.#running);
  }

  async #fill(): Promise<void> {
    const { config, queue } = this.#options;
    const free = config.concurrency - this.#running.size;
    if (free <= 0) {
      return;
    }
    const now = this.#now();
    const claims = await queue.claim({
      limit: free,
      now,
      leaseUntil: now + config.schedule.timeout + LEASE_MARGIN_MS,
    });
    for (const claim of claims) {
      const work: Promise<void> = this.#work(claim).finally(() => {
        this.#running.delete(work);
        this.wake();
      });
      this.#running.add(work);
    }
  }

  /** Never rejects: one entity never stops the others. */
  async #work(claim: Claim): Promise<void> {
    const { logger } = this.#options;
    try {
      await this.#assess(claim);
    } catch (error) {
      // The database; the lease ends by itself and another attempt follows.
      logger.warn(`Keeping the outcome for ${claim.entityRef} failed: ${describeError(error)}`);
    }
  }

  async #assess(claim: Claim): Promise<void> {
    const { assessor, config, logger, queue, store } = this.#options;
    const { entityRef, attempts } = claim;
    const startedAt = this.#now();
    if (attempts > MAX_ATTEMPTS) {
      await store.saveFailure({
        entityRef,
        message: `The assessment was started ${MAX_ATTEMPTS} times and never came to an end. It is tried again on schedule.`,
        startedAt,
        now: startedAt,
      });
      await queue.complete(claim);
      return;
    }
    const timeout = AbortSignal.timeout(config.schedule.timeout);
    try {
      await assessor.assess(entityRef, AbortSignal.any([timeout, this.#stop.signal]));
      await queue.complete(claim);
    } catch (error) {
      if (this.#stop.signal.aborted) {
        await queue.retry(claim, this.#now());
        return;
      }
      const message = timeout.aborted
        ? `The source could not be read within ${config.schedule.timeout / 1000} seconds.`
        : describeError(error);
      logger.warn(`Assessing ${entityRef} failed, attempt ${attempts}: ${message}`);
      await store.saveFailure({ entityRef, message, startedAt, now: this.#now() });
      if (attempts < MAX_ATTEMPTS) {
        await queue.retry(claim, this.#now() + FIRST_DELAY_MS * 4 ** (attempts - 1));
      } else {
        await queue.complete(claim);
      }
    }
  }
}
