import type { Response } from 'express';
import type { Git } from '../git/Git';
import { GitError } from '../git/GitError';
import type { Repository } from '../repositories/Repository';
import { clientSignal } from '../request/clientSignal';
import { writeToClient } from '../request/writeToClient';

/** Sends the files of a commit as a compressed archive, below a folder named after the repository. */
export async function sendArchive(options: {
  git: Git;
  repository: Repository;
  commit: string;
  res: Response;
}): Promise<void> {
  const { git, repository, commit, res } = options;
  const exit = await git.transfer(
    {
      args: ['archive', '--format=tar.gz', `--prefix=${repository.name}/`, commit],
      gitDir: repository.gitDir,
      signal: clientSignal(res),
    },
    async process => {
      process.stdin.end();
      res.setHeader('Content-Type', 'application/gzip');
      res.setHeader('X-Content-Type-Options', 'nosniff');
      for await (const chunk of process.stdout as AsyncIterable<Buffer>) {
        await writeToClient(res, chunk);
      }
    },
  );
  if (exit.stopped === 'client-gone') {
    return;
  }
  if (exit.code === 0) {
    res.end();
  } else if (res.headersSent) {
    // A half archive must not look complete to the client.
    res.destroy();
  } else {
    throw new GitError({ command: 'archive', exit });
  }
}
