import { CloudModel } from '../cloud/cloudResource';
import { RepositoryTree } from '../repository/repositoryTree';
import { readBake } from './bake/readBake';
import { buildspecName, readCodeBuild } from './buildspec/readCodeBuild';
import { CommandReader } from './commands/followCommands';
import { readGithubWorkflow } from './github/readGithubWorkflow';
import { readGitlab } from './gitlab/readGitlab';
import { findImageWork } from './image/findImageWork';
import { readJenkinsfile } from './jenkins/readJenkinsfile';
import { CiModel, CiSystem, Pipeline } from './model/pipeline';
import { readYamlTree, YamlValue } from './yaml/yamlTree';

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const gitlabFile = /^\.gitlab-ci\.ya?ml$/;
const jenkinsfile = /^Jenkinsfile(\.[\w-]+)?$/;
const pipelinesLimit = 200;

/** Files of systems that are not read. */
const otherSystems: readonly (readonly [RegExp, CiSystem, string])[] = [
  [/^bitbucket-pipelines\.ya?ml$/, 'bitbucket', 'Bitbucket Pipelines'],
  [/^(azure-pipelines[^/]*|\.azure-pipelines\/.+)\.ya?ml$/, 'azure', 'Azure Pipelines'],
  [/^\.circleci\/config\.ya?ml$/, 'circleci', 'CircleCI'],
  [/^\.drone\.ya?ml$/, 'drone', 'Drone'],
  [
    /^(\.travis\.yml|\.woodpecker(\.ya?ml|\/.+\.ya?ml)|\.buildkite\/pipeline\.ya?ml|\.semaphore\/.+\.ya?ml|\.appveyor\.yml|\.tekton\/.+\.ya?ml)$/,
    'other',
    'its CI system',
  ],
];

type Reading = Pick<CiModel, 'pipelines' | 'builds' | 'pushes' | 'deployments' | 'unread'>;

/** Reads every pipeline of the repository, each file once. */
export function readPipelines(
  tree: RepositoryTree,
  options: { readonly location?: string; readonly cloud?: CloudModel } = {},
): Reading {
  const files = new Map<string, YamlValue | undefined>();
  const readFile = (path: string): YamlValue | undefined => {
    if (!files.has(path)) {
      const text = tree.read(path);
      files.set(
        path,
        text.status === 'present' ? readYamlTree(path, skipHeader(text.value)) : undefined,
      );
    }
    return files.get(path);
  };
  const commands = new CommandReader(tree);
  const read: Pipeline[] = [];
  const called = new Set<string>();
  const unread: CiModel['unread'][number][] = [];
  for (const { path, content } of tree.entries) {
    if (workflow.test(path)) {
      const text = content.status === 'present' ? content.value : undefined;
      const reading =
        text === undefined || read.length >= pipelinesLimit
          ? undefined
          : readGithubWorkflow({ path, text, commands, readFile });
      if (!reading) {
        unread.push({ system: 'github', path, reason: `${path} could not be read` });
        continue;
      }
      read.push(reading.pipeline);
      reading.called.forEach(name => called.add(name));
      continue;
    }
    if (gitlabFile.test(path)) {
      const text = content.status === 'present' ? content.value : undefined;
      const onGitlabCom =
        options.location !== undefined &&
        /^(https?:\/\/|git@|ssh:\/\/git@)?gitlab\.com[/:]/.test(options.location);
      const pipeline =
        text === undefined
          ? undefined
          : readGitlab({ path, text, tree, commands, readFile, onGitlabCom });
      if (pipeline) {
        read.push(pipeline);
      } else {
        unread.push({ system: 'gitlab', path, reason: `${path} could not be read` });
      }
      continue;
    }
    if (jenkinsfile.test(path)) {
      const text = content.status === 'present' ? content.value : undefined;
      const pipeline = text === undefined ? undefined : readJenkinsfile(path, text, commands);
      if (pipeline) {
        read.push(pipeline);
      } else {
        unread.push({ system: 'jenkins', path, reason: `${path} is a program that is not read` });
      }
      continue;
    }
    const system = otherSystems.find(([pattern]) => pattern.test(path));
    if (system) {
      unread.push({ system: system[1], path, reason: `${path} (${system[2]}) is not read yet` });
    }
  }
  for (const path of tree.links) {
    const system = systemOf(path);
    if (system) unread.push({ system, path, reason: `${path} is a link and is not followed` });
  }
  const codeBuild = readCodeBuild({ tree, cloud: options.cloud, commands, readFile });
  read.push(...codeBuild.pipelines);
  unread.push(...codeBuild.unread);
  // The jobs of a workflow that is only called are read with its callers.
  const pipelines = read.filter(
    ({ path, triggers }) => !called.has(path) || triggers.some(({ kind }) => kind !== 'call'),
  );
  const copilot = buildsWithCopilot(tree);
  const work = pipelines.map(pipeline =>
    findImageWork(pipeline, (place, run) => readBake(tree, place, run), copilot),
  );
  return {
    pipelines,
    builds: work.flatMap(({ builds }) => builds),
    pushes: work.flatMap(({ pushes }) => pushes),
    deployments: [...work.flatMap(({ deployments }) => deployments), ...codeBuild.deployments],
    unread,
  };
}

/** Copilot builds unless each manifest names an image that exists. */
function buildsWithCopilot(tree: RepositoryTree): boolean {
  const texts = tree.entries
    .filter(({ path }) =>
      /(^|\/)copilot\/(?!environments\/|pipelines\/)[^/]+\/manifest\.ya?ml$/.test(path),
    )
    .map(({ content }) => (content.status === 'present' ? content.value : 'build:'));
  return (
    texts.length === 0 ||
    !texts.every(text => /(^|[\s{,])location\s*:/m.test(text) && !/(^|[\s{,])build\s*:/m.test(text))
  );
}

/** Whose pipelines a path describes. */
function systemOf(path: string): CiSystem | undefined {
  if (workflow.test(path)) return 'github';
  if (gitlabFile.test(path)) return 'gitlab';
  if (jenkinsfile.test(path)) return 'jenkins';
  if (buildspecName.test(path)) return 'codebuild';
  return otherSystems.find(([pattern]) => pattern.test(path))?.[1];
}

/** A header with inputs (`spec:`) stands before the configuration of GitLab; its lines are kept. */
function skipHeader(text: string): string {
  if (!/^\s*(?:---\s*\n)?spec:/.test(text)) {
    return text;
  }
  const end = text.indexOf('\n---', text.indexOf('spec:'));
  const head = end < 0 ? '' : text.slice(0, end + 4);
  return head.replace(/[^\n]/g, '') + text.slice(head.length);
}
