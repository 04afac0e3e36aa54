import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { poll } from '../__testUtils__/poll';
import { testSubject } from '../__testUtils__/testScorecard';
import { DatabaseScorecardStore } from '../store/DatabaseScorecardStore';
import { DatabaseWorkQueue } from '../store/DatabaseWorkQueue';
import { migrateDatabase } from '../store/migrateDatabase';
import { AssessmentWorker } from './AssessmentWorker';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const ref = (name: string) => `component:default/${name}`;

describe.each(databases.eachSupportedId())('AssessmentWorker on %s', id => {
  const workers: AssessmentWorker[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
  });

  async function create(options: {
    names: string[];
    assess: (entityRef: string, signal: AbortSignal) => Promise<void>;
    concurrency?: number;
    timeout?: number;
    replicas?: number;
  }) {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const store = DatabaseScorecardStore.create({ knex });
    const queue = DatabaseWorkQueue.create({ knex });
    await store.saveSubjects(
      options.names.map(name => testSubject(name)),
      1,
    );
    await queue.add({ entityRefs: options.names.map(ref), reason: 'changed', now: 1 });
    for (let i = 0; i < (options.replicas ?? 1); i++) {
      workers.push(
        AssessmentWorker.create({
          assessor: { assess: options.assess },
          config: {
            concurrency: options.concurrency ?? 2,
            schedule: { frequency: 1, reconcile: 1, timeout: options.timeout ?? 10_000 },
          },
          logger: mockServices.logger.mock(),
          queue,
          store,
        }),
      );
    }
    workers.forEach(worker => worker.start());
    return { store, queue };
  }

  it('works through the queue, a bounded number at a time, each entity once', async () => {
    const done: string[] = [];
    let running = 0;
    let most = 0;
    const names = Array.from({ length: 12 }, (_, i) => `s${i}`);
    const { queue } = await create({
      names,
      replicas: 2,
      concurrency: 2,
      assess: async entityRef => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setImmediate(resolve));
        running -= 1;
        done.push(entityRef);
      },
    });
    await poll(
      () => queue.size(),
      size => size === 0,
    );
    expect(done.sort()).toEqual(names.map(ref).sort());
    expect(most).toBeLessThanOrEqual(4);
  });

  it('keeps why an entity failed, tries it again later, and goes on with the others', async () => {
    const done: string[] = [];
    const { store, queue } = await create({
      names: ['bad', 'good'],
      concurrency: 1,
      assess: async entityRef => {
        if (entityRef === ref('bad')) {
          throw new Error('GET https://u:secret@git.example.com/x failed');
        }
        done.push(entityRef);
      },
    });
    await poll(
      async () => done.length,
      length => length === 1,
    );
    const bad = await poll(
      () => store.getScorecard(ref('bad')),
      answer => answer?.status === 'failed',
    );
    expect(bad?.message).toBe('GET https://git.example.com/x failed');
    await poll(
      () => queue.isPending(ref('bad'), Date.now()),
      pending => !pending,
    );
    await expect(queue.size()).resolves.toBe(1);
    await expect(queue.isPending(ref('bad'), Date.now() + 60_000)).resolves.toBe(true);
  });

  it('ends an assessment that takes too long', async () => {
    const { store } = await create({
      names: ['slow'],
      timeout: 50,
      assess: (_ref, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const slow = await poll(
      () => store.getScorecard(ref('slow')),
      answer => answer?.status === 'failed',
    );
    expect(slow?.message).toBe('The source could not be read within 0.05 seconds.');
  });

  it('gives unfinished work back when it stops, without calling it failed', async () => {
    let started = false;
    const { store, queue } = await create({
      names: ['slow'],
      assess: (_ref, signal) => {
        started = true;
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    await poll(
      async () => started,
      yes => yes,
    );
    await workers[0]!.stop();
    await expect(store.getScorecard(ref('slow'))).resolves.toMatchObject({ status: 'pending' });
    await expect(
      queue.claim({ limit: 1, now: Date.now(), leaseUntil: Date.now() }),
    ).resolves.toHaveLength(1);
  });

  it('does not start for ever what kills the process each time', async () => {
    const started: string[] = [];
    const { store, queue } = await create({
      names: [],
      assess: async entityRef => {
        started.push(entityRef);
      },
    });
    await store.saveSubjects([testSubject('poison')], 1);
    await queue.add({ entityRefs: [ref('poison')], reason: 'changed', now: Date.now() + 1e6 });
    for (let crash = 0; crash < 5; crash++) {
      const now = Date.now() + 2e6 + crash;
      await queue.claim({ limit: 1, now, leaseUntil: now });
    }
    const [claim] = await queue.claim({ limit: 1, now: Date.now() + 3e6, leaseUntil: 0 });
    expect(claim?.attempts).toBe(6);
    await queue.retry({ ...claim!, attempts: 0 }, 0);
    workers[0]!.wake();
    const poison = await poll(
      () => store.getScorecard(ref('poison')),
      answer => answer?.status === 'failed',
    );
    expect(poison?.message).toMatch(/started 5 times and never came to an end/);
    expect(started).toEqual([]);
    await poll(
      () => queue.size(),
      size => size === 0,
    );
  });
});
