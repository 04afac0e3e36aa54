import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';

const table = 'container_lens_scaffolder_keys';
const id = 'undo';

/**
 * The key that undo tokens are signed with. It is made once and kept in the database of the scaffolder, for three reasons:
 * a task may be taken up by another replica or after a restart, so a key in memory does not do; `backend.auth.keys` is
 * optional and belongs to other things; and whoever can read this database can already change the tasks themselves.
 */
export async function readUndoKey(knex: Knex): Promise<Buffer> {
  // Replicas that start together agree on the row that came first.
  await knex(table)
    .insert({ id, key: randomBytes(32).toString('base64') })
    .onConflict('id')
    .ignore();
  const row = await knex(table).where({ id }).first<{ key: string }>('key');
  const key = Buffer.from(row?.key ?? '', 'base64');
  if (key.length !== 32) {
    throw new Error(
      `The key '${id}' in the table ${table} is damaged. Delete the row; the next start makes a new one, and tokens of running tasks are void.`,
    );
  }
  return key;
}
