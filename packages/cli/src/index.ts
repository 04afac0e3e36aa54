/**
 * The `lens` command: checks a folder against the Container Build Lens.
 *
 * @packageDocumentation
 */
export { runLens } from './runLens';
export type { LensEnvironment } from './runLens';
