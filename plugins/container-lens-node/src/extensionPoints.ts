import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Check } from '@container-lens/engine';
import { EvidenceSource } from './evidenceSource';

/** @public */
export interface ContainerLensEvidenceExtensionPoint {
  /**
   * Adds places where evidence is read from, asked in this order and before the built-in one. Throws `ConflictError`
   * when an id is taken; `url-reader` is the built-in one's.
   */
  addEvidenceSources(...sources: EvidenceSource[]): void;
}

/** @public */
export interface ContainerLensChecksExtensionPoint {
  /**
   * Adds implementations of checks that stand in the catalogue of the lens. Throws `InputError` when the catalogue does
   * not know an id, and `ConflictError` when a check is there already; the backend then does not start.
   */
  addChecks(...checks: Check[]): void;
}

/**
 * Where modules add evidence sources.
 *
 * @public
 */
export const containerLensEvidenceExtensionPoint =
  createExtensionPoint<ContainerLensEvidenceExtensionPoint>({ id: 'container-lens.evidence' });

/**
 * Where modules add checks.
 *
 * @public
 */
export const containerLensChecksExtensionPoint =
  createExtensionPoint<ContainerLensChecksExtensionPoint>({ id: 'container-lens.checks' });
