import { Evidence, Subject } from './evidence';
import { Observation } from './observation';
import type { OrganisationDocument } from '../organisation/organisation';

/**
 * Everything a fact may be derived from. Checks never see it.
 *
 * @public
 */
export interface FactInput {
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly organisation: OrganisationDocument;
  /** The moment the assessment is made for; waivers and end-of-life dates are compared with it. */
  readonly now: Date;
}

/**
 * A typed reading of evidence: derived at most once per assessment, by a pure function of the input and of other facts.
 *
 * @public
 */
export interface Fact<T> {
  readonly kind: 'fact';
  readonly id: string;
  readonly description: string;
  readonly derive: (input: FactInput, read: ReadFact) => Observation<T>;
}

/** @public */
export type ReadFact = <T>(fact: Fact<T>) => Observation<T>;

/**
 * A fact a check can do without: `undefined` when it is absent.
 *
 * @public
 */
export interface OptionalFact<T> {
  readonly kind: 'optional';
  readonly fact: Fact<T>;
}

/**
 * A fact a check wants to see as it was observed, unavailable included, because it decides in spite of it.
 *
 * @public
 */
export interface ObservedFact<T> {
  readonly kind: 'observed';
  readonly fact: Fact<T>;
}

/** @public */
export function defineFact<T>(options: Omit<Fact<T>, 'kind'>): Fact<T> {
  return { kind: 'fact', ...options };
}

/** @public */
export function optional<T>(fact: Fact<T>): OptionalFact<T> {
  return { kind: 'optional', fact };
}

/** @public */
export function observed<T>(fact: Fact<T>): ObservedFact<T> {
  return { kind: 'observed', fact };
}
