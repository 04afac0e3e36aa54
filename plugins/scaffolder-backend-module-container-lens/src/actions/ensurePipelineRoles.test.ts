import {
  createMockDirectory,
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { goldenPathConfigSchema, OverlayLibrary } from '@container-lens/golden-path';
import { setupServer } from 'msw/node';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { FakeCloudFormation } from '../__testUtils__/FakeCloudFormation';
import { runAction } from '../__testUtils__/runAction';
import { testAwsClients } from '../__testUtils__/testAwsClients';
import { StackUndo } from '../aws/stacks/stackUndo';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { createEnsurePipelineRolesAction } from './ensurePipelineRoles';
import { examples } from './ensurePipelineRoles.examples';
import { createUndoAction } from './undo';

jest.setTimeout(60_000);

const server = setupServer();
registerMswTestHooks(server);

const workspace = createMockDirectory();
const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const [emit, apply] = examples.map(({ example }) => parse(example).steps[0].input);
const path = 'infra/github-oidc-roles.yaml';

function setUp() {
  const cfn = new FakeCloudFormation();
  server.use(cfn.handler());
  workspace.clear();
  const aws = testAwsClients();
  const config = mockServices.rootConfig({
    data: {
      integrations: {
        gitlab: [{ host: 'git.example.com', apiBaseUrl: 'https://git.example.com/api/v4' }],
      },
    },
  });
  const action = createEnsurePipelineRolesAction({
    aws,
    tokens,
    library: OverlayLibrary.create(),
    goldenPath: goldenPathConfigSchema.parse({}),
    integrations: ScmIntegrations.fromConfig(config),
    pollMs: 1,
  });
  const run = (input: object, options: object = {}) =>
    runAction(action, input, { workspacePath: workspace.path, ...options });
  const undo = createUndoAction({ tokens, handlers: [StackUndo.create({ aws, pollMs: 1 })] });
  return { cfn, run, undo };
}

const written = () => readFileSync(workspace.resolve(path), 'utf8');

describe('aws:iam:pipeline-roles:ensure', () => {
  it('runs the first example: writes the roles and changes nothing in AWS', async () => {
    const { cfn, run } = setUp();
    await expect(run(emit)).resolves.toMatchObject({
      templatePath: path,
      stackName: 'orders-pipeline-roles',
      created: false,
      roleArns: {},
    });
    const first = written();
    expect(first).toContain('RoleName: orders-deploy-staging');
    expect(first).toContain('RoleName: orders-deploy-production');
    // The same names in another order give the same bytes.
    await run({ ...emit, environments: ['production', 'staging'] });
    expect(written()).toBe(first);
    expect(cfn.calls).toEqual([]);
  });

  it('writes only the environments asked for, and never over the work of others', async () => {
    const { run } = setUp();
    await run({ ...emit, environments: ['staging'] });
    expect(written()).not.toContain('orders-deploy-production');
    await expect(run(emit)).rejects.toThrow(/is another one/);
  });

  it('runs the second example: creates the stack for this repository, once, and undoes it', async () => {
    const { cfn, run, undo } = setUp();
    const outputs = await run(apply);
    expect(outputs).toMatchObject({ created: true, undo: expect.any(String) });
    expect(cfn.living[0]).toMatchObject({
      name: 'orders-pipeline-roles',
      parameters: { GitHubRepository: 'example/orders' },
      template: written(),
    });
    await expect(run(apply)).resolves.toMatchObject({ changes: [] });
    await runAction(undo, { tokens: [outputs.undo] });
    expect(cfn.living).toEqual([]);
  });

  it('plans in a dry run', async () => {
    const { cfn, run } = setUp();
    await expect(run(apply, { isDryRun: true })).resolves.toMatchObject({
      changes: ['create stack orders-pipeline-roles'],
    });
    expect(cfn.writes).toEqual([]);
  });

  it('refuses hosts without roles, other hosts of GitLab, and unknown environments', async () => {
    const { cfn, run } = setUp();
    const bitbucket = 'bitbucket.org?workspace=w&project=p&repo=orders';
    await expect(run({ ...emit, repoUrl: bitbucket })).rejects.toThrow(/no pipeline roles/);
    const gitlab = { ...apply, repoUrl: 'git.example.com?owner=g&repo=orders' };
    await expect(run(gitlab)).rejects.toThrow(/write git.example.com into it/);
    await expect(run({ ...emit, environments: ['moon'] })).rejects.toThrow(/no environment 'moon'/);
    expect(cfn.calls).toEqual([]);
  });
});
