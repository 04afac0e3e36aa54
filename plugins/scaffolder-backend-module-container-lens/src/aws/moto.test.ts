import { createMockDirectory } from '@backstage/backend-test-utils';
import { goldenPathConfigSchema } from '@container-lens/golden-path';
import { randomBytes } from 'node:crypto';
import { MotoServer } from '../__testUtils__/MotoServer';
import { runAction } from '../__testUtils__/runAction';
import { testAwsClients } from '../__testUtils__/testAwsClients';
import { createCheckRepositoryAction } from '../actions/checkRepository';
import { createEnsureRepositoryAction } from '../actions/ensureRepository';
import { createEnsureSecretsAction } from '../actions/ensureSecrets';
import { createEnsureStackAction } from '../actions/ensureStack';
import { createUndoAction } from '../actions/undo';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { RepositoryUndo } from './ecr/repositoryUndo';
import { SecretsUndo } from './secrets/secretsUndo';
import { StackUndo } from './stacks/stackUndo';

jest.setTimeout(120_000);

const isInstalled = MotoServer.isInstalled();
if (!isInstalled) {
  process.stderr.write(
    "SKIPPED: the actions of AWS against moto. Install it: pip install 'moto[server]', and set CONTAINER_LENS_MOTO to the path of moto_server\n",
  );
}

const aws = testAwsClients();
const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const places = goldenPathConfigSchema.parse({
  registry: { account: '111122223333', region: 'eu-west-1' },
});
const { registry } = places;
const undo = createUndoAction({
  tokens,
  handlers: [
    RepositoryUndo.create({ aws }),
    SecretsUndo.create({ aws }),
    StackUndo.create({ aws, pollMs: 10 }),
  ],
});
const workspace = createMockDirectory();

(isInstalled ? describe : describe.skip)('the actions of AWS against moto', () => {
  let moto: MotoServer;
  const before = process.env.AWS_ENDPOINT_URL;
  beforeAll(async () => {
    moto = await MotoServer.start();
    process.env.AWS_ENDPOINT_URL = moto.url;
  });
  afterAll(() => {
    moto?.stop();
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = before;
  });

  it('create, find and remove a repository', async () => {
    const ensure = createEnsureRepositoryAction({ aws, tokens, registry });
    const check = createCheckRepositoryAction({ aws, registry });
    const input = { name: 'services/orders', preset: 'service', tags: { owner: 'team-a' } };
    const outputs = await runAction(ensure, input);
    expect(outputs).toMatchObject({ created: true });
    await expect(runAction(ensure, input)).resolves.toMatchObject({ created: true, changes: [] });
    await expect(runAction(check, { name: input.name })).resolves.toMatchObject({
      compliant: true,
    });
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      undone: [expect.stringContaining('deleted')],
    });
    await expect(runAction(check, { name: input.name })).resolves.toMatchObject({ exists: false });
  });

  it('create, find, remove and take up empty secrets', async () => {
    const ensure = createEnsureSecretsAction({ aws, tokens, places });
    const input = { service: 'orders', environment: 'staging', names: ['api-key'] };
    const outputs = await runAction(ensure, input);
    expect(outputs.created).toEqual(['/staging/orders/api-key']);
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      undone: [expect.stringContaining('is deleted in 7 days')],
    });
    await expect(runAction(ensure, input, { taskId: 'task-2' })).resolves.toMatchObject({
      created: ['/staging/orders/api-key'],
    });
  });

  it('create, compare and delete a stack', async () => {
    workspace.setContent({
      'stack.yaml':
        'Resources: { Repository: { Type: AWS::ECR::Repository, Properties: { RepositoryName: by/stack } } }\n',
    });
    const ensure = createEnsureStackAction({ aws, tokens, registry, pollMs: 10 });
    const input = { stackName: 'orders', templatePath: 'stack.yaml' };
    const outputs = await runAction(ensure, input, { workspacePath: workspace.path });
    expect(outputs).toMatchObject({ created: true, undo: expect.any(String) });
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      undone: [expect.stringContaining('deleted')],
    });
  });
});
