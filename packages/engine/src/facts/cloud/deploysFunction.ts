import { isDockerfileName } from '../../evidence/collectsContent';
import { RepositoryTree } from '../repository/repositoryTree';
import { textOf, descend } from './cloudNode';
import { CloudModel, CloudResource } from './cloudResource';

const otherDescriptors =
  /(^|\/)(Chart\.ya?ml|kustomization\.ya?ml|Kustomization|copilot\/[^/]+\/manifest\.ya?ml)$/;
const workloads = /^kind:[ \t]*["']?(Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod|Rollout)\b/m;
const runners =
  /^AWS::(ECS::(TaskDefinition|Service|ExpressGatewayService)|AppRunner::Service|Batch::JobDefinition)$/;

/**
 * Whether the one image of the repository is that of a Lambda function: its infrastructure has a function of an image,
 * and nothing in the repository runs containers.
 */
export function deploysFunction(model: CloudModel, tree: RepositoryTree): boolean {
  if (!model.resources.some(isImageFunction)) return false;
  if (model.resources.some(({ type }) => runners.test(type))) return false;
  if (tree.entries.filter(({ path }) => isDockerfileName(path)).length > 1) return false;
  return !tree.entries.some(
    ({ path, content }) =>
      otherDescriptors.test(path) ||
      (/\.ya?ml$/i.test(path) && content.status === 'present' && workloads.test(content.value)),
  );
}

/** A Lambda function that runs an image. */
export function isImageFunction({ type, properties }: CloudResource): boolean {
  if (type !== 'AWS::Serverless::Function' && type !== 'AWS::Lambda::Function') return false;
  return (
    textOf(descend(properties, ['PackageType'])) === 'Image' ||
    descend(properties, ['ImageUri']) !== undefined ||
    descend(properties, ['Code', 'ImageUri']) !== undefined
  );
}
