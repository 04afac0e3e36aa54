import { InputError, NotFoundError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AccessPolicy } from '../access/AccessPolicy';
import type { Git } from '../git/Git';
import { limits } from '../limits';
import { RepositoryReader } from '../objects/RepositoryReader';
import type { Repository } from '../repositories/Repository';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import { clientSignal } from '../request/clientSignal';
import { parseFilePath } from '../request/filePath';
import { pathSegments } from '../request/pathSegments';
import { parseRefName } from '../request/refName';
import { parseRepositoryName } from '../request/repositoryName';
import { contentsAnswer } from './contentsAnswer';
import { PayloadTooLargeError } from './PayloadTooLargeError';
import { repositoryAnswer } from './repositoryAnswer';
import { sendArchive } from './sendArchive';

const REPOSITORY = '/repos/:owner/:repository';
/** `repos/<owner>/<repository>/<kind>` stand before the rest of a path. */
const SEGMENTS_BEFORE_REST = 4;

/** Repositories, their branches, commits, files and archives. */
export function repositoryRouter(options: {
  access: AccessPolicy;
  git: Git;
  store: RepositoryStore;
  baseUrl: string;
}): Router {
  const { access, git, store, baseUrl } = options;
  const router = PromiseRouter();
  const read = access.read();

  const open = async (req: Request, res: Response) => {
    const { owner = '', repository: name = '' } = req.params;
    const repository = await store.get(parseRepositoryName(owner, name));
    const reader = RepositoryReader.create({ git, repository, signal: clientSignal(res) });
    return { repository, reader };
  };

  const answer = (
    repository: Repository,
    commit: string,
    path: string,
    entry: Parameters<typeof contentsAnswer>[0]['entry'],
  ) => contentsAnswer({ repository, path, commit, entry, baseUrl });

  router.get(REPOSITORY, read, async (req, res) => {
    const { repository, reader } = await open(req, res);
    const description = await store.description(repository);
    res.json(await repositoryAnswer({ repository, reader, description, baseUrl }));
  });

  router.delete(REPOSITORY, access.write(), async (req, res) => {
    const { owner = '', repository = '' } = req.params;
    await store.delete(parseRepositoryName(owner, repository));
    res.status(204).end();
  });

  router.get(`${REPOSITORY}/branches`, read, async (req, res) => {
    const { reader } = await open(req, res);
    const branches = await reader.branches();
    res.json(branches.map(({ name, commit }) => ({ name, commit: { id: commit } })));
  });

  router.get(`${REPOSITORY}/git/commits/*`, read, async (req, res) => {
    const ref = parseRefName(pathSegments(req, SEGMENTS_BEFORE_REST + 1).join('/'));
    const { reader } = await open(req, res);
    res.json({ sha: await reader.resolveCommit(ref) });
  });

  router.get(`${REPOSITORY}/archive/*`, read, async (req, res) => {
    const file = pathSegments(req, SEGMENTS_BEFORE_REST).join('/');
    if (!file.endsWith('.tar.gz')) {
      throw new InputError('The embedded forge makes archives in one format: <ref>.tar.gz.');
    }
    const ref = parseRefName(file.slice(0, -'.tar.gz'.length));
    const { repository, reader } = await open(req, res);
    await sendArchive({ git, repository, commit: await reader.resolveCommit(ref), res });
  });

  router.get([`${REPOSITORY}/contents`, `${REPOSITORY}/contents/*`], read, async (req, res) => {
    const path = parseFilePath(pathSegments(req, SEGMENTS_BEFORE_REST));
    const ref = readRefParameter(req);
    const { repository, reader } = await open(req, res);
    const commit = await reader.resolveCommit(ref ?? (await reader.defaultBranch()));
    const entry = await reader.entry(commit, path);
    const etag = `"${entry.hash}"`;
    res.setHeader('ETag', etag);
    if (req.headers['if-none-match'] === etag) {
      res.status(304).end();
      return;
    }
    if (entry.type === 'tree') {
      const { entries } = await reader.folder(entry.hash);
      res.json(entries.map(each => answer(repository, commit, joinPath(path, each.name), each)));
      return;
    }
    requireReadable(entry, path);
    const content = await reader.file(entry.hash);
    res.json({
      ...answer(repository, commit, path, entry),
      encoding: 'base64',
      content: content.toString('base64'),
    });
  });

  return router;
}

function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function readRefParameter(req: Request): string | undefined {
  const { ref } = req.query;
  if (ref === undefined) {
    return undefined;
  }
  if (typeof ref !== 'string') {
    throw new InputError('The parameter ref may be given once only.');
  }
  return parseRefName(ref);
}

function requireReadable(entry: { type: string; size: number | undefined }, path: string): void {
  if (entry.type !== 'blob') {
    throw new NotFoundError(`"${path}" is a submodule; its files are in another repository.`);
  }
  if ((entry.size ?? 0) > limits.contentBytes) {
    throw new PayloadTooLargeError(
      `"${path}" is larger than ${limits.contentBytes / 1024 / 1024} MiB. Clone the repository to read it.`,
    );
  }
}
