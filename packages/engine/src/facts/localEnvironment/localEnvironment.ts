import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { dependencies } from '../dependencies/dependencies';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { pipelines } from '../ci/pipelines';
import { entitySettings } from '../repository/entitySettings';
import { listShellCommands } from '../script/shellCommands';

/** Something that lets a developer run the container on their own machine. */
export interface LocalEnvironment {
  readonly strength: 'tool' | 'documentation';
  readonly message: string;
  readonly path: string;
  readonly line?: number;
}

const maximumFiles = 200;
const foreign = /(^|\/)(node_modules|vendor|third_party|testdata|fixtures)\//;
const tools =
  /(^|\/)(Tiltfile|skaffold\.ya?ml|devspace\.ya?ml|garden\.ya?ml|[^/]+\.garden\.ya?ml)$/;
const composeFile = /(^|\/)((docker-|podman-)?compose([.-][^/]*)?\.ya?ml)$/i;
const devcontainer = /(^|\/)\.devcontainer(\.json$|\/([^/]+\/)?devcontainer\.json$)/;
const taskFiles =
  /(^|\/)(GNUmakefile|[Mm]akefile|[^/]+\.mk|Taskfile(\.dist)?\.ya?ml|taskfile\.ya?ml|\.?[Jj]ustfile|package\.json|magefile\.go|Rakefile|tasks\.py|noxfile\.py)$/;
const documents =
  /(^|\/)(readme|contributing|developing|development|getting-?started|quick-?start|running|setup|local[^/]*)\.(md|rst|adoc)$/i;
const containerCommand =
  /\b(?:docker|podman|nerdctl|buildah)(?:\s+(?:image|container|buildx))?\s+(?:build|run|bake)\b|\b(?:docker[ -]compose|podman[ -]compose)\b[^\n]*\b(?:up|run|build)\b|\b(?:kind\s+(?:create|load)|k3d\s+(?:cluster|image)|minikube\s+(?:start|image))\b|\bdocker\s+compose\s[^\n]*\b(?:up|run|build)\b/;

/** Task files name the tool by a variable, as in `$(CONTAINER_TOOL) build` and `$(DOCKER_COMPOSE) up`. */
const toolByVariable =
  /\$[({](?:DOCKER|PODMAN|CONTAINER|OCI)(?:_[A-Z_]{1,20})?[)}](?: +(?:image|container|buildx))? +(?:build|run|bake)\b|\$[({](?:[A-Z]{1,20}_)?COMPOSE(?:_[A-Z_]{1,20})?[)}][^\n]{0,200}? (?:up|run|build)\b/;

/** @public */
export const localEnvironment = defineFact<readonly LocalEnvironment[]>({
  id: 'local-environment',
  description: 'Ways to build and run the container on the machine of a developer.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const settings = read(entitySettings);
    const ci = read(pipelines);
    const built = ci.status === 'present' ? ci.value.builds.flatMap(({ tags }) => tags) : [];
    const images = [
      ...(settings.status === 'present' ? (settings.value.get('image') ?? '').split(/[\s,]+/) : []),
      ...built.filter(tag => !/^\$/.test(tag)).slice(0, 100),
    ];
    const found: LocalEnvironment[] = [];
    let files = 0;
    for (const { path, content } of tree.value.entries) {
      if (foreign.test(path)) continue;
      if (tools.test(path)) {
        found.push({ strength: 'tool', message: `${path} runs the service locally.`, path });
        continue;
      }
      const isCandidate =
        composeFile.test(path) ||
        devcontainer.test(path) ||
        taskFiles.test(path) ||
        documents.test(path);
      if (!isCandidate || content.status !== 'present' || ++files > maximumFiles) continue;
      const one = readFile(path, content.value, { tree: tree.value, images });
      if (one) found.push(one);
    }
    const libraries = read(dependencies);
    if (libraries.status === 'present') {
      const uses = libraries.value.manifests.flatMap(manifest =>
        manifest.dependencies
          .filter(({ name }) => /testcontainers/i.test(name))
          .map(({ name, line }) => ({ name, path: manifest.path, line })),
      );
      found.push(
        ...uses.slice(0, 5).map(({ name, path, line }) => ({
          strength: 'tool' as const,
          message: `Tests start containers with ${name}.`,
          path,
          line,
        })),
      );
    }
    return present(found);
  },
});

function readFile(
  path: string,
  text: string,
  given: { readonly tree: RepositoryTree; readonly images: readonly string[] },
): LocalEnvironment | undefined {
  if (composeFile.test(path)) return readCompose(path, text, given.images);
  if (devcontainer.test(path)) return readDevcontainer(path, text, given.tree);
  const isDocument = documents.test(path);
  const match = isDocument ? findInCodeBlocks(text) : findInTasks(path, text);
  if (!match) return undefined;
  return {
    strength: isDocument ? 'documentation' : 'tool',
    message: isDocument
      ? `${path} tells which command runs the container; no file does it.`
      : `${path} builds or runs the container: ${match.command}.`,
    path,
    line: match.line,
  };
}

function readCompose(
  path: string,
  text: string,
  images: readonly string[],
): LocalEnvironment | undefined {
  const data = readYaml(text)?.data;
  const services = isRecord(data) && isRecord(data.services) ? Object.entries(data.services) : [];
  const own = services.find(
    ([, service]) =>
      isRecord(service) &&
      (service.build !== undefined ||
        (typeof service.image === 'string' &&
          images.some(
            image => image !== '' && repositoryOf(image) === repositoryOf(String(service.image)),
          ))),
  );
  return own
    ? { strength: 'tool', message: `compose runs the service ${own[0].slice(0, 60)}.`, path }
    : undefined;
}

function readDevcontainer(
  path: string,
  text: string,
  tree: RepositoryTree,
): LocalEnvironment | undefined {
  const built = /"(?:dockerComposeFile|dockerFile|dockerfile)"\s*:/i.exec(text);
  // Its own Dockerfile describes the tools of developers, not the service.
  const ownFile = /"docker[Ff]ile"\s*:\s*"(?:\.\/)?([^"/]+)"/.exec(text)?.[1];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (!built || (ownFile !== undefined && tree.has(folder + ownFile) && folder !== ''))
    return undefined;
  return {
    strength: 'tool',
    message: 'The development container runs the image of the service.',
    path,
  };
}

function findInTasks(path: string, text: string): { line: number; command: string } | undefined {
  const match = containerCommand.exec(text) ?? toolByVariable.exec(text);
  if (!match) return undefined;
  const line = text.slice(0, match.index).split('\n').length;
  const source = text.split('\n')[line - 1] ?? '';
  if (!/package\.json$/.test(path) && /^\s*#/.test(source)) {
    const rest = findInTasks(path, text.slice(match.index + match[0].length));
    return rest && { ...rest, line: rest.line + line - 1 };
  }
  return { line, command: match[0].slice(0, 60).trim() };
}

/** Commands in fenced or indented blocks; a sentence about docker is none. */
function findInCodeBlocks(text: string): { line: number; command: string } | undefined {
  let fenced = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~|----\s*$)/.test(line)) {
      fenced = !fenced;
    } else if (fenced || /^( {4}|\t|\s*\$ )/.test(line)) {
      const command = listShellCommands(line.replace(/^\s*[$>]\s/, ''))
        .map(({ words }) => words.join(' '))
        .find(words => containerCommand.test(words));
      if (command !== undefined) return { line: index + 1, command };
    }
  }
  return undefined;
}

function repositoryOf(image: string): string {
  return image.replace(/@.*/s, '').replace(/:[^/:]*$/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
