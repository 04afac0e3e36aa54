import { TestDatabases } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { runAction } from '../__testUtils__/runAction';
import { DatabaseAuditStore } from '../audit/auditStore';
import { migrateDatabase } from '../database/migrateDatabase';
import { createRecordAuditAction } from './recordAudit';
import { examples } from './recordAudit.examples';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const { input } = parse(examples[0]!.example).steps[0];
/** The example of a task that failed before anything was registered. */
const failed = { ...input, status: 'failed', entityRef: undefined };

describe.each(databases.eachSupportedId())('container-lens:audit:record on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const action = createRecordAuditAction({ store: DatabaseAuditStore.create({ knex }) });
    const rows = () => knex('container_lens_scaffolder_audit').select().orderBy('task_id');
    return { action, rows };
  }

  it('runs the example: one record for each task, the newest of its attempts', async () => {
    const { action, rows } = await setUp();
    await expect(runAction(action, failed)).resolves.toEqual({ recordId: 'task-1' });
    const [first] = await rows();
    expect(first).toMatchObject({ task_id: 'task-1', status: 'failed', entity_ref: null });
    await runAction(action, { ...input, status: 'ok', entityRef: 'component:default/orders' });
    await runAction(action, failed, { taskId: 'task-2' });
    const [again, other, ...rest] = await rows();
    expect(again).toMatchObject({ status: 'ok', entity_ref: 'component:default/orders' });
    expect(again.created_at).toEqual(first.created_at);
    expect(other).toMatchObject({ task_id: 'task-2', status: 'failed' });
    expect(rest).toEqual([]);
  });

  it('names who and what, and hides secrets', async () => {
    const { action, rows } = await setUp();
    const context = Object.assign(createMockActionContext(), {
      task: { id: 'task-3' },
      user: { ref: 'user:default/ann' },
      templateInfo: { entityRef: 'template:default/node-service' },
      secrets: { USER_OAUTH_TOKEN: 'ghp_example' },
      input: {
        status: 'ok',
        values: {
          repository: 'https://ghp_example@github.com/a/b',
          list: [{ password: 'p' }, 1, null],
          undo: 'clu1.abc.def',
        },
      },
    });
    await action.handler(context as unknown as Parameters<typeof action.handler>[0]);
    const [row] = await rows();
    expect(row).toMatchObject({
      user_ref: 'user:default/ann',
      template_ref: 'template:default/node-service',
    });
    expect(JSON.parse(row.details)).toEqual({
      repository: 'https://(hidden)@github.com/a/b',
      list: [{ password: '(hidden)' }, 1, null],
      undo: '(hidden)',
    });
  });

  it('bounds what is kept, and writes nothing in a dry run', async () => {
    const { action, rows } = await setUp();
    const many = Object.fromEntries(
      Array.from({ length: 99 }, (_, index) => [`k${index}`, 'x'.repeat(3000)]),
    );
    await expect(runAction(action, { status: 'ok', values: many })).rejects.toThrow(/longer than/);
    await expect(runAction(action, failed, { isDryRun: true })).resolves.toHaveProperty('recordId');
    await expect(rows()).resolves.toEqual([]);
  });
});
