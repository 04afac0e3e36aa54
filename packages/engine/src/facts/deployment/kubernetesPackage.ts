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

/** @public */
export interface KubernetesPackages {
  readonly packages: readonly KubernetesPackage[];
  readonly unread: readonly UnreadDescriptor[];
}
