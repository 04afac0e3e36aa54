import { ReasonCode } from '../../contract/observation';
import { StartReading } from '../script/classifyStart';
import { ScriptSource } from '../script/findScript';
import { ImageConfig, SourceLocation } from './imageConfig';

/**
 * What starts in one container: the command of the deploy descriptor, or of the image.
 *
 * @public
 */
export interface ImageStart {
  /** Path of the Dockerfile, or name of the container whose descriptor replaces the command. */
  readonly unit: string;
  readonly location: SourceLocation;
  /** Kind of the workload whose descriptor replaces the command. */
  readonly workloadKind?: string;
  /** Kind of `/bin/sh` in the image. */
  readonly shell: ImageConfig['shell'];
  readonly windows: boolean;
  readonly start:
    | { readonly kind: 'unknown'; readonly code: ReasonCode; readonly reason: string }
    | {
        readonly kind: 'known';
        readonly reading: StartReading;
        /** ENTRYPOINT and CMD joined (or what replaces them); shell form is `sh -c text`. */
        readonly words: readonly string[];
        /** The script that is started, when it is one. */
        readonly script?: ScriptSource & { readonly command: string };
        /** The script in the arguments of that script, which it may hand over to. */
        readonly next?: ScriptSource & { readonly command: string };
        /** True when a script of a known parent hands over with exec before this. */
        readonly behindParentScript: boolean;
      };
  /** Why a deploy descriptor that may replace the command was not read. */
  readonly unreadDescriptor?: string;
  /** `npm start` of package.json and the like, for the advice. */
  readonly packageScripts?: ReadonlyMap<string, string>;
}
