import { createMockDirectory } from '@backstage/backend-test-utils';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runAction } from '../__testUtils__/runAction';
import { createConvertCopilotAction } from './convertCopilot';
import { examples } from './convertCopilot.examples';

const applications = join(__dirname, '../../../../packages/golden-path/src/leave/__fixtures__');
const { input } = parse(examples[0]!.example).steps[0];

describe('container-lens:copilot:convert', () => {
  const workspace = createMockDirectory();
  const run = (application: string, more: object = {}, options: object = {}) => {
    workspace.clear();
    cpSync(join(applications, application), workspace.resolve('repository'), { recursive: true });
    return runAction(createConvertCopilotAction(), more, {
      workspacePath: workspace.path,
      ...options,
    });
  };

  it.each([false, true])('runs the example, dry run %s', async isDryRun => {
    const outputs = await run('web', input, { isDryRun });
    expect(outputs).toMatchObject({
      name: 'storefront',
      type: 'Load Balanced Web Service',
      manifestPath: 'copilot/storefront/manifest.yml',
      services: ['storefront'],
      environments: ['test', 'production'],
      environment: 'production',
      service: { workload: 'service', port: 3000, cpu: 1024 },
      problems: expect.any(Array),
    });
    expect(outputs.mapped).toContainEqual({ path: 'image.port', value: '3000', to: 'port' });
    expect(outputs.unmapped).toContainEqual({
      path: 'http.alias',
      value: 'shop.example.com',
      reason: expect.stringContaining('platform'),
    });
    expect(JSON.stringify(outputs)).not.toContain('not-a-real-key');
  });

  it('reads the only service, and asks which one of several', async () => {
    await expect(run('worker')).resolves.toMatchObject({ name: 'mailer', environment: 'prod' });
    await expect(run('job')).rejects.toThrow(/several services: nightly-report, storefront/);
    await expect(run('job', { service: '../storefront' })).rejects.toThrow(/no service/);
    await expect(run('job', { path: '../..' })).rejects.toThrow();
  });
});
