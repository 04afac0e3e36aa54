import { Trigger, TokenPermissions } from '../model/pipeline';
import { MatrixRun } from './readMatrix';

/** What a job inherits: from its workflow, and from the job that calls its workflow. */
export interface WorkflowScope {
  /** Before the id of a job: `deploy/` for the jobs that the job `deploy` calls. */
  readonly prefix: string;
  readonly triggers: readonly Trigger[];
  readonly env: ReadonlyMap<string, string>;
  /** Inputs of a called workflow or action, raw text. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly permissions?: TokenPermissions;
  readonly permissionsLine?: number;
  /** Jobs that the calling job waits for. */
  readonly needs: readonly string[];
  /** Matrix of the calling job. */
  readonly matrix: readonly MatrixRun[];
  readonly matrixUnresolved: boolean;
  readonly cancels: boolean;
  /** Default working directory and shell. */
  readonly folder: string;
  readonly shell?: string;
  readonly allowsFailure: boolean;
  readonly depth: number;
}

/** Looks up `inputs.x` and `env.x`. */
export function valuesOf(
  inputs: ReadonlyMap<string, string>,
  env: ReadonlyMap<string, string>,
): (name: string) => string | undefined {
  return name => {
    if (name.startsWith('inputs.')) return inputs.get(name.slice(7));
    return name.startsWith('env.') ? env.get(name.slice(4)) : undefined;
  };
}
