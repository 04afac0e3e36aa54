import { Resolved } from '../resolved';

/**
 * One place where a pipeline builds an image.
 *
 * @public
 */
export interface CiBuild {
  readonly path: string;
  readonly line?: number;
  /** Folder the build runs with, from the root of the repository. */
  readonly context: Resolved<string>;
  /** True when the context is a URL. */
  readonly remoteContext: boolean;
  /** Path of the Dockerfile from the root of the repository. */
  readonly file: Resolved<string>;
  readonly target: Resolved<string>;
  /** `undefined` as value: only known when the pipeline runs. */
  readonly buildArgs: ReadonlyMap<string, string | undefined>;
  /** Names of build arguments that hold a secret of the pipeline, with the line. */
  readonly secretArgs: ReadonlyMap<string, number | undefined>;
  readonly labels: ReadonlyMap<string, string | undefined>;
  /** Names given to the image, as written; only of build commands. */
  readonly tags?: readonly string[];
  readonly pushes: boolean;
}

/**
 * What the pipelines of the repository say about building images.
 *
 * @public
 */
export interface CiFact {
  readonly builds: readonly CiBuild[];
  /** Hosts whose images the builder fetches from a mirror: `docker.io` to the mirror. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  /** Pipelines that exist and were not understood, with their text where it was collected. */
  readonly unread: readonly {
    readonly path: string;
    readonly reason: string;
    readonly text?: string;
  }[];
}
