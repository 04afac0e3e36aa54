import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { migrateDatabase, migrationOptions } from './migrateDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const tables = ['container_lens_scaffolder_keys', 'container_lens_scaffolder_audit'];

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    const existing = () => Promise.all(tables.map(table => knex.schema.hasTable(table)));
    await migrateDatabase(knex);
    await expect(existing()).resolves.toEqual([true, true]);
    await knex.migrate.rollback(migrationOptions(), true);
    await expect(existing()).resolves.toEqual([false, false]);
    await migrateDatabase(knex);
    await expect(existing()).resolves.toEqual([true, true]);
  });

  it('stand beside those of the scaffolder, in either order', async () => {
    const knex = await databases.init(id);
    const scaffolder = {
      directory: resolvePackagePath('@backstage/plugin-scaffolder-backend', 'migrations'),
    };
    await migrateDatabase(knex);
    await knex.migrate.latest(scaffolder);
    await migrateDatabase(knex);
    await knex.migrate.latest(scaffolder);
    await expect(knex.schema.hasTable('tasks')).resolves.toBe(true);
    await expect(knex.schema.hasTable(tables[0]!)).resolves.toBe(true);
  });
});
