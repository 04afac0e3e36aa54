import { Finding } from '../../contract/verdict';
import { readYamlTree, YamlValue } from '../ci/yaml/yamlTree';

/** Maps of a pipeline whose keys name variables and credentials. */
const holders = /^(env|environment|variables|credentials|secrets|matrix|include)$/;
/** A key with the word of a secret and the start of a literal, so that most files need no second reading. */
const mayHold =
  /(key|auth|credentials?|passw(?:or)?d|pword|secret|(?<!id-)token|pgpassword|mysql_pwd)["']?[ \t]*:[ \t]*(?:\[[ \t]*)?(?:["']?[^\s"'${[|>#]|[|>])/i;
const depthLimit = 30;

/**
 * Keys that name a secret and have a literal, wherever the file of a pipeline sets variables: rules, matrices, hidden
 * jobs, containers, calls of other workflows. Service containers are left out.
 */
export function findSecretKeys(
  { path, text }: { readonly path: string; readonly text: string },
  isSecret: (name: string, value: string) => boolean,
): Finding[] {
  if (!/\.ya?ml$/.test(path) || !mayHold.test(text)) return [];
  const root = readYamlTree(path, text);
  const found: Finding[] = [];
  const check = (name: string, value: YamlValue) => {
    const texts = value.items ?? [value.entries?.get('value') ?? value];
    if (texts.some(item => item.text !== undefined && isSecret(name, item.text))) {
      const message = `${name} has a literal value.`;
      found.push({ message, path: value.path, line: value.keyLine ?? value.line });
    }
  };
  const walk = (value: YamlValue, holds: boolean, depth: number): void => {
    if (depth > depthLimit || found.length >= 50) return;
    value.items?.forEach(item => walk(item, holds, depth + 1));
    value.entries?.forEach((below, name) => {
      if (name === 'services') return;
      if (holds) check(name, below);
      const isHolder = holders.test(name);
      walk(below, isHolder || (holds && below.items !== undefined), depth + 1);
    });
  };
  if (root) walk(root, false, 0);
  return found;
}
