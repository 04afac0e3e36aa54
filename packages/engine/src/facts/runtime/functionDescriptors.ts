import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { CloudNode, descend, textOf } from '../cloud/cloudNode';
import { CloudResource } from '../cloud/cloudResource';
import { isImageFunction } from '../cloud/deploysFunction';
import { EnvironmentEntry } from '../deployment/workload';
import { SourceLocation } from '../image/imageConfig';
import { Resolved, resolved, unresolved } from '../resolved';

/** A Lambda function that runs an image, as infrastructure code describes it. @public */
export interface FunctionDescriptor extends SourceLocation {
  readonly unit: string;
  /** Not set where the tool that deploys builds the image. */
  readonly image: Resolved<string> | undefined;
  readonly environment: readonly EnvironmentEntry[];
  /** Why there may be other variables than these. */
  readonly environmentUnread?: string;
}

const variablesLimit = 500;

/** Absent when no infrastructure code describes a function of an image. @public */
export const functionDescriptors = defineFact<readonly FunctionDescriptor[]>({
  id: 'function-descriptors',
  description: 'Lambda functions that run an image.',
  derive: (_input, read) => {
    const model = read(cloud);
    if (model.status !== 'present') return model;
    const found = model.value.resources.filter(isImageFunction).map(readFunction);
    return found.length > 0 ? present(found) : absent();
  },
});

function readFunction(resource: CloudResource): FunctionDescriptor {
  const { properties, name, path, line } = resource;
  const uri = descend(properties, ['ImageUri']) ?? descend(properties, ['Code', 'ImageUri']);
  const variables = findVariables(properties);
  const unread = variables && whyOpen(variables);
  const entries = variables?.kind === 'map' ? [...variables.entries] : [];
  return {
    unit: `function/${name}`,
    path,
    line,
    ...(unread === undefined ? {} : { environmentUnread: unread }),
    image: uri && (uri.kind === 'unknown' ? unresolved(uri.reason) : resolved(textOf(uri))),
    environment: entries.slice(0, variablesLimit).map(([key, node]) => {
      const text = textOf(node);
      const stored = /^\{\{resolve:(secretsmanager|ssm-secure|ssm):/.test(text ?? '');
      const source = stored ? ('secret' as const) : ('literal' as const);
      const value =
        node.kind === 'unknown' ? unresolved<string>(node.reason) : resolved<string>(text);
      return { name: key, source, value, path, line: node.line ?? line };
    }),
  };
}

/** The variables, or what stands where they or a part of the way to them would. */
function findVariables(properties: CloudNode): CloudNode | undefined {
  const environment = descend(properties, ['Environment']);
  return environment?.kind === 'unknown'
    ? environment
    : descend(properties, ['Environment', 'Variables']);
}

function whyOpen(node: CloudNode): string | undefined {
  if (node.kind === 'unknown') return node.reason;
  return node.kind === 'map' ? node.open : undefined;
}
