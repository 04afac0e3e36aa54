import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { setupServer } from 'msw/node';
import { randomBytes } from 'node:crypto';
import { parse } from 'yaml';
import { FakeAwsError, FakeEcr } from '../__testUtils__/FakeEcr';
import { runAction } from '../__testUtils__/runAction';
import { InterruptedAwsClients, testAwsClients } from '../__testUtils__/testAwsClients';
import { AwsClients } from '../aws/awsClients';
import { repositoryPresets } from '../aws/ecr/repositoryPreset';
import { RepositoryUndo } from '../aws/ecr/repositoryUndo';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { createCheckRepositoryAction } from './checkRepository';
import { examples as checkExamples } from './checkRepository.examples';
import { createEnsureRepositoryAction } from './ensureRepository';
import { examples } from './ensureRepository.examples';
import { createUndoAction } from './undo';

jest.setTimeout(60_000);

const server = setupServer();
registerMswTestHooks(server);

const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const registry = { account: FakeEcr.account, region: FakeEcr.region };
const wanted = { name: 'services/orders', preset: 'service', tags: { owner: 'team-a' } };

function setUp(aws: AwsClients = testAwsClients()) {
  const ecr = new FakeEcr();
  server.use(ecr.handler());
  const ensure = createEnsureRepositoryAction({ aws, tokens, registry });
  const undo = createUndoAction({ tokens, handlers: [RepositoryUndo.create({ aws })] });
  const check = createCheckRepositoryAction({ aws, registry });
  return { ecr, ensure, undo, check };
}

/** The examples as the workflow runner hands them over: with the outputs of the earlier step. */
function exampleInput(index: number) {
  const { input } = parse(examples[index]!.example).steps[0];
  return index > 0
    ? input
    : { ...input, ...registry, ...wanted, kmsKeyArn: '', tags: { owner: 'team-a' } };
}

