/** @public */
export type Ecosystem =
  | 'npm'
  | 'pypi'
  | 'go'
  | 'maven'
  | 'gradle'
  | 'cargo'
  | 'rubygems'
  | 'composer'
  | 'nuget'
  | 'hex'
  | 'other';

/** One declared dependency. @public */
export interface Dependency {
  /** As the ecosystem writes it: `@aws-sdk/client-s3`, `boto3`, `software.amazon.awssdk:s3`. Lower case for pypi. */
  readonly name: string;
  /** Version or range as written; `undefined` when none is written. */
  readonly version?: string;
  /** Only for development or tests. */
  readonly development: boolean;
  /** Among those for development, one that a group of tests installs by itself (Bundler). */
  readonly test?: boolean;
  /**
   * What else than a library of its own it is: a build plugin, the parent of the build, or a list of versions (bill of
   * materials) that is imported.
   */
  readonly role?: 'plugin' | 'parent' | 'versions';
  readonly line?: number;
}

/** One dependency manifest. @public */
export interface DependencyManifest {
  readonly path: string;
  readonly ecosystem: Ecosystem;
  /** Name other manifests of the repository know it by: `com.example:orders`. Maven only. */
  readonly project?: string;
  readonly dependencies: readonly Dependency[];
  /** Why it could not be read (in part); then `dependencies` may be empty. */
  readonly unreadable?: string;
  /** Paths of the lock files of the same project that are tracked. */
  readonly locks: readonly string[];
}

/**
 * Dependency manifests of the repository, those of vendored folders, tests, examples and documentation left out.
 *
 * @public
 */
export interface Dependencies {
  readonly manifests: readonly DependencyManifest[];
  /** Production dependencies whose name matches, with their manifest; in Python names `_` and `.` are `-`. */
  find(pattern: RegExp): readonly {
    readonly dependency: Dependency;
    readonly manifest: DependencyManifest;
  }[];
}
