import { Observation } from '../../contract/observation';
import { CiBuild } from '../ci/ciBuild';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';

/**
 * The folder a build sends to the builder.
 *
 * @public
 */
export type BuildContext =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'remote' }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * One image the repository builds (catalogue definition `image-unit`).
 *
 * @public
 */
export interface ImageUnit {
  /** Path of its Dockerfile, with the stage where the pipelines push several stages of it. */
  readonly name: string;
  /** Path of its Dockerfile. */
  readonly path: string;
  readonly dockerfile: Observation<ResolvedDockerfile>;
  readonly context: BuildContext;
  /** The builds of the pipelines that produce it. */
  readonly builds: readonly CiBuild[];
}