describe('aws:ecr:repository:ensure', () => {
  it.each([0, 1])('runs example %s: creates the repository with the preset', async index => {
    const { ecr, ensure, check } = setUp();
    const input = exampleInput(index);
    const outputs = await runAction(ensure, input);
    expect(outputs).toMatchObject({
      repositoryUri: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${input.name}`,
      repositoryArn: `arn:aws:ecr:eu-west-1:111122223333:repository/${input.name}`,
      created: true,
      undo: expect.any(String),
    });
    const made = ecr.repositories.get(input.name)!;
    expect(made).toMatchObject({
      mutability: 'IMMUTABLE_WITH_EXCLUSION',
      scanOnPush: true,
      encryption: { encryptionType: 'AES256' },
      tags: { 'backstage:task-id': 'task-1' },
    });
    const preset = input.preset as 'service' | 'parent';
    expect(JSON.parse(made.lifecycle!).rules).toEqual(repositoryPresets[preset].rules);
    expect(made.filters.map(({ filter }) => filter)).toEqual(
      [...repositoryPresets[preset].exclusions, ...(input.extraExclusions ?? [])].sort(),
    );
    const { name, extraExclusions } = input;
    await expect(runAction(check, { name, preset, extraExclusions })).resolves.toEqual({
      exists: true,
      compliant: true,
      drift: [],
    });
  });

  it('changes nothing a second time, in this task and in another one', async () => {
    const { ecr, ensure } = setUp();
    await runAction(ensure, wanted);
    ecr.calls.length = 0;
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ created: true, changes: [] });
    const other = await runAction(ensure, wanted, { taskId: 'task-2' });
    expect(other).toMatchObject({ created: false, changes: [] });
    expect(other).not.toHaveProperty('undo');
    expect(ecr.writes).toEqual([]);
  });

  it('brings an existing repository to the preset, setting by setting, and gives no way to remove it', async () => {
    const { ecr, ensure } = setUp();
    ecr.add(wanted.name, { tags: { team: 'x' } });
    const outputs = await runAction(ensure, wanted);
    expect(outputs.created).toBe(false);
    expect(outputs).not.toHaveProperty('undo');
    expect(outputs.changes).toEqual([
      { setting: 'immutability', from: 'MUTABLE', to: 'immutable except buildcache-*' },
      { setting: 'scanning', from: 'manual', to: 'on push' },
      { setting: 'lifecycle', from: 'none', to: expect.stringContaining('promoted images') },
      { setting: 'tags', from: 'owner=', to: 'owner=team-a' },
    ]);
    expect(ecr.repositories.get(wanted.name)!.tags).toEqual({ team: 'x', owner: 'team-a' });
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ changes: [] });
  });

  it('puts only what differs', async () => {
    const { ecr, ensure } = setUp();
    await runAction(ensure, wanted);
    ecr.repositories.get(wanted.name)!.scanOnPush = false;
    ecr.calls.length = 0;
    await runAction(ensure, wanted);
    expect(ecr.writes).toEqual(['PutImageScanningConfiguration']);
  });

  it('does not read spaces and order of a policy as a difference', async () => {
    const { ecr, ensure } = setUp();
    await runAction(ensure, wanted);
    const made = ecr.repositories.get(wanted.name)!;
    const { rules } = JSON.parse(made.lifecycle!);
    const turned = rules
      .reverse()
      .map((rule: object) => Object.fromEntries(Object.entries(rule).reverse()));
    made.lifecycle = JSON.stringify({ rules: turned }, undefined, 2);
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ changes: [] });
  });

  it('refuses the repository of another owner, and a key that cannot be changed, before any change', async () => {
    const { ecr, ensure } = setUp();
    ecr.add(wanted.name, { tags: { owner: 'team-b' } });
    await expect(runAction(ensure, wanted)).rejects.toThrow(/belongs to 'team-b'/);
    ecr.add(wanted.name, {});
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/abc';
    await expect(runAction(ensure, { ...wanted, kmsKeyArn })).rejects.toThrow(
      /cannot be changed after its creation/,
    );
    ecr.add(wanted.name, { encryption: { encryptionType: 'KMS', kmsKey: kmsKeyArn } });
    expect(ecr.writes).toEqual([]);
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ created: false });
  });

  it('waits and tries again when it is throttled', async () => {
    const { ecr, ensure } = setUp();
    let left = 2;
    ecr.before = operation => {
      if (operation === 'CreateRepository' && left-- > 0) {
        throw new FakeAwsError('ThrottlingException', 'Rate exceeded');
      }
    };
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ created: true });
    expect(ecr.writes.filter(call => call === 'CreateRepository')).toHaveLength(3);
  });

  it('adopts a repository that appears in between as one of somebody else', async () => {
    const { ecr, ensure } = setUp();
    ecr.before = operation => {
      if (operation === 'CreateRepository' && !ecr.repositories.has(wanted.name)) {
        ecr.add(wanted.name, { tags: { owner: 'team-a' } });
      }
    };
    await expect(runAction(ensure, wanted)).resolves.toMatchObject({ created: false });
    expect(ecr.repositories.get(wanted.name)!.scanOnPush).toBe(true);
  });

  it('says what AWS refused', async () => {
    const { ecr, ensure } = setUp();
    ecr.before = operation => {
      if (operation === 'CreateRepository') {
        throw new FakeAwsError('AccessDeniedException', 'not authorized: ecr:CreateRepository');
      }
    };
    await expect(runAction(ensure, wanted)).rejects.toThrow(/not authorized: ecr:CreateRepository/);
    expect(ecr.repositories.size).toBe(0);
  });

  it('plans in a dry run, writes nothing, and says so when it cannot read', async () => {
    const { ecr, ensure } = setUp();
    const dry = { isDryRun: true };
    const outputs = await runAction(ensure, wanted, dry);
    expect(outputs).toMatchObject({
      created: false,
      repositoryUri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/services/orders',
    });
    expect(outputs.changes[0]).toEqual({ setting: 'repository', from: 'absent', to: 'created' });
    ecr.add(wanted.name, { tags: { owner: 'team-a' } });
    expect((await runAction(ensure, wanted, dry)).changes).toHaveLength(3);
    ecr.before = () => {
      throw new FakeAwsError('AccessDeniedException', 'no');
    };
    expect((await runAction(ensure, wanted, dry)).changes[0].from).toBe('unknown');
    expect(ecr.writes).toEqual([]);
  });

  it('stops when the task is cancelled, and leaves nothing', async () => {
    const { ecr, ensure } = setUp();
    const controller = new AbortController();
    ecr.before = operation => {
      if (operation === 'PutLifecyclePolicy') controller.abort();
    };
    await expect(runAction(ensure, wanted, { signal: controller.signal })).rejects.toThrow();
    expect(ecr.repositories.size).toBe(0);
  });

  it.each([{ 'aws:x': 'y' }, { 'backstage:task-id': 'task-2' }, { '': 'y' }])(
    'refuses the tags %j',
    async tags => {
      const { ecr, ensure } = setUp();
      await expect(runAction(ensure, { ...wanted, tags })).rejects.toThrow(/no key for a tag/);
      expect(ecr.calls).toEqual([]);
    },
  );
});

describe('a repository when a task ends on the way', () => {
  const cases = (['before', 'after'] as const).flatMap(when =>
    Array.from({ length: 12 }, (_, index) => ({ when, at: index + 1 })),
  );

  it.each(cases)('is gone after an interruption $when call $at and undo', async options => {
    const aws = new InterruptedAwsClients(options);
    const { ecr, ensure, undo } = setUp(aws);
    const stranger = { ...ecr.add('services/other', { tags: { 'backstage:task-id': 'task-9' } }) };
    const outputs = await runAction(ensure, wanted).catch(() => ({ undo: '' }));
    expect(aws.wasInterrupted || outputs.undo !== '').toBe(true);
    // Twice: the interruption may have come while it was undone.
    await runAction(undo, { tokens: [outputs.undo] });
    await runAction(undo, { tokens: [outputs.undo] });
    expect([...ecr.repositories.values()]).toEqual([stranger]);
  });

  it.each(cases)('of others stays after an interruption $when call $at and undo', async options => {
    const aws = new InterruptedAwsClients(options);
    const { ecr, ensure, undo } = setUp(aws);
    ecr.add(wanted.name, { tags: { owner: 'team-a' } });
    const outputs = await runAction(ensure, wanted).catch(() => ({ undo: '' }));
    await runAction(undo, { tokens: [outputs.undo ?? ''] });
    expect(ecr.repositories.has(wanted.name)).toBe(true);
    expect(ecr.writes).not.toContain('DeleteRepository');
  });

  it('is recognised as its own when the process ended after the creation', async () => {
    const { ecr, ensure, undo } = setUp();
    ecr.add(wanted.name, { tags: { 'backstage:task-id': 'task-1', owner: 'team-a' } });
    const outputs = await runAction(ensure, wanted);
    expect(outputs.created).toBe(true);
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      undone: [expect.stringContaining('deleted')],
    });
  });

  it('stays when somebody has pushed to it, or it is not of this task any more', async () => {
    const { ecr, ensure, undo } = setUp();
    const outputs = await runAction(ensure, wanted);
    const made = ecr.repositories.get(wanted.name)!;
    made.images = 1;
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      failed: [expect.stringContaining('holds images')],
    });
    made.images = 0;
    made.tags = {};
    await expect(runAction(undo, { tokens: [outputs.undo] })).resolves.toMatchObject({
      failed: [expect.stringContaining('did not create it')],
    });
    expect(ecr.repositories.has(wanted.name)).toBe(true);
  });
});

describe('aws:ecr:repository:check', () => {
  it('runs the example: says what is missing and what differs', async () => {
    const { ecr, check } = setUp();
    const { input } = parse(checkExamples[0]!.example).steps[0];
    await expect(runAction(check, input)).resolves.toEqual({
      exists: false,
      compliant: false,
      drift: [],
    });
    ecr.add(input.name);
    const outputs = await runAction(check, input);
    expect(outputs).toMatchObject({ exists: true, compliant: false });
    expect(outputs.drift.map((change: { setting: string }) => change.setting)).toEqual([
      'immutability',
      'scanning',
      'lifecycle',
    ]);
    expect(ecr.writes).toEqual([]);
  });

  it('is no verdict without the right to read', async () => {
    const { ecr, check } = setUp();
    ecr.before = () => {
      throw new FakeAwsError('AccessDeniedException', 'no');
    };
    await expect(runAction(check, { name: 'services/orders' })).rejects.toThrow('no');
  });
});
