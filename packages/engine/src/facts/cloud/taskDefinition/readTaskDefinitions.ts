import { CloudNode, descend, textOf } from '../cloudNode';
import { UnreadCloudFile } from '../cloudResource';
import { CloudFile, CloudVariant } from '../cloudVariant';
import { environmentName } from '../environmentName';
import { makeResource } from '../makeResource';
import { readJsonNode } from '../readJsonNode';
import { readYamlNode } from '../readYamlNode';
import { capitaliseTask } from './capitaliseTask';

const fileLimit = 100;
const sizeLimit = 256 * 1024;

/** Reads task definitions as `aws ecs register-task-definition` takes them, in JSON or YAML. */
export function readTaskDefinitions(files: readonly CloudFile[]): {
  readonly variants: CloudVariant[];
  readonly unread: UnreadCloudFile[];
} {
  const variants: CloudVariant[] = [];
  const unread: UnreadCloudFile[] = [];
  for (const { path, text } of files) {
    if (!namesContainers(path, text)) continue;
    const root =
      text.length > sizeLimit || variants.length >= fileLimit ? undefined : readRoot(path, text);
    const task = root && findTask(root);
    if (!task) {
      const reason = `The task definition ${path} cannot be read: it is malformed, too large or not literal.`;
      unread.push({ path, reason, types: ['AWS::ECS::TaskDefinition'] });
      continue;
    }
    const properties = capitaliseTask(task);
    const environment = environmentName(path);
    const resource = makeResource({
      type: 'AWS::ECS::TaskDefinition',
      name: textOf(descend(properties, ['Family'])) ?? path,
      source: 'ecs-task-definition',
      path,
      line: task.line,
      environment: environment?.name,
      properties,
    });
    variants.push({ path, environment, resources: [resource] });
  }
  return { variants, unread };
}

function namesContainers(path: string, text: string): boolean {
  if (!text.includes('ontainerDefinitions')) return false;
  if (/\.json$/i.test(path)) return /"[cC]ontainerDefinitions"\s*:/.test(text) && !isTemplate(text);
  return /\.ya?ml$/i.test(path) && /^[ \t]*["']?containerDefinitions["']?\s*:/m.test(text);
}

/** Templates are read as such. */
function isTemplate(text: string): boolean {
  return text.includes('AWS::ECS::');
}

function readRoot(path: string, text: string): CloudNode | undefined {
  return /\.json$/i.test(path) ? readJsonNode(text) : readYamlNode(text);
}

function findTask(root: CloudNode): CloudNode | undefined {
  const places = [[], ['taskDefinition'], ['TaskDefinition'], ['spec']];
  return places
    .map(place => descend(root, place))
    .find(
      node =>
        node?.kind === 'map' &&
        (node.entries.has('containerDefinitions') || node.entries.has('ContainerDefinitions')),
    );
}
