import { CloudModel } from '../cloud/cloudResource';
import { OwnContainer } from '../deployment/ownContainer';
import { folderOf, joinPath } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';
import { IsSecretName } from '../repository/secretNameTest';
import { isPlaceholder } from '../repository/secretNames';
import { isEncrypted, isSecretReference, SecretExposure } from './secretExposure';

const itemsLimit = 200;
const manifest = /(^|\/)copilot\/([^/]{1,100}\/)?manifest\.ya?ml$/;

/** Literals of every container of a task, also of agents that are not the entity's own. @public */
export function findTaskSecrets(cloud: CloudModel, isSecret: IsSecretName): SecretExposure[] {
  const all = [...cloud.resources, ...cloud.environments.flatMap(({ resources }) => resources)];
  const tasks = all.filter(({ type }) => type === 'AWS::ECS::TaskDefinition');
  return tasks.flatMap(task => {
    const list = task.get('ContainerDefinitions');
    return listOf(list.resolved ? list.value : undefined).flatMap((container, i) =>
      listOf(fieldOf(container, 'Environment')).flatMap((entry, j): SecretExposure[] => {
        const name = fieldOf(entry, 'Name');
        const value = fieldOf(entry, 'Value');
        if (!isLiteralSecret(name, value, isSecret)) return [];
        const owner = String(fieldOf(container, 'Name') ?? '?').slice(0, 100);
        return [
          {
            verdict: 'fail',
            message: `${String(name)} of ${owner} is a secret, written in the descriptor.`,
            path: task.path,
            line: task.lineOf('ContainerDefinitions', i, 'Environment', j),
          },
        ];
      }),
    );
  });
}

/** Literals below any `variables` of Copilot manifests: of the service, its sidecars, every environment. @public */
export function findCopilotSecrets(tree: RepositoryTree, isSecret: IsSecretName): SecretExposure[] {
  return tree.entries
    .filter(({ path }) => manifest.test(path))
    .flatMap(({ path, content }) => {
      const text = content.status === 'present' ? content.value : '';
      const found: SecretExposure[] = [];
      const walk = (value: unknown, key: string, depth: number): void => {
        if (typeof value !== 'object' || value === null || depth > 8) return;
        for (const [name, below] of Object.entries(value).slice(0, itemsLimit)) {
          if (key === 'variables' && isLiteralSecret(name, below, isSecret)) {
            const at = text.split('\n').findIndex(row => row.trim().startsWith(`${name}:`));
            const message = `${name} is a secret, written in the descriptor.`;
            found.push({ verdict: 'fail', message, path, ...(at < 0 ? {} : { line: at + 1 }) });
          }
          walk(below, name, depth + 1);
        }
      };
      if (text.includes('variables')) walk(readYaml(text)?.data, '', 0);
      return found;
    });
}

/** Literals in the tracked files that `env_file` of a stack or a Copilot manifest names. @public */
export function findEnvironmentFileSecrets(
  containers: readonly OwnContainer[],
  tree: RepositoryTree,
  isSecret: IsSecretName,
): SecretExposure[] {
  return containers
    .filter(({ platform }) => platform === 'compose' || platform === 'copilot')
    .flatMap(({ environmentFrom, path: from, platform }) =>
      environmentFrom.slice(0, itemsLimit).flatMap(({ name: file }): SecretExposure[] => {
        const path = joinPath(platform === 'copilot' ? '' : folderOf(from), file);
        if (path === undefined || !tree.has(path)) return [];
        const content = tree.read(path);
        if (content.status !== 'present') {
          const message = `What variables ${path} sets is not known: its text is not read.`;
          return [{ verdict: 'unknown', message, path }];
        }
        const rows = content.value.split('\n');
        return rows.slice(0, 1000).flatMap((row, index): SecretExposure[] => {
          const [, name, value] = /^\s*(?:export\s+)?(\w{1,200})=(.{0,2000})$/.exec(row) ?? [];
          return isLiteralSecret(name, value?.replace(/^["']|["']\s*$/g, ''), isSecret)
            ? [
                {
                  verdict: 'fail',
                  message: `${name} is a secret, written in ${path}.`,
                  path,
                  line: index + 1,
                },
              ]
            : [];
        });
      }),
    );
}

function isLiteralSecret(name: unknown, value: unknown, isSecret: IsSecretName): boolean {
  return (
    typeof name === 'string' &&
    (typeof value === 'string' || typeof value === 'number') &&
    isSecret(name) &&
    !isPlaceholder(String(value)) &&
    !isSecretReference(String(value)) &&
    !isEncrypted(String(value)) &&
    !/\$[({]|\{\{|^\$\w+$/.test(String(value))
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]).slice(0, itemsLimit) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
