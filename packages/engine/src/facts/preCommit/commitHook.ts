/**
 * One thing that runs on the machine of a developer when they commit or push.
 *
 * @public
 */
export interface CommitHook {
  /** Id of a hook of `.pre-commit-config.yaml`, name of a command of lefthook, else the name of the Git hook. */
  readonly id: string;
  /** Where the hook comes from; `local` for one of this repository. */
  readonly repo?: string;
  /** What it runs, with its arguments, where that is written down. */
  readonly entry?: string;
  readonly path: string;
  readonly line?: number;
}
