import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { repositoryTree } from '../repository/repositoryTree';
import { CiFact } from './ciBuild';
import { readWorkflow } from './readWorkflow';

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Files of other pipelines: found, not read yet. */
const otherSystems: readonly (readonly [RegExp, string])[] = [
  [/^\.gitlab-ci\.ya?ml$/, 'GitLab CI'],
  [/(^|\/)buildspec[^/]*\.ya?ml$/, 'CodeBuild'],
  [/^Jenkinsfile$/, 'Jenkins'],
  [/^bitbucket-pipelines\.ya?ml$/, 'Bitbucket Pipelines'],
  [/^azure-pipelines\.ya?ml$/, 'Azure Pipelines'],
  [/^\.circleci\/config\.ya?ml$/, 'CircleCI'],
  [/^\.drone\.ya?ml$/, 'Drone'],
  [/^(docker-bake\.(hcl|json)|docker-bake\.override\.hcl)$/, 'a bake file'],
];

/** @public */
export const ciBuilds = defineFact<CiFact>({
  id: 'ci-builds',
  description: 'Image builds in the pipelines of the repository.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') {
      return tree;
    }
    const builds: CiFact['builds'][number][] = [];
    const mirrors = new Map<string, string[]>();
    const unread: CiFact['unread'][number][] = [];
    for (const { path, content } of tree.value.entries) {
      const text = content.status === 'present' ? content.value : undefined;
      if (workflow.test(path)) {
        const reading = text === undefined ? undefined : readWorkflow(path, text);
        if (!reading) {
          unread.push({ path, reason: `${path} could not be read`, text });
          continue;
        }
        builds.push(...reading.builds);
        reading.mirrors.forEach(([host, mirror]) => {
          mirrors.set(host, [...(mirrors.get(host) ?? []), mirror]);
        });
        reading.unread.forEach(why => unread.push({ path, reason: `${path} ${why}`, text }));
        continue;
      }
      const system = otherSystems.find(([pattern]) => pattern.test(path));
      if (system) {
        unread.push({ path, reason: `${path} (${system[1]}) is not read yet`, text });
      }
    }
    return present({ builds, mirrors, unread });
  },
});
