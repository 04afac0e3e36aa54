import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { testSubject } from '../__testUtils__/testScorecard';
import { readContainerLensConfig } from '../config';
import { DatabaseScorecardStore } from '../store/DatabaseScorecardStore';
import { DatabaseWorkQueue } from '../store/DatabaseWorkQueue';
import { migrateDatabase } from '../store/migrateDatabase';
import { Subject } from '../subjects/subject';
import { Reconciler } from './Reconciler';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const START = 1_000_000;
const EVERY = 5000;

describe('Reconciler', () => {
  async function create(entities: string[]) {
    const knex = await databases.init('SQLITE_3');
    await migrateDatabase(knex);
    const queue = DatabaseWorkQueue.create({ knex });
    let time = START;
    const asked: number[] = [];
    let queued = 0;
    const subjects = {
      async *stream(): AsyncGenerator<readonly Subject[]> {
        asked.push((time - START) / 1000);
        yield entities.map(name => testSubject(name));
      },
    };
    const reconciler = Reconciler.create({
      config: readContainerLensConfig(mockServices.rootConfig()),
      logger: mockServices.logger.mock(),
      queue,
      store: DatabaseScorecardStore.create({ knex }),
      subjects,
      onQueued: () => {
        queued += 1;
      },
      now: () => time,
    });
    /** Lets the scheduler run for so many seconds; answers when the catalog was asked, in seconds since the start. */
    const run = async (seconds: number) => {
      asked.length = 0;
      for (const end = time + seconds * 1000; time < end; time += EVERY) {
        await reconciler.reconcile();
      }
      return [...asked];
    };
    return { entities, queue, reconciler, run, queuedTimes: () => queued };
  }

  it('asks the catalog often after the start, and then once a minute', async () => {
    const { run } = await create([]);
    await expect(run(120)).resolves.toHaveLength(24);
    await expect(run(240)).resolves.toEqual([175, 235, 295, 355]);
  });

  it('asks often again as soon as news are likely', async () => {
    const { reconciler, run } = await create([]);
    await run(300);
    reconciler.expectNews();
    await expect(run(20)).resolves.toEqual([300, 305, 310, 315]);
  });

  it('queues what is new, and expects more of it', async () => {
    const { entities, queue, queuedTimes, run } = await create(['orders']);
    await run(600);
    await expect(queue.size()).resolves.toBe(1);
    const before = queuedTimes();
    entities.push('cart');
    const asked = await run(120);
    await expect(queue.size()).resolves.toBe(2);
    expect(queuedTimes()).toBeGreaterThan(before);
    expect(asked[0]).toBeLessThan(660);
    expect(asked[1]! - asked[0]!).toBe(5);
  });
});
