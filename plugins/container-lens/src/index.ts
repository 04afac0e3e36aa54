/**
 * Frontend of Container Lens for the new frontend system of Backstage.
 *
 * @packageDocumentation
 */
export { containerLensPlugin as default } from './plugin';
export { containerLensApiRef } from './api/containerLensApiRef';
