import { execFile } from 'node:child_process';
import { FolderError } from './FolderError';

const timeoutMs = 30_000;
const maxOutputBytes = 64 * 1024 * 1024;

/** What git needs to find its own configuration, and nothing that redirects it to another repository. */
const inherited = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'USERPROFILE', 'SYSTEMROOT', 'TMPDIR'];

function gitEnvironment(): NodeJS.ProcessEnv {
  const environment: Record<string, string> = {
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment as unknown as NodeJS.ProcessEnv;
}

/** Exit code and output of a git command that ran. */
export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** First line of the error output. */
  readonly message: string;
}

/**
 * Runs git in a folder. Nothing that the repository configures is executed: no file-system monitor, no hooks.
 *
 * @throws FolderError when git is not installed, takes too long or says too much.
 */
export function runGit(options: {
  readonly directory: string;
  readonly args: readonly string[];
  /** Path of the git executable. */
  readonly git: string;
}): Promise<GitOutput> {
  const { directory, args, git } = options;
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args];
  return new Promise((resolve, reject) => {
    execFile(
      git,
      safe,
      {
        cwd: directory,
        env: gitEnvironment(),
        encoding: 'buffer',
        timeout: timeoutMs,
        maxBuffer: maxOutputBytes,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        const message = stderr.toString('utf8').split('\n')[0] ?? '';
        if (!error) {
          resolve({ exitCode: 0, stdout, message });
        } else if (typeof error.code === 'number') {
          resolve({ exitCode: error.code, stdout, message });
        } else if (error.code === 'ENOENT') {
          reject(
            new FolderError(
              'git was not found. The folder is a git repository, and its index says which files count: install git, or copy the files to a folder without .git.',
            ),
          );
        } else if (error.killed) {
          reject(new FolderError(`git ${args[0]} took longer than ${timeoutMs / 1000} seconds.`));
        } else {
          reject(new FolderError(`git ${args[0]} could not be run (${error.code}).`));
        }
      },
    );
  });
}
