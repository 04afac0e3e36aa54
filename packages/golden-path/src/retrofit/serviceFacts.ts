import { Workload } from '../service/serviceSpec';

/**
 * One thing that was read of a repository, with the place that says so, or why it cannot be told.
 *
 * @public
 */
export type ServiceFact<T> =
  | {
      readonly value: T;
      /** `form`: a person said so, which wins. */
      readonly source: 'repository' | 'form';
      readonly path?: string;
      /** From 1. */
      readonly line?: number;
    }
  | { readonly value: undefined; readonly reason: string };

/** @public */
export type RetrofitLanguage = 'node' | 'go' | 'python' | 'java';

/** @public */
export interface HealthPaths {
  readonly live: string;
  readonly ready: string;
}

/** How the tests of a repository run. @public */
export interface TestCommand {
  /** What has to run before; empty for nothing. */
  readonly install: string;
  readonly test: string;
}

/**
 * What a repository says about the service in it. Nothing is guessed silently: a fact is known with its place, or unknown
 * with a reason.
 *
 * @public
 */
export interface ServiceFacts {
  readonly name: ServiceFact<string>;
  readonly language: ServiceFact<RetrofitLanguage>;
  readonly framework: ServiceFact<string>;
  readonly port: ServiceFact<number>;
  readonly workload: ServiceFact<Workload>;
  /** The one that is shipped. */
  readonly dockerfile: ServiceFact<string>;
  readonly dockerfiles: readonly string[];
  readonly health: ServiceFact<HealthPaths>;
  /** Every path that looks like one for probes. */
  readonly healthEndpoints: readonly {
    readonly route: string;
    readonly path: string;
    readonly line: number;
  }[];
  readonly tests: ServiceFact<TestCommand>;
  /** Descriptors of any platform. */
  readonly deployments: readonly {
    readonly platform: string;
    readonly path: string;
    readonly line?: number;
  }[];
  readonly pipelines: readonly { readonly system: string; readonly path: string }[];
  readonly updateBots: readonly { readonly name: string; readonly path: string }[];
}

/**
 * What a person says about the service; empty answers count as not given.
 *
 * @public
 */
export interface FactOverrides {
  readonly name?: string;
  readonly language?: string;
  readonly port?: number | string;
  readonly workload?: string;
  readonly dockerfile?: string;
  /** Path that answers 200 while the service can serve. */
  readonly healthPath?: string;
  readonly testCommand?: string;
}

export function known<T>(value: T, path?: string, line?: number): ServiceFact<T> {
  return {
    value,
    source: 'repository',
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
  };
}

export function unknown(reason: string): { readonly value: undefined; readonly reason: string } {
  return { value: undefined, reason };
}
