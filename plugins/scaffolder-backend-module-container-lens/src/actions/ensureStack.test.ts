import { createMockDirectory, registerMswTestHooks } from '@backstage/backend-test-utils';
import { setupServer } from 'msw/node';
import { randomBytes } from 'node:crypto';
import { parse } from 'yaml';
import { FakeCloudFormation } from '../__testUtils__/FakeCloudFormation';
import { FakeAwsError } from '../__testUtils__/FakeEcr';
import { runAction } from '../__testUtils__/runAction';
import { InterruptedAwsClients, testAwsClients } from '../__testUtils__/testAwsClients';
import { AwsClients } from '../aws/awsClients';
import { StackUndo } from '../aws/stacks/stackUndo';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { createEnsureStackAction } from './ensureStack';
import { examples } from './ensureStack.examples';
import { createUndoAction } from './undo';

jest.setTimeout(60_000);

const server = setupServer();
registerMswTestHooks(server);

const workspace = createMockDirectory();
const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const registry = { account: '111122223333', region: 'eu-west-1' };
const { input } = parse(examples[0]!.example).steps[0];

function setUp(aws: AwsClients = testAwsClients()) {
  const cfn = new FakeCloudFormation();
  server.use(cfn.handler());
  workspace.setContent({ 'infra/service.yaml': 'Resources: { A: { Type: AWS::IAM::Role } }' });
  const action = createEnsureStackAction({ aws, tokens, registry, pollMs: 1 });
  const undoAction = createUndoAction({
    tokens,
    handlers: [StackUndo.create({ aws, pollMs: 1 })],
  });
  const ensure = (more: object = {}, options: object = {}) =>
    runAction(action, { ...input, ...more }, { workspacePath: workspace.path, ...options });
  const undo = (token: string) => runAction(undoAction, { tokens: [token] });
  return { cfn, ensure, undo };
}

