import { Check } from '../contract/check';
import * as checks from '.';

/**
 * Every implemented check of the catalogue, sorted by id. `checks/index.ts` is the register.
 *
 * @public
 */
export const allChecks: readonly Check[] = Object.values(checks as Record<string, Check>).sort(
  (a, b) => (a.id < b.id ? -1 : 1),
);
