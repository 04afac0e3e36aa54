import { Knex } from 'knex';

/** What a task ended with. */
export interface AuditRecord {
  readonly taskId: string;
  readonly status: 'ok' | 'failed';
  readonly entityRef: string | undefined;
  readonly templateRef: string | undefined;
  readonly userRef: string | undefined;
  /** Without secrets. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Keeps one record for each task. */
export interface AuditStore {
  /** Adds the record of a task, or replaces it; the time of the first one stays. */
  save(record: AuditRecord): Promise<void>;
}

const table = 'container_lens_scaffolder_audit';

/** Keeps the records in the database of the scaffolder. */
export class DatabaseAuditStore implements AuditStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseAuditStore {
    return new DatabaseAuditStore(options.knex);
  }

  async save(record: AuditRecord): Promise<void> {
    const now = Date.now();
    const row = {
      status: record.status,
      entity_ref: record.entityRef ?? null,
      template_ref: record.templateRef ?? null,
      user_ref: record.userRef ?? null,
      details: JSON.stringify(record.details),
      updated_at: now,
    };
    await this.#knex(table)
      .insert({ ...row, task_id: record.taskId, created_at: now })
      .onConflict('task_id')
      .merge(row);
  }
}
