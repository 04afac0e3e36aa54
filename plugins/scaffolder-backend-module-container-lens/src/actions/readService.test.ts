import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { defaultOrganisation } from '@container-lens/engine';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GitServer } from '../__testUtils__/GitServer';
import { poorRepository } from '../__testUtils__/poorRepository';
import { runAction } from '../__testUtils__/runAction';
import { createReadServiceAction } from './readService';
import { examples } from './readService.examples';

jest.setTimeout(60_000);

describe('container-lens:service:read', () => {
  const workspace = createMockDirectory();
  let server: GitServer;
  let action: ReturnType<typeof createReadServiceAction>;
  let commit: string;

  beforeAll(async () => {
    server = await GitServer.start();
    const { host, token } = server;
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [{ host, baseUrl: `http://${host}`, username: 'scaffolder', password: token }],
        },
      }),
    );
    action = createReadServiceAction({ integrations, organisation: defaultOrganisation });
    commit = await server.create('shop/orders', async folder =>
      cpSync(poorRepository('node'), folder, { recursive: true }),
    );
    await server.create('shop/platform', async folder =>
      cpSync(poorRepository('python'), join(folder, 'services/invoices'), { recursive: true }),
    );
  });
  beforeEach(() => workspace.clear());
  afterAll(() => server.stop());

  const inputs = () =>
    examples.map(
      ({ example }) => parse(example.replaceAll('localhost:7007', server.host)).steps[0].input,
    );
  const run = (input: object, options = {}) =>
    runAction(action, input, { workspacePath: workspace.path, ...options });

  it.each([false, true])('runs the first example, dry run %s', async isDryRun => {
    const outputs = await run(inputs()[0], { isDryRun });
    expect(outputs).toMatchObject({ commit, defaultBranch: 'main', grade: 'F' });
    expect(outputs.facts).toMatchObject({
      name: { value: 'shop', path: 'package.json', line: 2 },
      port: { value: 3000, path: 'Dockerfile', line: 7 },
      health: { value: { live: '/health' }, path: 'src/server.js' },
    });
    expect(outputs.findings).toContainEqual(
      expect.objectContaining({ check: 'sec-image-user-non-root', verdict: 'fail' }),
    );
    expect(existsSync(workspace.resolve('repository/src/server.js'))).toBe(true);
  });

  it('runs the second example: one folder, and the answer of a person', async () => {
    const outputs = await run(inputs()[1]);
    expect(outputs.facts).toMatchObject({
      name: { value: 'platform' },
      language: { value: 'python', path: 'requirements.txt' },
      port: { value: 9000, source: 'form' },
    });
  });

  it.each([
    [{ path: '../..' }, /Relative path/],
    [{ targetPath: '../x' }, /Relative path/],
    [{ ref: 'nothing-like-it' }, /nothing-like-it/],
    [{ answers: { port: 'many' } }, /not a port/],
  ])('refuses %j', async (input, message) => {
    await expect(run({ ...inputs()[0], ...input })).rejects.toThrow(message);
  });
});
