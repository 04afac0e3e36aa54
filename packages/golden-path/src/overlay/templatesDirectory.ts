import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Levels from this file to the repository root in a checkout; an installed package needs fewer. */
const highestLevel = 6;

/**
 * The folder with the packaged templates and overlays: `templates/` of the repository in a checkout, and the copy that
 * packing puts beside `dist/` in an installed package.
 *
 * @throws Error when the package is incomplete.
 * @public
 */
export function templatesDirectory(): string {
  // Searched upwards, so it does not matter where the bundle lies.
  // eslint-disable-next-line no-restricted-syntax
  const start = __dirname;
  let folder = start;
  for (let level = 0; level < highestLevel; level++) {
    const candidate = join(folder, 'templates');
    if (existsSync(join(candidate, 'overlays', 'base', 'overlay.yaml'))) {
      return candidate;
    }
    folder = dirname(folder);
  }
  throw new Error(
    `The golden-path templates are missing near ${start}. The package @container-lens/golden-path is incomplete; install it again.`,
  );
}
