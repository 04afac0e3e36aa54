import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import request from 'supertest';
import catalogModule from './index';

async function start(goldenPath: object) {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      scaffolderModel,
      catalogModule,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          catalog: { processingInterval: { minutes: 5 } },
          containerLens: { goldenPath },
        },
      }),
    ],
  });
  return server;
}

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const value = await read();
    if (value !== undefined) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error('The catalog did not get there within 90 s.');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe('the packaged templates', () => {
  it('are in the catalog of a fresh installation', async () => {
    const server = await start({
      repositories: { allowedHosts: ['localhost:7007'], allowedOwners: ['example'] },
    });
    const entity = await until(async () => {
      const response = await request(server).get(
        '/api/catalog/entities/by-name/template/default/node-service',
      );
      return response.status === 200 ? response.body : undefined;
    });
    expect(entity.metadata.annotations['backstage.io/managed-by-location']).toMatch(
      /^file:.*\/templates\/node-service\.yaml$/,
    );
    const fields = Object.assign(
      {},
      ...entity.spec.parameters.map((page: { properties: object }) => page.properties),
    );
    expect(fields.repoUrl['ui:options']).toEqual({
      allowedHosts: ['localhost:7007'],
      allowedOwners: ['example'],
    });
    expect(fields.size['ui:field']).toBe('TaskSizePicker');
  }, 120_000);
});
