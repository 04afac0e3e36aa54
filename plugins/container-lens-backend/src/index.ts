/**
 * The Container Lens backend.
 *
 * @packageDocumentation
 */
export { containerLensPlugin as default } from './plugin';
