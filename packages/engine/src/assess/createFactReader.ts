import { Fact, FactInput, ReadFact } from '../contract/fact';
import { Observation, unavailable } from '../contract/observation';

/**
 * Reads facts at most once each. A fact that throws, or that needs itself, is `unavailable` with a reason: one broken
 * reading must not take the rest of the scorecard with it. The error's own message is not repeated, because it may
 * quote the file that was being read; `onError` receives it.
 */
export function createFactReader(
  input: FactInput,
  onError: (source: string, error: unknown) => void,
): ReadFact {
  const known = new Map<Fact<unknown>, Observation<unknown>>();
  const inProgress = new Set<Fact<unknown>>();

  function derive(fact: Fact<unknown>): Observation<unknown> {
    if (inProgress.has(fact)) {
      return unavailable('source-error', `The fact ${fact.id} needs itself and cannot be derived.`);
    }
    inProgress.add(fact);
    try {
      return fact.derive(input, read);
    } catch (error) {
      onError(`fact ${fact.id}`, error);
      return unavailable(
        'source-error',
        `Reading ${fact.id} failed with an internal error. This is a defect of Container Lens, not of the repository.`,
      );
    } finally {
      inProgress.delete(fact);
    }
  }

  function read<T>(fact: Fact<T>): Observation<T> {
    let observation = known.get(fact);
    if (!observation) {
      observation = derive(fact);
      // What a fact sees of itself in a cycle is not what others see of it.
      if (!inProgress.has(fact)) known.set(fact, observation);
    }
    return observation as Observation<T>;
  }

  return read;
}
