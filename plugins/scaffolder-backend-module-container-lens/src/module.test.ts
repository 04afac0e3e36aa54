import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { templatesDirectory } from '@container-lens/golden-path';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModule from './index';

const values = {
  name: 'orders',
  owner: 'group:default/team-a',
  description: 'Takes "orders" & more.',
  target: 'helm',
  size: { cpu: 512, memory: 1024, min: 2, max: 4 },
  repoUrl: 'localhost:7007?owner=example&repo=orders',
};

async function start() {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModule,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          integrations: {
            gitea: [{ host: 'localhost:7007', baseUrl: 'http://localhost:7007/api/local-forge' }],
          },
        },
      }),
    ],
  });
  return server;
}

/** The template up to the gate: publishing needs a Git host, which this test does not start. */
function templateUntilGate() {
  const template = parse(readFileSync(join(templatesDirectory(), 'node-service.yaml'), 'utf8'));
  const { steps } = template.spec;
  const gate = steps.findIndex((step: { id: string }) => step.id === 'check');
  template.spec.steps = [
    ...steps.slice(0, gate + 1),
    {
      id: 'host',
      name: 'Which host',
      if: steps.find((step: { id: string }) => step.id === 'publish-gitea').if,
      action: 'debug:log',
      input: {
        message: `published to gitea; GitHub would wait for: ${
          steps.find((step: { id: string }) => step.id === 'publish-github').input
            .requiredStatusCheckContexts
        }.`,
      },
    },
  ];
  template.spec.output = { text: template.spec.output.text };
  return template;
}

async function dryRun(server: Awaited<ReturnType<typeof start>>, answers: object) {
  return request(server)
    .post('/api/scaffolder/v2/dry-run')
    .set('Authorization', mockCredentials.user.header())
    .send({
      template: templateUntilGate(),
      values: answers,
      secrets: {},
      directoryContents: [],
    });
}

describe('the template node-service in the real workflow runner', () => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start();
  }, 120_000);

  it('resolves, renders and passes the gate', async () => {
    const response = await dryRun(server, values);
    const log = response.body.log?.map(
      (entry: { body: { message: string } }) => entry.body.message,
    );
    expect({ status: response.status, error: response.body.error, log }).toMatchObject({
      status: 200,
    });
    const files = new Map<string, string>(
      response.body.directoryContents.map((file: { path: string; base64Content: string }) => [
        file.path,
        Buffer.from(file.base64Content, 'base64').toString('utf8'),
      ]),
    );
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['Dockerfile', 'chart/Chart.yaml', '.github/workflows/ci.yml']),
    );
    expect(parse(files.get('catalog-info.yaml') ?? '')).toMatchObject({
      metadata: { name: 'orders', description: values.description },
      spec: { owner: values.owner },
    });
    expect(JSON.parse(files.get('package.json') ?? '').name).toBe('orders');
    expect(log.join('\n')).toContain('published to gitea');
    expect(response.body.output.text[0].content).toContain('Grade A');
  }, 120_000);

  it('uses the pipeline, the bot and the secrets that were chosen', async () => {
    const response = await dryRun(server, {
      ...values,
      workload: 'worker',
      target: 'ecs',
      pipeline: { ci: 'github', updateBot: 'dependabot' },
      secrets: ['db-password'],
    });
    expect(response.body.error).toBeUndefined();
    const files = new Map<string, string>(
      response.body.directoryContents.map((file: { path: string; base64Content: string }) => [
        file.path,
        Buffer.from(file.base64Content, 'base64').toString('utf8'),
      ]),
    );
    expect([...files.keys()]).toContain('.github/dependabot.yml');
    expect([...files.keys()]).not.toContain('renovate.json');
    expect(files.get('infra/secrets.yaml')).toContain('/orders/db-password');
    expect(response.body.output.text[0].content).toContain('Grade A');
    const log = response.body.log.map((entry: { body: { message: string } }) => entry.body.message);
    expect(log.join('\n')).toContain('GitHub would wait for: verify.');
  }, 120_000);

  it('fails with the reason when an answer cannot be used', async () => {
    const response = await dryRun(server, { ...values, size: { cpu: 512, memory: 9000 } });
    expect(JSON.stringify(response.body)).toContain('not a size that AWS Fargate offers');
  }, 120_000);
});
