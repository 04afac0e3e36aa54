import { ManifestDocument } from '../../helm/chart/manifestDocument';
import { UnreadDescriptor } from './ownContainer';

/**
 * Kubernetes objects that are deployed together: one rendered chart, or all plain manifests.
 *
 * @public
 */
export interface KubernetesPackage {
  /** Folder of the chart, or empty for plain manifests. */
  readonly path: string;
  /** Values file of the environment, when there are several renders of one chart. */
  readonly variant?: string;
  readonly documents: readonly ManifestDocument[];
  /** Repositories without tag that the values name as the chart's main image. */
  readonly mainImages: readonly string[];
  /** Why a text with an unknown part is not known; undefined when it is. */
  readonly reasonOf: (text: string) => string | undefined;
}

/**
 * What one environment gets of one chart or overlay.
 *
 * @public
 */
export interface KubernetesEnvironment {
  /** `prod`. */
  readonly name: string;
  /** Only environments of the same source are alike: the chart, or the path with the environment left out. */
  readonly source: string;
  /** Values file or overlay. */
  readonly path: string;
  readonly packages: readonly KubernetesPackage[];
  /** Why it could not be rendered whole. */
  readonly unread?: string;
}

/** @public */
export interface KubernetesPackages {
  readonly packages: readonly KubernetesPackage[];
  readonly unread: readonly UnreadDescriptor[];
  readonly environments: readonly KubernetesEnvironment[];
}
