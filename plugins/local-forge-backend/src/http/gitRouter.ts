import { InputError } from '@backstage/errors';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AccessPolicy } from '../access/AccessPolicy';
import type { Git } from '../git/Git';
import type { RepositoryWriter } from '../push/RepositoryWriter';
import { folderSize } from '../repositories/folderSize';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import { parseRepositoryName, type RepositoryName } from '../request/repositoryName';
import { clientSignal } from '../request/clientSignal';
import { type GitService, runHttpBackend } from './runHttpBackend';

const SERVICES: readonly GitService[] = ['git-upload-pack', 'git-receive-pack'];

/** The smart HTTP protocol of git: clone, fetch and push. */
export function gitRouter(options: {
  access: AccessPolicy;
  git: Git;
  store: RepositoryStore;
  writer: RepositoryWriter;
  maxRepositoryBytes: number;
}): Router {
  const { access, git, store, writer, maxRepositoryBytes } = options;
  const router = PromiseRouter();
  const read = access.read();
  const write = access.write();

  router.get('/:owner/:repository/info/refs', (req, res, next) => {
    const service = announcedService(req);
    return (service === 'git-receive-pack' ? write : read)(req, res, next);
  });
  router.get('/:owner/:repository/info/refs', async (req, res) => {
    const repository = await store.get(parseGitName(req));
    const smart = { service: announcedService(req), step: 'announce' } as const;
    const finish = await runHttpBackend({ git, repository, smart, req, res });
    finish();
  });

  router.post('/:owner/:repository/git-upload-pack', read, async (req, res) => {
    requireContentType(req, 'git-upload-pack');
    const repository = await store.get(parseGitName(req));
    const smart = { service: 'git-upload-pack', step: 'exchange' } as const;
    const finish = await runHttpBackend({ git, repository, smart, req, res });
    finish();
  });

  router.post('/:owner/:repository/git-receive-pack', write, async (req, res) => {
    requireContentType(req, 'git-receive-pack');
    const smart = { service: 'git-receive-pack', step: 'exchange' } as const;
    const name = parseGitName(req);
    const finish = await writer.write(
      name,
      async repository => {
        const free = maxRepositoryBytes - (await folderSize(repository.gitDir));
        // At least one byte: zero would mean no limit to git. A push that only deletes sends none.
        const settings = { 'receive.maxInputSize': String(Math.max(1, Math.floor(free))) };
        return await runHttpBackend({ git, repository, smart, req, res, settings });
      },
      clientSignal(res),
    );
    finish();
    await writer.tidy(name);
  });

  // The old protocol reads any file of a repository by its path; nobody needs it.
  router.get('/:owner/:repository.git/*', () => {
    throw new InputError('The embedded forge speaks the smart HTTP protocol of git only.');
  });
  return router;
}

function parseGitName(req: Request): RepositoryName {
  const { owner = '', repository = '' } = req.params;
  return parseRepositoryName(owner, repository.replace(/\.git$/, ''));
}

function announcedService(req: Request): GitService {
  const service = SERVICES.find(each => each === req.query.service);
  if (service === undefined) {
    throw new InputError(
      `The service must be one of ${SERVICES.join(', ')}: the embedded forge speaks the smart HTTP protocol only.`,
    );
  }
  return service;
}

function requireContentType(req: Request, service: GitService): void {
  const wanted = `application/x-${service}-request`;
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (req.headers['content-type'] !== wanted || !['identity', 'gzip'].includes(encoding)) {
    throw new InputError(`This endpoint is for git clients: it takes ${wanted}, plain or gzip.`);
  }
}
