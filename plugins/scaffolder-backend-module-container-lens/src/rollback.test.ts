import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { FakeEcr } from './__testUtils__/FakeEcr';
import scaffolderModule from './index';

// Not the usual hooks: requests to the backend itself must pass.
const server = setupServer();
const workspace = createMockDirectory();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterAll(() => server.close());

const template = (failing: boolean) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: failing ? 'failing' : 'working' },
  spec: {
    type: 'service',
    steps: [
      {
        id: 'ecr',
        name: 'Image repository',
        if: '${{ goldenPath("aws.enabled") }}',
        action: 'aws:ecr:repository:ensure',
        input: { name: 'services/orders', preset: 'service', tags: { owner: 'team-a' } },
      },
      {
        id: 'publish',
        name: 'Publish',
        action: failing ? 'fs:delete' : 'debug:log',
        // Outside of the workspace, so it fails.
        input: failing ? { files: ['../../x'] } : { message: 'published' },
      },
      {
        id: 'undo',
        name: 'Roll back',
        if: '${{ failure() and steps.ecr.output.undo }}',
        action: 'container-lens:undo',
        input: { tokens: ['${{ steps.ecr.output.undo }}'] },
      },
      {
        id: 'audit',
        name: 'Record',
        if: '${{ always() }}',
        action: 'container-lens:audit:record',
        input: {
          entityRef: '${{ steps.register.output.entityRef }}',
          status: '${{ "failed" if failure() else "ok" }}',
          values: {
            image: '${{ steps.ecr.output.repositoryUri }}',
            undone: '${{ steps.undo.output.undone }}',
          },
        },
      },
    ],
  },
});

async function start() {
  const { server: backend } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModule,
      catalogServiceMock.factory({ entities: [template(true), template(false)] }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007', workingDirectory: workspace.path },
          aws: {
            accounts: [
              { accountId: '111122223333', accessKeyId: 'id', secretAccessKey: 'test-value' },
            ],
          },
          containerLens: { goldenPath: { aws: { enabled: true } } },
        },
      }),
    ],
  });
  return backend;
}

/** Runs a template as a real task, and gives its log when it has ended. */
async function run(backend: Awaited<ReturnType<typeof start>>, name: string) {
  const authorization = mockCredentials.user.header();
  const created = await request(backend)
    .post('/api/scaffolder/v2/tasks')
    .set('Authorization', authorization)
    .send({ templateRef: `template:default/${name}`, values: {} });
  expect(created.body).toMatchObject({ id: expect.any(String) });
  const log: string[] = [];
  for (let after = 0; ;) {
    // Answers when there is something new.
    const { body } = await request(backend)
      .get(`/api/scaffolder/v2/tasks/${created.body.id}/events?after=${after}`)
      .set('Authorization', authorization);
    for (const event of body) {
      log.push(event.body.message);
      after = Math.max(after, Number(event.id));
      if (event.type === 'completion') return log.join('\n');
    }
  }
}

describe('a task in the real workflow runner', () => {
  it('takes back what it made when a later step fails, and records it', async () => {
    const ecr = new FakeEcr();
    server.use(ecr.handler());
    const backend = await start();

    const failed = await run(backend, 'failing');
    expect(failed).toContain('Run completed with status: failed');
    expect(failed).toContain('Undone: repository services/orders');
    expect(failed).toContain("Recorded 'failed'");
    expect(failed).not.toContain('clu1.');
    expect(ecr.repositories.size).toBe(0);

    const worked = await run(backend, 'working');
    expect(worked).toContain('Run completed with status: completed');
    expect(worked).toContain("Recorded 'ok'");
    expect(ecr.repositories.has('services/orders')).toBe(true);
    expect(ecr.writes.filter(call => call === 'DeleteRepository')).toHaveLength(1);
  }, 120_000);
});
