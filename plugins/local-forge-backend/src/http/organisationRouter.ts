import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { AccessPolicy } from '../access/AccessPolicy';
import type { Git } from '../git/Git';
import { RepositoryReader } from '../objects/RepositoryReader';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import { parseRefName } from '../request/refName';
import { parseName, parseRepositoryName } from '../request/repositoryName';
import { clientSignal } from '../request/clientSignal';
import { jsonBody } from './jsonBody';
import { parseBody } from './parseBody';
import { repositoryAnswer } from './repositoryAnswer';

const createSchema = z.object({
  name: z.string(),
  description: z.string().max(2_048).nullish(),
  default_branch: z.string().min(1).nullish(),
});

/** Organisations exist by their names alone; repositories are created in them. */
export function organisationRouter(options: {
  access: AccessPolicy;
  git: Git;
  store: RepositoryStore;
  baseUrl: string;
}): Router {
  const { access, git, store, baseUrl } = options;
  const router = PromiseRouter();

  router.get('/orgs/:organisation', access.read(), async (req, res) => {
    const name = parseName(req.params.organisation ?? '', 'organisation');
    res.json({ name, username: name, full_name: name });
  });

  router.get('/orgs/:organisation/repos', access.read(), async (req, res) => {
    const signal = clientSignal(res);
    const answers = [];
    const owner = parseName(req.params.organisation ?? '', 'organisation');
    for (const repository of await store.list(owner)) {
      const reader = RepositoryReader.create({ git, repository, signal });
      const description = await store.description(repository);
      answers.push(await repositoryAnswer({ repository, reader, description, baseUrl }));
    }
    res.json(answers);
  });

  router.post('/orgs/:organisation/repos', access.write(), jsonBody, async (req, res) => {
    const body = parseBody(createSchema, req.body);
    const name = parseRepositoryName(req.params.organisation ?? '', body.name);
    const description = body.description ?? '';
    const defaultBranch = parseRefName(body.default_branch ?? 'main');
    const repository = await store.create({ repository: name, defaultBranch, description });
    const reader = RepositoryReader.create({ git, repository });
    res.status(201).json(await repositoryAnswer({ repository, reader, description, baseUrl }));
  });
  return router;
}
