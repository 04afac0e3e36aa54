import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeTree } from '../__testUtils__/GitServer';
import { PeopleClone } from '../__testUtils__/PeopleClone';
import { runAction } from '../__testUtils__/runAction';
import { startForge, TestForge } from '../__testUtils__/startForge';
import { cloneRepository } from '../repository/cloneRepository';
import { ProposalUndo } from '../repository/proposalUndo';
import { repositoryLimits } from '../repository/repositoryLimits';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { createProposeChangeAction } from './proposeChange';
import { examples } from './proposeChange.examples';
import { createUndoAction } from './undo';

jest.setTimeout(120_000);

const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const author = { name: 'Portal', email: 'portal@example.com' };
const binary = Buffer.from([0, 1, 2, 255, 254, 10, 13, 0]);

describe('container-lens:change:propose', () => {
  let forge: TestForge;
  let integrations: ScmIntegrations;
  let people: PeopleClone;
  let workspacePath: string;
  let input: Record<string, any>;
  let base: string;
  let count = 0;

  const action = () => createProposeChangeAction({ integrations, tokens, author });
  const propose = (more: object = {}, options: object = {}) =>
    runAction(action(), { ...input, ...more }, { workspacePath, ...options });
  const undo = (token: string, taskId = 'task-1') =>
    runAction(
      createUndoAction({ tokens, handlers: [ProposalUndo.create({ integrations })] }),
      { tokens: [token] },
      { taskId },
    );
  const file = (path: string) => join(workspacePath, 'repository', path);
  const write = (files: Record<string, string | Buffer>) =>
    writeTree(join(workspacePath, 'repository'), files);
  const read = async () => {
    await rm(join(workspacePath, 'repository'), { recursive: true, force: true });
    await cloneRepository({ repoUrl: input.repoUrl, integrations, into: file('.') });
  };
  const repoPath = () => `/repos/shop/orders-${count}`;
  const pulls = (): Promise<any[]> => forge.request('GET', `${repoPath()}/pulls?state=all`);
  const branches = async (): Promise<string[]> =>
    (await forge.request('GET', `${repoPath()}/branches`)).map((one: any) => one.name);
  const tipOf = async (branch: string) =>
    (await people.git('ls-remote', 'origin', `refs/heads/${branch}`)).split('\t')[0];

  beforeAll(async () => {
    forge = await startForge();
    const { host, baseUrl, token } = forge;
    integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: { gitea: [{ host, baseUrl, username: 'scaffolder', password: token }] },
      }),
    );
  });
  afterAll(() => forge.stop());

  beforeEach(async () => {
    const repo = `orders-${(count += 1)}`;
    await forge.request('POST', '/orgs/shop/repos', { name: repo, default_branch: 'main' });
    const { baseUrl: url, token } = forge;
    people = await PeopleClone.create({ url: `${url}/shop/${repo}.git`, token });
    await writeTree(people.folder, {
      'README.md': 'orders\n',
      'old/name.txt': 'a text that is long enough to be found again\n'.repeat(5),
      'gone.txt': 'gone\n',
      'image.png': binary,
      'run.sh': '#!/bin/sh\n',
      '.gitignore': 'build/\n',
      'build/tracked.txt': 'tracked although ignored\n',
    });
    await symlink('README.md', join(people.folder, 'link'));
    await people.git('update-index', '--add', '--cacheinfo', `160000,${'b'.repeat(40)},vendor/sub`);
    await mkdir(join(people.folder, 'vendor/sub'), { recursive: true });
    base = await people.push('main');
    workspacePath = await mkdtemp(join(tmpdir(), 'propose-'));
    input = {
      ...parse(examples[0]!.example).steps[0].input,
      repoUrl: `${forge.host}?owner=shop&repo=${repo}`,
      baseCommit: base,
    };
    await read();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await people.remove();
    await rm(workspacePath, { recursive: true });
  });

  it('runs the example: every kind of change arrives as git knows it', async () => {
    await rename(file('old'), file('new'));
    await rm(file('gone.txt'));
    await chmod(file('run.sh'), 0o755);
    await rm(file('link'));
    await symlink('/etc/passwd', file('link'));
    await write({
      'image.png': Buffer.concat([binary, binary]),
      'deploy/Makefile': 'all:\n',
      'build/new.txt': 'generated\n',
      'päth with "quotes"\n.txt': 'x',
    });
    const outputs = await propose();
    expect(outputs).toMatchObject({
      number: 1,
      created: true,
      branch: input.branch,
      undo: expect.any(String),
      url: `${forge.baseUrl}/shop/orders-${count}/pulls/1`,
      changeCount: 8,
    });
    expect(outputs.changes).toEqual(
      expect.arrayContaining([
        { path: 'new/name.txt', change: 'renamed', from: 'old/name.txt' },
        { path: 'gone.txt', change: 'deleted' },
        { path: 'run.sh', change: 'changed' },
        { path: 'link', change: 'changed' },
        { path: 'image.png', change: 'changed' },
        { path: 'deploy/Makefile', change: 'added' },
        { path: 'build/new.txt', change: 'added' },
        { path: 'päth with "quotes"\n.txt', change: 'added' },
      ]),
    );
    await people.switchTo(input.branch);
    const tree = await people.git('ls-tree', '-r', '-z', 'HEAD');
    const modes = Object.fromEntries(
      tree.split('\0').map(entry => [entry.split('\t')[1], entry.slice(0, 6)]),
    );
    expect(modes).toMatchObject({
      'run.sh': '100755',
      link: '120000',
      'vendor/sub': '160000',
      'build/tracked.txt': '100644',
      'new/name.txt': '100644',
    });
    expect(Object.keys(modes)).not.toContain('gone.txt');
    expect(await readFile(join(people.folder, 'image.png'))).toEqual(
      Buffer.concat([binary, binary]),
    );
    expect(await people.git('cat-file', 'blob', 'HEAD:link')).toBe('/etc/passwd');
    expect(await people.git('log', '-1', '--format=%an <%ae> %s', 'HEAD')).toBe(
      'Portal <portal@example.com> Build on the parent image of the organisation',
    );
    expect(await people.git('rev-parse', 'HEAD^')).toBe(base);
    expect(await tipOf('main')).toBe(base);
    const merged = await forge.request('POST', `${repoPath()}/pulls/1/merge`, {});
    expect(merged.merged).toBe(true);
  });

  it('makes no second commit and no second request of the same input', async () => {
    await write({ 'README.md': 'changed\n' });
    const first = await propose();
    const again = await propose();
    expect(again).toMatchObject({ created: true, commit: first.commit, number: 1 });
    const other = await propose({}, { taskId: 'task-2' });
    expect(other).toMatchObject({ created: false, commit: first.commit, number: 1 });
    expect(other).not.toHaveProperty('undo');
    expect(await pulls()).toHaveLength(1);
    await people.switchTo(input.branch);
    expect(await people.git('rev-list', '--count', `${base}..HEAD`)).toBe('1');
  });

  it('puts later work on top and brings the words up to date', async () => {
    await write({ 'README.md': 'changed\n' });
    const first = await propose();
    await write({ 'README.md': 'changed again\n' });
    const second = await propose({ title: 'Another title', body: 'Another text' });
    expect(second).toMatchObject({ number: 1, created: true });
    await people.switchTo(input.branch);
    expect(await people.git('rev-parse', 'HEAD^')).toBe(first.commit);
    expect(await pulls()).toMatchObject([
      { title: 'Another title', body: expect.stringMatching(/^Another text\n/) },
    ]);
  });

  it('never covers what people committed to the branch', async () => {
    await write({ 'README.md': 'changed\n' });
    await propose();
    await people.switchTo(input.branch);
    await writeTree(people.folder, { 'mine.txt': 'mine\n' });
    const theirs = await people.push(input.branch);
    await write({ 'README.md': 'changed again\n' });
    await expect(propose()).rejects.toThrow(/holds commits that this portal did not make/);
    expect(await tipOf(input.branch)).toBe(theirs);
    // Also not those who keep the message of our commit.
    await people.git('reset', '-q', '--hard', 'HEAD^');
    await writeTree(people.folder, { 'mine.txt': 'amended\n' });
    await people.git('add', '-A');
    await people.git('commit', '-q', '--amend', '--no-edit');
    await people.git('push', '-q', '--force', 'origin', `HEAD:refs/heads/other`);
    await expect(propose({ branch: 'other' })).rejects.toThrow(/did not make/);
  });

  it('keeps what was merged since the repository was read', async () => {
    await write({ 'README.md': 'changed\n' });
    await people.switchTo('main');
    await writeTree(people.folder, { 'since.txt': 'since\n' });
    await people.push('main');
    const outputs = await propose();
    expect(outputs.changes).toEqual([{ path: 'README.md', change: 'changed' }]);
    // Read again, from the new end of main: the request goes on, and shows only its own change.
    await read();
    await write({ 'README.md': 'changed more\n' });
    const later = await propose({ baseCommit: await tipOf('main') });
    expect(later).toMatchObject({ number: 1, changes: [{ path: 'README.md', change: 'changed' }] });
    await people.switchTo(input.branch);
    expect(await people.git('diff', '--name-only', 'origin/main...HEAD')).toBe('README.md');
    await forge.request('POST', `${repoPath()}/pulls/1/merge`, {});
    await people.switchTo('main');
    expect(await people.git('ls-tree', '--name-only', 'HEAD', 'since.txt')).toBe('since.txt');
  });

  it('proposes nothing when nothing differs', async () => {
    const outputs = await propose();
    expect(outputs).toEqual({ branch: input.branch, changes: [], changeCount: 0, created: false });
    expect(await branches()).toEqual(['main']);
    expect(await pulls()).toEqual([]);
  });

  it('only tells in a dry run', async () => {
    await write({ 'new.txt': 'x' });
    const outputs = await propose({}, { isDryRun: true });
    expect(outputs).toEqual({
      branch: input.branch,
      changes: [{ path: 'new.txt', change: 'added' }],
      changeCount: 1,
      created: false,
    });
    expect(await branches()).toEqual(['main']);
  });

  it('finishes what a killed task began: pushed, but not opened', async () => {
    await write({ 'README.md': 'changed\n' });
    const { commit, undo: token } = await propose();
    await undo(token);
    // As after a kill between the two: the branch is there, the request is not.
    await people.git('fetch', '-q', 'origin');
    await people
      .git('push', '-q', 'origin', `${commit}:refs/heads/${input.branch}`)
      .catch(() => {});
    const next = await propose();
    expect(next).toMatchObject({ created: true, number: 2 });
    expect((await pulls()).filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('takes its branch back when the request cannot be opened', async () => {
    await write({ 'README.md': 'changed\n' });
    const real = globalThis.fetch;
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async (url, init) =>
        init?.method === 'POST' ? new Response('down', { status: 503 }) : real(url, init),
      );
    await expect(propose()).rejects.toThrow(/answered with 503/);
    expect(await branches()).toEqual(['main']);
  });

  it('keeps the request that an earlier attempt opened when its words cannot be changed', async () => {
    await write({ 'README.md': 'changed\n' });
    await propose();
    const real = globalThis.fetch;
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async (url, init) =>
        init?.method === 'PATCH' ? new Response('down', { status: 503 }) : real(url, init),
      );
    await expect(propose({ title: 'Other words' })).rejects.toThrow(/503.*request .* is open/s);
    jest.restoreAllMocks();
    expect(await branches()).toContain(input.branch);
    expect(await pulls()).toMatchObject([{ state: 'open' }]);
  });

  it('leaves nothing after a cancellation while it opens, and nothing half done', async () => {
    await write({ 'README.md': 'changed\n' });
    const controller = new AbortController();
    const real = globalThis.fetch;
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      controller.abort(new Error('cancelled'));
      return real(url, init);
    });
    await expect(propose({}, { signal: controller.signal })).rejects.toThrow(/cancelled|abort/i);
    expect(await branches()).toEqual(['main']);
  });

  describe('undo', () => {
    it('closes the request and deletes the branch, twice without harm', async () => {
      await write({ 'README.md': 'changed\n' });
      const { undo: token } = await propose();
      await expect(undo(token)).resolves.toMatchObject({
        undone: [expect.stringMatching(/closed, branch .* deleted/)],
        failed: [],
      });
      await expect(undo(token)).resolves.toMatchObject({ failed: [] });
      expect(await branches()).toEqual(['main']);
      expect(await pulls()).toMatchObject([{ state: 'closed' }]);
    });

    it('keeps what people merged or added to', async () => {
      await write({ 'README.md': 'changed\n' });
      const { undo: token } = await propose();
      await people.switchTo(input.branch);
      await people.push(input.branch);
      expect((await undo(token)).failed).toEqual([expect.stringContaining('somebody has added')]);
      await forge.request('POST', `${repoPath()}/pulls/1/merge`, {});
      expect((await undo(token)).failed).toEqual([expect.stringContaining('merged already')]);
      expect(await branches()).toContain(input.branch);
    });

    it('keeps a branch that was there before', async () => {
      await people.git('push', '-q', 'origin', `${base}:refs/heads/${input.branch}`);
      await write({ 'README.md': 'changed\n' });
      const { undo: token } = await propose();
      await undo(token);
      expect(await branches()).toContain(input.branch);
      expect(await pulls()).toMatchObject([{ state: 'closed' }]);
    });
  });

  it('asks for a draft in the way of the host, and says when nobody could be asked to review', async () => {
    await write({ 'README.md': 'changed\n' });
    await propose({ draft: true, reviewers: ['tess'] });
    await propose({ draft: true, title: 'Better words' });
    expect(await pulls()).toMatchObject([{ title: 'WIP: Better words' }]);
  });

  it('lets no text claim the request of another task', async () => {
    await write({ 'README.md': 'changed\n' });
    await propose({ body: 'x <!-- backstage:task-id=task-9 -->' });
    expect((await pulls())[0].body).toBe('x\n\n<!-- backstage:task-id=task-1 -->');
  });

  it('refuses branches that are none, and those that changes are merged into', async () => {
    await write({ 'README.md': 'changed\n' });
    const none = /cannot be the name/;
    for (const [branch, message] of [
      ['main', /where changes are merged/],
      ['HEAD', none],
      ['refs/heads/main', none],
      ['--mirror', none],
      ['a..b', none],
      ['a b', none],
      ['x:refs/heads/main', none],
      ['+main', none],
      ['a.lock', none],
      ['a\nb', none],
      ['f'.repeat(40), /name of a commit/],
    ] as const) {
      await expect(propose({ branch })).rejects.toThrow(message);
    }
    await people.git('push', '-q', 'origin', `${base}:refs/heads/next`);
    await expect(propose({ branch: 'next', targetBranch: 'next' })).rejects.toThrow(/are merged/);
    await expect(propose({ branch: 'main', targetBranch: 'next' })).rejects.toThrow(/are merged/);
    await expect(propose({ targetBranch: 'nope' })).rejects.toThrow(/no branch 'nope'/);
    expect(await branches()).toEqual(['main', 'next']);
    expect(await tipOf('main')).toBe(base);
  });

  it('takes hostile words as words', async () => {
    await write({ 'README.md': 'changed\n' });
    const title = '-F /etc/passwd $(touch x) `id` "\' --amend';
    await propose({ title, body: '"}],"head":"main" <script>\u0000' });
    expect(await pulls()).toMatchObject([{ title, head: { ref: input.branch } }]);
    await people.switchTo(input.branch);
    expect(await people.git('log', '-1', '--format=%s')).toBe(title);
    await expect(propose({ title: 'a\u001b[2Jb' })).rejects.toThrow(/control characters/);
  });

  it('refuses folders outside of the workspace', async () => {
    await rm(file('link'));
    await symlink('/etc', file('link'));
    for (const sourcePath of ['../..', '/etc', 'repository/link', 'nope']) {
      await expect(propose({ sourcePath })).rejects.toThrow(/not allowed|outside|no folder/i);
    }
    expect(await branches()).toEqual(['main']);
  });

  it('refuses what cannot be the whole repository', async () => {
    const rejects = async (message: RegExp) => expect(propose()).rejects.toThrow(message);
    await write({ 'a/.git/config': 'x' });
    await rejects(/repository of its own/);
    await rm(file('a'), { recursive: true });
    const limit = jest.replaceProperty(repositoryLimits, 'files', 3 as never);
    await rejects(/more than 3 files/);
    limit.restore();
    await rm(file('.'), { recursive: true });
    await mkdir(file('.'));
    await rejects(/is empty/);
    await write({ 'only/new.txt': 'x' });
    await rejects(/holds none of the 8 files/);
    expect(await branches()).toEqual(['main']);
  });

  it('does not know a repository that is not there', async () => {
    const repoUrl = `${forge.host}?owner=shop&repo=nope`;
    await expect(propose({ repoUrl })).rejects.toThrow(/no repository shop\/nope/);
    await expect(propose({ repoUrl: 'evil.example?owner=a&repo=b' })).rejects.toThrow(
      /No matching integration/,
    );
  });
});
