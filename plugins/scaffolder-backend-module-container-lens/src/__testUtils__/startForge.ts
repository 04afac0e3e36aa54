import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
// The real other side; nothing of it is part of this module.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import localForge from '@container-lens/backstage-plugin-local-forge-backend';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The embedded forge in a stock backend, on a real port of this machine. */
export interface TestForge {
  /** For example `localhost:41234`. */
  readonly host: string;
  readonly baseUrl: string;
  readonly token: string;
  /** One of the REST API, as JSON. */
  request(method: string, path: string, body?: object): Promise<any>;
  /** The bare repository on disk. */
  pathOf(name: string): string;
  stop(): Promise<void>;
}

export async function startForge(): Promise<TestForge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'forge-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const backend = createBackend();
  backend.add(localForge);
  backend.add(mockServices.rootLogger.factory());
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: origin,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        localForge: { enabled: true, dataDir },
      },
    }),
  );
  await backend.start();
  const token = (await readFile(join(dataDir, 'token'), 'utf8')).trim();
  const baseUrl = `${origin}/api/local-forge`;
  return {
    host: `localhost:${port}`,
    baseUrl,
    token,
    async request(method, path, body) {
      const response = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
      return response.status === 204 ? undefined : response.json();
    },
    pathOf: name => join(dataDir, 'repositories', `${name}.git`),
    async stop() {
      await backend.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
