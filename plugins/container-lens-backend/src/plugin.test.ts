import {
  BackendFeature,
  ServiceFactory,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DefaultEventsService, EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import {
  EntityScorecard,
  entityScorecardSchema,
  fleetEntitiesSchema,
  historySchema,
  goldenPathOptionsSchema,
  goldenPathPreviewSchema,
  lensSchema,
  retrofitPreviewSchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import { defaultOrganisation, lens } from '@container-lens/engine';
import request from 'supertest';
import { InMemoryTrees, Tree } from './__testUtils__/InMemoryTrees';
import { validateAnswer } from './__testUtils__/validateAnswer';
import { poll } from './__testUtils__/poll';
import containerLensPlugin from '.';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const forge = 'http://localhost:7007/api/local-forge';
const sourceOf = (name: string) => `${forge}/acme/${name}/src/branch/main/`;

function component(name: string, annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/source-location': `url:${sourceOf(name)}`, ...annotations },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  };
}

const commit = (digit: string) => digit.repeat(40);
const goodTree = {
  etag: commit('a'),
  files: {
    Dockerfile:
      'FROM public.ecr.aws/docker/library/node:24.1.0\nUSER 10001\nCMD ["node", "a.js"]\n',
    '.dockerignore': 'node_modules\n.git\n',
  },
};

async function start(options: {
  entities: Entity[];
  trees?: Record<string, Tree | Error>;
  more?: ServiceFactory[];
  modules?: BackendFeature[];
  organisation?: JsonObject;
  organisationAccess?: string;
  types?: string[];
}) {
  const { entities, more = [], modules = [], organisation = {}, types = [] } = options;
  const { organisationAccess = 'signed-in' } = options;
  const trees = InMemoryTrees.create();
  Object.entries(options.trees ?? {}).forEach(([name, tree]) => trees.set(sourceOf(name), tree));
  const catalog = catalogServiceMock({ entities });
  const scheduler = mockServices.scheduler();
  const events = DefaultEventsService.create({ logger: mockServices.logger.mock() });
  const backend = await startTestBackend({
    features: [
      containerLensPlugin,
      mockServices.rootConfig.factory({
        data: {
          integrations: { gitea: [{ host: 'localhost:7007', baseUrl: forge }] },
          containerLens: {
            schedule: { reconcile: { seconds: 1 } },
            entities: { types },
            organisation,
            organisationAccess,
          },
        },
      }),
      mockServices.urlReader.mock({ readTree: trees.readTree }).factory,
      createServiceFactory({ service: catalogServiceRef, deps: {}, factory: () => catalog }),
      createServiceFactory({ service: eventsServiceRef, deps: {}, factory: () => events }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...more,
      ...modules,
    ],
  });
  const send = async (method: 'get' | 'post', path: string, body?: object) => {
    const answer = await request(backend.server)
      [method](`/api/container-lens/v1/${path}`)
      .send(body);
    validateAnswer({ method, path: `/v1/${path}`, status: answer.status, body: answer.body });
    return answer;
  };
  const get = (path: string) => send('get', path);
  /** Without any sign-in. */
  const getAsStranger = (path: string) =>
    request(backend.server)
      .get(`/api/container-lens/v1/${path}`)
      .set('authorization', mockCredentials.none.header());
  const scorecard = async (name: string): Promise<EntityScorecard> => {
    const answer = await get(`entities/component/default/${name}/scorecard`);
    expect(answer.status).toBe(200);
    return entityScorecardSchema.parse(answer.body);
  };
  // What the scheduler does every few seconds.
  const reconcile = () => scheduler.triggerTask('container-lens-reconcile');
  await reconcile();
  return {
    catalog,
    send,
    trees,
    get,
    getAsStranger,
    reconcile,
    scorecard,
    stop: () => backend.stop(),
    publish: (e: EventParams) => events.publish(e),
  };
}

describe('containerLensPlugin', () => {
  it('assesses what the catalog has, and one broken entity does not stop the others', async () => {
    const { get, scorecard, trees } = await start({
      entities: [
        component('orders'),
        component('broken'),
        component('elsewhere', {
          'backstage.io/source-location': 'url:https://169.254.169.254/latest/meta-data/',
        }),
      ],
      trees: {
        orders: goodTree,
        broken: new Error('connect to https://robot:hunter2@git.example.com failed'),
      },
    });

    const orders = await poll(
      () => scorecard('orders'),
      answer => answer.status === 'assessed',
    );
    expect(orders).toMatchObject({
      stale: false,
      sourceUrl: sourceOf('orders'),
      scorecard: { target: { entityRef: 'component:default/orders', commit: commit('a') } },
    });
    expect(orders.assessedAt).toBe(orders.verifiedAt);

    const broken = await poll(
      () => scorecard('broken'),
      answer => answer.status === 'failed',
    );
    expect(broken.message).toBe(
      'The source could not be read: connect to https://git.example.com failed',
    );
    expect(broken).not.toHaveProperty('scorecard');

    const elsewhere = await scorecard('elsewhere');
    expect(elsewhere).toMatchObject({ status: 'not-assessable', refreshing: false });
    expect(elsewhere.message).toContain('The host "169.254.169.254" is not one that may be read.');
    expect(trees.reads.map(read => read.url)).not.toContain(
      'https://169.254.169.254/latest/meta-data/',
    );

    const fleet = fleetEntitiesSchema.parse((await get('fleet/entities')).body);
    expect(fleet.totalItems).toBe(3);
    expect(fleet.facets.status).toEqual({ assessed: 1, failed: 1, 'not-assessable': 1 });
    expect(fleet.facets.owner).toEqual({ 'group:default/team-a': 3 });
  });

  it('gives the organisation document to strangers only where the config says so', async () => {
    const closed = await start({ entities: [] });
    expect((await closed.getAsStranger('organisation')).status).toBe(401);
    await closed.stop();
    const open = await start({ entities: [], organisationAccess: 'public' });
    expect((await open.getAsStranger('organisation')).body).toEqual(defaultOrganisation);
    expect((await open.getAsStranger('lens')).status).toBe(401);
    expect((await open.getAsStranger('fleet/entities')).status).toBe(401);
  });

  it('serves the lens, the organisation document, its health and its own description', async () => {
    const { get, send } = await start({ entities: [component('orders')] });
    expect(lensSchema.parse((await get('lens')).body).catalogue.id).toBe(lens.id);
    expect((await get('organisation')).body).toEqual(defaultOrganisation);
    expect((await get('health')).body).toMatchObject({ status: 'ok' });
    expect((await get('openapi.json')).body.openapi).toBe('3.1.0');
    const yaml = await get('openapi.yaml');
    expect(yaml.text).toContain('openapi: 3.1.0');
    expect(yaml.type).toBe('application/yaml');
    const options = goldenPathOptionsSchema.parse(
      (await get('golden-path/options?language=node')).body,
    );
    expect(options.languages).toContain('node');
    const preview = await send('post', 'golden-path/preview', { language: 'node', name: 'orders' });
    const { files, score } = goldenPathPreviewSchema.parse(preview.body);
    expect(files.map(file => file.path)).toContain('Dockerfile');
    expect(score.grade).toBeDefined();
  });

  it('previews a retrofit of a repository, and writes nothing', async () => {
    const poor = {
      etag: commit('p'),
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 3000\nCMD node server.js\n',
        'package.json': '{ "name": "poor" }',
        'server.js': "if (request.url === '/health') response.end();",
      },
    };
    const { send, trees } = await start({ entities: [] });
    trees.set(sourceOf('poor').slice(0, -1), poor);
    const answer = await send('post', 'golden-path/retrofit-preview', {
      repoUrl: `${forge}/acme/poor`,
      answers: { owner: 'group:default/team-a' },
    });
    expect(answer.status).toBe(200);
    const preview = retrofitPreviewSchema.parse(answer.body);
    expect(preview.after.value ?? 0).toBeGreaterThan(preview.before.value ?? 0);
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ path: 'Dockerfile', change: 'changed' }),
    );
    expect(preview.facts).toContainEqual(
      expect.objectContaining({ name: 'Health path', value: '/health', path: 'server.js' }),
    );
    const lost = await send('post', 'golden-path/retrofit-preview', {
      repoUrl: `${forge}/acme/nothing`,
    });
    expect(lost.status).toBe(404);
  });

  it('assesses again after a push, and reads nothing when the commit is the same', async () => {
    const { publish, scorecard, trees, get } = await start({
      entities: [component('orders'), component('bystander')],
      trees: { orders: goodTree, bystander: goodTree },
    });
    const first = await poll(
      () => scorecard('orders'),
      answer => answer.status === 'assessed',
    );
    await poll(
      () => scorecard('bystander'),
      answer => answer.status === 'assessed',
    );
    const push = {
      topic: 'forge.push',
      eventPayload: { owner: 'acme', repository: 'orders', url: `${forge}/acme/orders` },
    };

    await publish(push);
    const second = await poll(
      () => scorecard('orders'),
      answer => answer.verifiedAt !== first.verifiedAt && !answer.refreshing,
    );
    expect(second.assessedAt).toBe(first.assessedAt);
    expect(second.scorecard).toEqual(first.scorecard);
    expect(trees.reads.at(-1)).toEqual({ url: sourceOf('orders'), etag: commit('a') });

    trees.set(sourceOf('orders'), {
      etag: commit('b'),
      files: { ...goodTree.files, Dockerfile: `${goodTree.files.Dockerfile}USER root\n` },
    });
    await publish(push);
    const third = await poll(
      () => scorecard('orders'),
      answer => answer.scorecard?.target.commit === commit('b'),
    );
    expect(third.assessedAt).not.toBe(first.assessedAt);
    const user = (answer: EntityScorecard) =>
      answer.scorecard?.results.find(result => result.check === 'sec-image-user-non-root');
    expect(user(first)).toMatchObject({ verdict: 'pass' });
    expect(user(third)).toMatchObject({ verdict: 'fail' });
    expect(user(third)?.units.flatMap(unit => unit.findings)).toContainEqual(
      expect.objectContaining({
        path: 'Dockerfile',
        url: `${forge}/acme/orders/src/commit/${commit('b')}/Dockerfile#L4`,
      }),
    );
    expect(third.scorecard!.score.value).toBeLessThan(first.scorecard!.score.value!);
    const failing = fleetEntitiesSchema.parse(
      (await get('fleet/entities?check=sec-image-user-non-root')).body,
    );
    expect(failing.items.map(item => item.entityRef)).toEqual(['component:default/orders']);
    expect(trees.reads.filter(read => read.url === sourceOf('bystander'))).toHaveLength(1);

    const history = historySchema.parse(
      (await get('entities/component/default/orders/history')).body,
    );
    expect(history.items.map(item => item.commit)).toEqual([commit('b'), commit('a')]);
    expect(history.items[0]?.changes).toContainEqual({
      check: 'sec-image-user-non-root',
      from: 'pass',
      to: 'fail',
    });
  });

  it.each(databases.eachSupportedId())(
    'judges anew what another organisation document judged, on %s',
    async id => {
      const knex = await databases.init(id);
      const setUp = {
        entities: [component('orders')],
        trees: { orders: goodTree },
        more: [mockServices.database.mock({ getClient: async () => knex }).factory],
      };
      const user = (answer: EntityScorecard) =>
        answer.scorecard?.results.find(result => result.check === 'sec-image-user-non-root');
      const before = await start(setUp);
      const first = await poll(
        () => before.scorecard('orders'),
        answer => answer.status === 'assessed',
      );
      expect(user(first)).toMatchObject({ verdict: 'pass' });
      await before.stop();

      const disabledChecks = [{ check: 'sec-image-user-non-root', reason: 'Judged elsewhere' }];
      const upgraded = await start({ ...setUp, organisation: { disabledChecks } });
      const second = await poll(
        () => upgraded.scorecard('orders'),
        answer => answer.assessedAt !== first.assessedAt,
      );
      expect(user(second)).toBeUndefined();
      expect(second.scorecard?.target.commit).toBe(commit('a'));
      expect(upgraded.trees.reads).toEqual([{ url: sourceOf('orders') }]);
      await poll(
        () => upgraded.get('health'),
        answer => answer.body.queue === 0,
      );
      await upgraded.stop();

      const same = await start({ ...setUp, organisation: { disabledChecks } });
      expect((await same.get('health')).body.queue).toBe(0);
      expect(same.trees.reads).toEqual([]);
      await same.stop();
    },
  );

  it('says of an entity that it has not met yet whether it will be judged', async () => {
    const { catalog, scorecard } = await start({ entities: [], types: ['Service'] });
    const found = component('new');
    catalog.getEntityByRef = async () => found;
    await expect(scorecard('new')).resolves.toMatchObject({ status: 'pending', refreshing: true });
    found.spec!.type = 'library';
    await expect(scorecard('new')).resolves.toMatchObject({
      status: 'not-assessable',
      refreshing: false,
      message: expect.stringContaining('containerLens.entities'),
    });
  });

  it('refreshes on demand and answers at once', async () => {
    const { scorecard, send } = await start({
      entities: [component('orders')],
      trees: { orders: goodTree },
    });
    const first = await poll(
      () => scorecard('orders'),
      answer => answer.status === 'assessed',
    );
    const answer = await send('post', 'entities/Component/Default/Orders/refresh');
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ entityRef: 'component:default/orders' });
    await poll(
      () => scorecard('orders'),
      now => now.verifiedAt !== first.verifiedAt,
    );
  });

  it('follows the catalog: a new source is read, a removed entity disappears', async () => {
    const entities = [component('orders'), component('cart')];
    const { catalog, get, reconcile, scorecard, trees } = await start({
      entities,
      trees: { orders: goodTree, cart: goodTree },
    });
    await poll(
      () => scorecard('orders'),
      answer => answer.status === 'assessed',
    );
    const moved = `${forge}/acme/moved/src/branch/main/`;
    trees.set(moved, { ...goodTree, etag: commit('c') });
    catalog.streamEntities = async function* streamEntities() {
      yield [component('orders', { 'backstage.io/source-location': `url:${moved}` })];
    };
    await poll(
      async () => {
        await reconcile();
        return scorecard('orders');
      },
      answer => answer.scorecard?.target.commit === commit('c'),
    );
    const { items } = fleetEntitiesSchema.parse((await get('fleet/entities')).body);
    expect(items.map(item => item.entityRef)).toEqual(['component:default/orders']);

    let asked = 0;
    catalog.streamEntities = async function* streamEntities() {
      asked += 1;
      yield [];
      throw new Error('The catalog is down');
    };
    await poll(
      async () => {
        await reconcile();
        return asked;
      },
      times => times > 0,
    );
    expect((await get('fleet/entities')).body.totalItems).toBe(1);
  });

  it.each([
    ['get', 'entities/component/default/nobody/scorecard', 404, /There is no entity/],
    ['get', 'entities/component/default/nobody/history', 404, /There is no entity/],
    ['post', 'entities/component/default/nobody/refresh', 404, /There is no entity/],
    ['get', 'entities/component/default/..%2f..%2fx/scorecard', 400, /is not a name/],
    ['get', 'fleet/entities?limit=0', 400, /limit/],
    ['get', 'fleet/entities?orderBy=password', 400, /orderBy/],
    ['get', 'fleet/entities?cursor=nonsense', 400, /cursor/],
    ['get', 'fleet/entities?q=a%00b', 400, /U\+0000/],
    ['get', 'fleet/entities?owner=a%00b', 400, /U\+0000/],
    ['get', 'fleet/entities?q=a&q=b', 400, /expected string/],
    ['get', 'fleet/entities?q[$ne]=a', 400, /expected string/],
    ['get', 'entities/component/default/orders/history?cursor=e30', 400, /cursor/],
    ['get', 'golden-path/options', 400, /language/],
    ['get', 'golden-path/options?language=cobol', 404, /cobol/],
    ['get', 'golden-path/repository', 400, /repoUrl/],
    ['get', 'golden-path/repository?repoUrl=evil.example.com', 400, /no integration/],
    ['post', 'golden-path/preview', 400, /expected/],
    ['post', 'golden-path/retrofit-preview', 400, /expected/],
  ] as const)('%s %s is answered with %s', async (method, path, status, message) => {
    const { send } = await start({ entities: [component('orders')] });
    const answer = await send(method, path);
    expect(answer.body.error?.message).toMatch(message);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/ at .*\.ts:/);
  });
});
