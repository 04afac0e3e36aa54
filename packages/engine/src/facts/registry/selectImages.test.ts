import { RegistryImage } from '../../contract/registryEvidence';
import { isReleaseTag, selectImages } from './selectImages';

const digest = (character: string) => `sha256:${character.repeat(64)}`;

function image(character: string, options: Partial<RegistryImage> = {}): RegistryImage {
  return {
    digest: digest(character),
    tags: ['1.0.0'],
    pushedAt: '2026-11-01T00:00:00Z',
    status: 'ACTIVE',
    ...options,
  };
}

function select(images: RegistryImage[], running: string[] = [], releaseTagPattern?: string) {
  return selectImages({ images, running, releaseTagPattern }).map(({ digest: d }) => d[7]);
}

describe('selectImages', () => {
  it('takes the release that was pushed last, in whatever order they come', () => {
    const images = [
      image('a'),
      image('b', { pushedAt: '2026-11-20T00:00:00Z' }),
      image('c', { pushedAt: '2026-11-10T00:00:00Z' }),
    ];
    expect(select(images)).toEqual(['b']);
    expect(select([...images].reverse())).toEqual(['b']);
  });

  it('takes what runs, also by the digest of a platform', () => {
    const running = image('a', {
      platforms: {
        status: 'present',
        value: [{ digest: digest('e'), os: 'linux', architecture: 'arm64' }],
      },
    });
    const newer = image('b', { pushedAt: '2026-11-20T00:00:00Z' });
    expect(select([running, newer], [digest('a')])).toEqual(['a']);
    expect(select([running, newer], [digest('e')])).toEqual(['a']);
    expect(select([running, newer], [digest('f')])).toEqual(['b']);
  });

  it('prefers a release to a newer branch, and a tagged image to nothing', () => {
    const branch = image('b', { tags: ['main'], pushedAt: '2026-11-20T00:00:00Z' });
    const untagged = image('c', { tags: [], pushedAt: '2026-11-21T00:00:00Z' });
    expect(select([image('a'), branch, untagged])).toEqual(['a']);
    expect(select([branch, untagged])).toEqual(['b']);
    expect(select([untagged])).toEqual([]);
  });

  it.each<[string, Partial<RegistryImage>]>([
    ['signatures', { tags: [`sha256-${'a'.repeat(64)}.sig`] }],
    ['charts', { artifactType: 'application/vnd.cncf.helm.config.v1+json' }],
    ['archived images', { status: 'ARCHIVED' }],
  ])('skips %s', (_title, options) => {
    const skipped = image('b', { pushedAt: '2026-11-20T00:00:00Z', ...options });
    expect(select([image('a'), skipped])).toEqual(['a']);
    expect(select([skipped])).toEqual([]);
  });

  it('follows the pattern of the organisation', () => {
    const images = [
      image('a', { tags: ['release-7'] }),
      image('b', { pushedAt: '2026-11-20T00:00:00Z' }),
    ];
    expect(select(images, [], 'release-*')).toEqual(['a']);
  });
});

describe('isReleaseTag', () => {
  it.each([
    ['1.2.3', true],
    ['v1.2.3-rc.1', true],
    ['0123abc', true],
    ['f'.repeat(40), true],
    ['1.2', false],
    ['latest', false],
    ['012345', false],
  ])('%s: %s', (tag, expected) => {
    expect(isReleaseTag(tag, undefined)).toBe(expected);
  });
});
