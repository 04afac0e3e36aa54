import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitServer, writeTree } from '../../__testUtils__/GitServer';
import { runAction } from '../../__testUtils__/runAction';
import { createProposeChangeAction } from '../../actions/proposeChange';
import { createUndoAction } from '../../actions/undo';
import { DefaultUndoTokens } from '../../undo/undoTokens';
import { cloneRepository } from '../cloneRepository';
import { ProposalUndo } from '../proposalUndo';

jest.setTimeout(60_000);

const rest = setupServer();
registerMswTestHooks(rest);

interface Request {
  number: number;
  head: string;
  base: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  isDraft?: boolean;
  reviewers?: unknown;
}

/** What the documentation of each host says of the calls that are made; strict in what it takes. */
const hosts = {
  github: {
    owner: 'shop',
    config: (server: GitServer) => ({
      github: [
        { host: server.host, apiBaseUrl: `http://${server.host}/api/v3`, token: server.token },
      ],
    }),
    draft: (request: Request) => request.isDraft === true,
    handlers(origin: string, requests: Request[], authorizations: (string | null)[]) {
      const pulls = `${origin}/api/v3/repos/shop/orders/pulls`;
      const answer = (one: Request) => ({
        number: one.number,
        html_url: `${origin}/shop/orders/pull/${one.number}`,
        state: one.state,
        merged_at: null,
        title: one.title,
        body: one.body,
      });
      return [
        http.get(pulls, ({ request }) => {
          authorizations.push(request.headers.get('authorization'));
          const query = new URL(request.url).searchParams;
          return HttpResponse.json(
            requests
              .filter(
                one =>
                  one.state === query.get('state') &&
                  `shop:${one.head}` === query.get('head') &&
                  one.base === query.get('base'),
              )
              .map(answer),
          );
        }),
        http.post(pulls, async ({ request }) => {
          const { head, base, title, body, draft } = (await request.json()) as any;
          const one: Request = {
            number: requests.length + 7,
            head,
            base,
            title,
            body,
            isDraft: draft,
            state: 'open',
          };
          requests.push(one);
          return HttpResponse.json(answer(one), { status: 201 });
        }),
        http.get(`${pulls}/:number`, ({ params }) => {
          const one = requests.find(({ number }) => number === Number(params.number));
          return one
            ? HttpResponse.json(answer(one))
            : HttpResponse.json({ message: 'Not Found' }, { status: 404 });
        }),
        http.patch(`${pulls}/:number`, async ({ params, request }) => {
          const one = requests.find(({ number }) => number === Number(params.number))!;
          Object.assign(one, await request.json());
          return HttpResponse.json(answer(one));
        }),
        http.post(`${pulls}/:number/requested_reviewers`, async ({ params, request }) => {
          const one = requests.find(({ number }) => number === Number(params.number))!;
          one.reviewers = await request.json();
          return HttpResponse.json(answer(one), { status: 201 });
        }),
      ];
    },
    reviewers: { reviewers: ['tess'], team_reviewers: ['platform'] },
  },
  gitlab: {
    owner: 'shop/backend',
    config: (server: GitServer) => ({
      gitlab: [
        {
          host: server.host,
          baseUrl: `http://${server.host}`,
          apiBaseUrl: `http://${server.host}/api/v4`,
          token: server.token,
        },
      ],
    }),
    draft: (request: Request) => request.title.startsWith('Draft: '),
    handlers(origin: string, requests: Request[], authorizations: (string | null)[]) {
      const list = `${origin}/api/v4/projects/shop%2Fbackend%2Forders/merge_requests`;
      const answer = (one: Request) => ({
        iid: one.number,
        web_url: `${origin}/shop/backend/orders/-/merge_requests/${one.number}`,
        state: one.state === 'open' ? 'opened' : 'closed',
        title: one.title,
        description: one.body,
      });
      return [
        http.get(list, ({ request }) => {
          authorizations.push(request.headers.get('authorization'));
          const query = new URL(request.url).searchParams;
          return HttpResponse.json(
            requests
              .filter(
                one =>
                  one.state === 'open' &&
                  query.get('state') === 'opened' &&
                  one.head === query.get('source_branch') &&
                  one.base === query.get('target_branch'),
              )
              .map(answer),
          );
        }),
        http.post(list, async ({ request }) => {
          const sent = (await request.json()) as any;
          const one: Request = {
            number: requests.length + 7,
            head: sent.source_branch,
            base: sent.target_branch,
            title: sent.title,
            body: sent.description,
            state: 'open',
          };
          requests.push(one);
          return HttpResponse.json(answer(one), { status: 201 });
        }),
        http.get(`${list}/:number`, ({ params }) => {
          const one = requests.find(({ number }) => number === Number(params.number));
          return one
            ? HttpResponse.json(answer(one))
            : HttpResponse.json({ message: '404 Not found' }, { status: 404 });
        }),
        http.put(`${list}/:number`, async ({ params, request }) => {
          const one = requests.find(({ number }) => number === Number(params.number))!;
          const sent = (await request.json()) as any;
          if (sent.title !== undefined) one.title = sent.title;
          if (sent.description !== undefined) one.body = sent.description;
          if (sent.state_event === 'close') one.state = 'closed';
          if (sent.reviewer_ids) one.reviewers = sent.reviewer_ids;
          return HttpResponse.json(answer(one));
        }),
        http.get(`${origin}/api/v4/users`, ({ request }) =>
          HttpResponse.json(
            new URL(request.url).searchParams.get('username') === 'tess'
              ? [{ id: 42, username: 'Tess' }]
              : [],
          ),
        ),
      ];
    },
    reviewers: [42],
  },
};

