import { RepositoryTree } from '../repository/repositoryTree';
import { environmentOf } from '../deployment/deploymentPaths';
import { folderOf, joinPath } from '../repository/paths';

const composeName = /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/i;
const ciPath =
  /^(\.github\/workflows\/[^/]+|\.gitlab-ci\.yml|\.gitlab\/.+|\.circleci\/config\.yml|bitbucket-pipelines\.yml|azure-pipelines[^/]*|Jenkinsfile|buildspec[^/]*)$/i;
const scriptPath = /(^|\/)(GNUmakefile|[Mm]akefile|[^/]+\.(mk|sh|bash))$/;
const filesLimit = 20;
/** Options of the client stand between: `docker -H tcp://swarm:2376 stack deploy`. */
const stackDeploy = /\bdocker\b[^\n;&|]{0,200}? stack (?:deploy|up)\b/;

/** One stack: files that are merged in this order. */
export type ComposeStack = readonly string[];

/**
 * The compose files that describe production: with a declared deploy target the one of each folder with what production
 * lays over it, and the files that a pipeline gives to `docker stack deploy`. Without either, compose is for local work.
 */
export function composeFiles(
  tree: RepositoryTree,
  deployTarget: string | undefined,
): ComposeStack[] {
  const stacks = new Map<string, ComposeStack>();
  for (const stack of deployedStacks(tree)) stacks.set(stack.join(' '), stack);
  if (stacks.size === 0 && /^(compose|swarm)$/i.test(deployTarget ?? '')) {
    for (const stack of declaredStacks(tree)) stacks.set(stack.join(' '), stack);
  }
  return [...stacks.values()].slice(0, filesLimit);
}

function declaredStacks(tree: RepositoryTree): ComposeStack[] {
  const folders = new Map<string, string[]>();
  for (const path of [...tree.entries.map(entry => entry.path), ...tree.links]) {
    const isForeign =
      /(^|\/)(node_modules|vendor|tests?|examples?|docs?|\.devcontainer|e2e)\//i.test(path);
    if (!composeName.test(path) && !/(^|\/)(docker-)?stack([.-][^/]*)?\.ya?ml$/i.test(path))
      continue;
    if (isForeign) continue;
    folders.set(folderOf(path), [...(folders.get(folderOf(path)) ?? []), path]);
  }
  const named = [...folders].some(([folder]) => environmentOf(folder) === 'production');
  return [...folders].flatMap(([folder, paths]): ComposeStack[] => {
    if (named && environmentOf(folder) === 'other') return [];
    const bases = paths.filter(path => /(^|\/)(docker-)?(compose|stack)\.ya?ml$/i.test(path));
    const production = paths.filter(
      path => environmentOf(path.slice(folder.length)) === 'production',
    );
    const [base] = bases.length > 0 ? bases : paths.filter(isNeutral);
    const files = [...(base === undefined ? [] : [base]), ...production];
    return files.length > 0 ? [files] : [];
  });
}

/** Neither an environment nor what compose itself lays over for local work. */
function isNeutral(path: string): boolean {
  return environmentOf(path) === undefined && !/[.-](override|ci|debug|build)\.ya?ml$/i.test(path);
}

/** A Makefile or script that a pipeline names. */
function isCalled(path: string, tree: RepositoryTree): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const call = /makefile$|\.mk$/i.test(name) ? /\bmake\b/ : undefined;
  return tree.entries.some(
    entry =>
      ciPath.test(entry.path) &&
      entry.content.status === 'present' &&
      (call ? call.test(entry.content.value) : entry.content.value.includes(name)),
  );
}

/** `docker stack deploy -c compose.yaml -c compose.prod.yaml shop` in a pipeline. */
function deployedStacks(tree: RepositoryTree): ComposeStack[] {
  const found: ComposeStack[] = [];
  for (const { path, content } of tree.entries) {
    if (!ciPath.test(path) && !scriptPath.test(path)) continue;
    if (content.status !== 'present' || !stackDeploy.test(content.value)) continue;
    if (!ciPath.test(path) && !isCalled(path, tree)) continue;
    const text = content.value.replace(/\\\r?\n/g, ' ');
    for (const line of text.split('\n').slice(0, 20_000)) {
      const at = line.search(stackDeploy);
      if (at < 0 || /^\s*#/.test(line)) continue;
      const words = line.slice(at, at + 2000).split(/\s+/);
      const files = words.flatMap((word, i) => {
        const given = /^(?:-c|--compose-file)(?:=(.+))?$/.exec(word);
        const file = given && (given[1] ?? words[i + 1]);
        const full = file && joinPath(file.replace(/["']/g, ''));
        return full && tree.has(full) ? [full] : [];
      });
      if (files.length > 0) found.push(files);
    }
  }
  return found;
}
