import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import express, { type Router } from 'express';
import type { AccessPolicy } from './access/AccessPolicy';
import type { Git } from './git/Git';
import { gitRouter } from './http/gitRouter';
import { organisationRouter } from './http/organisationRouter';
import { pullRequestRouter } from './http/pullRequestRouter';
import { repositoryRouter } from './http/repositoryRouter';
import { pageRouter } from './pages/pageRouter';
import { PullRequests } from './pulls/PullRequests';
import { RepositoryWriter } from './push/RepositoryWriter';
import type { RepositoryLocks } from './repositories/RepositoryLocks';
import type { RepositoryStore } from './repositories/RepositoryStore';

/** The three faces of the forge: REST for tools, git's protocol for clients, pages for people. */
export function createRouter(options: {
  access: AccessPolicy;
  git: Git;
  canMerge: boolean;
  store: RepositoryStore;
  locks: RepositoryLocks;
  events: EventsService;
  logger: LoggerService;
  /** Of the forge itself, without a slash at the end. */
  baseUrl: string;
  maxRepositoryBytes: number;
}): Router {
  const { access, git, canMerge, store, baseUrl, maxRepositoryBytes } = options;
  const writer = RepositoryWriter.create(options);
  const pulls = PullRequests.create({ git, writer, canMerge });

  const rest = express.Router();
  rest.use(organisationRouter({ access, git, store, baseUrl }));
  rest.use(repositoryRouter({ access, git, store, baseUrl }));
  rest.use(pullRequestRouter({ access, store, pulls, baseUrl }));
  rest.use(() => {
    throw new NotFoundError(
      'The embedded forge has no such endpoint: it speaks the part of the Gitea API that Backstage uses.',
    );
  });

  const router = express.Router();
  router.use('/api/v1', rest);
  router.use(gitRouter({ access, git, store, writer, maxRepositoryBytes }));
  router.use(pageRouter({ access, git, store, baseUrl }));
  return router;
}
