/**
 * What modules of the Container Lens backend build on.
 *
 * @packageDocumentation
 */
export * from './evidenceSource';
export * from './extensionPoints';
export { RemoteOverlays } from './RemoteOverlays';
export type { RemoteOverlayFolder } from './RemoteOverlays';
