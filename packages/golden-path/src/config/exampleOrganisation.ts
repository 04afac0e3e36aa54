import { OrganisationDocument, organisationSchema } from '@container-lens/engine';
import { exampleParents } from './exampleParents';

const node = (flavour: string) => `${exampleParents.host}/org/node-${flavour}`;

/**
 * What the example organisation says of its registry and its parents; the recommended content of the configuration
 * `containerLens.organisation` beside the example parents.
 *
 * @public
 */
export const exampleOrganisation: OrganisationDocument = organisationSchema.parse({
  name: 'Example organisation',
  privateRegistries: [exampleParents.host],
  approvedParents: [`${exampleParents.host}/org/*`],
  parentImages: [
    {
      repository: node('runtime'),
      class: 'distroless',
      user: '65532:65532',
      shell: 'none',
      commands: ['node', 'healthprobe'],
      healthcheck: false,
    },
    {
      repository: node('build'),
      class: 'full',
      user: 'root',
      shell: 'dash',
      commands: ['node', 'npm', 'npx'],
      healthcheck: false,
    },
  ],
});
