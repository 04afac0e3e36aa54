import { exampleParents } from './exampleParents';
import { GoldenPathConfig } from './goldenPathConfig';

/**
 * A pair of parent images that a service of a language can stand on.
 *
 * @public
 */
export interface ParentChoice {
  readonly id: string;
  readonly title: string;
  readonly build: string;
  readonly runtime: string;
  /** It belongs to the example organisation, and no registry serves it. */
  readonly example: boolean;
}

/**
 * The parents of a language, the default first: those of the configuration, or else those of the example organisation.
 *
 * @public
 */
export function parentChoices(config: GoldenPathConfig, language: string): ParentChoice[] {
  const configured = config.parentImages[language];
  const example = exampleParents.images[language];
  const pairs: GoldenPathConfig['parentImages'][string] = configured ?? (example ? [example] : []);
  return pairs.map(({ id = 'default', title = id, build, runtime }) => ({
    id,
    title,
    build,
    runtime,
    example: !configured,
  }));
}
