import { ConflictError, InputError } from '@backstage/errors';
import { Check, lens } from '@container-lens/engine';

/**
 * Adds what modules bring to the checks that are there. Throws at start-up what would otherwise fail every assessment:
 * `InputError` for a check that the catalogue of the lens does not know, `ConflictError` for one that is there already.
 */
export function addChecks(checks: Check[], added: readonly Check[]): void {
  for (const check of added) {
    if (!lens.checks.some(({ id }) => id === check.id)) {
      throw new InputError(
        `The check "${check.id}" is not in the catalogue of the lens (version ${lens.version}), where checks take ` +
          'their title, severity and questions from: give it the id of a check that stands there.',
      );
    }
    if (checks.some(({ id }) => id === check.id)) {
      throw new ConflictError(
        `The check "${check.id}" is there already: checks cannot be replaced, remove it from the module that adds it.`,
      );
    }
    checks.push(check);
  }
}
