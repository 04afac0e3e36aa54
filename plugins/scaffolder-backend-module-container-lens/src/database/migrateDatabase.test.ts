import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { migrateDatabase, migrationOptions } from './migrateDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const table = 'container_lens_scaffolder_keys';

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    await expect(knex.schema.hasTable(table)).resolves.toBe(true);
    await knex.migrate.rollback(migrationOptions(), true);
    await expect(knex.schema.hasTable(table)).resolves.toBe(false);
    await migrateDatabase(knex);
    await expect(knex.schema.hasTable(table)).resolves.toBe(true);
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
    await expect(knex.schema.hasTable(table)).resolves.toBe(true);
  });
});
