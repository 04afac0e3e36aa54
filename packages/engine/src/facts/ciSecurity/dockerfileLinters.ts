import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { pipelines } from '../ci/pipelines';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { LinterSettings, lintsDockerfile } from './lintsDockerfile';
import { toolUses } from './toolUses';
import { findUnreadablePart } from './unreadableParts';

/**
 * What lints Dockerfiles.
 *
 * @public
 */
export interface DockerfileLinters {
  /** Steps of pipelines that lint a Dockerfile. */
  inPipelines(path: string): readonly Finding[];
  inHooks(path: string): readonly Finding[];
  /** Why there may be more. */
  readonly unreadable?: string;
}

/** @public */
export const dockerfileLinters = defineFact<DockerfileLinters>({
  id: 'dockerfile-linters',
  description: 'Steps and hooks that lint Dockerfiles.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    const uses = read(toolUses);
    const model = read(pipelines);
    if (tree.status !== 'present') return tree;
    if (uses.status !== 'present') return uses;
    if (model.status !== 'present') return model;
    const settings = readMegaLinterSettings(tree.value);
    return present({
      inPipelines: path =>
        uses.value
          .inPipelines('dockerfile-lint')
          .filter(use => lintsDockerfile(use, path, settings))
          .map(({ finding }) => finding),
      inHooks: path =>
        uses.value
          .inHooks('dockerfile-lint')
          .filter(use => lintsDockerfile(use, path, settings))
          .map(({ finding }) => finding),
      unreadable: findUnreadablePart(model.value),
    });
  },
});

function readMegaLinterSettings(tree: RepositoryTree): LinterSettings {
  const path = ['.mega-linter.yml', '.mega-linter.yaml', '.megalinter.yml'].find(tree.has);
  const text = path === undefined ? undefined : tree.read(path);
  const data = text?.status === 'present' ? readYaml(text.value)?.data : undefined;
  return typeof data === 'object' && data !== null ? (data as LinterSettings) : {};
}
