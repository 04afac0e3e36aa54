import { mockServices } from '@backstage/backend-test-utils';
import { exampleOrganisation } from '@container-lens/golden-path';
import { readSettings } from './config';

const read = (containerLens: object) =>
  readSettings(mockServices.rootConfig({ data: { containerLens } }));

describe('readSettings', () => {
  it('has defaults for everything', () => {
    const { goldenPath, organisation } = read({});
    expect(goldenPath.targets.default).toBe('helm');
    expect(organisation.requireCpuLimit).toBe(true);
  });

  it('reads what the README documents', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const { goldenPath, organisation } = read({
      organisation: { privateRegistries: exampleOrganisation.privateRegistries },
      goldenPath: {
        registry: { account: '444455556666', region: 'eu-west-1', namespace: 'shop' },
        parentImages: {
          node: {
            build: `registry.example.com/org/node-build:24.21.0-r7@${digest}`,
            runtime: `registry.example.com/org/node-runtime:24.21.0-r7@${digest}`,
          },
        },
        limits: { cpuLimit: 'omit' },
      },
    });
    expect(goldenPath.registry.namespace).toBe('shop');
    expect(goldenPath.limits.cpuLimit).toBe('omit');
    expect(organisation.privateRegistries).toHaveLength(1);
  });

  it.each([
    [{ goldenPath: { registry: { account: 'mine' } } }, /containerLens.goldenPath[\s\S]*account/],
    [{ goldenPath: { registri: {} } }, /registri/],
    [
      { goldenPath: { parentImages: { node: { build: 'node:24', runtime: 'node:24' } } } },
      /digest/,
    ],
    [{ organisation: { approvedParents: 'all' } }, /containerLens.organisation/],
  ])('says what is wrong in %j', (containerLens, message) => {
    expect(() => read(containerLens)).toThrow(message);
  });
});
