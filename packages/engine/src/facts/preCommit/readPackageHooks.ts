import { isMap, isScalar, isSeq, Node } from 'yaml';
import { readYaml, YamlFile } from '../repository/readYaml';
import { CommitHook } from './commitHook';

/** Places in package.json that hold hooks. */
const places: readonly (readonly string[])[] = [
  ['husky', 'hooks'],
  ['simple-git-hooks'],
  ['gitHooks'],
  ['lint-staged'],
];

/** Hooks of package.json (husky 4, simple-git-hooks, yorkie, lint-staged) and of a file of lint-staged alone. */
export function readPackageHooks(path: string, text: string): CommitHook[] | undefined {
  const isManifest = path.endsWith('package.json');
  if (isManifest && !/"(husky|simple-git-hooks|gitHooks|lint-staged)"/.test(text)) return [];
  const file = readYaml(text);
  if (!file) return undefined;
  const roots = isManifest
    ? places.map(keys => file.document.getIn(keys))
    : [file.document.contents];
  return roots.flatMap(root => readCommands(path, file, root));
}

function readCommands(path: string, file: YamlFile, root: unknown): CommitHook[] {
  if (!isMap(root)) return [];
  return root.items.flatMap(({ key, value }) => {
    const id = isScalar(key) ? String(key.value) : '';
    const commands = isSeq(value) ? value.items : [value];
    return commands.flatMap(command =>
      isScalar(command) && typeof command.value === 'string'
        ? [{ id, entry: command.value, path, line: lineOf(file, command) }]
        : [],
    );
  });
}

function lineOf(file: YamlFile, node: Node): number | undefined {
  return file.lineOf(node.range?.[0]);
}
