import { TestDatabases } from '@backstage/backend-test-utils';
import { FleetQuery } from '@container-lens/backstage-plugin-container-lens-common';
import fc from 'fast-check';
import { testResult, testScorecard, testSubject } from '../__testUtils__/testScorecard';
import { InputError } from '@backstage/errors';
import { encodeCursor } from './cursor';
import { DatabaseScorecardStore } from './DatabaseScorecardStore';
import { Visibility } from './ScorecardStore';
import { migrateDatabase } from './migrateDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('DatabaseScorecardStore on %s', id => {
  async function create() {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    return { knex, store: DatabaseScorecardStore.create({ knex }) };
  }
  const orders = 'component:default/orders';
  const fail = (check: string) => testResult(check, 'fail');
  const pass = (check: string) => testResult(check, 'pass');

  it('answers which subjects are new or have another source', async () => {
    const { store } = await create();
    const subject = testSubject('orders', { owner: 'group:default/a' });
    await expect(store.saveSubjects([subject, testSubject('cart')], 1)).resolves.toEqual([
      orders,
      'component:default/cart',
    ]);
    await expect(store.saveSubjects([subject], 2)).resolves.toEqual([]);
    const moved = testSubject('orders', { sourceUrl: 'https://git.example.com/other/' });
    await expect(store.saveSubjects([moved], 3)).resolves.toEqual([orders]);
    await expect(
      store.saveSubjects([{ ...moved, owner: 'group:default/b', fingerprint: 'x' }], 4),
    ).resolves.toEqual([]);
    const { facets } = await store.queryFleet({ query: {}, visibility: 'all', freshAfter: 0 });
    expect(facets.owner).toEqual({ 'group:default/b': 1 });
  });

  it('keeps a scorecard, its age, and history only when something changed', async () => {
    const { store } = await create();
    await store.saveSubjects([testSubject('orders')], 1);
    const save = (now: number, commit: string, results: ReturnType<typeof testResult>[]) =>
      store.saveScorecard({
        entityRef: orders,
        scorecard: testScorecard({ value: 50, grade: 'D', level: 'basic', commit, results }),
        etag: commit,
        basis: 'b',
        judge: 'j',
        startedAt: now,
        now,
      });
    await save(1000, 'one', [pass('a'), fail('b')]);
    await save(2000, 'two', [pass('a'), fail('b')]);
    await save(3000, 'three', [fail('a'), pass('c')]);
    await store.saveUnchanged({ entityRef: orders, now: 4000 });

    const stored = await store.getScorecard(orders);
    expect(stored).toMatchObject({
      status: 'assessed',
      assessedAt: '1970-01-01T00:00:03.000Z',
      verifiedAt: '1970-01-01T00:00:04.000Z',
      attemptedAt: '1970-01-01T00:00:04.000Z',
      scorecard: { target: { commit: 'three' } },
    });
    const { items } = await store.getHistory({ entityRef: orders, limit: 10 });
    expect(items).toEqual([
      {
        at: '1970-01-01T00:00:03.000Z',
        commit: 'three',
        value: 50,
        coverage: 0.5,
        grade: 'D',
        level: 'basic',
        changes: [
          { check: 'a', from: 'pass', to: 'fail' },
          { check: 'b', from: 'fail' },
          { check: 'c', to: 'pass' },
        ],
      },
      expect.objectContaining({
        at: '1970-01-01T00:00:01.000Z',
        changes: [
          { check: 'a', to: 'pass' },
          { check: 'b', to: 'fail' },
        ],
      }),
    ]);
    const first = await store.getHistory({ entityRef: orders, limit: 1 });
    const second = await store.getHistory({
      entityRef: orders,
      limit: 1,
      cursor: first.nextCursor,
    });
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeUndefined();
  });

  it('does not let a slow assessment overwrite a later one', async () => {
    const { store } = await create();
    await store.saveSubjects([testSubject('orders')], 1);
    const save = (commit: string, startedAt: number, now: number) =>
      store.saveScorecard({
        entityRef: orders,
        scorecard: testScorecard({ commit }),
        basis: 'b',
        judge: 'j',
        startedAt,
        now,
      });
    await save('new', 2000, 3000);
    await save('old', 1000, 4000);
    await store.saveFailure({ entityRef: orders, message: 'Slow', startedAt: 1000, now: 5000 });
    await expect(store.getScorecard(orders)).resolves.toMatchObject({
      status: 'assessed',
      scorecard: { target: { commit: 'new' } },
    });
  });

  it('takes texts that no database likes, beside all others', async () => {
    const { store } = await create();
    const hostile = [
      testSubject('nul', { name: 'a\0b', owner: 'group:default/\0', lifecycle: '\0' }),
      testSubject('grows', { name: 'İ'.repeat(300), owner: 'x'.repeat(1000) }),
      testSubject('half', { name: '\ud800', annotations: { a: '\0' } }),
      testSubject('nowhere', { sourceUrl: undefined, problem: 'The URL "\0" is none.' }),
      testSubject('orders'),
    ];
    await expect(store.saveSubjects(hostile, 1)).resolves.toHaveLength(4);
    await expect(store.saveSubjects(hostile, 2)).resolves.toEqual([]);
    await store.saveFailure({ entityRef: orders, message: 'Not \0', startedAt: 3, now: 3 });
    await expect(store.getScorecard(orders)).resolves.toMatchObject({ message: 'Not \uFFFD' });
    const { items } = await store.queryFleet({
      query: { q: 'a\uFFFDb' },
      visibility: 'all',
      freshAfter: 0,
    });
    expect(items.map(item => item.entityRef)).toEqual(['component:default/nul']);
  });

  it('finds the scorecards that another judge made', async () => {
    const { knex, store } = await create();
    const names = ['old', 'new', 'unknown', 'gone', 'pending'];
    await store.saveSubjects(
      names.map(name => testSubject(name)),
      1,
    );
    const judges = { old: 'before', new: 'now', unknown: 'before', gone: 'before' };
    for (const [name, judge] of Object.entries(judges)) {
      await store.saveScorecard({
        entityRef: `component:default/${name}`,
        scorecard: testScorecard(),
        basis: 'b',
        judge,
        startedAt: 1000,
        now: 1000,
      });
    }
    await knex('container_lens_subjects')
      .where({ entity_ref: 'component:default/unknown' })
      .update({ judge: null });
    await store.removeSubjectsExcept(
      new Set(names.filter(name => name !== 'gone').map(name => `component:default/${name}`)),
      2000,
    );
    const found = await store.findJudgedByOthers('now');
    expect(found.sort()).toEqual(['component:default/old', 'component:default/unknown']);
  });

  it('keeps the scorecard when an attempt fails, and shows it as stale', async () => {
    const { store } = await create();
    await store.saveSubjects([testSubject('orders'), testSubject('cart')], 1);
    await store.saveScorecard({
      entityRef: orders,
      scorecard: testScorecard({ value: 91, grade: 'A' }),
      basis: 'b',
      judge: 'j',
      startedAt: 1000,
      now: 1000,
    });
    await store.saveFailure({ entityRef: orders, message: 'No route', startedAt: 2000, now: 2000 });
    await store.saveFailure({
      entityRef: 'component:default/cart',
      message: 'No',
      startedAt: 2000,
      now: 2000,
    });
    await expect(store.getScorecard(orders)).resolves.toMatchObject({
      status: 'failed',
      message: 'No route',
      verifiedAt: '1970-01-01T00:00:01.000Z',
      attemptedAt: '1970-01-01T00:00:02.000Z',
      scorecard: { score: { value: 91 } },
    });
    const { items } = await store.queryFleet({
      query: { orderBy: 'name' },
      visibility: 'all',
      freshAfter: 0,
    });
    expect(items.map(({ title, stale, grade }) => ({ title, stale, grade }))).toEqual([
      { title: 'cart', stale: false, grade: undefined },
      { title: 'orders', stale: true, grade: 'A' },
    ]);
  });

  it('drops the scorecard of what can no longer be judged and starts anew afterwards', async () => {
    const { store } = await create();
    const subject = testSubject('orders');
    await store.saveSubjects([subject], 1);
    await store.saveScorecard({
      entityRef: orders,
      scorecard: testScorecard({ value: 91, grade: 'A', results: [fail('a')] }),
      etag: 'e',
      basis: 'b',
      judge: 'j',
      startedAt: 1000,
      now: 1000,
    });
    const { sourceUrl, ...rest } = subject;
    const lost = { ...rest, problem: 'No source.', fingerprint: 'lost' };
    await expect(store.saveSubjects([lost], 2000)).resolves.toEqual([]);
    const { scorecard, ...state } = (await store.getScorecard(orders))!;
    expect(scorecard).toBeUndefined();
    expect(state).toMatchObject({ status: 'not-assessable', message: 'No source.' });
    await expect(store.getAssessmentState(orders)).resolves.toBeUndefined();
    const fleet = await store.queryFleet({ query: {}, visibility: 'all', freshAfter: 0 });
    expect(fleet.facets).toMatchObject({ grade: {}, check: {} });

    await expect(store.saveSubjects([subject], 3000)).resolves.toEqual([orders]);
    await expect(store.getScorecard(orders)).resolves.toMatchObject({ status: 'pending' });
    await expect(store.getAssessmentState(orders)).resolves.toMatchObject({ etag: undefined });
  });

  it('hides what left the catalog, brings it back with its history, and forgets it in the end', async () => {
    const { knex, store } = await create();
    await store.saveSubjects([testSubject('orders'), testSubject('cart')], 1);
    await store.saveScorecard({
      entityRef: orders,
      scorecard: testScorecard(),
      basis: 'b',
      judge: 'j',
      startedAt: 2,
      now: 2,
    });
    const cart = new Set(['component:default/cart']);
    await expect(store.removeSubjectsExcept(cart, 1000)).resolves.toBe(1);
    await expect(store.removeSubjectsExcept(cart, 1500)).resolves.toBe(0);
    await expect(store.getScorecard(orders)).resolves.toBeUndefined();
    await expect(store.countByStatus()).resolves.toEqual({ pending: 1 });
    await expect(store.saveSubjects([testSubject('orders')], 2000)).resolves.toEqual([orders]);
    expect((await store.getHistory({ entityRef: orders, limit: 9 })).items).toHaveLength(1);

    await store.removeSubjectsExcept(cart, 3000);
    await expect(store.purgeRemoved(3000)).resolves.toBe(0);
    await expect(store.purgeRemoved(3001)).resolves.toBe(1);
    await expect(knex('container_lens_history').count({ count: '*' }).first()).resolves.toEqual({
      count: id === 'SQLITE_3' ? 0 : '0',
    });
  });

  it('finds the entities of a repository and no others', async () => {
    const { store } = await create();
    const at = (name: string, sourceUrl: string) => testSubject(name, { sourceUrl });
    await store.saveSubjects(
      [
        at('root', 'https://git.example.com/acme/orders/src/branch/main/'),
        at('folder', 'https://git.example.com/acme/Orders/src/branch/main/services/a/'),
        at('longer', 'https://git.example.com/acme/orders-legacy/src/branch/main/'),
        at('wildcard', 'https://git.example.com/acme/xrders/src/branch/main/'),
      ],
      1,
    );
    const find = async (url: string) => (await store.findByRepository(url)).sort();
    const both = ['component:default/folder', 'component:default/root'];
    await expect(find('https://git.example.com/acme/orders')).resolves.toEqual(both);
    await expect(find('https://git.example.com/acme/orders.git')).resolves.toEqual(both);
    await expect(find('https://git.example.com/acme/orders/')).resolves.toEqual(both);
    await expect(find('https://git.example.com/acme/_rders')).resolves.toEqual([]);
    await expect(find('https://git.example.com/%')).resolves.toEqual([]);
  });

  it('finds what is due, the longest waiting first', async () => {
    const { store } = await create();
    await store.saveSubjects(
      ['a', 'b', 'c'].map(name => testSubject(name)),
      1,
    );
    await store.saveFailure({
      entityRef: 'component:default/a',
      message: 'x',
      startedAt: 300,
      now: 300,
    });
    await store.saveFailure({
      entityRef: 'component:default/b',
      message: 'x',
      startedAt: 200,
      now: 200,
    });
    await store.saveFailure({
      entityRef: 'component:default/c',
      message: 'x',
      startedAt: 900,
      now: 900,
    });
    await expect(store.findDue({ attemptedBefore: 500, limit: 10 })).resolves.toEqual([
      'component:default/b',
      'component:default/a',
    ]);
    await expect(store.findDue({ attemptedBefore: 500, limit: 1 })).resolves.toHaveLength(1);
  });

  describe('fleet', () => {
    async function fleet() {
      const { store } = await create();
      const rows = [
        { name: 'Alpha', owner: 'group:default/a', grade: 'A', value: 95.5, fails: [] },
        { name: 'bravo', owner: 'group:default/a', grade: 'F', value: 10, fails: ['x', 'y'] },
        { name: 'charlie', owner: 'group:default/b', grade: 'F', value: 30, fails: ['x'] },
        { name: 'delta_1', owner: 'group:default/b', grade: 'C', value: 65, fails: ['y'] },
      ] as const;
      await store.saveSubjects(
        [...rows.map(({ name, owner }) => testSubject(name, { owner })), testSubject('echo')],
        1,
      );
      for (const { name, grade, value, fails } of rows) {
        await store.saveScorecard({
          entityRef: `component:default/${name}`,
          scorecard: testScorecard({
            grade,
            value,
            level: 'bronze',
            results: [
              ...fails.map(fail),
              testResult('waived', 'fail', { waived: true }),
              testResult('w', 'warn'),
              testResult('u', 'unknown'),
            ],
          }),
          basis: 'b',
          judge: 'j',
          startedAt: 1000,
          now: 1000,
        });
      }
      return async (query: FleetQuery, visibility: Visibility = 'all') => {
        const answer = await store.queryFleet({ query, visibility, freshAfter: 0 });
        return { ...answer, titles: answer.items.map(item => item.title) };
      };
    }

    it('sorts, the worst grade first', async () => {
      const query = await fleet();
      const worst = ['bravo', 'charlie', 'delta_1', 'Alpha', 'echo'];
      expect((await query({})).titles).toEqual(worst);
      expect((await query({ direction: 'desc' })).titles).toEqual([...worst].reverse());
      expect((await query({ orderBy: 'name' })).titles).toEqual([
        'Alpha',
        'bravo',
        'charlie',
        'delta_1',
        'echo',
      ]);
      expect((await query({ orderBy: 'failures', direction: 'desc' })).titles[0]).toBe('bravo');
      const { items } = await query({ q: 'bravo' });
      expect(items).toEqual([
        expect.objectContaining({
          failures: { critical: 0, high: 2, medium: 0, low: 0 },
          warnings: 1,
          unknown: 1,
          value: 10,
          coverage: 0.5,
          status: 'assessed',
        }),
      ]);
    });

    it('counts each facet with every filter but its own', async () => {
      const query = await fleet();
      const { facets, totalItems, titles } = await query({ grade: 'F', check: 'y' });
      expect(titles).toEqual(['bravo']);
      expect(totalItems).toBe(1);
      expect(facets).toEqual({
        grade: { F: 1, C: 1 },
        level: { bronze: 1 },
        owner: { 'group:default/a': 1 },
        status: { assessed: 1 },
        check: { x: 2, y: 1 },
      });
      expect((await query({ grade: 'A, C' })).titles).toEqual(['delta_1', 'Alpha']);
    });

    it('refuses cursors that no list has handed out', async () => {
      const query = await fleet();
      const numbers = (['failures', 'level', 'assessedAt'] as const).flatMap(orderBy =>
        [1.5, 1e300, '1', null].map(value => ({ orderBy, value, entityRef: '' })),
      );
      const texts = [
        { orderBy: 'name', value: '\0', entityRef: '' },
        { orderBy: 'name', value: 'a', entityRef: '\0' },
        { orderBy: 'failures', value: 2 ** 31, entityRef: '' },
      ] as const;
      for (const { orderBy, value, entityRef } of [...numbers, ...texts]) {
        const cursor = encodeCursor([orderBy, 'asc', value, entityRef]);
        await expect(query({ orderBy, cursor })).rejects.toThrow(InputError);
      }
      const { store } = await create();
      for (const row of [1.5, 1e300, -1]) {
        const cursor = encodeCursor(['history', row]);
        await expect(store.getHistory({ entityRef: orders, limit: 1, cursor })).rejects.toThrow(
          InputError,
        );
      }
    });

    it('shows no more to who makes a cursor', async () => {
      const query = await fleet();
      const cursor = encodeCursor(['assessedAt', 'asc', -1, '']);
      const { titles } = await query({ orderBy: 'assessedAt', cursor }, [
        'component:default/charlie',
      ]);
      expect(titles).toEqual(['charlie']);
    });

    it('searches literally', async () => {
      const query = await fleet();
      expect((await query({ q: 'ALPHA' })).titles).toEqual(['Alpha']);
      expect((await query({ q: 'default/b cha' })).titles).toEqual(['charlie']);
      expect((await query({ q: 'a_1' })).titles).toEqual(['delta_1']);
      expect((await query({ q: '_' })).titles).toEqual(['delta_1']);
      expect((await query({ q: '%' })).titles).toEqual([]);
      expect((await query({ q: "' or 1=1 --" })).titles).toEqual([]);
    });

    it('lists and counts only what may be seen', async () => {
      const query = await fleet();
      const { facets, totalItems, titles } = await query({}, [
        'component:default/charlie',
        'component:default/nobody',
      ]);
      expect(titles).toEqual(['charlie']);
      expect(totalItems).toBe(1);
      expect(facets).toEqual({
        grade: { F: 1 },
        level: { bronze: 1 },
        owner: { 'group:default/b': 1 },
        status: { assessed: 1 },
        check: { x: 1 },
      });
      await expect(query({}, [])).resolves.toMatchObject({ titles: [], totalItems: 0 });
    });

    it('hands every row out exactly once, whatever the order and page size', async () => {
      const { store } = await create();
      const names = Array.from({ length: 25 }, (_, i) => `s${String(i).padStart(2, '0')}`);
      await store.saveSubjects(
        names.map((name, i) => testSubject(name, { owner: `group:default/o${i % 3}` })),
        1,
      );
      for (const [i, name] of names.entries()) {
        const grade = (['A', 'B', 'C', 'D', 'F', 'none'] as const)[i % 6]!;
        await store.saveScorecard({
          entityRef: `component:default/${name}`,
          scorecard: testScorecard({
            grade,
            value: i % 4 === 0 ? undefined : 100 / (1 + (i % 7)),
            results: i % 2 ? [fail('x')] : [],
          }),
          basis: 'b',
          judge: 'j',
          startedAt: 1000,
          now: 1000 + (i % 5),
        });
      }
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('grade', 'name', 'owner', 'level', 'failures', 'assessedAt'),
          fc.constantFrom('asc', 'desc'),
          fc.integer({ min: 1, max: 30 }),
          async (orderBy, direction, limit) => {
            const whole = await store.queryFleet({
              query: { orderBy, direction, limit: 200 },
              visibility: 'all',
              freshAfter: 0,
            });
            const paged: string[] = [];
            let cursor: string | undefined;
            do {
              const page = await store.queryFleet({
                query: { orderBy, direction, limit, cursor },
                visibility: 'all',
                freshAfter: 0,
              });
              expect(page.items.length).toBeLessThanOrEqual(limit);
              paged.push(...page.items.map(item => item.entityRef));
              cursor = page.nextCursor;
            } while (cursor);
            expect(paged).toEqual(whole.items.map(item => item.entityRef));
            expect(paged).toHaveLength(25);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('refuses the cursor of another order', async () => {
      const query = await fleet();
      const { nextCursor } = await query({ limit: 1 });
      await expect(query({ limit: 1, orderBy: 'name', cursor: nextCursor })).rejects.toThrow(
        /start again without a cursor/,
      );
    });
  });
});
