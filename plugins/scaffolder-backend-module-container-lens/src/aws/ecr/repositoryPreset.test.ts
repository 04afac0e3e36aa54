import {
  goldenPathConfigSchema,
  OverlayLibrary,
  parentOverlays,
  renderSkeleton,
  resolveValues,
} from '@container-lens/golden-path';
import { parse } from 'yaml';
import { PresetName, repositoryPresets } from './repositoryPreset';

jest.setTimeout(60_000);

const intrinsics = ['Ref', 'GetAtt', 'Sub', 'Not', 'Equals', 'If'].flatMap(name => [
  { tag: `!${name}`, resolve: (value: string) => value },
  { tag: `!${name}`, collection: 'seq' as const, resolve: (value: unknown) => value },
]);

async function declared(path: string, overlays: string[], values: Record<string, unknown>) {
  const { files } = await renderSkeleton({
    library: OverlayLibrary.create(),
    overlays,
    values,
    template: 'template:default/test',
    templateVersion: '1.0.0',
  });
  const text = files.find(file => file.path === path)!.content.toString();
  const { Resources } = parse(text, { customTags: intrinsics as never });
  return Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::ECR::Repository');
}

const { service, values: platform } = resolveValues({
  language: 'node',
  target: 'helm',
  ci: 'github',
  name: 'orders',
  config: goldenPathConfigSchema.parse({}),
});
const common = { name: 'orders', description: 'x', owner: 'group:default/a', system: '' };
const parents = {
  families: ['node'],
  registry: {
    account: '111122223333',
    region: 'eu-west-1',
    namespace: 'org',
    prefix: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/org',
  },
  upstream: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library',
  schedule: '17 3 * * 1',
  approvers: 'group:default/platform',
};

describe.each<{ preset: PresetName; path: string; overlays: string[]; values: object }>([
  {
    preset: 'service',
    path: 'infra/ecr.yaml',
    overlays: ['base', 'infra/ecr'],
    values: { service, platform },
  },
  {
    preset: 'parent',
    path: 'infra/ecr-registry.yaml',
    overlays: parentOverlays(),
    values: { parents },
  },
])('the preset $preset', ({ preset, path, overlays, values }) => {
  it('is what the overlay declares', async () => {
    const repositories = await declared(path, overlays, { ...common, ...values });
    expect(repositories.length).toBeGreaterThan(0);
    for (const { Properties } of repositories) {
      const filters = Properties.ImageTagMutabilityExclusionFilters;
      expect({
        mutability: Properties.ImageTagMutability,
        exclusions: filters.map((filter: any) => filter.ImageTagMutabilityExclusionFilterValue),
        scanning: Properties.ImageScanningConfiguration,
        encryption: Properties.EncryptionConfiguration,
        rules: JSON.parse(Properties.LifecyclePolicy.LifecyclePolicyText).rules,
      }).toEqual({
        mutability: 'IMMUTABLE_WITH_EXCLUSION',
        exclusions: repositoryPresets[preset].exclusions,
        scanning: { ScanOnPush: true },
        encryption: { EncryptionType: 'AES256' },
        rules: repositoryPresets[preset].rules,
      });
    }
  });
});
