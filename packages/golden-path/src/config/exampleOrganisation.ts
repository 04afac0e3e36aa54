import { OrganisationDocument, organisationSchema } from '@container-lens/engine';
import { exampleParents } from './exampleParents';

/** What a runtime parent has: the program of the language and the health probe; no shell, a numeric user. */
const runtime = (image: string, commands: readonly string[]) => ({
  repository: `${exampleParents.host}/org/${image}`,
  class: 'distroless',
  user: '65532:65532',
  shell: 'none',
  commands: [...commands, 'healthprobe'],
  healthcheck: false,
});

/** What a build parent has: a small shell and the tools of the language. */
const build = (image: string, commands: readonly string[]) => ({
  repository: `${exampleParents.host}/org/${image}`,
  class: 'full',
  user: 'root',
  shell: 'dash',
  commands,
  healthcheck: false,
});

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
    runtime('node-runtime', ['node']),
    build('node-build', ['node', 'npm', 'npx']),
    runtime('static', []),
    build('go-build', ['go', 'gofmt']),
    runtime('python-runtime', ['python3', 'python']),
    build('python-build', ['python3', 'python', 'pip']),
    runtime('java-runtime', ['java']),
    build('java-build', ['java', 'javac', 'mvn']),
  ],
});