describe('aws:cloudformation:stack:ensure', () => {
  it('runs the example: creates the stack, waits, and changes nothing a second time', async () => {
    const { cfn, ensure } = setUp();
    const outputs = await ensure();
    expect(outputs).toMatchObject({
      created: true,
      outputs: { RoleArn: 'arn:aws:iam::111122223333:role/x' },
      changeSetId: expect.stringContaining('#container-lens-'),
      // Both pages.
      changes: ['Add AWS::IAM::Role Role0', 'Add AWS::IAM::Role Role1'],
      undo: expect.any(String),
    });
    expect(cfn.living[0]).toMatchObject({
      status: 'CREATE_COMPLETE',
      parameters: { Environment: 'staging' },
      tags: { owner: 'group:default/team-a', 'backstage:task-id': 'task-1' },
    });
    await expect(ensure()).resolves.toMatchObject({ created: true, changes: [] });
    const other = await ensure({}, { taskId: 'task-2' });
    expect(other).toMatchObject({ created: false, changes: [] });
    expect(other).not.toHaveProperty('undo');
    expect(cfn.writes.filter(call => call === 'ExecuteChangeSet')).toHaveLength(1);
    expect(cfn.living[0]!.changeSets.size).toBe(1);
  });

  it('updates a stack of others and keeps its tags', async () => {
    const { cfn, ensure } = setUp();
    cfn.add(input.stackName, { tags: { team: 'x', 'backstage:task-id': 'task-0' } });
    const outputs = await ensure();
    expect(outputs.created).toBe(false);
    expect(outputs).not.toHaveProperty('undo');
    expect(cfn.living[0]).toMatchObject({
      status: 'UPDATE_COMPLETE',
      tags: { team: 'x', 'backstage:task-id': 'task-0', owner: 'group:default/team-a' },
    });
  });

  it.each([
    { action: 'Remove', replacement: '' },
    { action: 'Modify', replacement: 'True' },
  ])('does not let an update lose resources: $action $replacement', async changeTo => {
    const { cfn, ensure } = setUp();
    cfn.add(input.stackName);
    cfn.changeTo = changeTo;
    await expect(ensure()).rejects.toThrow(/would lose resources: .* Role0/);
    expect(cfn.writes).toEqual(['CreateChangeSet', 'DeleteChangeSet']);
    await expect(ensure({ allowReplacement: true })).resolves.toMatchObject({ created: false });
  });

  it('deletes a stack whose creation failed, and says why', async () => {
    const { cfn, ensure } = setUp();
    cfn.failWith = 'Role name is taken';
    await expect(ensure()).rejects.toThrow(/ROLLBACK_COMPLETE: Role: Role name is taken/);
    expect(cfn.living).toEqual([]);
  });

  it('leaves the rollback of a failed update to CloudFormation', async () => {
    const { cfn, ensure } = setUp();
    cfn.add(input.stackName);
    cfn.failWith = 'no';
    await expect(ensure()).rejects.toThrow(/UPDATE_ROLLBACK_COMPLETE/);
    expect(cfn.living).toHaveLength(1);
    expect(cfn.writes).not.toContain('DeleteStack');
  });

  it.each(['UPDATE_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'])(
    'keeps away from a stack of others in the state %s',
    async status => {
      const { cfn, ensure } = setUp();
      cfn.add(input.stackName, { status });
      await expect(ensure()).rejects.toThrow(/cannot be changed now/);
      expect(cfn.writes).toEqual([]);
    },
  );

  it('does not undo a stack that was updated since, nor one that has its name now', async () => {
    const { cfn, ensure, undo } = setUp();
    const { undo: token } = await ensure();
    const stack = cfn.living[0]!;
    const { updated } = stack;
    stack.updated = '2027-01-01T00:00:00.000Z';
    expect((await undo(token)).failed).toEqual([expect.stringContaining('was updated since')]);
    stack.updated = updated;
    expect((await undo(token)).undone).toEqual([expect.stringContaining('deleted')]);
    cfn.add(input.stackName, { tags: { 'backstage:task-id': 'task-1' } });
    expect((await undo(token)).undone).toEqual([expect.stringContaining('not there')]);
    expect(cfn.living).toHaveLength(1);
  });

  it('validates and writes nothing in a dry run', async () => {
    const { cfn, ensure } = setUp();
    const dry = { isDryRun: true };
    await expect(ensure({}, dry)).resolves.toMatchObject({
      created: false,
      changes: ['create stack orders-staging'],
    });
    workspace.setContent({ 'infra/service.yaml': 'nothing' });
    await expect(ensure({}, dry)).rejects.toThrow(/Template format error/);
    expect(cfn.writes).toEqual([]);
  });

  it('reads templates of the workspace only, up to what CloudFormation takes', async () => {
    const { cfn, ensure } = setUp();
    workspace.addContent({ 'large.yaml': 'x'.repeat(51_201) });
    await expect(ensure({ templatePath: '../x' })).rejects.toThrow(/Relative path/);
    await expect(ensure({ templatePath: 'missing.yaml' })).rejects.toThrow(/no file/);
    await expect(ensure({ templatePath: 'large.yaml' })).rejects.toThrow(/at most 51200/);
    const roleArn = 'arn:aws:iam::999988887777:role/deploy';
    await expect(ensure({ roleArn })).rejects.toThrow(/not one of the account/);
    expect(cfn.calls).toEqual([]);
  });

  it('waits when it is throttled', async () => {
    const { cfn, ensure } = setUp();
    let left = 2;
    cfn.before = operation => {
      if (operation === 'CreateChangeSet' && left-- > 0) {
        throw new FakeAwsError('Throttling', 'Rate exceeded');
      }
    };
    await expect(ensure()).resolves.toMatchObject({ created: true });
  });

  const cases = (['before', 'after'] as const).flatMap(when =>
    Array.from({ length: 12 }, (_, index) => ({ when, at: index + 1 })),
  );
  it.each(cases)('leaves nothing after an interruption $when call $at and undo', async options => {
    const { cfn, ensure, undo } = setUp(new InterruptedAwsClients(options));
    const stranger = cfn.add('orders-production');
    const outputs = await ensure().catch(() => ({ undo: '' }));
    // Twice: the interruption may have come while it was undone.
    await undo(outputs.undo);
    await undo(outputs.undo);
    expect(cfn.living).toEqual([stranger]);
  });

  it.each(cases)('never deletes a stack of others, interrupted $when call $at', async options => {
    const { cfn, ensure } = setUp(new InterruptedAwsClients(options));
    const stranger = cfn.add(input.stackName);
    await ensure().catch(() => undefined);
    expect(cfn.living).toEqual([stranger]);
    expect(cfn.writes).not.toContain('DeleteStack');
  });
});
