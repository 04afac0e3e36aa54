import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { repositoryTree } from '../repository/repositoryTree';
import { CiBuild, CiFact } from './ciBuild';
import { readMirrors } from './image/readMirrors';
import { ImageBuild } from './model/pipeline';
import { pipelines } from './pipelines';

/** What image units, build arguments and mirrors need of the pipelines. @public */
export const ciBuilds = defineFact<CiFact>({
  id: 'ci-builds',
  description: 'Image builds in the pipelines of the repository.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    const ci = read(pipelines);
    if (tree.status !== 'present') return tree;
    if (ci.status !== 'present') return ci;
    const mirrors = new Map<string, string[]>();
    const steps = ci.value.pipelines.flatMap(({ jobs }) => jobs).flatMap(job => job.steps);
    for (const [host, mirror] of steps.flatMap(readMirrors)) {
      mirrors.set(host, [...(mirrors.get(host) ?? []), mirror]);
    }
    const unread = ci.value.unread.map(({ path, reason }) => {
      const text = tree.value.read(path);
      return { path, reason, text: text.status === 'present' ? text.value : undefined };
    });
    return present({ builds: dropRepeated(ci.value.builds.flatMap(toCiBuild)), mirrors, unread });
  },
});

/** Builds from a Dockerfile; other tools name none. */
function toCiBuild(build: ImageBuild): CiBuild[] {
  const { context, file, target } = build;
  if (!context || !file) {
    return [];
  }
  return [
    {
      path: build.path,
      line: build.line,
      context,
      remoteContext: build.remoteContext,
      file,
      target: target ?? { resolved: true, value: undefined },
      buildArgs: build.buildArgs,
      secretArgs: build.secretArgs,
      labels: build.labels,
      tags: build.tags,
      pushes: build.pushTriggers.length > 0,
    },
  ];
}

/** A matrix that changes nothing but the name of the image repeats the build. */
function dropRepeated(builds: readonly CiBuild[]): CiBuild[] {
  const seen = new Map<string, CiBuild>();
  for (const build of builds) {
    const { tags: _tags, buildArgs, secretArgs, labels, ...others } = build;
    const key = JSON.stringify([others, [...buildArgs], [...secretArgs], [...labels]]);
    seen.set(key, seen.get(key) ?? build);
  }
  return [...seen.values()];
}
