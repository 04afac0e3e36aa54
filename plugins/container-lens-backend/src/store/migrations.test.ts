import { TestDatabases } from '@backstage/backend-test-utils';
import { testResult, testScorecard, testSubject } from '../__testUtils__/testScorecard';
import { DatabaseScorecardStore } from './DatabaseScorecardStore';
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

  it('keep what is stored, in both directions', async () => {
    const knex = await databases.init(id);
    const directory = migrationsFolder();
    await knex.migrate.latest({ directory });
    const store = DatabaseScorecardStore.create({ knex });
    const subject = testSubject('orders');
    await store.saveSubjects([subject], 1);
    await store.saveScorecard({
      entityRef: subject.entityRef,
      scorecard: testScorecard({ value: 50, results: [testResult('a', 'fail')] }),
      basis: 'b',
      judge: 'j',
      startedAt: 1,
      now: 1,
    });
    const stored = await store.getScorecard(subject.entityRef);

    await knex.migrate.down({ directory });
    await expect(knex.schema.hasColumn('container_lens_subjects', 'judge')).resolves.toBe(false);
    await knex.migrate.latest({ directory });

    await expect(store.getScorecard(subject.entityRef)).resolves.toEqual(stored);
    const { items } = await store.getHistory({ entityRef: subject.entityRef, limit: 10 });
    expect(items).toHaveLength(1);
    // Who judged is not known any more, so it is judged again.
    await expect(store.findJudgedByOthers('j')).resolves.toEqual([subject.entityRef]);
  });
});
