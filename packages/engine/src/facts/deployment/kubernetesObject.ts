import { SourceLocation } from '../image/imageConfig';

/**
 * An object of the production render, for what is no workload: Secret, ExternalSecret, Ingress, Argo CD Application.
 *
 * @public
 */
export interface KubernetesObject extends SourceLocation {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** The whole object as plain data, made when it is asked for. A null is `undefined`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Why a text of the data is not known: it has a mark of the renderer or a placeholder. */
  unknown(text: string): string | undefined;
  /** Place of a value, or of the nearest parent that has one. */
  locate(...way: readonly (string | number)[]): SourceLocation;
}
