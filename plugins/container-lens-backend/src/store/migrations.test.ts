import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsFolder } from './migrateDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const tables = ['subjects', 'scorecards', 'results', 'history', 'queue'].map(
  name => `container_lens_${name}`,
);

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    const directory = migrationsFolder();
    const existing = async () => {
      const found = await Promise.all(tables.map(table => knex.schema.hasTable(table)));
      return tables.filter((_, index) => found[index]);
    };
    await knex.migrate.latest({ directory });
    await expect(existing()).resolves.toEqual(tables);
    await knex.migrate.rollback({ directory }, true);
    await expect(existing()).resolves.toEqual([]);
    await knex.migrate.latest({ directory });
    await expect(existing()).resolves.toEqual(tables);
  });
});
