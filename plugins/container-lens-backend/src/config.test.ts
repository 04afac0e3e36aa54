import { readFileSync } from 'node:fs';
import { ConfigReader } from '@backstage/config';
import { loadConfigSchema } from '@backstage/config-loader';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';
import { readContainerLensConfig } from './config';

const packageFolder = (file: string) =>
  resolvePackagePath('@container-lens/backstage-plugin-container-lens-backend', file);

/** The block of the README that shows every key. */
function documented() {
  const readme = readFileSync(packageFolder('README.md'), 'utf8');
  return parse(/```yaml\n([\s\S]*?)```/.exec(readme)![1]!);
}

const sqlite = { client: 'better-sqlite3', connection: ':memory:' };

const read = (data: object) => readContainerLensConfig(new ConfigReader(data as {}));

describe('readContainerLensConfig', () => {
  it('reads the documented configuration', () => {
    expect(read(documented())).toEqual({
      entities: { kinds: ['Component'], types: ['service'] },
      schedule: { frequency: 3_600_000, timeout: 120_000, reconcile: 5000 },
      freshness: 86_400_000,
      concurrency: 2,
      source: { allowedHosts: ['github.com', 'git.example.com:8443'] },
      organisation: expect.objectContaining({
        name: 'Example',
        privateRegistries: ['*.dkr.ecr.eu-west-1.amazonaws.com'],
        requireCpuLimit: true,
        disabledChecks: [{ check: 'rel-resources-bounded', reason: 'Quotas bound them' }],
      }),
      organisationAccess: 'signed-in',
      goldenPath: expect.anything(),
    });
  });

  it('documents what it reads, and nothing of it reaches the browser', async () => {
    const schema = await loadConfigSchema({
      packagePaths: [packageFolder('package.json')],
      dependencies: [],
    });
    const process = (containerLens: object, visibility?: ['frontend']) =>
      schema.process(
        [
          {
            context: 'test',
            data: {
              app: { baseUrl: 'http://localhost' },
              backend: { baseUrl: 'http://localhost', listen: '7007', database: sqlite },
              containerLens,
            } as {},
          },
        ],
        { visibility },
      );
    const [visible] = process(documented().containerLens, ['frontend']);
    expect(visible?.data).toHaveProperty('backend.baseUrl');
    expect(visible?.data).not.toHaveProperty('containerLens');
    expect(() => process({ concurrency: 'many' })).toThrow(/concurrency/);
    expect(() => process({ organisation: { requireCpuLimit: 'no' } })).toThrow(/requireCpuLimit/);
  });

  it('works without any configuration and then reads no host', () => {
    expect(read({})).toMatchObject({
      entities: { kinds: ['Component'], types: [] },
      source: { allowedHosts: [] },
      organisation: { schemaVersion: 1 },
    });
  });

  it('allows the hosts of configured integrations and no others', () => {
    const { source } = read({
      integrations: {
        github: [{ token: 'x' }, { host: 'ghe.example.com' }],
        gitea: [{ host: 'localhost:7007' }],
        awsS3: [{ accessKeyId: 'x' }],
        azureBlobStorage: { accountName: 'x' },
      },
    });
    expect(source.allowedHosts).toEqual(['github.com', 'ghe.example.com', 'localhost:7007']);
  });

  it.each([
    [{ concurrency: 0 }, /containerLens\.concurrency must be a whole number from 1 to 50/],
    [{ concurrency: 1.5 }, /containerLens\.concurrency/],
    [{ freshness: { seconds: 1 } }, /containerLens\.freshness must be at least 60 seconds/],
    [{ schedule: { reconcile: { milliseconds: 1 } } }, /containerLens\.schedule\.reconcile/],
    [{ organisation: { privateRegistry: [] } }, /containerLens\.organisation .*"privateRegistry"/],
    [{ organisation: { requireCpuLimit: 'no' } }, /requireCpuLimit/],
  ])('refuses %j', (containerLens, message) => {
    expect(() => read({ containerLens })).toThrow(message);
  });
});
