import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { goldenPathConfigSchema } from '@container-lens/golden-path';
import { setupServer } from 'msw/node';
import { randomBytes } from 'node:crypto';
import { parse } from 'yaml';
import { FakeAwsError } from '../__testUtils__/FakeEcr';
import { FakeSecretsManager } from '../__testUtils__/FakeSecretsManager';
import { runAction } from '../__testUtils__/runAction';
import { InterruptedAwsClients, testAwsClients } from '../__testUtils__/testAwsClients';
import { AwsClients } from '../aws/awsClients';
import { SecretsUndo } from '../aws/secrets/secretsUndo';
import { DefaultUndoTokens, maxTokenLength } from '../undo/undoTokens';
import { createEnsureSecretsAction } from './ensureSecrets';
import { examples } from './ensureSecrets.examples';
import { createUndoAction } from './undo';

jest.setTimeout(60_000);

const server = setupServer();
registerMswTestHooks(server);

const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const { input } = parse(examples[0]!.example).steps[0];
const paths = ['/staging/orders/database-url', '/staging/orders/api-key'];

function setUp(aws: AwsClients = testAwsClients()) {
  const manager = new FakeSecretsManager();
  server.use(manager.handler());
  const ensure = createEnsureSecretsAction({
    aws,
    tokens,
    places: goldenPathConfigSchema.parse({}),
  });
  const undo = createUndoAction({ tokens, handlers: [SecretsUndo.create({ aws })] });
  return { manager, ensure, undo };
}

describe('aws:secretsmanager:secret:ensure', () => {
  it('runs the example: creates empty secrets, and nothing a second time', async () => {
    const { manager, ensure } = setUp();
    const outputs = await runAction(ensure, input);
    expect(outputs).toMatchObject({ created: paths, undo: expect.any(String) });
    expect(outputs.arns['api-key']).toMatch(/^arn:aws:secretsmanager:.*api-key-AbCdEf$/);
    expect([...manager.secrets.values()].map(secret => secret.hasValue)).toEqual([false, false]);
    expect(manager.bodies.join()).not.toMatch(/SecretString|SecretBinary/);
    manager.calls.length = 0;
    await expect(runAction(ensure, input)).resolves.toMatchObject({ created: paths });
    const other = await runAction(ensure, input, { taskId: 'task-2' });
    expect(other).toMatchObject({ created: [] });
    expect(other).not.toHaveProperty('undo');
    expect(manager.writes).toEqual([]);
  });

  it('leaves an existing secret as it is', async () => {
    const { manager, ensure, undo } = setUp();
    const existing = { ...manager.add(paths[0]!, { hasValue: true, tags: { a: 'b' } }) };
    const outputs = await runAction(ensure, input);
    expect(outputs.created).toEqual([paths[1]]);
    await runAction(undo, { tokens: [outputs.undo] });
    expect(manager.secrets.get(paths[0]!)).toEqual(existing);
    expect(manager.secrets.get(paths[1]!)!.deletedAt).toBeDefined();
  });

  it('takes up a placeholder that a rollback left, but nothing that may hold a value', async () => {
    const { manager, ensure, undo } = setUp();
    const first = await runAction(ensure, input);
    await runAction(undo, { tokens: [first.undo] });
    await expect(runAction(undo, { tokens: [first.undo] })).resolves.toMatchObject({ failed: [] });
    const second = await runAction(ensure, input, { taskId: 'task-2' });
    expect(second.created).toEqual(paths);
    expect(manager.secrets.get(paths[0]!)!.deletedAt).toBeUndefined();
    // The first task has no say any more.
    await runAction(undo, { tokens: [first.undo] });
    expect(manager.secrets.get(paths[0]!)!.deletedAt).toBeUndefined();

    manager.add(paths[0]!, { deletedAt: 1, hasValue: true });
    await expect(runAction(ensure, input)).rejects.toThrow(/scheduled for deletion. Restore it/);
  });

  it('keeps a secret that was given a value', async () => {
    const { manager, ensure, undo } = setUp();
    const outputs = await runAction(ensure, input);
    manager.secrets.get(paths[0]!)!.hasValue = true;
    const undone = await runAction(undo, { tokens: [outputs.undo] });
    expect(undone.failed).toEqual([expect.stringContaining('given it a value')]);
    expect(manager.secrets.get(paths[0]!)!.deletedAt).toBeUndefined();
    expect(manager.secrets.get(paths[1]!)!.deletedAt).toBeDefined();
  });

  it('plans in a dry run', async () => {
    const { manager, ensure } = setUp();
    manager.add(paths[0]!);
    const outputs = await runAction(ensure, input, { isDryRun: true });
    expect(outputs).toMatchObject({ created: [], changes: [`create ${paths[1]}`] });
    manager.before = () => {
      throw new FakeAwsError('AccessDeniedException', 'no');
    };
    const blind = await runAction(ensure, input, { isDryRun: true });
    expect(blind.changes[0]).toContain(`unknown ${paths[0]}`);
    expect(manager.writes).toEqual([]);
  });

  it('knows only environments of the configuration', async () => {
    const { manager, ensure } = setUp();
    await expect(runAction(ensure, { ...input, environment: 'moon' })).rejects.toThrow(
      /no environment 'moon'/,
    );
    expect(manager.calls).toEqual([]);
  });

  it('has room in a token for the most and longest names', async () => {
    const { ensure } = setUp();
    const names = Array.from({ length: 30 }, (_, index) => `n${index}-`.padEnd(63, 'x'));
    const outputs = await runAction(ensure, { ...input, service: 's'.repeat(40), names });
    expect(outputs.undo.length).toBeLessThanOrEqual(maxTokenLength);
  });

  const cases = (['before', 'after'] as const).flatMap(when =>
    Array.from({ length: 10 }, (_, index) => ({ when, at: index + 1 })),
  );
  it.each(cases)('leaves nothing after an interruption $when call $at and undo', async options => {
    const { manager, ensure, undo } = setUp(new InterruptedAwsClients(options));
    const stranger = { ...manager.add('/staging/orders/other', { hasValue: true }) };
    const outputs = await runAction(ensure, input).catch(() => ({ undo: '' }));
    // Twice: the interruption may have come while it was undone.
    await runAction(undo, { tokens: [outputs.undo] });
    await runAction(undo, { tokens: [outputs.undo] });
    const left = [...manager.secrets.values()].filter(({ deletedAt }) => deletedAt === undefined);
    expect(left).toEqual([stranger]);
  });
});
