import { CloudNode, descend, itemsOf, textOf } from '../cloud/cloudNode';
import { EnvironmentEntry } from '../deployment/workload';
import { Resolved, resolved, unresolved } from '../resolved';
import { clean } from './ecsFields';

const limit = 500;

/** A value that is nothing but a placeholder; a `$` inside of a text may be part of a password. */
const placeholder =
  /^(\$\{(?!AWS::)[^{}]*\}|\$[A-Z_][A-Z0-9_]*|\{\{[^{}]*\}\}|<[^<>]*>|__[A-Z0-9_]+__|#\{[^{}]*\})$/;

/** Variables and secrets of a container. */
export function readEnvironment(container: CloudNode, path: string): EnvironmentEntry[] {
  const entries: EnvironmentEntry[] = [];
  for (const item of itemsOf(descend(container, ['Environment'])).slice(0, limit)) {
    const name = textOf(descend(item, ['Name']));
    if (name === undefined) continue;
    const node = descend(item, ['Value']);
    const dynamic = /^\{\{resolve:(secretsmanager|ssm-secure|ssm):/.exec(textOf(node) ?? '')?.[1];
    entries.push({
      name,
      source: dynamic === undefined ? 'literal' : storeOf(dynamic),
      value:
        dynamic === undefined
          ? valueOf(node)
          : unresolved('It is read from a store at deploy time.'),
      path,
      line: item.line,
    });
  }
  for (const item of itemsOf(descend(container, ['Secrets'])).slice(0, limit)) {
    const name = textOf(descend(item, ['Name']));
    if (name === undefined) continue;
    entries.push({
      name,
      source: 'secret',
      value: unresolved('It is read from a secret store.'),
      path,
      line: item.line,
    });
  }
  return entries;
}

/** Parameters of Parameter Store are configuration, unless they are encrypted. */
function storeOf(service: string): EnvironmentEntry['source'] {
  return service === 'ssm' ? 'config' : 'secret';
}

function valueOf(node: CloudNode | undefined): Resolved<string> {
  if (node?.kind === 'unknown') return unresolved(node.reason);
  const text = textOf(node);
  return text !== undefined && placeholder.test(text)
    ? unresolved(`${clean(text)} is a placeholder.`)
    : resolved(text);
}
