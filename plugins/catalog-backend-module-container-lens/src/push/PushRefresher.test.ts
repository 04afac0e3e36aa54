import { mockServices } from '@backstage/backend-test-utils';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import { PushRefresher } from './PushRefresher';

const url = 'http://localhost:7007/api/local-forge/example/orders';

function component(name: string, location: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'backstage.io/managed-by-location': location } },
  };
}

async function setUp(entities: ReturnType<typeof component>[]) {
  const logger = mockServices.logger.mock();
  const events = DefaultEventsService.create({ logger });
  const connection = {
    applyMutation: jest.fn(),
    refresh: jest.fn().mockResolvedValue(undefined),
  } satisfies EntityProviderConnection;
  const refresher = PushRefresher.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities }),
    events,
    logger,
  });
  await refresher.connect(connection);
  const push = (payload: object) => events.publish({ topic: 'forge.push', eventPayload: payload });
  return { connection, push, logger };
}

describe('PushRefresher', () => {
  it('refreshes every location of the repository, whatever its path, and no other', async () => {
    const { connection, push } = await setUp([
      component('orders', `url:${url}/src/branch/main/catalog-info.yaml`),
      component('worker', `url:${url}/src/branch/main/worker/catalog-info.yaml`),
      component('other', `url:${url}-two/src/branch/main/catalog-info.yaml`),
      component('local', 'file:/etc/catalog-info.yaml'),
    ]);
    await push({ ref: 'refs/heads/main', url, owner: 'example', repository: 'orders' });
    expect(connection.refresh).toHaveBeenCalledTimes(1);
    expect(connection.refresh).toHaveBeenCalledWith({
      keys: [
        `url:${url}/src/branch/main/catalog-info.yaml`,
        `url:${url}/src/branch/main/worker/catalog-info.yaml`,
      ],
    });
  });

  it.each([
    ['a tag', { ref: 'refs/tags/v1', url }],
    ['an unknown repository', { ref: 'refs/heads/main', url: `${url}-three` }],
    ['a payload that is not one', { ref: 7 }],
    ['a URL that is not one', { ref: 'refs/heads/main', url: 'file:///etc' }],
  ])('does nothing for %s', async (_, payload) => {
    const { connection, push } = await setUp([
      component('orders', `url:${url}/src/branch/main/catalog-info.yaml`),
    ]);
    await push(payload);
    expect(connection.refresh).not.toHaveBeenCalled();
  });

  it('survives a catalog that does not answer', async () => {
    const { connection, push, logger } = await setUp([
      component('orders', `url:${url}/src/branch/main/catalog-info.yaml`),
    ]);
    connection.refresh.mockRejectedValue(new Error('down'));
    await push({ ref: 'refs/heads/main', url });
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('could not be refreshed'));
  });
});
