import type { Request, Response } from 'express';
import path from 'node:path';
import type { Git } from '../git/Git';
import type { GitExit, GitProcess } from '../git/GitProcess';
import { GitError } from '../git/GitError';
import type { Repository } from '../repositories/Repository';
import { type CgiHead, parseCgiHead } from './CgiHead';
import { clientSignal } from '../request/clientSignal';
import { writeToClient } from '../request/writeToClient';

/** A service of git's smart protocol. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

/** What a client asks of git's smart protocol. Nothing else of the request reaches git. */
export type SmartRequest = {
  service: GitService;
  /** The announcement of refs (GET), or the exchange itself (POST). */
  step: 'announce' | 'exchange';
};

/**
 * Answers a request of a git client with `git http-backend`, in both directions as a stream. The
 * process ends when the client goes away.
 *
 * @returns a function that ends the answer. The client takes the end as "done", so what must be true
 * then is done before the call.
 */
export async function runHttpBackend(options: {
  git: Git;
  repository: Repository;
  smart: SmartRequest;
  req: Request;
  res: Response;
  settings?: Readonly<Record<string, string>>;
}): Promise<() => void> {
  const { git, repository, smart, req, res, settings } = options;
  const exit = await git.transfer(
    {
      args: ['http-backend'],
      settings,
      variables: cgiVariables(repository, smart, req),
      signal: clientSignal(res),
    },
    async process => {
      req.pipe(process.stdin);
      await sendAnswer(process, res);
    },
  );
  return () => finishAnswer(res, exit);
}

function finishAnswer(res: Response, exit: GitExit): void {
  if (exit.stopped === 'client-gone') {
    return;
  }
  if (!res.headersSent) {
    throw new GitError({ command: 'http-backend', exit });
  }
  if (exit.stopped !== undefined || exit.code !== 0) {
    // A half answer must not look complete to the client.
    res.destroy();
    return;
  }
  res.end();
}

function cgiVariables(
  repository: Repository,
  smart: SmartRequest,
  req: Request,
): Record<string, string> {
  const protocol = req.headers['git-protocol'];
  const isAnnouncement = smart.step === 'announce';
  // No CONTENT_LENGTH: git then reads to the end of its input without a process in between, and can
  // answer with a sentence when it refuses a push early.
  return {
    GIT_PROJECT_ROOT: path.dirname(repository.gitDir),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${path.basename(repository.gitDir)}/${isAnnouncement ? 'info/refs' : smart.service}`,
    QUERY_STRING: isAnnouncement ? `service=${smart.service}` : '',
    REQUEST_METHOD: isAnnouncement ? 'GET' : 'POST',
    CONTENT_TYPE: isAnnouncement ? '' : `application/x-${smart.service}-request`,
    ...(req.headers['content-encoding'] === 'gzip' ? { HTTP_CONTENT_ENCODING: 'gzip' } : {}),
    ...(typeof protocol === 'string' && /^version=[012]$/.test(protocol)
      ? { GIT_PROTOCOL: protocol }
      : {}),
    REMOTE_USER: 'git',
    REMOTE_ADDR: '127.0.0.1',
  };
}

async function sendAnswer(process: GitProcess, res: Response): Promise<void> {
  let received: Buffer = Buffer.alloc(0);
  let head: CgiHead | undefined;
  for await (const chunk of process.stdout as AsyncIterable<Buffer>) {
    if (head) {
      await writeToClient(res, chunk);
      continue;
    }
    received = Buffer.concat([received, chunk]);
    head = parseCgiHead(received);
    if (head) {
      res.status(head.status);
      head.headers.forEach((value, name) => res.setHeader(name, value));
      await writeToClient(res, head.rest);
    }
  }
}
