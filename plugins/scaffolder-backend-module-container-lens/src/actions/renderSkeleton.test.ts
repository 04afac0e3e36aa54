import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { OverlayLibrary, goldenPathConfigSchema, resolveValues } from '@container-lens/golden-path';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { createRenderSkeletonAction } from './renderSkeleton';
import { examples } from './renderSkeleton.examples';

// A bound for machines that do other things as well; the tests take a fraction of it.
jest.setTimeout(60_000);

const action = createRenderSkeletonAction({ library: OverlayLibrary.create() });
const workspace = createMockDirectory();
const resolved = resolveValues({
  language: 'node',
  target: 'helm',
  ci: 'github',
  name: 'orders',
  config: goldenPathConfigSchema.parse({}),
});

/** The example as the workflow runner hands it over: with the outputs of the earlier step. */
function exampleInput() {
  const { input } = parse(examples[0]!.example).steps[0];
  return {
    ...input,
    values: { ...input.values, service: resolved.service, platform: resolved.values },
  };
}

async function run(input: ReturnType<typeof exampleInput>) {
  const context = createMockActionContext({ input, workspacePath: workspace.path });
  await action.handler(context as Parameters<typeof action.handler>[0]);
  return new Map((context.output as jest.Mock).mock.calls);
}

describe('container-lens:skeleton:render', () => {
  beforeEach(() => workspace.clear());

  it('runs the example', async () => {
    const outputs = await run(exampleInput());
    expect(outputs.get('files')).toEqual(expect.arrayContaining(['renovate.json', 'ci/scan.sh']));
    const lock = JSON.parse(
      readFileSync(workspace.resolve('staging/.container-lens/scaffold.json'), 'utf8'),
    );
    expect(outputs.get('lock')).toEqual(lock);
    expect(statSync(workspace.resolve('staging/ci/scan.sh')).mode & 0o111).not.toBe(0);
    expect(outputs.get('lensCoverage')).toContain('cost-registry-lifecycle');
  });

  it('writes the same bytes a second time, and only when told to replace', async () => {
    const read = () =>
      readFileSync(workspace.resolve('staging/.container-lens/scaffold.json'), 'utf8');
    await run(exampleInput());
    const first = read();
    await expect(run(exampleInput())).rejects.toThrow(/exists already/);
    await run({ ...exampleInput(), conflict: 'replace' });
    expect(read()).toBe(first);
  });

  it('never leaves the workspace', async () => {
    await expect(run({ ...exampleInput(), targetPath: '../outside' })).rejects.toThrow(
      /Relative path is not allowed/,
    );
    expect(existsSync(workspace.resolve('../outside'))).toBe(false);
  });
});
