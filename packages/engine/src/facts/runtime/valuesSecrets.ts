import { isMap, isScalar, isSeq, Node } from 'yaml';
import { readYaml } from '../repository/readYaml';
import { findSecretValue, isPlaceholder, isSecretName } from '../repository/secretNames';
import { RepositoryTree } from '../repository/repositoryTree';
import { isEncrypted, isSecretReference, SecretExposure } from './secretExposure';

/** Keys that name an object or a part of it in values, and no secret. */
const structure = /^(key|secret|auth|credential|credentials)$/i;
const mention =
  /passw|pword|pwd|token|apikey|[_-](key|secret|auth)|(key|secret|auth)_|credential|ENC\[/i;
const nodesLimit = 20_000;

/**
 * Secrets that values files of charts hold as plain text.
 *
 * @param isLocal - files for development on one machine, which production does not use
 */
export function findValuesSecrets(
  tree: RepositoryTree,
  paths: readonly string[],
  isLocal: (path: string) => boolean,
  extraWords: readonly string[],
): SecretExposure[] {
  return paths.flatMap(path => {
    const content = tree.read(path);
    if (content.status !== 'present') return [];
    // Most values files name no secret at all, and parsing is dear.
    if (!mention.test(content.value)) return [];
    const file = readYaml(content.value);
    if (!file) return [];
    if (/^sops:/m.test(content.value) && /ENC\[AES256_GCM,/.test(content.value)) {
      return [
        { verdict: 'warn' as const, message: `${path} is encrypted in the repository.`, path },
      ];
    }
    const verdict = isLocal(path) ? 'warn' : 'fail';
    const found: SecretExposure[] = [];
    const say = (name: string, node: Node): void => {
      const line = file.lineOf(node.range?.[0]);
      found.push({ verdict, message: `${name} in ${path} is a secret as plain text.`, path, line });
    };
    let budget = nodesLimit;
    const walk = (node: unknown, depth: number): void => {
      if (depth > 50 || budget-- <= 0) return;
      if (isSeq(node)) node.items.forEach(item => walk(item, depth + 1));
      if (!isMap(node)) return;
      const name = node.get('name');
      const value = node.get('value', true);
      if (
        typeof name === 'string' &&
        isScalar(value) &&
        isLiteralSecret(name, value.value, extraWords)
      )
        say(name, value);
      for (const { key, value: child } of node.items) {
        const text = isScalar(key) ? String(key.value) : '';
        if (
          isScalar(child) &&
          !structure.test(text) &&
          isLiteralSecret(text, child.value, extraWords)
        )
          say(text, child);
        else walk(child, depth + 1);
      }
    };
    walk(file.document.contents, 0);
    return found.slice(0, 20);
  });
}

function isLiteralSecret(name: string, value: unknown, extraWords: readonly string[]): boolean {
  if (typeof value !== 'string' || !isSecretName(name, extraWords)) return false;
  return (
    !isPlaceholder(value) &&
    !isSecretReference(value) &&
    !isEncrypted(value) &&
    !/\{\{|\$\{?[A-Za-z_(]/.test(value)
  );
}

/** Secret values in the text of any descriptor, comments left out. */
export function findTextSecrets(tree: RepositoryTree, paths: readonly string[]): SecretExposure[] {
  return paths.flatMap(path => {
    const content = tree.read(path);
    if (content.status !== 'present' || findSecretValue(content.value) === undefined) return [];
    const lines = content.value.split('\n');
    const at = lines.findIndex(line => !/^\s*#/.test(line) && findSecretValue(line) !== undefined);
    if (at < 0) return [];
    const message = `${path} holds ${findSecretValue(lines[at]!) ?? 'a secret'}.`;
    return [{ verdict: 'fail' as const, message, path, line: at + 1 }];
  });
}
