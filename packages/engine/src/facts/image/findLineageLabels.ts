import { CiBuild } from '../ci/ciBuild';
import { ImageReference, parseImageReference, repositoryOf } from '../dockerfile/imageReference';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { SourceLocation } from './imageConfig';

const nameLabel = 'org.opencontainers.image.base.name';
const digestLabel = 'org.opencontainers.image.base.digest';

/**
 * Where Dockerfile or pipeline set the labels that record the parent. `name` counts only when it names this parent.
 *
 * @public
 */
export function findLineageLabels(
  file: ResolvedDockerfile,
  builds: readonly CiBuild[],
  parent: ImageReference,
): { readonly name?: SourceLocation; readonly digest?: SourceLocation } {
  let name: SourceLocation | undefined;
  let digest: SourceLocation | undefined;
  const isParent = (text: string | undefined) => {
    const image = text === undefined ? undefined : parseImageReference(text.trim());
    return image !== undefined && repositoryOf(image) === repositoryOf(parent);
  };
  for (const step of file.finalChain.flatMap(stage => stage.steps)) {
    for (const pair of step.keyword === 'LABEL' ? step.pairs : []) {
      const location = { path: file.path, line: pair.line };
      const value = pair.value.resolved ? pair.value.value : undefined;
      if (pair.name === nameLabel) {
        name = isParent(value) ? location : undefined;
      } else if (pair.name === digestLabel) {
        // A build argument counts when a pipeline gives it a value; otherwise the label stays empty.
        const names = [...(pair.raw ?? '').matchAll(/\$\{?(\w+)/g)].map(match => match[1]!);
        const given = builds.some(build => names.some(arg => build.buildArgs.has(arg)));
        digest = isDigest(value) || (!pair.value.resolved && given) ? location : undefined;
      }
    }
  }
  for (const { path, line, labels } of builds) {
    name = labels.has(nameLabel) && isParent(labels.get(nameLabel)) ? { path, line } : name;
    const literal = labels.get(digestLabel);
    // Without a literal the pipeline computes it.
    const recorded = labels.has(digestLabel) && (literal === undefined || isDigest(literal));
    digest = recorded ? { path, line } : digest;
  }
  return { name, digest };
}

function isDigest(text: string | undefined): boolean {
  return text !== undefined && /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/i.test(text.trim());
}