describe.each(Object.entries(hosts))('proposals on %s', (kind, host) => {
  const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
  const name = `${host.owner}/orders`;
  let server: GitServer;
  let integrations: ScmIntegrations;
  let requests: Request[];
  let authorizations: (string | null)[];
  let workspacePath: string;
  let baseCommit: string;

  beforeAll(async () => {
    server = await GitServer.start();
    integrations = ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: host.config(server) }),
    );
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    requests = [];
    authorizations = [];
    rest.use(
      ...host.handlers(`http://${server.host}`, requests, authorizations),
      http.all(`http://${server.host}/${name}.git/*`, () => passthrough()),
    );
    await rm(server.pathOf(name), { recursive: true, force: true });
    await server.create(name, folder => writeTree(folder, { 'a.txt': 'a\n', 'b.txt': 'b\n' }));
    workspacePath = await mkdtemp(join(tmpdir(), 'propose-'));
    const cloned = await cloneRepository({
      repoUrl: `http://${server.host}/${name}`,
      integrations,
      into: join(workspacePath, 'repository'),
    });
    baseCommit = cloned.commit;
    await rm(join(workspacePath, 'repository/b.txt'));
    await writeTree(join(workspacePath, 'repository'), { 'c/d.txt': 'd\n' });
  });
  afterEach(() => rm(workspacePath, { recursive: true }));

  const propose = (more: object = {}) =>
    runAction(
      createProposeChangeAction({
        integrations,
        tokens,
        author: { name: 'Portal', email: 'portal@example.com' },
      }),
      {
        repoUrl: `${server.host}?owner=${encodeURIComponent(host.owner)}&repo=orders`,
        branch: 'container-lens/change',
        title: 'Change',
        body: 'Why',
        baseCommit,
        ...more,
      },
      { workspacePath },
    );
  const undo = (token: string) =>
    runAction(createUndoAction({ tokens, handlers: [ProposalUndo.create({ integrations })] }), {
      tokens: [token],
    });

  it('opens one request, finds it again, keeps its words current and undoes it', async () => {
    const first = await propose();
    expect(first).toMatchObject({ number: 7, created: true, changeCount: 2 });
    expect(first.url).toContain(server.host);
    expect(await server.ask(name, 'diff', '--name-status', 'main', first.commit)).toBe(
      'D\tb.txt\nA\tc/d.txt',
    );
    await expect(propose()).resolves.toMatchObject({ number: 7, commit: first.commit });
    await propose({ title: 'Other words' });
    expect(requests).toMatchObject([{ title: 'Other words', state: 'open', base: 'main' }]);
    expect(new Set(authorizations)).toEqual(new Set([`Bearer ${server.token}`]));
    await expect(undo(first.undo)).resolves.toMatchObject({ failed: [] });
    expect(requests).toMatchObject([{ state: 'closed' }]);
    expect(await server.ask(name, 'branch', '--format=%(refname:short)')).toBe('main');
  });

  it('asks for a draft and for reviewers, and leaves it one', async () => {
    const reviewers = kind === 'github' ? ['tess', 'shop/platform'] : ['tess'];
    await propose({ draft: true, reviewers });
    expect(host.draft(requests[0]!)).toBe(true);
    expect(requests[0]!.reviewers).toEqual(host.reviewers);
    await propose({ draft: true, reviewers, title: 'Other words' });
    expect(host.draft(requests[0]!)).toBe(true);
  });

  it('opens the request also when nobody can be asked to review it', async () => {
    rest.use(
      http.post('*/requested_reviewers', () =>
        HttpResponse.json({ message: 'Not a collaborator' }, { status: 422 }),
      ),
    );
    await expect(propose({ reviewers: ['nobody'] })).resolves.toMatchObject({ created: true });
  });

  it('takes its branch back when the host refuses, and tells no secret', async () => {
    const { token } = server;
    for (const status of [403, 422, 500]) {
      rest.use(
        http.post(/pulls$|merge_requests$/, () =>
          HttpResponse.json({ message: `no ${token}` }, { status }),
        ),
      );
      const error: Error = await propose().catch(cause => cause);
      expect(error.message).toContain(String(status));
      expect(`${error.message}${error.stack}`).not.toContain(token);
      expect(await server.ask(name, 'branch', '--format=%(refname:short)')).toBe('main');
    }
  });

  it('believes no answer of another form', async () => {
    rest.use(
      http.get(/pulls\?|merge_requests\?|pulls$|merge_requests$/, () =>
        HttpResponse.json([{ number: 'x' }]),
      ),
    );
    await expect(propose()).rejects.toThrow(/in a form that is not known/);
    rest.use(
      http.get(/pulls$|merge_requests$/, () =>
        HttpResponse.text('', { status: 302, headers: { location: 'https://evil.example' } }),
      ),
    );
    await expect(propose()).rejects.toThrow(/has moved/);
  });
});

