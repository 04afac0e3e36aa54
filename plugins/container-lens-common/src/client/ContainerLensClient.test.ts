import { ResponseError } from '@backstage/errors';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { EntityScorecard } from '../wire/scorecard';
import { ContainerLensClient } from './ContainerLensClient';

const baseUrl = 'http://portal.example.com/api/container-lens';
const server = setupServer();

const client = ContainerLensClient.create({
  discoveryApi: { getBaseUrl: async pluginId => `http://portal.example.com/api/${pluginId}` },
  fetchApi: { fetch: (...args) => fetch(...args) },
});

const pending: EntityScorecard = {
  entityRef: 'component:default/orders',
  status: 'pending',
  stale: false,
  refreshing: true,
  example: false,
};

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('ContainerLensClient', () => {
  it('reads the scorecard of an entity by reference or by its parts', async () => {
    server.use(
      http.get(`${baseUrl}/v1/entities/component/default/orders/scorecard`, () =>
        HttpResponse.json(pending),
      ),
    );
    await expect(client.getScorecard('Component:default/Orders')).resolves.toEqual(pending);
    await expect(
      client.getScorecard({ kind: 'Component', namespace: 'default', name: 'orders' }),
    ).resolves.toEqual(pending);
  });

  it('keeps hostile names inside their path segment', async () => {
    let asked: string | undefined;
    server.use(
      http.get('*', ({ request }) => {
        asked = new URL(request.url).pathname;
        return HttpResponse.json(pending);
      }),
    );
    await client.getScorecard({ kind: 'component', namespace: 'default', name: 'a/../b?c#d' });
    expect(asked).toBe(
      '/api/container-lens/v1/entities/component/default/a%2F..%2Fb%3Fc%23d/scorecard',
    );
    await expect(
      client.refresh({ kind: 'component', namespace: '..', name: 'orders' }),
    ).rejects.toThrow('"component:../orders" is not the reference of an entity');
  });

  it('throws the error of the backend with its status', async () => {
    server.use(
      http.get(`${baseUrl}/v1/entities/component/default/orders/scorecard`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'No such entity' },
            response: { statusCode: 404 },
          },
          { status: 404 },
        ),
      ),
    );
    const error = await client.getScorecard('component:default/orders').catch(e => e);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.response.status).toBe(404);
    expect(error.cause.message).toBe('No such entity');
  });

  it('says so when the answer has another shape', async () => {
    server.use(
      http.get(`${baseUrl}/v1/entities/component/default/orders/scorecard`, () =>
        HttpResponse.json({ ...pending, status: 'splendid' }),
      ),
    );
    await expect(client.getScorecard('component:default/orders')).rejects.toThrow(
      /install the same version of frontend and backend/,
    );
  });

  it('sends the query of the fleet and leaves out what is not set', async () => {
    let query: Record<string, string> = {};
    const answer = {
      items: [],
      totalItems: 0,
      facets: { grade: {}, level: {}, owner: {}, status: {}, check: {} },
      generatedAt: '2026-11-22T00:00:00.000Z',
    };
    server.use(
      http.get(`${baseUrl}/v1/fleet/entities`, ({ request }) => {
        query = Object.fromEntries(new URL(request.url).searchParams);
        return HttpResponse.json(answer);
      }),
    );
    await expect(
      client.getFleetEntities({ q: 'a&b=c', grade: 'D,F', owner: '', limit: 20, check: undefined }),
    ).resolves.toEqual(answer);
    expect(query).toEqual({ q: 'a&b=c', grade: 'D,F', limit: '20' });
  });

  it('pages the history', async () => {
    server.use(
      http.get(`${baseUrl}/v1/entities/component/default/orders/history`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        return HttpResponse.json({
          entityRef: 'component:default/orders',
          items: [],
          nextCursor: `after ${searchParams.get('cursor')} of ${searchParams.get('limit')}`,
        });
      }),
    );
    await expect(
      client.getHistory('component:default/orders', { cursor: 'c', limit: 5 }),
    ).resolves.toMatchObject({ nextCursor: 'after c of 5' });
  });

  it('posts a refresh and the answers of the form', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post(`${baseUrl}/v1/entities/component/default/orders/refresh`, () =>
        HttpResponse.json(
          { entityRef: 'component:default/orders', requestedAt: '2026-11-22T00:00:00.000Z' },
          { status: 202 },
        ),
      ),
      http.post(`${baseUrl}/v1/golden-path/preview`, async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json({
          files: [],
          score: { coverage: 0, grade: 'none', decided: 0, applicable: 0, highRisks: 0 },
          findings: [],
          warnings: [],
        });
      }),
    );
    await expect(client.refresh('component:default/orders')).resolves.toMatchObject({
      requestedAt: '2026-11-22T00:00:00.000Z',
    });
    await client.previewGoldenPath({ language: 'node', name: 'orders' });
    expect(bodies).toEqual([{ language: 'node', name: 'orders' }]);
  });

  it('asks for the state of a repository by its whole address', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${baseUrl}/v1/golden-path/repository`, ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('repoUrl') ?? '');
        return HttpResponse.json({ state: 'unknown', reason: 'It is away.' });
      }),
    );
    const repoUrl = 'github.com?owner=shop&repo=orders';
    expect(await client.getRepositoryState(repoUrl)).toEqual({
      state: 'unknown',
      reason: 'It is away.',
    });
    expect(asked).toEqual([repoUrl]);
  });

  it('posts the repository of a retrofit', async () => {
    const bodies: unknown[] = [];
    const score = { coverage: 0, grade: 'none', decided: 0, applicable: 0, highRisks: 0 };
    server.use(
      http.post(`${baseUrl}/v1/golden-path/retrofit-preview`, async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json({
          facts: [],
          before: score,
          after: score,
          mended: [],
          changes: [],
          kept: [],
          guidance: [],
        });
      }),
    );
    const answer = await client.previewRetrofit({ repoUrl: 'https://example.com/a/b' });
    expect(answer.changes).toEqual([]);
    expect(bodies).toEqual([{ repoUrl: 'https://example.com/a/b' }]);
  });
});
