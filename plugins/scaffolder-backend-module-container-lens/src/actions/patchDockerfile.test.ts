import { createMockDirectory } from '@backstage/backend-test-utils';
import { defaultOrganisation } from '@container-lens/engine';
import { cpSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { poorRepository } from '../__testUtils__/poorRepository';
import { runAction } from '../__testUtils__/runAction';
import { createPatchDockerfileAction } from './patchDockerfile';
import { examples } from './patchDockerfile.examples';

jest.setTimeout(60_000);

const action = createPatchDockerfileAction({ organisation: defaultOrganisation });
const inputs = examples.map(({ example }) => parse(example).steps[0].input);

describe('container-lens:dockerfile:patch', () => {
  const workspace = createMockDirectory();
  beforeEach(() => workspace.clear());
  const run = (input: object, options = {}) =>
    runAction(action, input, { workspacePath: workspace.path, ...options });

  it.each([false, true])(
    'runs the first example, dry run %s; a second run changes nothing',
    async isDryRun => {
      cpSync(poorRepository('node'), workspace.path, { recursive: true });
      const { applied, diff, changed } = await run(inputs[0], { isDryRun });
      expect(applied.map(({ check }: { check: string }) => check)).toEqual(
        expect.arrayContaining(['sec-image-user-non-root', 'cost-signal-pid1']),
      );
      expect(changed).toEqual(['.dockerignore', 'Dockerfile']);
      expect(diff).toContain('-CMD npm start\n+CMD ["node", "src/server.js"]\n');
      const text = readFileSync(workspace.resolve('Dockerfile'), 'utf8');
      expect(text).toContain('# The shop has lived in /srv since the first server.');
      const again = await run(inputs[0]);
      expect(again).toMatchObject({ applied: [], diff: '', changed: [] });
    },
  );

  it('runs the second example: only the user', async () => {
    cpSync(poorRepository('python'), workspace.resolve('repository'), { recursive: true });
    const { applied, skipped, diff } = await run(inputs[1]);
    expect(applied).toEqual([{ check: 'sec-image-user-non-root', summary: expect.any(String) }]);
    expect(skipped).toEqual([]);
    expect(diff.match(/^[+-](?![+-])/gm)).toEqual(['+']);
  });

  it('says of every check why it was left', async () => {
    cpSync(poorRepository('go'), workspace.path, { recursive: true });
    const fixes = ['rel-health-check-defined', 'ops-build-multi-stage', 'no-such-check'];
    const { applied, skipped } = await run({ path: 'Dockerfile', fixes });
    expect(applied).toEqual([]);
    expect(skipped).toEqual([
      { check: fixes[0], reason: expect.stringMatching(/no command/) },
      { check: fixes[1], reason: expect.stringMatching(/without a person/) },
      { check: fixes[2], reason: expect.stringMatching(/without a person/) },
    ]);
  });

  it('leaves other Dockerfiles alone', async () => {
    const text = 'FROM node:24\nCOPY . .\nCMD node a.js\n';
    workspace.setContent({ 'a/Dockerfile': text, 'b/Dockerfile': text });
    const { changed } = await run({ path: 'a/Dockerfile', fixes: ['cost-signal-pid1'] });
    expect(changed).toEqual(['a/Dockerfile']);
    expect(readFileSync(workspace.resolve('b/Dockerfile'), 'utf8')).toBe(text);
  });

  it('leaves the workspace alone when the path leads out of it', async () => {
    await expect(run({ path: '../Dockerfile' })).rejects.toThrow(/no Dockerfile/);
    await expect(run({ path: 'Dockerfile', sourcePath: '..' })).rejects.toThrow(/Relative path/);
  });
});
