import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { InputError, goldenPathConfigSchema } from '@container-lens/golden-path';
import { parse } from 'yaml';
import { createScmTypeGlobal } from '../globals/scmTypeGlobal';
import { createResolveValuesAction } from './resolveValues';
import { examples } from './resolveValues.examples';

const action = createResolveValuesAction({
  goldenPath: goldenPathConfigSchema.parse({}),
  scmType: createScmTypeGlobal(
    ScmIntegrations.fromConfig(
      mockServices.rootConfig({
        data: { integrations: {} },
      }),
    ),
  ),
});
const inputs = examples.map(({ description, example }) => ({
  description,
  input: parse(example).steps[0].input,
}));

async function run(input: (typeof inputs)[number]['input']) {
  const context = createMockActionContext({ input });
  await action.handler(context as Parameters<typeof action.handler>[0]);
  return new Map((context.output as jest.Mock).mock.calls);
}

describe('container-lens:values:resolve', () => {
  it('runs the first example: the defaults of the platform', async () => {
    const outputs = await run(inputs[0]!.input);
    expect(outputs.get('service')).toMatchObject({ name: 'orders', cpu: 512, memory: 1024 });
    expect(outputs.get('values')).toMatchObject({ derived: { gracePeriodSeconds: 50 } });
    expect(outputs.get('repoVariables')).toMatchObject({ AWS_REGION: 'eu-west-1' });
    expect(outputs.get('warnings')).toHaveLength(1);
  });

  it('runs the second example: size and secrets of the form', async () => {
    const outputs = await run(inputs[1]!.input);
    expect(outputs.get('service')).toMatchObject({
      cpu: 1024,
      memory: 2048,
      scaling: { min: 3, max: 20 },
      secrets: [{ env: 'DATABASE_URL', name: 'database-url' }],
    });
  });

  it('refuses a host that nothing would publish to', async () => {
    const at = (repoUrl: string) => run({ ...inputs[0]!.input, repoUrl });
    await expect(at('github.com?owner=acme&repo=orders')).resolves.toBeDefined();
    await expect(at('gitlab.com?owner=acme&repo=orders')).resolves.toBeDefined();
    for (const host of ['bitbucket.org', 'elsewhere.example.com', '', '../x']) {
      await expect(at(`${host}?owner=acme&repo=orders`)).rejects.toThrow(/cannot be published/);
    }
  });

  it('explains what is wrong with an answer', async () => {
    await expect(
      run({ ...inputs[0]!.input, overrides: { size: { cpu: 512, memory: 8192 } } }),
    ).rejects.toThrow(InputError);
    await expect(run({ ...inputs[0]!.input, overrides: { sice: {} } })).rejects.toThrow(/sice/);
  });
});
