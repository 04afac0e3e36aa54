import { CiModel } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { RepositoryTree } from '../repository/repositoryTree';

const build =
  /^(?!\s*#).*(\b(docker|podman|buildah)( buildx)? (build|bud)\b|\baws-ecr\/build|\bdocker\/(publish|build))/;
/** A machine of the organisation: `resource_class: example/builders`. */
const selfManaged = /^[ \t]*resource_class:\s*["']?[\w-]{1,100}\//m;

/**
 * Where CircleCI builds an image on its own machines. Its jobs are not read, but that much stands in the file.
 */
export function findCircleBuild(ci: CiModel, tree: RepositoryTree): SourceLocation | undefined {
  for (const { path } of ci.unread) {
    if (!/^\.circleci\/config\.ya?ml$/.test(path)) continue;
    const text = tree.read(path);
    if (text.status !== 'present' || selfManaged.test(text.value)) continue;
    const line = text.value.split('\n').findIndex(row => build.test(row.slice(0, 1000)));
    if (line >= 0) return { path, line: line + 1 };
  }
  return undefined;
}
