import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { existsSync } from 'node:fs';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitClient } from './__testUtils__/GitClient';
import { eventually } from './__testUtils__/eventually';
import { gitChildren } from './__testUtils__/gitChildren';
import { removeDir, startForge, temporaryDir } from './__testUtils__/startForge';
import localForgePlugin from './index';

jest.setTimeout(60_000);

describe('the plugin', () => {
  it('serves and writes nothing unless it is turned on', async () => {
    const dataDir = path.join(await temporaryDir(), 'forge');
    const { server } = await startTestBackend({
      features: [
        localForgePlugin,
        mockServices.rootConfig.factory({ data: { localForge: { dataDir } } }),
      ],
    });
    const response = await fetch(
      `http://localhost:${server.port()}/api/local-forge/api/v1/orgs/team`,
    );
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(existsSync(dataDir)).toBe(false);
    await removeDir(path.dirname(dataDir));
  });

  it('makes a token that only its owner can read, and keeps it', async () => {
    const dataDir = await temporaryDir();
    const first = await startForge({ dataDir });
    const file = path.join(dataDir, 'token');
    expect(first.token).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(file)).mode % 0o1000).toBe(0o600);
    await first.stop();
    await chmod(file, 0o644);
    const second = await startForge({ dataDir });
    expect(second.token).toBe(first.token);
    expect((await stat(file)).mode % 0o1000).toBe(0o600);
    await second.stop();
    await removeDir(dataDir);
  });

  it('does not start with a token that can be guessed, and does not print it', async () => {
    const dataDir = await temporaryDir();
    await mkdir(dataDir, { recursive: true });
    await writeFile(path.join(dataDir, 'token'), 'hunter2\n');
    const start = startTestBackend({
      features: [
        localForgePlugin,
        mockServices.rootConfig.factory({ data: { localForge: { enabled: true, dataDir } } }),
      ],
    });
    const error = await start.then(
      () => undefined,
      (thrown: unknown) => String(thrown),
    );
    expect(error).toContain('fewer than 32 characters');
    expect(error).not.toContain('hunter2');
    await removeDir(dataDir);
  });

  it('warns when the portal is not on this machine alone', async () => {
    const dataDir = await temporaryDir();
    const forge = await startForge({ dataDir, baseUrl: 'https://portal.example.com' });
    expect(forge.logs.join('\n')).toContain('is not this machine alone');
    await forge.stop();
    const local = await startForge({ dataDir });
    expect(local.logs.join('\n')).not.toContain('is not this machine alone');
    await local.stop();
    await removeDir(dataDir);
  });

  it('ends its git processes when the backend stops', async () => {
    const forge = await startForge();
    const work = await temporaryDir();
    const git = GitClient.create({ homeDir: work, token: forge.token });
    await fetch(`${forge.baseUrl}/api/v1/orgs/team/repos`, {
      method: 'POST',
      headers: forge.headers,
      body: JSON.stringify({ name: 'slow' }),
    });
    const dir = path.join(work, 'slow');
    await git.workTree(dir, `${forge.baseUrl}/team/slow.git`, { a: 'b' });
    await git.git(dir, 'push', '-q', 'origin', 'main');
    const controller = new AbortController();
    const slowBody = new ReadableStream<Uint8Array>({
      start: stream => stream.enqueue(new TextEncoder().encode('0000')),
    });
    const push = fetch(`${forge.baseUrl}/team/slow.git/git-upload-pack`, {
      method: 'POST',
      headers: { ...forge.headers, 'content-type': 'application/x-git-upload-pack-request' },
      body: slowBody,
      signal: controller.signal,
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    await eventually(() => expect(gitChildren(forge.dataDir)).not.toEqual([]));
    const stopped = forge.stop();
    await eventually(() => expect(gitChildren(forge.dataDir)).toEqual([]));
    controller.abort();
    await push;
    await stopped;
    await removeDir(forge.dataDir);
    await removeDir(work);
  });
});
