import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdtemp, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitServer, writeTree } from '../__testUtils__/GitServer';
import { cloneRepository } from './cloneRepository';
import { repositoryLimits } from './repositoryLimits';

jest.setTimeout(60_000);

describe('cloneRepository', () => {
  let server: GitServer;
  let integrations: ScmIntegrations;
  let first: string;
  let work: string;

  beforeAll(async () => {
    server = await GitServer.start();
    integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [
            {
              host: server.host,
              baseUrl: `http://${server.host}`,
              username: 'scaffolder',
              password: server.token,
            },
          ],
        },
      }),
    );
    first = await server.create('shop/orders', async folder => {
      await writeTree(folder, {
        'README.md': 'first\n',
        '.gitattributes': '*.txt text eol=crlf ident\n*.bin filter=evil\n',
        'lines.txt': 'one\r\ntwo\n$Id$\n',
        'data.bin': Buffer.from([0, 255, 10, 13]),
        'deep/run.sh': '#!/bin/sh\n',
        '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = https://example.com/sub.git\n',
      });
      await chmod(join(folder, 'deep/run.sh'), 0o755);
      await symlink('/etc/hostname', join(folder, 'outside'));
      await symlink('README.md', join(folder, 'inside'));
      await server.git(
        folder,
        'update-index',
        '--add',
        '--cacheinfo',
        `160000,${'a'.repeat(40)},sub`,
      );
    });
    await server.ask('shop/orders', 'tag', '-a', '-m', 'v1', 'v1', first);
    await server.commit('shop/orders', 'feature/x', folder =>
      writeTree(folder, { 'README.md': 'feature\n' }),
    );
    await server.commit('shop/orders', 'main', folder =>
      writeTree(folder, { 'README.md': 'second\n' }),
    );
  });

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'clone-'));
    server.before = () => false;
  });
  afterEach(() => rm(work, { recursive: true }));
  afterAll(() => server.stop());

  const clone = (options: { ref?: string; repoUrl?: string; signal?: AbortSignal } = {}) =>
    cloneRepository({
      repoUrl: `${server.host}?owner=shop&repo=orders`,
      integrations,
      into: join(work, 'repository'),
      ...options,
    });
  const read = (path: string) => readFile(join(work, 'repository', path));

  it('writes the files of the default branch, byte by byte, without .git', async () => {
    const cloned = await clone();
    expect(cloned).toMatchObject({ defaultBranch: 'main', branch: 'main' });
    expect(cloned.commit).toBe(await server.ask('shop/orders', 'rev-parse', 'main'));
    expect((await readdir(cloned.folder)).sort()).toEqual(
      [
        '.gitattributes',
        '.gitmodules',
        'README.md',
        'data.bin',
        'deep',
        'inside',
        'lines.txt',
        'outside',
      ].sort(),
    );
    expect(String(await read('README.md'))).toBe('second\n');
    // As it was committed: neither line ends nor keywords are written on the way out.
    expect(String(await read('lines.txt'))).toBe('one\ntwo\n$Id$\n');
    expect(await read('data.bin')).toEqual(Buffer.from([0, 255, 10, 13]));
    expect((await lstat(join(cloned.folder, 'deep/run.sh'))).mode & 0o111).toBe(0o111);
    expect(await readlink(join(cloned.folder, 'outside'))).toBe('/etc/hostname');
  });

  it.each([
    ['a branch', 'feature/x', 'feature\n', 'feature/x'],
    ['an annotated tag', 'v1', 'first\n', undefined],
  ])('reads %s', async (_, ref, text, branch) => {
    await expect(clone({ ref })).resolves.toMatchObject({ branch, defaultBranch: 'main' });
    expect(String(await read('README.md'))).toBe(text);
  });

  it('reads a commit that no branch ends at', async () => {
    await expect(clone({ ref: first })).resolves.toMatchObject({ commit: first });
    expect(String(await read('README.md'))).toBe('first\n');
  });

  it('reads the address of the browser', async () => {
    const repoUrl = `http://${server.host}/shop/orders/src/branch/main/README.md`;
    await expect(clone({ repoUrl })).resolves.toMatchObject({ branch: 'main' });
  });

  it('brings the credentials in a header only', async () => {
    server.requests.length = 0;
    server.authorizations.length = 0;
    await clone();
    expect(server.requests.join()).not.toContain(server.token);
    expect(new Set(server.authorizations)).toEqual(
      new Set([`Basic ${Buffer.from(`scaffolder:${server.token}`).toString('base64')}`]),
    );
  });

  it.each(['--upload-pack=touch x', '../x', 'nope', 'refs/heads/main', 'a'.repeat(400), ''])(
    'knows no ref %j',
    async ref => {
      await expect(clone({ ref })).rejects.toThrow(/has no branch, tag or commit/);
    },
  );

  it('says what a missing repository and wrong credentials are', async () => {
    await expect(clone({ repoUrl: `${server.host}?owner=shop&repo=nope` })).rejects.toThrow(
      /no repository shop\/nope .* that the portal may see/,
    );
    server.before = (_, res) => {
      res.writeHead(403).end(`no ${server.token}`);
      return true;
    };
    const error: Error = await clone().catch(cause => cause);
    expect(error.message).toMatch(/not allowed/);
    expect(`${error.message} ${error.stack}`).not.toContain(server.token);
  });

  it('follows no redirect, which would take the credentials along', async () => {
    const seen: string[] = [];
    const other = await GitServer.start();
    other.before = (req, res) => {
      seen.push(String(req.headers.authorization));
      res.writeHead(404).end();
      return true;
    };
    server.before = (_, res) => {
      res.writeHead(301, { location: `http://${other.host}/x.git/info/refs` }).end();
      return true;
    };
    await expect(clone()).rejects.toThrow(/moved to another address/);
    expect(seen).toEqual([]);
    await other.stop();
  });

  it('refuses a folder with files', async () => {
    await writeTree(work, { 'repository/mine.txt': 'x' });
    await expect(clone()).rejects.toThrow(/is not empty/);
  });

  it('ends with the signal, and leaves nothing of its own behind', async () => {
    const ours = async () =>
      (await readdir(tmpdir())).filter(name => name.startsWith('container-lens-git-')).sort();
    const before = await ours();
    const controller = new AbortController();
    server.before = () => {
      controller.abort(new Error('cancelled'));
      return true;
    };
    await expect(clone({ signal: controller.signal })).rejects.toThrow('cancelled');
    expect(await ours()).toEqual(before);
  });

  it('takes no more from the host than a bound', async () => {
    await server.create('shop/large', folder =>
      writeTree(folder, { 'large.bin': randomBytes(2 * 1024 * 1024) }),
    );
    const repoUrl = `${server.host}?owner=shop&repo=large`;
    const limits = jest.replaceProperty(repositoryLimits, 'packBytes', (1024 * 1024) as never);
    await expect(clone({ repoUrl })).rejects.toThrow(/larger than what the portal works with/);
    limits.restore();
    expect(await readdir(join(work, 'repository'))).toEqual([]);
  });

  it.each(['.git', '.GIT', 'git~1', '..'])('refuses a commit with a file %s', async name => {
    const repo = `shop/hostile-${Buffer.from(name).toString('hex')}`;
    await server.create(repo, folder => writeTree(folder, { 'a.txt': 'a\n' }));
    const blob = await server.ask(repo, 'rev-parse', 'main:a.txt');
    // A tree as no git would write it.
    const entry = Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]);
    await writeTree(work, { tree: entry });
    const tree = await server.ask(
      repo,
      'hash-object',
      '-t',
      'tree',
      '-w',
      '--literally',
      join(work, 'tree'),
    );
    const commit = await server.ask(repo, 'commit-tree', tree, '-m', 'x');
    await server.ask(repo, 'update-ref', 'refs/heads/main', commit);
    const repoUrl = `${server.host}?owner=shop&repo=${repo.slice('shop/'.length)}`;
    await expect(clone({ repoUrl })).rejects.toThrow(/failed\. git fetch/);
    expect(await readdir(join(work, 'repository'))).toEqual([]);
  });

  it('looks at the size before it writes a file', async () => {
    const limits = jest.replaceProperty(repositoryLimits, 'totalBytes', 20 as never);
    await expect(clone()).rejects.toThrow(/larger than what the portal works with/);
    limits.restore();
    expect(await readdir(join(work, 'repository'))).toEqual([]);
  });
});
