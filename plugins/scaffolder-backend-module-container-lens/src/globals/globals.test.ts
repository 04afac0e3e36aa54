import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { goldenPathConfigSchema } from '@container-lens/golden-path';
import { createGoldenPathGlobal } from './goldenPathGlobal';
import { createScmTypeGlobal } from './scmTypeGlobal';

describe('goldenPath', () => {
  const goldenPath = createGoldenPathGlobal(
    goldenPathConfigSchema.parse({ registry: { region: 'eu-north-1' } }),
  );

  it('reads configured values and defaults', () => {
    expect(goldenPath('registry.region')).toBe('eu-north-1');
    expect(goldenPath('updateBot')).toBe('renovate');
  });

  it.each(['registry.nothing', 'constructor.name', '__proto__', '', 7])(
    'gives nothing for %s',
    path => {
      expect(goldenPath(path)).toBeUndefined();
    },
  );
});

describe('scmType', () => {
  const scmType = createScmTypeGlobal(
    ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [{ host: 'localhost:7007', baseUrl: 'http://localhost:7007/api/local-forge' }],
        },
      }),
    ),
  );

  it.each([
    ['localhost:7007?owner=example&repo=orders', 'gitea'],
    ['github.com?owner=acme&repo=orders', 'github'],
    ['nowhere.example.com?owner=acme&repo=orders', ''],
    ['not a url', ''],
    [undefined, ''],
  ])('%s is on %p', (repoUrl, type) => {
    expect(scmType(repoUrl)).toBe(type);
  });
});
