import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { Claim, WorkQueue, priorities } from './WorkQueue';

const TABLE = 'container_lens_queue';
const CHUNK = 100;

/** The work queue as a table: `FOR UPDATE SKIP LOCKED` on PostgreSQL, one statement on SQLite, which has one writer. */
export class DatabaseWorkQueue implements WorkQueue {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseWorkQueue {
    return new DatabaseWorkQueue(options.knex);
  }

  async add(options: Parameters<WorkQueue['add']>[0]): Promise<void> {
    const { entityRefs, reason, now } = options;
    const priority = priorities[reason];
    // Sorted, so that two replicas adding the same entities lock them in the same order.
    const refs = [...new Set(entityRefs)].sort();
    for (let start = 0; start < refs.length; start += CHUNK) {
      const rows = refs.slice(start, start + CHUNK).map(entityRef => ({
        entity_ref: entityRef,
        priority,
        due_at: now,
        generation: 1,
        attempts: 0,
        claimed_until: 0,
      }));
      const insert = this.#knex(TABLE).insert(rows).onConflict('entity_ref');
      if (reason === 'schedule') {
        // Nothing new is known; a failing entity keeps its delay.
        await insert.ignore();
      } else {
        await insert.merge({
          generation: this.#knex.raw('?? + 1', [`${TABLE}.generation`]),
          due_at: now,
          attempts: 0,
          priority: this.#knex.raw('case when ?? < ? then ?? else ? end', [
            `${TABLE}.priority`,
            priority,
            `${TABLE}.priority`,
            priority,
          ]),
        });
      }
    }
  }

  async claim(options: { limit: number; leaseUntil: number; now: number }): Promise<Claim[]> {
    const { limit, leaseUntil, now } = options;
    const token = randomUUID();
    const next = this.#knex(TABLE)
      .select('entity_ref')
      .where('due_at', '<=', now)
      .andWhere('claimed_until', '<=', now)
      .orderBy([{ column: 'priority' }, { column: 'due_at' }, { column: 'entity_ref' }])
      .limit(limit);
    if (this.#knex.client.config.client === 'pg') {
      next.forUpdate().skipLocked();
    }
    const rows: { entity_ref: string; generation: number; attempts: number }[] = await this.#knex(
      TABLE,
    )
      .with('next', next)
      .whereIn('entity_ref', this.#knex('next').select('entity_ref'))
      .update({
        claim: token,
        claimed_until: leaseUntil,
        attempts: this.#knex.raw('attempts + 1'),
      })
      .returning(['entity_ref', 'generation', 'attempts']);
    return rows.map(row => ({
      entityRef: row.entity_ref,
      token,
      generation: row.generation,
      attempts: row.attempts,
    }));
  }

  async complete(claim: Claim): Promise<void> {
    const deleted = await this.#held(claim).andWhere({ generation: claim.generation }).delete();
    if (deleted === 0) {
      await this.#held(claim).update({ claim: null, claimed_until: 0, attempts: 0 });
    }
  }

  async retry(claim: Claim, dueAt: number): Promise<void> {
    const delayed = await this.#held(claim)
      .andWhere({ generation: claim.generation })
      .update({ claim: null, claimed_until: 0, due_at: dueAt });
    if (delayed === 0) {
      await this.#held(claim).update({ claim: null, claimed_until: 0, attempts: 0 });
    }
  }

  async isPending(entityRef: string, now: number): Promise<boolean> {
    const row = await this.#knex(TABLE)
      .where({ entity_ref: entityRef })
      .andWhere(either => either.where('due_at', '<=', now).orWhere('claimed_until', '>', now))
      .first('entity_ref');
    return row !== undefined;
  }

  async size(): Promise<number> {
    const row = await this.#knex(TABLE).count({ count: '*' }).first();
    return Number(row?.count ?? 0);
  }

  #held(claim: Claim): Knex.QueryBuilder {
    return this.#knex(TABLE).where({ entity_ref: claim.entityRef, claim: claim.token });
  }
}