it('github: falls back to an open request where the plan has no drafts', async () => {
  const server = await GitServer.start();
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: hosts.github.config(server) }),
  );
  const requests: Request[] = [];
  rest.use(...hosts.github.handlers(`http://${server.host}`, requests, []));
  rest.use(
    http.post('*/pulls', async ({ request }) => {
      const { draft } = (await request.clone().json()) as { draft: boolean };
      return draft
        ? HttpResponse.json(
            { message: 'Draft pull requests are not supported in this repository.' },
            { status: 422 },
          )
        : undefined;
    }),
  );
  await server.create('shop/orders', folder => writeTree(folder, { 'a.txt': 'a\n' }));
  const workspacePath = await mkdtemp(join(tmpdir(), 'propose-'));
  await writeTree(join(workspacePath, 'repository'), { 'a.txt': 'b\n' });
  await runAction(
    createProposeChangeAction({
      integrations,
      tokens: DefaultUndoTokens.create({ key: randomBytes(32) }),
      author: { name: 'Portal', email: 'portal@example.com' },
    }),
    {
      repoUrl: `${server.host}?owner=shop&repo=orders`,
      branch: 'change',
      title: 'Change',
      body: '',
      draft: true,
    },
    { workspacePath },
  );
  expect(requests).toMatchObject([{ isDraft: false, state: 'open' }]);
  await rm(workspacePath, { recursive: true });
  await server.stop();
});
