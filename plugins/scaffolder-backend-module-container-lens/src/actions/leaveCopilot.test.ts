import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  exampleOrganisation,
  goldenPathConfigSchema,
  OverlayLibrary,
} from '@container-lens/golden-path';
import { cpSync, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runAction } from '../__testUtils__/runAction';
import { createLeaveCopilotAction } from './leaveCopilot';
import { examples } from './leaveCopilot.examples';

jest.setTimeout(120_000);

const applications = join(__dirname, '../../../../packages/golden-path/src/leave/__fixtures__');
const { input } = parse(examples[0]!.example).steps[0];
const action = createLeaveCopilotAction({
  goldenPath: goldenPathConfigSchema.parse({}),
  library: OverlayLibrary.create(),
  organisation: exampleOrganisation,
});

describe('container-lens:copilot:leave', () => {
  const workspace = createMockDirectory();
  beforeEach(() => {
    workspace.clear();
    cpSync(join(applications, 'web'), workspace.resolve('repository'), { recursive: true });
  });
  const run = (more: object = {}, options: object = {}) =>
    runAction(action, { ...input, ...more }, { workspacePath: workspace.path, ...options });
  const read = (path: string) => readFileSync(workspace.resolve(`repository/${path}`), 'utf8');

  it('runs the example; a second run changes nothing', async () => {
    const script = read('ci/deploy.sh');
    const outputs = await run();
    expect(outputs).toMatchObject({
      name: 'storefront',
      changed: true,
      title: 'Leave AWS Copilot: storefront on ecs',
      kept: [expect.objectContaining({ path: 'ci/deploy.sh' })],
    });
    expect(outputs.body.length).toBeLessThan(30_000);
    expect(JSON.stringify(outputs)).not.toContain('not-a-real-key');
    expect(read('ci/deploy.sh')).toBe(script);
    expect(lstatSync(workspace.resolve('repository/ci/deploy.sh')).mode % 0o1000).toBe(0o755);
    expect(read('infra/service.yaml')).toContain('CURRENCY');
    await expect(run()).resolves.toMatchObject({ changed: false, changes: [] });
  });

  it('removes the folder when somebody says so, and follows no link', async () => {
    cpSync(join(applications, 'worker'), workspace.resolve('outside'), { recursive: true });
    symlinkSync(
      workspace.resolve('outside'),
      workspace.resolve('repository/copilot/storefront/addons/link'),
    );
    const { changes } = await run({ removeCopilot: true });
    expect(changes).toContainEqual({ path: 'copilot/storefront/manifest.yml', change: 'removed' });
    expect(existsSync(workspace.resolve('repository/copilot/storefront'))).toBe(false);
    expect(existsSync(workspace.resolve('repository/copilot/environments'))).toBe(true);
    expect(existsSync(workspace.resolve('outside/Dockerfile'))).toBe(true);
  });

  it('says what the target cannot run', async () => {
    cpSync(join(applications, 'worker/copilot'), workspace.resolve('repository/copilot'), {
      recursive: true,
    });
    await expect(run({ service: 'mailer', target: 'ecs-express' })).rejects.toThrow(
      /for service, not for a worker/,
    );
  });
});
