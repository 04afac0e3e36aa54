import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import gitlabModule from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { templatesDirectory } from '@container-lens/golden-path';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { GitServer } from './__testUtils__/GitServer';
import scaffolderModule from './index';

jest.setTimeout(180_000);

/** The packaged template; the portal's catalog is no part of this test, so registering only says what it would register. */
function template() {
  const entity = parse(readFileSync(join(templatesDirectory(), 'node-service.yaml'), 'utf8'));
  for (const step of entity.spec.steps) {
    if (step.action !== 'catalog:register') continue;
    step.action = 'debug:log';
    step.input = { message: `register ${step.input.catalogInfoUrl}` };
  }
  return entity;
}

describe('the template node-service on GitLab', () => {
  const rest = setupServer();
  const created: any[] = [];
  const variables: any[] = [];
  let git: GitServer;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];

  beforeAll(async () => {
    git = await GitServer.start();
    await git.createEmpty('acme/backend/orders');
    const api = `http://${git.host}/api/v4`;
    rest.use(
      http.get(`${api}/namespaces/:name`, ({ params }) =>
        params.name === 'acme%2Fbackend' || params.name === 'acme/backend'
          ? HttpResponse.json({ id: 5, kind: 'group' })
          : new HttpResponse(undefined, { status: 404 }),
      ),
      http.get(`${api}/user`, () => HttpResponse.json({ id: 9 })),
      http.get(`${api}/groups/:name/projects`, () => HttpResponse.json([])),
      http.post(`${api}/projects`, async ({ request: sent }) => {
        created.push(await sent.json());
        return HttpResponse.json({
          id: 77,
          http_url_to_repo: `http://${git.host}/acme/backend/orders.git`,
        });
      }),
      http.post(`${api}/projects/77/variables`, async ({ request: sent }) => {
        variables.push(await sent.json());
        return HttpResponse.json({});
      }),
    );
    rest.listen({ onUnhandledRequest: 'bypass' });
    ({ server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        gitlabModule,
        scaffolderModule,
        catalogServiceMock.factory({ entities: [template()] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            integrations: {
              gitlab: [
                {
                  host: git.host,
                  baseUrl: `http://${git.host}`,
                  apiBaseUrl: api,
                  token: git.token,
                },
              ],
            },
          },
        }),
      ],
    }));
  });
  afterAll(async () => {
    rest.close();
    await git.stop();
  });

  it('publishes a private project with the variables of its pipeline', async () => {
    const authorization = mockCredentials.user.header();
    const task = await request(server)
      .post('/api/scaffolder/v2/tasks')
      .set('Authorization', authorization)
      .send({
        templateRef: 'template:default/node-service',
        values: {
          name: 'orders',
          owner: 'group:default/team-a',
          description: 'Takes orders.',
          target: 'helm',
          pipeline: { ci: 'gitlab', updateBot: 'renovate' },
          size: { cpu: 512, memory: 1024, min: 2, max: 4 },
          repoUrl: `${git.host}?owner=acme%2Fbackend&repo=orders`,
        },
      });
    expect(task.body).toMatchObject({ id: expect.any(String) });
    const path = `/api/scaffolder/v2/tasks/${task.body.id}`;
    const state = async () =>
      (await request(server).get(path).set('Authorization', authorization)).body.status;
    const events = await request(server)
      .get(`${path}/eventstream`)
      .set('Authorization', authorization)
      .buffer(true);
    const log = events.text;
    const status = await state();
    expect({ status, log: status === 'completed' ? '' : log }).toEqual({
      status: 'completed',
      log: '',
    });
    expect(created).toMatchObject([
      {
        namespace_id: 5,
        path: 'orders',
        visibility: 'private',
        description: 'Takes orders.',
        only_allow_merge_if_pipeline_succeeds: true,
      },
    ]);
    expect(variables).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'AWS_REGION', value: 'eu-west-1', protected: false }),
        expect.objectContaining({ key: 'AWS_BUILD_ROLE_ARN', protected: true, raw: true }),
      ]),
    );
    expect(log).toContain(
      `register http://${git.host}/acme/backend/orders/-/blob/main/catalog-info.yaml`,
    );
    const files = await git.ask('acme/backend/orders', 'ls-tree', '-r', '--name-only', 'main');
    expect(files.split('\n')).toEqual(
      expect.arrayContaining(['.gitlab-ci.yml', 'Dockerfile', 'catalog-info.yaml']),
    );
  });
});
