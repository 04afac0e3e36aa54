import { mkdtemp } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { GitClient } from './__testUtils__/GitClient';
import { removeDir, startForge, temporaryDir, type TestForge } from './__testUtils__/startForge';
import { limits } from './limits';

jest.setTimeout(60_000);

describe('the pages', () => {
  let forge: TestForge;
  let work: string;
  let commit: string;

  beforeAll(async () => {
    forge = await startForge({ settings: { readAccess: 'public' } });
    work = await temporaryDir();
    const git = GitClient.create({ homeDir: work, token: forge.token });
    for (const name of ['shop', 'empty']) {
      await fetch(`${forge.baseUrl}/api/v1/orgs/team/repos`, {
        method: 'POST',
        headers: forge.headers,
        body: JSON.stringify({ name, description: '<img src=x onerror=alert(1)>' }),
      });
    }
    const dir = await mkdtemp(path.join(work, 'tree-'));
    await git.workTree(dir, `${forge.baseUrl}/team/shop.git`, {
      'README.md': '# Shop <b>&\n',
      Dockerfile: 'FROM scratch\nUSER root\n',
      'src/<script>alert(1)<': 'evil name',
      'page.html': '<script>alert(1)</script>\n',
      'image.bin': Buffer.from([0, 1, 2, 255]),
      'large.txt': 'x'.repeat(limits.pageFileBytes + 1),
    });
    commit = await git.commit(dir, {}, 'A <i>subject</i>');
    await git.git(dir, 'tag', 'v1.0');
    await git.git(dir, 'push', '-q', 'origin', 'main', 'main:feature/one', 'v1.0');
    await git.git(dir, 'push', '-q', 'origin', 'main:refs/heads/odd"<b>name');
  });

  afterAll(async () => {
    await forge.stop();
    await removeDir(forge.dataDir);
    await removeDir(work);
  });

  async function open(address: string) {
    const response = await fetch(`${forge.baseUrl}${address}`);
    return { response, status: response.status, text: await response.text() };
  }

  it('lead from the repository to its default branch', async () => {
    const { response, text } = await open('/team/shop');
    expect(response.url).toBe(`${forge.baseUrl}/team/shop/src/branch/main`);
    expect(text).toContain(`git clone ${forge.baseUrl}/team/shop.git`);
    expect(text).toContain('Dockerfile</a>');
    expect(text).toContain('A &lt;i&gt;subject&lt;/i&gt;');
    expect(text).toContain('# Shop &lt;b&gt;&amp;');
    expect(text).toContain('/src/branch/feature%2Fone');
  });

  it('say that an empty repository is empty', async () => {
    const { status, text } = await open('/team/empty');
    expect(status).toBe(200);
    expect(text).toContain('This repository is empty');
    expect((await open('/team/empty/src/branch/main')).status).toBe(404);
  });

  it('show a file with an anchor for each line', async () => {
    const { text } = await open('/team/shop/src/branch/main/Dockerfile');
    expect(text).toContain('<li id="L2">');
    expect(text).toContain('<code>USER root</code>');
    expect(text).not.toContain('id="L3"');
  });

  it.each([
    '/team/shop/src/branch/main',
    '/team/shop/src/branch/main/',
    '/team/shop/src/branch/feature%2Fone',
    '/team/shop/src/branch/feature/one',
    '/team/shop/src/branch/feature/one/src',
    '/team/shop/src/tag/v1.0',
    '/team/shop/pulls',
    '/',
  ])('open: %s', async address => {
    expect((await open(address)).status).toBe(200);
  });

  it('open by commit', async () => {
    const { status, text } = await open(`/team/shop/src/commit/${commit}/Dockerfile`);
    expect(status).toBe(200);
    expect(text).toContain('USER root');
  });

  it('never carry markup of a repository', async () => {
    for (const address of [
      '/team/shop/src/branch/main',
      '/team/shop/src/branch/main/src',
      '/team/shop/src/branch/main/page.html',
      '/team/shop/src/branch/main/src/%3Cscript%3Ealert(1)%3C',
    ]) {
      const { status, text } = await open(address);
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script|<img|<i>|<b>/);
    }
  });

  it('allow nothing but their style sheet', async () => {
    for (const address of ['/team/shop/src/branch/main', '/team/shop/src/branch/nope', '/']) {
      const { response } = await open(address);
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'/,
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('send raw content as plain text', async () => {
    const { response, text } = await open('/team/shop/raw/branch/main/page.html');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).toBe('<script>alert(1)</script>\n');
    const binary = await fetch(`${forge.baseUrl}/team/shop/raw/branch/main/image.bin`);
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([0, 1, 2, 255]);
  });

  it('do not show what is large or not text', async () => {
    for (const file of ['image.bin', 'large.txt']) {
      const { text } = await open(`/team/shop/src/branch/main/${file}`);
      expect(text).toContain('is not shown');
      expect(text.length).toBeLessThan(20_000);
    }
  });

  it('say in a sentence what is missing', async () => {
    const { status, text } = await open('/team/shop/src/branch/main/<nope>');
    expect(status).toBe(404);
    expect(text).toContain('There is no &quot;&lt;nope&gt;&quot; in team/shop');
    expect((await open('/team/missing')).status).toBe(404);
    expect((await open('/team/shop/src/blame/main')).status).toBe(404);
    expect((await open('/team/shop/pulls/7')).status).toBe(404);
  });

  it('are not read through a foreign name of this machine', async () => {
    const status = await new Promise(resolve => {
      const { hostname, port } = new URL(forge.baseUrl);
      request(
        {
          hostname,
          port,
          path: '/api/local-forge/team/shop/src/branch/main',
          headers: { host: 'evil.example' },
        },
        response => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(401);
  });
});
