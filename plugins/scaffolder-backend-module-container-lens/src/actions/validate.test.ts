import { createMockDirectory, mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { defaultOrganisation } from '@container-lens/engine';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createValidateAction } from './validate';
import { examples } from './validate.examples';

// A bound for machines that do other things as well; the tests take a fraction of it.
jest.setTimeout(60_000);

const action = createValidateAction({ organisation: defaultOrganisation });
const workspace = createMockDirectory();
const inputs = examples.map(({ example }) => parse(example).steps[0].input);

const poor = {
  Dockerfile: 'FROM node:latest\nENV DB_PASSWORD=hunter2hunter2\nCOPY . .\nCMD npm start\n',
};

async function run(input: (typeof inputs)[number]) {
  const logger = mockServices.logger.mock();
  const context = createMockActionContext({ input, workspacePath: workspace.path, logger });
  const error = await Promise.resolve(
    action.handler(context as Parameters<typeof action.handler>[0]),
  ).then(
    () => undefined,
    (reason: Error) => reason,
  );
  return {
    error,
    outputs: new Map((context.output as jest.Mock).mock.calls),
    log: (logger.info as jest.Mock).mock.calls.map(([line]) => line).join('\n'),
  };
}

describe('container-lens:validate', () => {
  beforeEach(() => workspace.clear());

  it('runs the first example: a poor service fails the task with a report', async () => {
    workspace.setContent(poor);
    const { error, outputs, log } = await run(inputs[0]);
    expect(error).toBeInstanceOf(InputError);
    expect(error?.message).toContain('sec-image-user-non-root');
    expect(outputs.get('passed')).toBe(false);
    expect(log).toContain('Dockerfile:');
    expect(log).not.toContain('hunter2hunter2');
  });

  it('runs the second example: only reports, and keeps the report', async () => {
    workspace.setContent(poor);
    const { error, outputs } = await run(inputs[1]);
    expect(error).toBeUndefined();
    expect(outputs.get('reportPath')).toBe('docs/lens-report.md');
    const report = readFileSync(workspace.resolve('docs/lens-report.md'), 'utf8');
    expect(report).toContain('sec-image-user-non-root');
  });

  it('counts only the pillars it is told to', async () => {
    workspace.setContent(poor);
    const { error } = await run({ failOn: 'high', pillars: ['SUS'] });
    expect(error).toBeUndefined();
  });

  it('never leaves the workspace', async () => {
    workspace.setContent(poor);
    const source = await run({ sourcePath: '../..' });
    expect(source.error?.message).toMatch(/Relative path is not allowed/);
    const report = await run({ failOn: 'never', reportPath: '../report.md' });
    expect(report.error?.message).toMatch(/Relative path is not allowed/);
  });
});
