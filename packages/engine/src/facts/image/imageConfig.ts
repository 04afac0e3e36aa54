import { Resolved } from '../resolved';

/** A place in the repository. @public */
export interface SourceLocation {
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

/**
 * HEALTHCHECK as the image will have it.
 *
 * @public
 */
export type ImageHealthcheck =
  | {
      readonly state: 'defined';
      readonly command: readonly string[];
      readonly shellForm: boolean;
      readonly location: SourceLocation;
    }
  | { readonly state: 'none'; readonly location: SourceLocation }
  | { readonly state: 'absent' }
  /** Inherited from a parent nobody knows. */
  | { readonly state: 'unknown'; readonly reason: string };

/**
 * A start command and the form it is written in.
 *
 * @public
 */
export interface StartCommand {
  readonly words: readonly string[];
  readonly form: 'exec' | 'shell';
  readonly location?: SourceLocation;
  /** True when it comes from the parent image and not from this Dockerfile. */
  readonly inherited: boolean;
  /** True for a script of the parent image that ends in `exec "$@"`: what follows it is what runs. */
  readonly handsOver?: boolean;
}

/**
 * The effective configuration of one image unit (catalogue definition `effective-config`), derived from the final
 * chain of its Dockerfile and the parent table.
 *
 * @public
 */
export interface ImageConfig {
  /** Name of the unit: path of its Dockerfile. */
  readonly unit: string;
  readonly user: Resolved<string>;
  readonly userLocation?: SourceLocation;
  readonly entrypoint: Resolved<StartCommand>;
  readonly cmd: Resolved<StartCommand>;
  readonly healthcheck: ImageHealthcheck;
  /** Kind of `/bin/sh` in the image. */
  readonly shell: 'dash' | 'bash' | 'busybox' | 'none' | 'unknown';
  readonly windows: boolean;
  /** Where the image in the registry, which decides, differs from the Dockerfile; sentences. */
  readonly conflicts?: readonly string[];
}
