import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { exampleOrganisation, templatesDirectory } from '@container-lens/golden-path';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { PeopleClone } from './__testUtils__/PeopleClone';
import { startForge, TestForge } from './__testUtils__/startForge';
import scaffolderModule from './index';

jest.setTimeout(300_000);

/** Three applications of Copilot; the package of the plan has them for its own tests. */
const applications = join(__dirname, '../../../packages/golden-path/src/leave/__fixtures__');

describe('the template leave-copilot in the real workflow runner, on a real Git host', () => {
  let forge: TestForge;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];

  beforeAll(async () => {
    forge = await startForge();
    const { host, baseUrl, token } = forge;
    ({ server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModule,
        catalogServiceMock.factory({
          entities: [parse(readFileSync(join(templatesDirectory(), 'leave-copilot.yaml'), 'utf8'))],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            integrations: { gitea: [{ host, baseUrl, username: 'scaffolder', password: token }] },
            containerLens: { organisation: { ...exampleOrganisation } },
          },
        }),
      ],
    }));
  });
  afterAll(() => forge.stop());

  async function publish(application: string): Promise<PeopleClone> {
    await forge.request('POST', '/orgs/shop/repos', { name: application, default_branch: 'main' });
    const people = await PeopleClone.create({
      url: `${forge.baseUrl}/shop/${application}.git`,
      token: forge.token,
    });
    cpSync(join(applications, application), people.folder, { recursive: true });
    await people.push('main');
    return people;
  }

  async function run(application: string, values: object) {
    const authorization = mockCredentials.user.header();
    const task = await request(server)
      .post('/api/scaffolder/v2/tasks')
      .set('Authorization', authorization)
      .send({
        templateRef: 'template:default/leave-copilot',
        values: {
          repoUrl: `${forge.baseUrl}/shop/${application}`,
          owner: 'group:default/team-a',
          ...values,
        },
      });
    expect(task.body).toMatchObject({ id: expect.any(String) });
    const path = `/api/scaffolder/v2/tasks/${task.body.id}`;
    const { text } = await request(server)
      .get(`${path}/eventstream`)
      .set('Authorization', authorization)
      .buffer(true);
    const { body } = await request(server).get(path).set('Authorization', authorization);
    expect(text).not.toContain(forge.token);
    return { status: body.status, log: text };
  }

  const pullsOf = (application: string): Promise<any[]> =>
    forge.request('GET', `/repos/shop/${application}/pulls?state=all`);

  it.each([
    ['web', 'storefront', { target: 'ecs' }, 'infra/service.yaml'],
    ['worker', 'mailer', { target: 'helm' }, 'chart/values.yaml'],
    [
      'job',
      'nightly-report',
      { target: 'kustomize', service: 'nightly-report' },
      'deploy/kustomize/base/cronjob.yaml',
    ],
  ])('proposes to move %s, once', async (application, name, values, file) => {
    const people = await publish(application);
    const before = await people.git('rev-parse', 'HEAD');
    const first = await run(application, values);
    expect({ ...first, log: first.status === 'completed' ? '' : first.log }).toEqual({
      status: 'completed',
      log: '',
    });
    const [pull, ...more] = await pullsOf(application);
    expect(more).toEqual([]);
    const branch = `leave-copilot/${name}`;
    expect(pull).toMatchObject({
      title: `Leave AWS Copilot: ${name} on ${values.target}`,
      state: 'open',
      head: { ref: branch },
      base: { ref: 'main' },
    });
    expect(pull.body).not.toContain('not-a-real-key');
    await people.switchTo(branch);
    expect(await people.git('rev-parse', 'HEAD^')).toBe(before);
    const changed = await people.git('diff', '--name-status', before, 'HEAD');
    // Only additions: what the team wrote stays, the manifest too.
    expect(changed.split('\n').filter(line => !line.startsWith('A'))).toEqual([]);
    expect(existsSync(join(people.folder, file))).toBe(true);
    expect(readFileSync(join(people.folder, 'docs/leave-copilot.md'), 'utf8')).toContain(
      `copilot/${name}/manifest.yml`,
    );
    const modes = await people.git('ls-tree', 'HEAD', 'ci/deploy.sh');
    expect(modes).toMatch(/^100755 /);

    // The same again: no second commit, no second request.
    const tip = await people.git('rev-parse', 'HEAD');
    expect(await run(application, values)).toMatchObject({ status: 'completed' });
    expect(await pullsOf(application)).toHaveLength(1);
    await people.switchTo(branch);
    expect(await people.git('rev-parse', 'HEAD')).toBe(tip);

    // Merged: nothing is left to do.
    await forge.request('POST', `/repos/shop/${application}/pulls/${pull.number}/merge`, {});
    const last = await run(application, values);
    expect(last.status).toBe('completed');
    expect(last.log).toContain('is there already');
    expect(await pullsOf(application)).toHaveLength(1);

    // And without the folder, when somebody says so.
    await run(application, { ...values, removeCopilot: true });
    const [removal] = await pullsOf(application);
    expect(removal.number).toBe(pull.number + 1);
    await people.switchTo('main');
    const main = await people.git('rev-parse', 'HEAD');
    await people.switchTo(branch);
    const removed = await people.git('diff', '--name-status', `${main}...HEAD`);
    expect(removed).toContain(`D\tcopilot/${name}/manifest.yml`);
    await people.remove();
  });

  it('tells in a dry run what it would do, and does nothing', async () => {
    await forge.request('POST', '/orgs/shop/repos', { name: 'dry', default_branch: 'main' });
    const people = await PeopleClone.create({
      url: `${forge.baseUrl}/shop/dry.git`,
      token: forge.token,
    });
    cpSync(join(applications, 'worker'), people.folder, { recursive: true });
    await people.push('main');
    const { status, body } = await request(server)
      .post('/api/scaffolder/v2/dry-run')
      .set('Authorization', mockCredentials.user.header())
      .send({
        template: parse(readFileSync(join(templatesDirectory(), 'leave-copilot.yaml'), 'utf8')),
        values: {
          repoUrl: `${forge.baseUrl}/shop/dry`,
          owner: 'group:default/team-a',
          target: 'ecs',
        },
        secrets: {},
        directoryContents: [],
      });
    expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
    expect(body.directoryContents.map((file: { path: string }) => file.path)).toContain(
      'repository/docs/leave-copilot.md',
    );
    const log: string = body.log
      .map((one: { body: { message: string } }) => one.body.message)
      .join('\n');
    expect(log).toContain('added "infra/service.yaml"');
    expect(await pullsOf('dry')).toEqual([]);
    const branches = await forge.request('GET', '/repos/shop/dry/branches');
    expect(branches.map((one: { name: string }) => one.name)).toEqual(['main']);
    await people.remove();
  });

  it('fails with the reason, and proposes nothing', async () => {
    await forge.request('POST', '/orgs/shop/repos', { name: 'empty', default_branch: 'main' });
    const people = await PeopleClone.create({
      url: `${forge.baseUrl}/shop/empty.git`,
      token: forge.token,
    });
    cpSync(join(applications, 'job/Dockerfile'), join(people.folder, 'Dockerfile'));
    await people.push('main');
    const { status, log } = await run('empty', { target: 'ecs' });
    expect(status).toBe('failed');
    expect(log).toContain('no manifest of AWS Copilot');
    expect(await pullsOf('empty')).toEqual([]);
    await people.remove();
  });
});
