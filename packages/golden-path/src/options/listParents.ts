import { GoldenPathConfig } from '../config/goldenPathConfig';
import { ParentChoice, parentChoices } from '../config/parentChoices';

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
  /** The pair it belongs to; what `parent` of the overrides names. */
  choice: string;
  choiceTitle: string;
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

/** The parents of a language, a pair after the other, the default first. */
export function listParents(config: GoldenPathConfig, language: string): ParentOption[] {
  return parentChoices(config, language).flatMap(choice => describePair(choice, language));
}

function describePair(choice: ParentChoice, language: string): ParentOption[] {
  return (['build', 'runtime'] as const).map(role => {
    const ref = choice[role];
    const [name = '', digest = ''] = ref.split('@');
    const colon = name.lastIndexOf(':');
    return {
      language,
      role,
      ref,
      repository: name.slice(0, colon),
      version: name.slice(colon + 1),
      digest,
      choice: choice.id,
      choiceTitle: choice.title,
      example: choice.example,
      // Nothing here asks a registry; an image without known findings is not one without findings.
      unknown: true,
    };
  });
}
