import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  exampleOrganisation,
  goldenPathConfigSchema,
  OverlayLibrary,
} from '@container-lens/golden-path';
import { cpSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { parse } from 'yaml';
import { poorRepository } from '../__testUtils__/poorRepository';
import { runAction } from '../__testUtils__/runAction';
import { createRetrofitServiceAction } from './retrofitService';
import { examples } from './retrofitService.examples';

// A bound for machines that do other things as well.
jest.setTimeout(120_000);

const action = createRetrofitServiceAction({
  goldenPath: goldenPathConfigSchema.parse({}),
  library: OverlayLibrary.create(),
  organisation: exampleOrganisation,
});
const inputs = examples.map(({ example }) => parse(example).steps[0].input);

describe('container-lens:service:retrofit', () => {
  const workspace = createMockDirectory();
  beforeEach(() => {
    workspace.clear();
    cpSync(poorRepository('node'), workspace.resolve('repository'), { recursive: true });
  });
  const run = (input: object, options = {}) =>
    runAction(action, input, { workspacePath: workspace.path, ...options });

  it.each([false, true])(
    'runs the first example, dry run %s; a second run changes nothing',
    async isDryRun => {
      const outputs = await run(inputs[0], { isDryRun });
      expect(outputs.changed).toBe(true);
      expect(outputs.after.value - outputs.before.value).toBeGreaterThan(40);
      expect(outputs.title).toBe('Mend the container build of shop');
      expect(outputs.body).toContain('| Grade | F | ');
      expect(outputs.body.length).toBeLessThan(30_000);
      expect(outputs.changes).toContainEqual(
        expect.objectContaining({ path: 'ci/build.sh', change: 'added', mode: '100755' }),
      );
      expect(lstatSync(workspace.resolve('repository/ci/build.sh')).mode % 0o1000).toBe(0o755);
      expect(readFileSync(workspace.resolve('repository/Dockerfile'), 'utf8')).toContain(
        'CMD ["node", "src/server.js"]',
      );
      expect(readFileSync(workspace.resolve('repository/.gitignore'), 'utf8')).toBe(
        'node_modules\n/out/\n',
      );
      const again = await run(inputs[0]);
      expect(again).toMatchObject({ changed: false, changes: [] });
    },
  );

  it('runs the second example: nothing but the Dockerfile and what records it', async () => {
    const outputs = await run(inputs[1]);
    expect(outputs.changes.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['.dockerignore', 'Dockerfile', 'docs/container-lens.md']),
    );
    expect(outputs.changes.map(({ path }: { path: string }) => path).join()).not.toMatch(
      /chart|\.github|renovate/,
    );
  });

  it('follows no link out of the repository', async () => {
    symlinkSync(workspace.path, workspace.resolve('repository/ci'));
    const outputs = await run(inputs[0]);
    expect(outputs.changes.map(({ path }: { path: string }) => path).join()).not.toContain('ci/');
    expect(outputs.guidance.map(({ title }: { title: string }) => title)).toContain(
      'Not added: the pipeline github',
    );
  });

  it.each([
    [{ sourcePath: '../..' }, /Relative path/],
    [{ path: '../..' }, /Relative path/],
    [{ answers: { target: 'nomad' } }, /nomad/],
    [{ answers: { owner: 'a\nb' } }, /owner/],
    [{ answers: { surprise: 'x' } }, /surprise/],
    [{ answers: { name: ['x'] } }, /name/],
  ])('refuses %j', async (input, message) => {
    await expect(run(input)).rejects.toThrow(message);
  });
});
