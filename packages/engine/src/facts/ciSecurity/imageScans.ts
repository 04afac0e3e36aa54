import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { pipelines } from '../ci/pipelines';
import { repositoryTree } from '../repository/repositoryTree';
import { ImageScan, readImageScan } from './readImageScan';
import { toolUses } from './toolUses';
import { readTrivyFile } from './trivySettings';

/** @public */
export const imageScans = defineFact<readonly ImageScan[]>({
  id: 'image-scans',
  description: 'Scans of images in the pipelines, with what they do about a finding.',
  derive: (_input, read) => {
    const uses = read(toolUses);
    const tree = read(repositoryTree);
    const model = read(pipelines);
    if (uses.status !== 'present') return uses;
    if (tree.status !== 'present') return tree;
    if (model.status !== 'present') return model;
    const file = readTrivyFile(tree.value);
    return present(
      uses.value.inPipelines('image-scan').flatMap(use => readImageScan(use, file) ?? []),
    );
  },
});
