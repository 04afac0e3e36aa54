import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseWorkQueue } from './DatabaseWorkQueue';
import { migrateDatabase } from './migrateDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('DatabaseWorkQueue on %s', id => {
  async function create(): Promise<{ knex: Knex; queue: DatabaseWorkQueue }> {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    return { knex, queue: DatabaseWorkQueue.create({ knex }) };
  }
  const take = (queue: DatabaseWorkQueue, now: number, limit = 10) =>
    queue.claim({ limit, now, leaseUntil: now + 100 });

  it('hands out the urgent first and each entity once', async () => {
    const { queue } = await create();
    await queue.add({ entityRefs: ['c', 'b', 'b'], reason: 'schedule', now: 1 });
    await queue.add({ entityRefs: ['z'], reason: 'changed', now: 3 });
    await queue.add({ entityRefs: ['a', 'c'], reason: 'refresh', now: 2 });
    const refs = [];
    for (let i = 0; i < 4; i++) {
      refs.push(...(await take(queue, 5, 1)).map(claim => claim.entityRef));
    }
    expect(refs).toEqual(['a', 'c', 'z', 'b']);
    await expect(take(queue, 5)).resolves.toEqual([]);
    await expect(queue.size()).resolves.toBe(4);
  });

  it('gives the work of a crashed worker to another one', async () => {
    const { queue } = await create();
    await queue.add({ entityRefs: ['a'], reason: 'push', now: 1 });
    const [crashed] = await take(queue, 1);
    await expect(take(queue, 100)).resolves.toEqual([]);
    const [second] = await take(queue, 101);
    expect(second).toMatchObject({ entityRef: 'a', attempts: 2 });
    // The first worker was only slow: its claim no longer counts.
    await queue.complete(crashed!);
    await expect(queue.isPending('a', 150)).resolves.toBe(true);
    await queue.complete(second!);
    await expect(queue.isPending('a', 150)).resolves.toBe(false);
    await expect(queue.size()).resolves.toBe(0);
  });

  it('works again on what was wanted in the meantime', async () => {
    const { queue } = await create();
    await queue.add({ entityRefs: ['a'], reason: 'schedule', now: 1 });
    const [claim] = await take(queue, 1);
    await queue.add({ entityRefs: ['a'], reason: 'push', now: 2 });
    await expect(take(queue, 3)).resolves.toEqual([]);
    await queue.complete(claim!);
    const [again] = await take(queue, 4);
    expect(again).toMatchObject({ entityRef: 'a', attempts: 1 });
    await queue.add({ entityRefs: ['a'], reason: 'schedule', now: 5 });
    await queue.complete(again!);
    await expect(queue.size()).resolves.toBe(0);
  });

  it('waits before a retry, unless somebody asks', async () => {
    const { queue } = await create();
    await queue.add({ entityRefs: ['a'], reason: 'schedule', now: 1 });
    const [claim] = await take(queue, 1);
    await queue.retry(claim!, 1000);
    await queue.add({ entityRefs: ['a'], reason: 'schedule', now: 2 });
    await expect(take(queue, 999)).resolves.toEqual([]);
    await expect(queue.isPending('a', 999)).resolves.toBe(false);
    await queue.add({ entityRefs: ['a'], reason: 'refresh', now: 3 });
    await expect(queue.isPending('a', 3)).resolves.toBe(true);
    await expect(take(queue, 3)).resolves.toHaveLength(1);
  });

  it('never gives one entity to two workers', async () => {
    const { knex, queue } = await create();
    const entityRefs = Array.from({ length: 200 }, (_, i) => `component:default/s${i}`);
    await queue.add({ entityRefs, reason: 'schedule', now: 1 });
    const workers = [queue, DatabaseWorkQueue.create({ knex }), DatabaseWorkQueue.create({ knex })];
    const taken = await Promise.all(
      workers.map(async worker => {
        const mine: string[] = [];
        for (;;) {
          const claims = await take(worker, 1, 7);
          if (claims.length === 0) {
            return mine;
          }
          expect(claims.length).toBeLessThanOrEqual(7);
          mine.push(...claims.map(claim => claim.entityRef));
        }
      }),
    );
    expect(taken.flat()).toHaveLength(200);
    expect(new Set(taken.flat()).size).toBe(200);
    expect(taken.filter(mine => mine.length > 0).length).toBeGreaterThan(1);
  });
});
