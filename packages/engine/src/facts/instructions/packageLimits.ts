import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { findLensCheck } from '../../lens/lens';

/**
 * How many packages of the operating system an image may install: up to `pass`, and up to `warn`.
 */
export const packageLimits = defineFact<{ readonly pass: number; readonly warn: number }>({
  id: 'package-limits',
  description: 'Limits of the catalogue for packages of the operating system.',
  derive: () => {
    const { pass_max: pass, warn_max: warn } = (findLensCheck('cost-parent-common-packages')
      ?.parameters ?? {}) as { pass_max?: number; warn_max?: number };
    return present({ pass: pass ?? 5, warn: warn ?? 15 });
  },
});
