import { TestDatabases } from '@backstage/backend-test-utils';
import { migrateDatabase } from '../database/migrateDatabase';
import { readUndoKey } from './readUndoKey';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the undo key on %s', id => {
  it('is made once, also by replicas that start together', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const keys = await Promise.all([readUndoKey(knex), readUndoKey(knex), readUndoKey(knex)]);
    keys.push(await readUndoKey(knex));
    expect(new Set(keys.map(key => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
  });

  it('is refused when it is damaged', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    await knex('container_lens_scaffolder_keys').insert({ id: 'undo', key: '' });
    await expect(readUndoKey(knex)).rejects.toThrow(/Delete the row/);
  });
});
