import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';

/** Runs an action as a step of `task-1`, and gives its outputs. */
export async function runAction(
  action: TemplateAction<any, any, any>,
  input: object,
  options: {
    isDryRun?: boolean;
    taskId?: string;
    signal?: AbortSignal;
    workspacePath?: string;
  } = {},
): Promise<Record<string, any>> {
  const { taskId = 'task-1', ...context } = options;
  // The mock takes over only some of its options.
  const mock = Object.assign(createMockActionContext(), { input, task: { id: taskId } }, context);
  await action.handler(mock as Parameters<typeof action.handler>[0]);
  return Object.fromEntries((mock.output as jest.Mock).mock.calls);
}
