import { CustomErrorBase } from '@backstage/errors';
import type { GitExit } from './GitProcess';

/** A git command that did not do what it was asked to. */
export class GitError extends CustomErrorBase {
  readonly exit: GitExit;

  constructor(options: { command: string; exit: GitExit }) {
    const { command, exit } = options;
    const how = exit.stopped ?? `exit code ${exit.code ?? 'unknown'}`;
    super(`git ${command} failed (${how}): ${exit.stderr.trim()}`);
    this.name = 'GitError';
    this.exit = exit;
  }
}
