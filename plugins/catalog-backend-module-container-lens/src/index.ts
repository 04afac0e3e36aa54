/**
 * Shows the packaged golden paths in the catalog and refreshes entities after a push.
 *
 * @packageDocumentation
 */
export { catalogModuleContainerLens as default } from './module';
