import { mkdtemp } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { gitChildren } from './__testUtils__/gitChildren';
import { GitClient } from './__testUtils__/GitClient';
import { removeDir, startForge, temporaryDir, type TestForge } from './__testUtils__/startForge';
import { limits } from './limits';

jest.setTimeout(60_000);

describe('the REST interface', () => {
  let forge: TestForge;
  let work: string;
  let git: GitClient;

  beforeAll(async () => {
    forge = await startForge();
    work = await temporaryDir();
    git = GitClient.create({ homeDir: work, token: forge.token });
  });

  afterAll(async () => {
    await forge.stop();
    await removeDir(forge.dataDir);
    await removeDir(work);
  });

  async function call(method: string, url: string, body?: unknown) {
    const response = await fetch(`${forge.baseUrl}/api/v1${url}`, {
      method,
      headers: forge.headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body:
        text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
    };
  }

  async function pushed(name: string, files: Record<string, string | Buffer>) {
    await call('POST', '/orgs/team/repos', { name, description: 'For a test' });
    const dir = await mkdtemp(path.join(work, 'tree-'));
    const commit = await git.workTree(dir, `${forge.baseUrl}/team/${name}.git`, files);
    await git.git(dir, 'push', '-q', 'origin', 'main');
    return { dir, commit };
  }

  /** Sends a path as it is, which fetch would tidy up first. */
  async function rawStatus(method: string, rawPath: string): Promise<number> {
    const { hostname, port } = new URL(forge.baseUrl);
    return await new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          hostname,
          port,
          method,
          path: rawPath,
          headers: forge.headers,
        },
        response => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      request.on('error', reject);
      request.end();
    });
  }

  it('creates a repository once, shows, lists and deletes it', async () => {
    const created = await call('POST', '/orgs/team/repos', {
      name: 'life',
      description: 'A life',
      private: true,
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: 'life',
      full_name: 'team/life',
      default_branch: 'main',
      empty: true,
      clone_url: `${forge.baseUrl}/team/life.git`,
      html_url: `${forge.baseUrl}/team/life`,
    });
    expect((await call('POST', '/orgs/team/repos', { name: 'life' })).status).toBe(409);
    expect((await call('GET', '/repos/team/life')).body.description).toBe('A life');
    expect((await call('GET', '/orgs/team/repos')).body).toMatchObject([{ name: 'life' }]);
    expect((await call('DELETE', '/repos/team/life')).status).toBe(204);
    expect((await call('GET', '/repos/team/life')).status).toBe(404);
    expect((await call('DELETE', '/repos/team/life')).status).toBe(404);
    expect((await call('POST', '/orgs/team/repos', { name: 'life' })).status).toBe(201);
  });

  it('creates a repository once when many ask at the same time', async () => {
    const answers = await Promise.all(
      Array.from(
        { length: 10 },
        async () => await call('POST', '/orgs/team/repos', { name: 'race' }),
      ),
    );
    expect(answers.map(answer => answer.status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it('serves files, folders, commits and archives', async () => {
    const { commit } = await pushed('files', {
      'a.txt': 'hello\n',
      'dir with space/ü.txt': 'unicode',
      'dir with space/run.sh': '#!/bin/sh\n',
    });
    const file = await call('GET', '/repos/team/files/contents/a.txt?ref=main');
    expect(file.body).toMatchObject({ type: 'file', encoding: 'base64', size: 6, path: 'a.txt' });
    expect(Buffer.from(file.body.content, 'base64').toString()).toBe('hello\n');
    const etag = file.headers.get('etag');
    expect(etag).toBe(`"${file.body.sha}"`);
    const again = await fetch(`${forge.baseUrl}/api/v1/repos/team/files/contents/a.txt`, {
      headers: { ...forge.headers, 'if-none-match': etag ?? '' },
    });
    expect(again.status).toBe(304);

    const folder = await call('GET', '/repos/team/files/contents/dir%20with%20space');
    expect(folder.body).toMatchObject([
      { type: 'file', path: 'dir with space/run.sh' },
      { type: 'file', path: 'dir with space/ü.txt' },
    ]);
    const unicode = await call('GET', `/repos/team/files/contents/dir%20with%20space/%C3%BC.txt`);
    expect(Buffer.from(unicode.body.content, 'base64').toString()).toBe('unicode');
    expect((await call('GET', '/repos/team/files/contents')).body).toHaveLength(2);
    expect((await call('GET', '/repos/team/files/contents/nope.txt')).status).toBe(404);
    expect((await call('GET', '/repos/team/files/contents/a.txt?ref=nope')).status).toBe(404);

    for (const ref of ['main', commit, commit.slice(0, 10)]) {
      expect((await call('GET', `/repos/team/files/git/commits/${ref}`)).body).toEqual({
        sha: commit,
      });
    }
    expect((await call('GET', '/repos/team/files/branches')).body).toEqual([
      { name: 'main', commit: { id: commit } },
    ]);
    const archive = await call('GET', '/repos/team/files/archive/main.tar.gz');
    expect(archive.status).toBe(200);
    expect(archive.headers.get('content-type')).toBe('application/gzip');
    expect((await call('GET', '/repos/team/files/archive/main.zip')).status).toBe(400);
  });

  it('says that a file is too large instead of holding it in memory', async () => {
    await pushed('large', { 'big.txt': Buffer.alloc(limits.contentBytes + 1, 'a') });
    const answer = await call('GET', '/repos/team/large/contents/big.txt');
    expect(answer.status).toBe(413);
    expect(answer.body.error.message).toMatch(/larger than 10 MiB/);
  });

  it('opens, updates, merges and closes pull requests', async () => {
    const { dir, commit } = await pushed('pulls', { 'a.txt': 'one\n', 'b.txt': 'one\n' });
    await git.git(dir, 'switch', '-q', '-c', 'feature/a');
    const head = await git.commit(dir, { 'a.txt': 'two\n' }, 'Change a');
    await git.git(dir, 'push', '-q', 'origin', 'feature/a');
    await git.git(dir, 'switch', '-q', 'main');
    const base = await git.commit(dir, { 'b.txt': 'two\n' }, 'Change b');
    await git.git(dir, 'push', '-q', 'origin', 'main');

    const change = { head: 'feature/a', base: 'main', title: 'A change', body: 'Because.' };
    const opened = await call('POST', '/repos/team/pulls/pulls', change);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ number: 1, state: 'open', merged: false });
    const updated = await call('POST', '/repos/team/pulls/pulls', { ...change, title: 'Better' });
    expect(updated.status).toBe(200);
    expect(updated.body).toMatchObject({ number: 1, title: 'Better' });
    expect((await call('GET', '/repos/team/pulls/pulls')).body).toHaveLength(1);

    const page = await fetch(opened.body.html_url, { headers: forge.headers });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('Change a');
    expect(text).toContain('<span class="add">+two\n</span>');

    const stale = { Do: 'merge', head_commit_id: commit };
    expect((await call('POST', '/repos/team/pulls/pulls/1/merge', stale)).status).toBe(409);
    expect((await call('POST', '/repos/team/pulls/pulls/1/merge', { Do: 'rebase' })).status).toBe(
      400,
    );
    const before = forge.pushes.length;
    const merged = await call('POST', '/repos/team/pulls/pulls/1/merge', {
      Do: 'merge',
      head_commit_id: head,
    });
    expect(merged.status).toBe(200);
    expect(merged.body).toMatchObject({ state: 'closed', merged: true });
    expect(forge.pushes.slice(before)).toEqual([
      {
        owner: 'team',
        repository: 'pulls',
        ref: 'refs/heads/main',
        before: base,
        after: merged.body.merge_commit_sha,
        defaultBranch: true,
        url: `${forge.baseUrl}/team/pulls`,
      },
    ]);
    await git.git(dir, 'pull', '-q', '--ff-only', 'origin', 'main');
    expect(await git.git(dir, 'show', 'HEAD:a.txt', 'HEAD:b.txt')).toBe('two\ntwo');
    expect(await git.git(dir, 'log', '-1', '--format=%P')).toBe(`${base} ${head}`);

    expect((await call('POST', '/repos/team/pulls/pulls/1/merge', {})).status).toBe(409);
    expect((await call('PATCH', '/repos/team/pulls/pulls/1', { state: 'open' })).status).toBe(409);
    expect((await call('GET', '/repos/team/pulls/pulls')).body).toEqual([]);
    expect((await call('GET', '/repos/team/pulls/pulls?state=all')).body).toHaveLength(1);
    const mergedPage = await fetch(opened.body.html_url, { headers: forge.headers });
    expect(await mergedPage.text()).toContain('+two');
    // The branch has nothing new any more.
    await call('POST', '/repos/team/pulls/pulls', change);
    const nothing = await call('POST', '/repos/team/pulls/pulls/2/merge', {});
    expect(nothing.status).toBe(409);
    expect(nothing.body.error.message).toMatch(/nothing to merge/);
    expect((await call('PATCH', '/repos/team/pulls/pulls/2', { state: 'closed' })).body.state).toBe(
      'closed',
    );
  });

  it('refuses a merge with conflicts, names the file and moves nothing', async () => {
    const { dir } = await pushed('conflict', { 'a.txt': 'one\n' });
    await git.git(dir, 'switch', '-q', '-c', 'other');
    await git.commit(dir, { 'a.txt': 'theirs\n' });
    await git.git(dir, 'push', '-q', 'origin', 'other');
    await git.git(dir, 'switch', '-q', 'main');
    const base = await git.commit(dir, { 'a.txt': 'ours\n' });
    await git.git(dir, 'push', '-q', 'origin', 'main');
    await call('POST', '/repos/team/conflict/pulls', { head: 'other', base: 'main', title: 'x' });
    const merged = await call('POST', '/repos/team/conflict/pulls/1/merge', { Do: 'merge' });
    expect(merged.status).toBe(409);
    expect(merged.body.error.message).toContain('a.txt');
    expect((await call('GET', '/repos/team/conflict/git/commits/main')).body.sha).toBe(base);
    expect((await call('GET', '/repos/team/conflict/pulls/1')).body.state).toBe('open');
  });

  it('merges many pull requests that are asked for at the same time', async () => {
    const { dir } = await pushed('many', { 'base.txt': 'base' });
    for (let index = 0; index < 4; index += 1) {
      await git.git(dir, 'switch', '-q', '-c', `b${index}`, 'main');
      await git.commit(dir, { [`file-${index}`]: 'x' });
      await git.git(dir, 'push', '-q', 'origin', `b${index}`);
      await call('POST', '/repos/team/many/pulls', { head: `b${index}`, base: 'main', title: 'x' });
    }
    const answers = await Promise.all(
      [1, 2, 3, 4].map(
        async number => await call('POST', `/repos/team/many/pulls/${number}/merge`, {}),
      ),
    );
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200]);
    expect((await call('GET', '/repos/team/many/contents')).body).toHaveLength(5);
  });

  describe('access', () => {
    it.each([
      ['GET', '/api/v1/orgs/team'],
      ['GET', '/api/v1/repos/team/files'],
      ['GET', '/api/v1/repos/team/missing'],
      ['GET', '/api/v1/repos/team/files/contents/a.txt'],
      ['GET', '/api/v1/repos/team/files/archive/main.tar.gz'],
      ['POST', '/api/v1/orgs/team/repos'],
      ['DELETE', '/api/v1/repos/team/files'],
      ['POST', '/api/v1/repos/team/files/pulls'],
      ['PATCH', '/api/v1/repos/team/files/pulls/1'],
      ['POST', '/api/v1/repos/team/files/pulls/1/merge'],
      ['GET', '/team/files.git/info/refs?service=git-upload-pack'],
      ['GET', '/team/files.git/info/refs?service=git-receive-pack'],
      ['POST', '/team/files.git/git-upload-pack'],
      ['POST', '/team/files.git/git-receive-pack'],
      ['GET', '/team/files/src/branch/main'],
      ['GET', '/team/files/raw/branch/main/a.txt'],
      ['GET', '/'],
    ])('asks strangers for the token: %s %s', async (method, url) => {
      for (const authorization of [undefined, 'token x', 'basic !!!', 'bearer', 'Basic eDp5']) {
        const response = await fetch(`${forge.baseUrl}${url}`, {
          method,
          headers: authorization ? { authorization } : {},
        });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toContain('Basic');
      }
    });

    it('refuses a write from a page of another site', async () => {
      const response = await fetch(`${forge.baseUrl}/api/v1/repos/team/files`, {
        method: 'DELETE',
        headers: { ...forge.headers, 'sec-fetch-site': 'cross-site' },
      });
      expect(response.status).toBe(403);
      expect((await call('GET', '/repos/team/files')).status).toBe(200);
    });
  });

  describe('hostile input', () => {
    const hostileNames = [
      '..',
      '.',
      '-rf',
      '--upload-pack=touch',
      'a/b',
      '..%2F..%2Fetc',
      'a%2Fb',
      'a%5Cb',
      'a%00b',
      '%00',
      '%0d%0aX:%20y',
      '.git',
      '.hidden',
      'x.git',
      'x.LOCK',
      'x.',
      'n%C3%A4me',
      '%E2%80%AE',
      '%F0%9F%98%80',
      'a b',
      'a:b',
      '~root',
      '$(id)',
      '`id`',
      'a'.repeat(101),
      '%zz',
      '%C0%AF',
    ];

    it.each(hostileNames)('is refused as a name in an address: %s', async name => {
      const encoded = name.includes('%') ? name : encodeURIComponent(name);
      const base = '/api/local-forge';
      const addresses = [
        `${base}/api/v1/orgs/${encoded}`,
        `${base}/api/v1/repos/team/${encoded}`,
        `${base}/api/v1/repos/${encoded}/files`,
        `${base}/api/v1/repos/${encoded}/files/contents/a.txt`,
        `${base}/team/${encoded}/src/branch/main`,
        `${base}/${encoded}/files.git/info/refs?service=git-upload-pack`,
      ];
      for (const address of addresses) {
        expect({ address, status: await rawStatus('GET', address) }).toEqual({
          address,
          status: 400,
        });
      }
    });

    it.each([
      '..',
      '-x',
      'a/b',
      '',
      'a\0b',
      'x.git',
      'ü',
      'a'.repeat(101),
      'a\nb',
      1,
      null,
      ['x'],
      {},
    ])('is refused as the name of a new repository: %j', async name => {
      expect((await call('POST', '/orgs/team/repos', { name })).status).toBe(400);
    });

    const hostileRefs = [
      '-x',
      '--output=x',
      '--all',
      '..',
      'a..b',
      'main@%7B1%7D',
      '@',
      'main%5E',
      'main~1',
      ':a.txt',
      'main:a.txt',
      '%2e%2e',
      'a//b',
      '.hidden',
      'a/.b',
      'x.lock',
      'x.',
      'a%00',
      'a%0a',
      'a b',
      'ref*',
      'br%C3%A4nch',
      'a'.repeat(300),
    ];

    it.each(hostileRefs)('is refused as a ref: %s', async ref => {
      const encoded = ref.includes('%') ? ref : ref.split('/').map(encodeURIComponent).join('/');
      const repository = '/api/local-forge/api/v1/repos/team/files';
      for (const address of [
        `${repository}/git/commits/${encoded}`,
        `${repository}/archive/${encoded}.tar.gz`,
        `${repository}/contents/a.txt?ref=${encodeURIComponent(decodeURIComponent(encoded))}`,
      ]) {
        // ".." alone at the end of an archive's name is the file name "...tar.gz".
        expect({ address, status: await rawStatus('GET', address) }).toEqual({
          address,
          status: 400,
        });
      }
    });

    it('refuses a ref that is given twice', async () => {
      expect((await call('GET', '/repos/team/files/contents/a.txt?ref=a&ref=b')).status).toBe(400);
      expect((await call('GET', '/repos/team/files/contents/a.txt?ref[]=a')).status).toBe(400);
    });

    it.each([
      '../../../token',
      '..%2f..%2ftoken',
      '%2e%2e/%2e%2e/token',
      'a/./b',
      'a//b',
      '.git/config',
      '.GIT/config',
      'a%5c..%5cb',
      'a%00.txt',
      'a%0ab',
      'a%2Ftxt',
      `${'x/'.repeat(3_000)}x`,
      'x'.repeat(256),
    ])('is refused as a path: %s', async file => {
      for (const view of ['api/v1/repos/team/files/contents', 'team/files/src/branch/main']) {
        const address = `/api/local-forge/${view}/${file}`;
        expect({ address, status: await rawStatus('GET', address) }).toEqual({
          address,
          status: 400,
        });
      }
    });

    it('treats patterns and magic in a path as plain names', async () => {
      for (const file of ['*', ':(top)a.txt', ':!a.txt', '?.txt', '[a].txt', '-l']) {
        const encoded = encodeURIComponent(file);
        expect((await call('GET', `/repos/team/files/contents/${encoded}`)).status).toBe(404);
      }
    });

    it('refuses branches of pull requests that are options', async () => {
      for (const head of ['--exec=touch', '-x', 'a..b', 'refs/../x', '']) {
        const body = { head, base: 'main', title: 'x' };
        expect((await call('POST', '/repos/team/files/pulls', body)).status).toBe(400);
      }
      const unknown = { head: 'nope', base: 'main', title: 'x' };
      expect((await call('POST', '/repos/team/files/pulls', unknown)).status).toBe(404);
      expect((await call('GET', '/repos/team/files/pulls/1e3')).status).toBe(400);
    });

    it('refuses large and broken bodies', async () => {
      const post = async (body: string) =>
        (
          await fetch(`${forge.baseUrl}/api/v1/orgs/team/repos`, {
            method: 'POST',
            headers: forge.headers,
            body,
          })
        ).status;
      expect(await post(JSON.stringify({ name: 'x', description: 'x'.repeat(70_000) }))).toBe(413);
      expect(await post('{')).toBe(400);
      expect(await post('[]')).toBe(400);
      expect(await post('"x"')).toBe(400);
    });

    it('speaks the smart protocol only', async () => {
      const repository = '/api/local-forge/team/files.git';
      expect(await rawStatus('GET', `${repository}/info/refs`)).toBe(400);
      expect(await rawStatus('GET', `${repository}/info/refs?service=git-upload-archive`)).toBe(
        400,
      );
      expect(await rawStatus('GET', `${repository}/config`)).toBe(400);
      expect(await rawStatus('GET', `${repository}/objects/info/packs`)).toBe(400);
      expect(await rawStatus('POST', `${repository}/git-upload-archive`)).toBe(404);
      expect(await rawStatus('POST', `${repository}/git-receive-pack`)).toBe(400);
    });

    it('has left no process and logged no token', () => {
      expect(gitChildren(forge.dataDir)).toEqual([]);
      expect(forge.logs.join('\n')).not.toContain(forge.token);
    });
  });

  it('keeps everything over a restart', async () => {
    const first = await startForge();
    const headers = first.headers;
    const body = JSON.stringify({ name: 'kept' });
    await fetch(`${first.baseUrl}/api/v1/orgs/team/repos`, { method: 'POST', headers, body });
    const dir = await mkdtemp(path.join(work, 'tree-'));
    const client = GitClient.create({ homeDir: work, token: first.token });
    const commit = await client.workTree(dir, `${first.baseUrl}/team/kept.git`, { a: 'b' });
    await client.git(dir, 'push', '-q', 'origin', 'main');
    await first.stop();

    const second = await startForge({ dataDir: first.dataDir });
    expect(second.token).toBe(first.token);
    const answer = await fetch(`${second.baseUrl}/api/v1/repos/team/kept/git/commits/main`, {
      headers,
    });
    expect(await answer.json()).toEqual({ sha: commit });
    await second.stop();
    await removeDir(first.dataDir);
  });
});
