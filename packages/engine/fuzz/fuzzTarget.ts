import { RepositoryFile } from '../src/evidence/repositoryFromFiles';
import { Corpus } from './corpus';
import { RandomSource } from './randomSource';

/** A text, or the files of a repository. */
export type FuzzInput = string | Readonly<Record<string, RepositoryFile>>;

/** One part of the engine with a way to make inputs for it. */
export interface FuzzTarget {
  readonly name: string;
  /** Share of all inputs, relative to the other targets. */
  readonly share: number;
  /** Milliseconds of work that one input may take. */
  readonly limitMs: number;
  make(corpus: Corpus, random: RandomSource): FuzzInput;
  /** What is equal each time the same input is given. Throws when something is wrong. */
  run(input: FuzzInput): unknown;
}
