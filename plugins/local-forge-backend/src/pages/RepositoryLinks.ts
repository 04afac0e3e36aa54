import type { RepositoryName } from '../request/repositoryName';

/** The addresses of one repository's pages. */
export class RepositoryLinks {
  /** The repository's own page. */
  readonly home: string;
  readonly clone: string;
  readonly pulls: string;

  private constructor(baseUrl: string, repository: RepositoryName) {
    this.home = `${baseUrl}/${repository.owner}/${repository.name}`;
    this.clone = `${this.home}.git`;
    this.pulls = `${this.home}/pulls`;
  }

  static create(baseUrl: string, repository: RepositoryName): RepositoryLinks {
    return new RepositoryLinks(baseUrl, repository);
  }

  source(point: SourcePoint, path = ''): string {
    return this.#at('src', point, path);
  }

  raw(point: SourcePoint, path: string): string {
    return this.#at('raw', point, path);
  }

  #at(view: 'src' | 'raw', { kind, ref }: SourcePoint, path: string): string {
    const tail = path === '' ? '' : `/${path.split('/').map(encodeURIComponent).join('/')}`;
    return `${this.home}/${view}/${kind}/${encodeURIComponent(ref)}${tail}`;
  }
}

/** Which state of the repository is looked at. */
export type SourcePoint = { kind: 'branch' | 'commit' | 'tag'; ref: string };
