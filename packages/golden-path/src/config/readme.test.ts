import { organisationSchema } from '@container-lens/engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exampleOrganisation } from './exampleOrganisation';
import { exampleParents } from './exampleParents';
import { goldenPathConfigSchema } from './goldenPathConfig';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const { containerLens } = parse(/```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');

describe('the configuration in the README', () => {
  it('is valid and holds the example parents of one language', () => {
    const config = goldenPathConfigSchema.parse(containerLens.goldenPath);
    expect(config.parentImages).toEqual({ node: [exampleParents.images.node] });
  });

  it('recommends the organisation document that the preview is tested with', () => {
    const { name, ...recommended } = organisationSchema.parse(containerLens.organisation);
    expect({ ...recommended, name: exampleOrganisation.name }).toEqual({
      ...exampleOrganisation,
      parentImages: exampleOrganisation.parentImages.filter(({ repository }) =>
        /node-/.test(repository),
      ),
    });
  });
});
