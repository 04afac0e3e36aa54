import { assess, repositoryFromFiles } from '@container-lens/engine';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { exampleParents } from '../config/exampleParents';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { renderSkeleton } from '../render/renderSkeleton';
import { exampleParentValues } from './__testUtils__/exampleParentValues';
import { ParentFamily, parentFamilies, parentOverlays } from './parentOverlays';

jest.setTimeout(120_000);

async function render(families?: readonly ParentFamily[]): Promise<Map<string, string>> {
  const { files } = await renderSkeleton({
    library: OverlayLibrary.create(),
    overlays: parentOverlays(),
    values: exampleParentValues(families),
    template: 'template:default/parent-image',
    templateVersion: '1.0.0',
  });
  return new Map(files.map(file => [file.path, file.content.toString('utf8')]));
}

describe('a repository of parent images', () => {
  it.each([
    { families: [...parentFamilies] },
    ...parentFamilies.map(family => ({ families: [family] })),
  ])('of $families gets grade A and no high risk', async ({ families }) => {
    const { score, results } = await assess({
      subject: { name: 'parent-images' },
      evidence: { repository: repositoryFromFiles({ files: await render(families) }) },
      organisation: exampleOrganisation,
      now: new Date('2026-11-22T00:00:00Z'),
    });
    const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check);
    expect({ failed, grade: score.grade, highRisks: score.highRisks }).toEqual({
      failed: [],
      grade: 'A',
      highRisks: 0,
    });
  });

  it('makes the images that services use by default, under the same tags', async () => {
    const files = await render();
    for (const reference of Object.values(exampleParents.images).flatMap(Object.values<string>)) {
      const [, name = '', tag] = /\/org\/([a-z-]+):([^@]+)@/.exec(reference) ?? [];
      expect({ name, tag: files.get(`images/${name}/VERSION`)?.trim() }).toEqual({ name, tag });
    }
  });

  it('has only what the chosen languages need', async () => {
    const files = [...(await render(['go'])).keys()].filter(path => path.endsWith('/Dockerfile'));
    expect(files).toEqual([
      'images/base/Dockerfile',
      'images/build-base/Dockerfile',
      'images/go-build/Dockerfile',
      'images/static/Dockerfile',
    ]);
  });
});
