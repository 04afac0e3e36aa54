import { LifecycleRule, RegistryImage } from '../../contract/registryEvidence';
import { SourceLocation } from '../image/imageConfig';
import { Resolved } from '../resolved';

/**
 * How one image repository is set up, whoever says so: the registry, or infrastructure as code.
 *
 * @public
 */
export interface RepositoryState {
  readonly name: string;
  readonly source: 'registry' | 'code';
  /** Of `code`. */
  readonly location?: SourceLocation;
  /** `undefined` as setting: the registry does not show it. */
  readonly mutability: {
    readonly setting: Resolved<string>;
    readonly exclusions: Resolved<readonly string[]>;
    readonly line?: number;
  };
  /** `undefined` as frequency: the registry does not show it. */
  readonly scanning: {
    readonly frequency: Resolved<string>;
    readonly scanType: Resolved<string>;
    readonly line?: number;
  };
  /** `undefined` as rules: the registry does not show them. */
  readonly lifecycle: {
    readonly rules: Resolved<readonly LifecycleRule[]>;
    readonly line?: number;
  };
  readonly pullThroughCache: boolean;
  readonly signingRule: boolean;
  /** Whether scanning of the registry itself is on, where it is not ECR. */
  readonly native: boolean | undefined;
  /** Of `registry`, where they can be listed. */
  readonly images: readonly RegistryImage[] | undefined;
}
