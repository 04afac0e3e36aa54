/**
 * Scaffolder actions that render golden paths and gate them with the lens.
 *
 * @packageDocumentation
 */
export { scaffolderModuleContainerLens as default } from './module';
