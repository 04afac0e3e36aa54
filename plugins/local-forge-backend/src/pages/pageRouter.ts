import { NotFoundError } from '@backstage/errors';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AccessPolicy } from '../access/AccessPolicy';
import type { Git } from '../git/Git';
import { limits } from '../limits';
import type { TreeEntry } from '../objects/listings';
import { RepositoryReader } from '../objects/RepositoryReader';
import { PullRequestFile } from '../pulls/PullRequestFile';
import { readPullRequestChange } from '../pulls/readPullRequestChange';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import { clientSignal } from '../request/clientSignal';
import { pathSegments } from '../request/pathSegments';
import { parseRepositoryName } from '../request/repositoryName';
import { filePage } from './filePage';
import { findSourcePoint } from './findSourcePoint';
import { folderPage } from './folderPage';
import { html } from './html';
import { pullRequestListPage, pullRequestPage } from './pullRequestPages';
import { readText } from './readText';
import { repositoryHeading } from './repositoryHeading';
import { RepositoryLinks } from './RepositoryLinks';
import { sendPage, setPageHeaders } from './sendPage';

/** `<owner>/<repository>/<view>/<kind>` stand before the ref. */
const SEGMENTS_BEFORE_REF = 4;
const SHOWN_COMMITS = 10;

/** People get a sentence on a page; everything that is not their fault goes on to the backend. */
const errorPage: ErrorRequestHandler = (error, _req, res, next) => {
  const statuses: Readonly<Record<string, number>> = {
    InputError: 400,
    AuthenticationError: 401,
    NotFoundError: 404,
  };
  const status = statuses[error?.name];
  if (status === undefined || res.headersSent) {
    next(error);
    return;
  }
  sendPage(res, {
    status,
    title: `${status}`,
    heading: html`<h1>Embedded forge</h1>`,
    content: html`<p>${String(error.message)}</p>`,
  });
};

/** The pages that links of the catalog, of findings and of pull requests lead to. */
export function pageRouter(options: {
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
    const links = RepositoryLinks.create(baseUrl, repository);
    const description = await store.description(repository);
    const heading = repositoryHeading({ repository, links, description });
    return { repository, reader, links, heading, title: `${owner}/${name}` };
  };

  router.get('/', read, async (_req, res) => {
    const repositories = await store.list();
    sendPage(res, {
      title: 'Embedded forge',
      heading: html`<h1>Embedded forge</h1>`,
      content: html`<h2>Repositories</h2>
        <div class="box">
          <table aria-label="Repositories">
            ${repositories.map(
              each =>
                html`<tr>
                  <td>
                    <a href="${RepositoryLinks.create(baseUrl, each).home}"
                      >${each.owner} / ${each.name}</a
                    >
                  </td>
                </tr>`,
            )}
          </table>
        </div>`,
    });
  });

  router.get('/:owner/:repository', read, async (req, res) => {
    const { reader, links, heading, title } = await open(req, res);
    if ((await reader.branches()).length > 0) {
      res.redirect(302, links.source({ kind: 'branch', ref: await reader.defaultBranch() }));
      return;
    }
    const content = html`<p>This repository is empty. Clone it, commit and push.</p>`;
    sendPage(res, { title, heading, content });
  });

  router.get('/:owner/:repository/src/:kind/*', read, async (req, res) => {
    const { reader, links, heading, title } = await open(req, res);
    const kind = req.params.kind ?? '';
    const rest = pathSegments(req, SEGMENTS_BEFORE_REF);
    const { point, path, commit } = await findSourcePoint({ reader, kind, rest });
    const entry = await reader.entry(commit, path);
    if (entry.type === 'tree') {
      const { entries, truncated } = await reader.folder(entry.hash);
      const root =
        path === ''
          ? {
              branches: await reader.branches(),
              commits: await reader.commits(commit, SHOWN_COMMITS),
              readme: await readReadme(reader, entries),
            }
          : undefined;
      const content = folderPage({ links, point, path, entries, truncated, root });
      sendPage(res, { title: `${path || point.ref} · ${title}`, heading, content });
      return;
    }
    const text = await readSmallText(reader, entry);
    const content = filePage({ links, point, path, text, size: entry.size ?? 0 });
    sendPage(res, { title: `${path} · ${title}`, heading, content });
  });

  router.get('/:owner/:repository/raw/:kind/*', read, async (req, res) => {
    const { reader } = await open(req, res);
    const kind = req.params.kind ?? '';
    const rest = pathSegments(req, SEGMENTS_BEFORE_REF);
    const { path, commit } = await findSourcePoint({ reader, kind, rest });
    const entry = await reader.entry(commit, path);
    if (entry.type !== 'blob' || (entry.size ?? 0) > limits.contentBytes) {
      throw new NotFoundError(`"${path}" is no file of at most ${limits.contentBytes} bytes.`);
    }
    setPageHeaders(res);
    res.type('text/plain; charset=utf-8').send(await reader.file(entry.hash));
  });

  // Stock integrations link to an editor. There is none: the page says how to change the file.
  router.get('/:owner/:repository/_edit/*', read, async (req, res) => {
    const { links } = await open(req, res);
    const rest = pathSegments(req, SEGMENTS_BEFORE_REF - 1).map(encodeURIComponent);
    res.redirect(302, `${links.home}/src/branch/${rest.join('/')}`);
  });

  router.get('/:owner/:repository/pulls', read, async (req, res) => {
    const { repository, links, heading, title } = await open(req, res);
    const pulls = await PullRequestFile.of(repository).list();
    const content = pullRequestListPage(links, pulls);
    sendPage(res, { title: `Pull requests · ${title}`, heading, content });
  });

  router.get('/:owner/:repository/pulls/:number(\\d{1,9})', read, async (req, res) => {
    const { repository, reader, links, heading, title } = await open(req, res);
    const pull = await PullRequestFile.of(repository).get(Number(req.params.number));
    const change = await readPullRequestChange({ git, repository, reader, pull });
    const content = pullRequestPage({ links, pull, change });
    sendPage(res, { title: `#${pull.number} ${pull.title} · ${title}`, heading, content });
  });

  router.use(errorPage);
  return router;
}

async function readSmallText(
  reader: RepositoryReader,
  entry: TreeEntry,
): Promise<string | undefined> {
  const isSmall = entry.type === 'blob' && (entry.size ?? 0) <= limits.pageFileBytes;
  return isSmall ? readText(await reader.file(entry.hash)) : undefined;
}

async function readReadme(
  reader: RepositoryReader,
  entries: readonly TreeEntry[],
): Promise<string | undefined> {
  const readme = entries.find(
    entry => entry.type === 'blob' && /^readme(\.md)?$/i.test(entry.name),
  );
  return readme && (await readSmallText(reader, readme));
}
