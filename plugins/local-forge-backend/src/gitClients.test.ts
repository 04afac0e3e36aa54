import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { eventually } from './__testUtils__/eventually';
import { gitChildren } from './__testUtils__/gitChildren';
import { GitClient } from './__testUtils__/GitClient';
import { removeDir, startForge, temporaryDir, type TestForge } from './__testUtils__/startForge';
import { limits } from './limits';

jest.setTimeout(120_000);

describe('the forge and real git clients', () => {
  let forge: TestForge;
  let work: string;
  let git: GitClient;
  let stranger: GitClient;

  beforeAll(async () => {
    forge = await startForge({ settings: { readAccess: 'public', maxRepositoryMiB: 2 } });
    work = await temporaryDir();
    git = GitClient.create({ homeDir: work, token: forge.token });
    stranger = GitClient.create({ homeDir: work });
  });

  afterAll(async () => {
    await forge.stop();
    await removeDir(forge.dataDir);
    await removeDir(work);
  });

  async function createRepository(name: string, body: object = {}): Promise<string> {
    const response = await fetch(`${forge.baseUrl}/api/v1/orgs/team/repos`, {
      method: 'POST',
      headers: forge.headers,
      body: JSON.stringify({ name, ...body }),
    });
    expect(response.status).toBe(201);
    return `${forge.baseUrl}/team/${name}.git`;
  }

  async function pushed(
    name: string,
    files: Record<string, string | Buffer> = { 'a.txt': 'one\n' },
  ) {
    const remote = await createRepository(name);
    const dir = path.join(work, name);
    const commit = await git.workTree(dir, remote, files);
    await git.git(dir, 'push', '-q', 'origin', 'main');
    return { remote, dir, commit };
  }

  const pushesOf = (repository: string) =>
    forge.pushes.filter(push => push.repository === repository);

  it('takes a push, gives a clone, and says once what changed', async () => {
    const { remote, dir, commit } = await pushed('roundtrip', { 'a.txt': 'one\n', 'b/c.sh': '#!' });
    await stranger.git(work, 'clone', '-q', remote, 'roundtrip-clone');
    expect(await stranger.git(path.join(work, 'roundtrip-clone'), 'rev-parse', 'HEAD')).toBe(
      commit,
    );

    const second = await git.commit(dir, { 'a.txt': 'two\n' });
    await git.git(dir, 'push', '-q', 'origin', 'main', 'main:refs/heads/feature/x');
    await git.git(dir, 'tag', 'v1');
    await git.git(dir, 'push', '-q', 'origin', 'v1');
    await git.git(dir, 'push', '-q', 'origin', ':feature/x');
    await git.git(dir, 'push', '-q', 'origin', 'main');

    const zeros = '0'.repeat(40);
    const common = {
      owner: 'team',
      repository: 'roundtrip',
      url: `${forge.baseUrl}/team/roundtrip`,
    };
    await eventually(() => expect(pushesOf('roundtrip')).toHaveLength(5));
    expect(pushesOf('roundtrip')).toEqual([
      { ...common, ref: 'refs/heads/main', before: zeros, after: commit, defaultBranch: true },
      {
        ...common,
        ref: 'refs/heads/feature/x',
        before: zeros,
        after: second,
        defaultBranch: false,
      },
      { ...common, ref: 'refs/heads/main', before: commit, after: second, defaultBranch: true },
      { ...common, ref: 'refs/tags/v1', before: zeros, after: second, defaultBranch: false },
      {
        ...common,
        ref: 'refs/heads/feature/x',
        before: second,
        after: zeros,
        defaultBranch: false,
      },
    ]);
  });

  it('makes the first branch the default one when the expected one never comes', async () => {
    const remote = await createRepository('trunk');
    const dir = path.join(work, 'trunk');
    await git.workTree(dir, remote, { 'a.txt': 'one' });
    await git.git(dir, 'push', '-q', 'origin', 'main:trunk');
    const response = await fetch(`${forge.baseUrl}/api/v1/repos/team/trunk`);
    expect(await response.json()).toMatchObject({ default_branch: 'trunk', empty: false });
    expect(pushesOf('trunk')).toMatchObject([{ ref: 'refs/heads/trunk', defaultBranch: true }]);
  });

  it('refuses pushes without the token or with a wrong one', async () => {
    const { dir } = await pushed('guarded');
    await git.commit(dir, { 'a.txt': 'changed' });
    await expect(stranger.git(dir, 'push', 'origin', 'main')).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    const liar = GitClient.create({ homeDir: work, token: 'x'.repeat(64) });
    await expect(liar.git(dir, 'push', 'origin', 'main')).rejects.toThrow(/fatal/);
    expect(pushesOf('guarded')).toHaveLength(1);
  });

  it('refuses to rewrite history and to delete the default branch', async () => {
    const { dir, commit } = await pushed('history');
    await git.git(dir, 'commit', '-q', '--amend', '-m', 'Other');
    await expect(git.git(dir, 'push', 'origin', 'main')).rejects.toThrow(
      /rejected|non-fast-forward/,
    );
    await expect(git.git(dir, 'push', '--force', 'origin', 'main')).rejects.toThrow(
      /denying non-fast-forward/,
    );
    await expect(git.git(dir, 'push', 'origin', ':main')).rejects.toThrow(
      /refusing to delete the current branch|deletion of the current branch/,
    );
    expect(
      await stranger.git(work, 'ls-remote', `${forge.baseUrl}/team/history.git`, 'main'),
    ).toContain(commit);
    expect(pushesOf('history')).toHaveLength(1);
  });

  it('refuses what does not fit the quota, says why, and stays usable', async () => {
    const { dir, remote, commit } = await pushed('quota');
    await git.commit(dir, { 'big.bin': randomBytes(3 * 1024 * 1024) });
    await expect(git.git(dir, 'push', 'origin', 'main')).rejects.toThrow(/maximum allowed size/);
    expect(await stranger.git(work, 'ls-remote', remote, 'main')).toContain(commit);

    await git.git(dir, 'reset', '-q', '--hard', commit);
    await git.commit(dir, { 'one.bin': randomBytes(1.5 * 1024 * 1024) });
    await git.git(dir, 'push', '-q', 'origin', 'main');
    await git.commit(dir, { 'two.bin': randomBytes(1.5 * 1024 * 1024) });
    await expect(git.git(dir, 'push', 'origin', 'main')).rejects.toThrow(/maximum allowed size/);
    expect(pushesOf('quota')).toHaveLength(2);
  });

  it('refuses objects that git would not check out safely', async () => {
    const { dir } = await pushed('fsck');
    const blob = await git.git(dir, 'rev-parse', 'HEAD:a.txt');
    const makeTree = `printf '100644 blob ${blob}\\t.git\\n' | git mktree --missing`;
    const tree = await new Promise<string>((resolve, reject) => {
      const child = spawn('sh', ['-c', makeTree], { cwd: dir, env: git.environment() });
      let out = '';
      child.stdout.on('data', data => (out += data));
      child.on('error', reject);
      child.on('close', () => resolve(out.trim()));
    });
    const commit = await git.git(dir, 'commit-tree', tree, '-m', 'Hostile');
    await expect(git.git(dir, 'push', 'origin', `${commit}:refs/heads/evil`)).rejects.toThrow(
      /hasDotgit|fsck|unpack/i,
    );
  });

  it('orders pushes that come at the same time, and says each change once', async () => {
    const { remote, commit } = await pushed('parallel');
    const heads = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const dir = path.join(work, `parallel-${index}`);
        await git.git(work, 'clone', '-q', remote, dir);
        const head = await git.commit(dir, { [`file-${index}`]: `${index}` });
        await git.git(dir, 'push', '-q', 'origin', `HEAD:refs/heads/branch-${index}`);
        return head;
      }),
    );
    await eventually(() => expect(pushesOf('parallel')).toHaveLength(9));
    const seen = pushesOf('parallel').map(({ ref, after }) => `${ref} ${after}`);
    expect(seen.sort()).toEqual(
      [
        `refs/heads/main ${commit}`,
        ...heads.map((head, index) => `refs/heads/branch-${index} ${head}`),
      ].sort(),
    );
  });

  it('lets one of two rival pushes win', async () => {
    const { remote } = await pushed('rivals');
    const results = await Promise.allSettled(
      ['red', 'blue'].map(async name => {
        const dir = path.join(work, `rivals-${name}`);
        await git.git(work, 'clone', '-q', remote, dir);
        await git.commit(dir, { 'a.txt': name });
        await git.git(dir, 'push', '-q', 'origin', 'main');
      }),
    );
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await eventually(() => expect(pushesOf('rivals')).toHaveLength(2));
  });

  it('serves 60 clones at the same time with bounded processes', async () => {
    const { remote } = await pushed('busy', { 'data.bin': randomBytes(200_000) });
    let most = 0;
    let done = false;
    const watch = (async () => {
      while (!done) {
        most = Math.max(most, gitChildren(forge.dataDir).length);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    })();
    const clones = Array.from({ length: 60 }, (_, index) =>
      stranger.git(work, 'clone', '-q', '--bare', remote, `busy-${index}.git`),
    );
    await Promise.all(clones);
    done = true;
    await watch;
    // A clone is http-backend, upload-pack and pack-objects.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3 * limits.concurrentTransfers + limits.concurrentQueries);
    await eventually(() => expect(gitChildren(forge.dataDir)).toEqual([]));
  });

  it('survives a push that is cut off, and leaves nothing behind', async () => {
    const { dir, remote, commit } = await pushed('aborted');
    const { response, request } = startPush('aborted');
    // Half of a pack, then silence: git waits for more until the client goes away.
    request.write(Buffer.from('PACK\0\0\0\x02\0\0\0\x05'));
    await eventually(() => expect(gitChildren(forge.dataDir).length).toBeGreaterThan(1));
    request.destroy();
    await response;
    await eventually(() => expect(gitChildren(forge.dataDir)).toEqual([]));
    expect(await stranger.git(work, 'ls-remote', remote, 'main')).toContain(commit);
    await git.commit(dir, { 'a.txt': 'after' });
    await git.git(dir, 'push', '-q', 'origin', 'main');
    await git.git(path.join(forge.dataDir, 'repositories/team/aborted.git'), 'fsck', '--strict');
    expect(pushesOf('aborted')).toHaveLength(2);
  });

  function startPush(name: string) {
    const request = httpRequest(`${forge.baseUrl}/team/${name}.git/git-receive-pack`, {
      method: 'POST',
      headers: {
        authorization: forge.headers.authorization,
        'content-type': 'application/x-git-receive-pack-request',
      },
    });
    const response = new Promise<void>(resolve => {
      request.on('error', () => resolve());
      request.on('close', () => resolve());
    });
    const command = `${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/cut\0report-status\n`;
    const length = (command.length + 4).toString(16).padStart(4, '0');
    request.write(`${length}${command}0000`);
    return { request, response };
  }

  it('ends its processes when a clone is cut off', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`${index}.bin`, randomBytes(190_000)]),
    );
    const { remote } = await pushed('cut-clone', files);
    const clones = Array.from({ length: 12 }, (_, index) =>
      spawn('git', ['clone', '-q', '--bare', remote, `cut-${index}.git`], {
        cwd: work,
        env: stranger.environment(),
        stdio: 'ignore',
        detached: true,
      }),
    );
    const ends = clones.map(async child => await once(child, 'close'));
    await eventually(() => expect(gitChildren(forge.dataDir).length).toBeGreaterThan(0));
    clones.forEach(child => child.pid && process.kill(-child.pid, 'SIGKILL'));
    await Promise.all(ends);
    await eventually(() => expect(gitChildren(forge.dataDir)).toEqual([]));
    await stranger.git(work, 'clone', '-q', remote, 'cut-clone-after');
  });

  it('never logs the token', () => {
    const logs = forge.logs.join('\n');
    expect(logs).toContain('git-receive-pack');
    expect(logs).not.toContain(forge.token);
    expect(logs).not.toContain(Buffer.from(`scaffolder:${forge.token}`).toString('base64'));
  });
});
