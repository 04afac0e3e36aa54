import type { RepositoryName } from '../request/repositoryName';

/** A repository that exists. */
export type Repository = RepositoryName & {
  /** The bare repository on disk. */
  gitDir: string;
};
