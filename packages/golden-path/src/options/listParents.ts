import { exampleParents } from '../config/exampleParents';
import { GoldenPathConfig } from '../config/goldenPathConfig';

/**
 * A parent image that a new service begins with.
 *
 * @public
 */
export interface ParentOption {
  language: string;
  /** `build` has the tools of the language, `runtime` is what the shipped image stands on. */
  role: 'build' | 'runtime';
  /** Reference with tag and digest. */
  ref: string;
  /** Host and repository. */
  repository: string;
  version: string;
  digest: string;
  /** It belongs to the example organisation, and no registry serves it. */
  example: boolean;
  /** When it was pushed, where a registry said so. */
  pushedAt?: string;
  /** Open findings, where a registry said so. */
  critical?: number;
  high?: number;
  /** Whether nobody knows the findings. */
  unknown: boolean;
}

/** The parents of a language: those of the configuration, or else those of the example organisation. */
export function listParents(config: GoldenPathConfig, language: string): ParentOption[] {
  const configured = config.parentImages[language];
  const parents = configured ?? exampleParents.images[language];
  if (!parents) {
    return [];
  }
  return (['build', 'runtime'] as const).map(role => {
    const ref = parents[role];
    const [name = '', digest = ''] = ref.split('@');
    const colon = name.lastIndexOf(':');
    return {
      language,
      role,
      ref,
      repository: name.slice(0, colon),
      version: name.slice(colon + 1),
      digest,
      example: !configured,
      // Nothing here asks a registry; an image without known findings is not one without findings.
      unknown: true,
    };
  });
}
