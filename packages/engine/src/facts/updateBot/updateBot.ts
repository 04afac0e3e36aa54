import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { SourceLocation } from '../image/imageConfig';

/**
 * Whether something holds, with the sentence and the place that say so.
 *
 * @public
 */
export interface BotAnswer extends SourceLocation {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** A sentence with a full stop. */
  readonly reason: string;
}

/**
 * One configured bot that proposes new versions.
 *
 * @public
 */
export interface UpdateBot {
  readonly name: 'Renovate' | 'Dependabot';
  readonly path: string;
  /** Whether it proposes updates of the parent (of every image without one) of this Dockerfile. */
  covers(dockerfile: ResolvedDockerfile): BotAnswer;
  /** Whether it merges digest or patch updates of the images of this Dockerfile by itself. */
  merges(dockerfile: ResolvedDockerfile): BotAnswer;
}

/**
 * What the repository says about update bots.
 *
 * @public
 */
export interface UpdateBots {
  readonly bots: readonly UpdateBot[];
  /** Why a bot may run whose configuration is not read: central, or a file that is not understood. */
  readonly unread: readonly (SourceLocation & { readonly reason: string })[];
}
