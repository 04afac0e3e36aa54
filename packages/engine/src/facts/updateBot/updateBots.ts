import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { parseJson5 } from './parseJson5';
import { readDependabot } from './readDependabot';
import { readRenovate } from './readRenovate';
import { UpdateBot, UpdateBots } from './updateBot';

/** In the order in which Renovate looks; the first that exists is its configuration. */
const renovateFiles = [
  'renovate.json',
  'renovate.jsonc',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.jsonc',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.jsonc',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.jsonc',
  '.renovaterc.json5',
];

const dependabotFiles = [
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
  '.gitlab/dependabot.yml',
  '.gitlab/dependabot.yaml',
];

/** A pipeline of this repository that runs Renovate itself. */
const runsRenovate =
  /uses:\s*["']?renovatebot\/github-action@|image:\s*["']?(?:[\w.-]+\/)*renovate\/renovate\b|renovate-bot\/renovate-runner|npx\s+(?:--?\w+\s+)*renovate\b/;
const pipelineFile =
  /^(\.github\/workflows\/[^/]|\.gitlab-ci|azure-pipelines|bitbucket-pipelines).*\.ya?ml$/;

/** @public */
export const updateBots = defineFact<UpdateBots>({
  id: 'update-bots',
  description: 'Bots that propose new versions, with what they look at.',
  derive: ({ organisation }, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const bots: UpdateBot[] = [];
    const unread: UpdateBots['unread'][number][] = [];
    const take = (path: string, bot: UpdateBot | undefined, name: string) => {
      if (bot) bots.push(bot);
      else
        unread.push({ path, reason: `${path} is no configuration of ${name} that can be read.` });
    };
    for (const path of dependabotFiles) {
      const text = textOf(tree.value, path);
      if (text !== undefined) take(path, readDependabot(path, text), 'Dependabot');
    }
    const renovate = renovateFiles.find(path => tree.value.has(path));
    if (renovate !== undefined) {
      const text = parseJson5(textOf(tree.value, renovate) ?? '');
      take(renovate, text && readRenovate(renovate, text, text.data), 'Renovate');
    } else {
      const manifest = tree.value.read('package.json');
      const text =
        manifest.status === 'present' && manifest.value.includes('"renovate"')
          ? parseJson5(manifest.value)
          : undefined;
      const config = (text?.data as { renovate?: unknown } | undefined)?.renovate;
      if (text && config !== undefined) {
        take('package.json', readRenovate('package.json', text, config), 'Renovate');
      } else {
        unread.push(...centralBots(tree.value));
      }
    }
    if (organisation.updateBotElsewhere) {
      const reason = 'The organisation runs a bot whose configuration is not in this repository.';
      unread.push({ path: '', reason });
    }
    return present({ bots, unread });
  },
});

/** Undefined when the file does not exist; empty, which no bot accepts, when it cannot be read. */
function textOf(tree: RepositoryTree, path: string): string | undefined {
  const text = tree.read(path);
  if (text.status === 'absent') return undefined;
  return text.status === 'present' ? text.value : '';
}

/** A job that runs Renovate with a configuration from elsewhere. */
function centralBots(tree: RepositoryTree): UpdateBots['unread'][number][] {
  return tree.entries
    .filter(({ path }) => pipelineFile.test(path))
    .filter(({ content }) => content.status === 'present' && runsRenovate.test(content.value))
    .map(({ path }) => ({
      path,
      reason: `${path} runs Renovate with a configuration that is not in this repository.`,
    }));
}
