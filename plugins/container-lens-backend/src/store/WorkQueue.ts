/** Why an assessment is wanted, the most urgent first. */
export const priorities = { refresh: 0, push: 1, changed: 2, schedule: 3 } as const;

/** One entity a worker has taken. */
export interface Claim {
  readonly entityRef: string;
  readonly token: string;
  readonly generation: number;
  /** How often the work was started, this time included. */
  readonly attempts: number;
}

/**
 * Entities waiting for an assessment, shared by all replicas: an entity is worked on by at most one of them, and what a
 * crashed worker held becomes free again when its lease ends. Times are milliseconds since 1970.
 */
export interface WorkQueue {
  /** Wants these entities assessed. One that is being worked on is worked on again afterwards. */
  add(options: {
    readonly entityRefs: readonly string[];
    readonly reason: keyof typeof priorities;
    readonly now: number;
  }): Promise<void>;
  claim(options: { limit: number; leaseUntil: number; now: number }): Promise<Claim[]>;
  /** Ends a claim: the entity leaves the queue unless it was wanted again in the meantime. */
  complete(claim: Claim): Promise<void>;
  /** Ends a claim and tries again at `dueAt`. */
  retry(claim: Claim, dueAt: number): Promise<void>;
  /** Whether the entity is being worked on or about to be. */
  isPending(entityRef: string, now: number): Promise<boolean>;
  /** Length of the queue. */
  size(): Promise<number>;
}
