import { Resolved } from '../resolved';
import { Instruction } from './dockerfile';
import { ImageReference } from './imageReference';

/** `name=value` of ENV, LABEL or ARG. @public */
export interface NamedValue {
  readonly name: string;
  readonly value: Resolved<string>;
  /** As written. */
  readonly raw: string | undefined;
  readonly line: number;
}

/**
 * Where a stage, a COPY --from or a mount takes its files from.
 *
 * @public
 */
export type Source =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly image: ImageReference }
  | { readonly kind: 'unresolved'; readonly text: string; readonly reason: string };

/** @public */
export interface RunMount {
  readonly type: string;
  readonly target?: string;
  readonly from?: Source;
}

/**
 * One instruction of a stage with its variables resolved.
 *
 * @public
 */
export interface Step {
  readonly instruction: Instruction;
  readonly keyword: string;
  readonly line: number;
  /** ENV, LABEL, ARG. */
  readonly pairs: readonly NamedValue[];
  /** USER: the user without group; WORKDIR and STOPSIGNAL: the value. */
  readonly value?: Resolved<string>;
  /** COPY and ADD from the context or `from`: what is copied. */
  readonly sources: readonly Resolved<string>[];
  readonly destination?: Resolved<string>;
  /** COPY --from. */
  readonly from?: Source;
  /** RUN. */
  readonly mounts: readonly RunMount[];
  /** RUN, CMD, ENTRYPOINT, HEALTHCHECK in shell form: the words of the SHELL in force. */
  readonly shell: readonly string[];
  /** What a variable of the image (ENV) or build (ARG) holds before this instruction. */
  readonly variable: (name: string) => Resolved<string> | undefined;
}

/** @public */
export interface Stage {
  readonly index: number;
  readonly name?: string;
  readonly line: number;
  readonly base: Source;
  /** The image or stage of FROM as written, variables included. */
  readonly written: string;
  /** `--platform` of FROM as written. */
  readonly platform?: string;
  /** Without FROM and ONBUILD. */
  readonly steps: readonly Step[];
}

/**
 * An image of a registry that the build reads.
 *
 * @public
 */
export interface ExternalReference {
  readonly source: Extract<Source, { kind: 'image' | 'unresolved' }>;
  readonly role: 'from' | 'copy-from' | 'mount-from';
  readonly stage: number;
  readonly inFinalChain: boolean;
  readonly line: number;
}

/**
 * A Dockerfile for one target and one set of build arguments.
 *
 * @public
 */
export interface ResolvedDockerfile {
  readonly path: string;
  readonly escape: string;
  readonly globalArgs: readonly NamedValue[];
  readonly stages: readonly Stage[];
  /** Target stage and the stages it inherits from, oldest first. */
  readonly finalChain: readonly [Stage, ...Stage[]];
  readonly buildOnlyStages: readonly Stage[];
  /** The base of the oldest stage of the final chain: `scratch`, an image, or unresolved. */
  readonly parent: Exclude<Source, { kind: 'stage' }>;
  /** Line of the FROM that names the parent. */
  readonly parentLine: number;
  readonly references: readonly ExternalReference[];
}
