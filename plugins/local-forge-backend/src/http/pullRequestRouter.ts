import { InputError } from '@backstage/errors';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { AccessPolicy } from '../access/AccessPolicy';
import { PullRequestFile } from '../pulls/PullRequestFile';
import type { PullRequests } from '../pulls/PullRequests';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import { parseRefName } from '../request/refName';
import { parseRepositoryName, type RepositoryName } from '../request/repositoryName';
import { jsonBody } from './jsonBody';
import { parseBody } from './parseBody';
import { pullRequestAnswer } from './pullRequestAnswer';

const PULLS = '/repos/:owner/:repository/pulls';

const title = z.string().trim().min(1).max(255);
const body = z.string().max(32_768);
const openSchema = z.object({ head: z.string(), base: z.string(), title, body: body.nullish() });
const editSchema = z.object({
  title: title.optional(),
  body: body.optional(),
  state: z.enum(['open', 'closed']).optional(),
});
const mergeSchema = z.object({
  Do: z.literal('merge', 'The embedded forge merges with a merge commit only: "merge".').optional(),
  MergeMessageField: z.string().trim().min(1).max(4_096).optional(),
  head_commit_id: z.string().optional(),
  delete_branch_after_merge: z.boolean().optional(),
});
const listStates = z.enum(['open', 'closed', 'all']).default('open');

/** Pull requests: list, open, change, merge. */
export function pullRequestRouter(options: {
  access: AccessPolicy;
  store: RepositoryStore;
  pulls: PullRequests;
  baseUrl: string;
}): Router {
  const { access, store, pulls, baseUrl } = options;
  const router = PromiseRouter();

  router.get(PULLS, access.read(), async (req, res) => {
    const name = parseRequestedRepository(req);
    const state = parseBody(listStates, req.query.state ?? 'open');
    const all = await PullRequestFile.of(await store.get(name)).list();
    const wanted = all.filter(pull => state === 'all' || pull.state === state);
    res.json(wanted.map(pull => pullRequestAnswer(name, pull, baseUrl)));
  });

  router.get(`${PULLS}/:number`, access.read(), async (req, res) => {
    const name = parseRequestedRepository(req);
    const number = parsePullNumber(req);
    const pull = await PullRequestFile.of(await store.get(name)).get(number);
    res.json(pullRequestAnswer(name, pull, baseUrl));
  });

  router.post(PULLS, access.write(), jsonBody, async (req, res) => {
    const name = parseRequestedRepository(req);
    const change = parseBody(openSchema, req.body);
    const { pull, created } = await pulls.open(name, {
      head: parseRefName(change.head),
      base: parseRefName(change.base),
      title: change.title,
      body: change.body ?? '',
    });
    res.status(created ? 201 : 200).json(pullRequestAnswer(name, pull, baseUrl));
  });

  router.patch(`${PULLS}/:number`, access.write(), jsonBody, async (req, res) => {
    const name = parseRequestedRepository(req);
    const pull = await pulls.edit(name, parsePullNumber(req), parseBody(editSchema, req.body));
    res.json(pullRequestAnswer(name, pull, baseUrl));
  });

  router.post(`${PULLS}/:number/merge`, access.write(), jsonBody, async (req, res) => {
    const name = parseRequestedRepository(req);
    const change = parseBody(mergeSchema, req.body);
    const pull = await pulls.merge({
      name,
      number: parsePullNumber(req),
      expectedHead: change.head_commit_id,
      message: change.MergeMessageField,
      deleteBranch: change.delete_branch_after_merge,
    });
    res.json(pullRequestAnswer(name, pull, baseUrl));
  });
  return router;
}

function parseRequestedRepository(req: Request): RepositoryName {
  const { owner = '', repository = '' } = req.params;
  return parseRepositoryName(owner, repository);
}

function parsePullNumber(req: Request): number {
  const number = req.params.number ?? '';
  if (!/^[1-9]\d{0,8}$/.test(number)) {
    throw new InputError('The number of a pull request is a positive whole number.');
  }
  return Number(number);
}
