import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { actionInputs } from '@container-lens/golden-path';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import scaffolderModule from './index';

interface Listed {
  id: string;
  schema?: { input?: { properties?: object; required?: string[] } };
}

describe('the list of inputs that authors of templates are checked against', () => {
  // UPDATE_ACTION_INPUTS=1 writes it; without it a stale list fails.
  it('is that of the actions', async () => {
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModule,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({ data: { backend: { baseUrl: 'http://localhost' } } }),
      ],
    });
    const { body } = await request(server)
      .get('/api/scaffolder/v2/actions')
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
    const current = Object.fromEntries(
      (body as Listed[])
        .filter(({ id }) => /^(container-lens|aws):/.test(id))
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .map(({ id, schema }) => {
          const required = [...(schema?.input?.required ?? [])].sort();
          const all = Object.keys(schema?.input?.properties ?? {}).sort();
          return [id, { required, optional: all.filter(name => !required.includes(name)) }];
        }),
    );
    expect(Object.keys(current)).toContain('container-lens:skeleton:render');
    if (process.env.UPDATE_ACTION_INPUTS) {
      writeFileSync(
        join(
          __dirname,
          '../../../packages/golden-path/src/proof/author/actionInputs.generated.json',
        ),
        `${JSON.stringify(current, undefined, 2)}\n`,
      );
    }
    expect(process.env.UPDATE_ACTION_INPUTS ? current : actionInputs).toEqual(current);
  }, 120_000);
});
