import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { type EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import localForgePlugin, { type ForgePushPayload, forgePushTopic } from '../index';

/**
 * A forge in a stock backend with its real HTTP stack and access policy, on a real port of this
 * machine. Only the log and the events are recorded.
 */
export type TestForge = {
  /** For example `localhost:41234`. */
  host: string;
  baseUrl: string;
  token: string;
  dataDir: string;
  /** Headers of a request that may write. */
  headers: Record<string, string>;
  /** All that was published, in order. */
  pushes: ForgePushPayload[];
  /** Everything that was logged, as text. */
  logs: string[];
  stop(): Promise<void>;
};

export async function startForge(
  options: {
    settings?: JsonObject;
    dataDir?: string;
    /** What `backend.baseUrl` says. The address of {@link TestForge} stays local. */
    baseUrl?: string;
  } = {},
): Promise<TestForge> {
  const dataDir = options.dataDir ?? (await temporaryDir());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const pushes: ForgePushPayload[] = [];
  const logs: string[] = [];
  const events: EventsService = {
    async publish({ topic, eventPayload }) {
      if (topic === forgePushTopic) {
        pushes.push(eventPayload as ForgePushPayload);
      }
    },
    async subscribe() {},
  };
  const backend = createBackend();
  backend.add(localForgePlugin);
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => recordingLogger(logs),
    }),
  );
  backend.add(createServiceFactory({ service: eventsServiceRef, deps: {}, factory: () => events }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: options.baseUrl ?? origin,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        localForge: { enabled: true, dataDir, ...options.settings },
      },
    }),
  );
  await backend.start();
  const token = (await readFile(path.join(dataDir, 'token'), 'utf8')).trim();
  return {
    host: `localhost:${port}`,
    baseUrl: `${origin}/api/local-forge`,
    token,
    dataDir,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    pushes,
    logs,
    stop: async () => await backend.stop(),
  };
}

/** Removed by nobody but the operating system, unless the test does. */
export async function temporaryDir(): Promise<string> {
  return await mkdtemp(path.join(tmpdir(), 'forge-'));
}

export async function removeDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

function recordingLogger(logs: string[]): RootLoggerService {
  const record = (message: string | Error, meta?: unknown) => {
    logs.push(
      `${message instanceof Error ? message.stack : message} ${JSON.stringify(meta ?? {})}`,
    );
  };
  const logger: RootLoggerService = {
    error: record,
    warn: record,
    info: record,
    debug: record,
    child: () => logger,
  };
  return logger;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('No free port.');
  }
  return address.port;
}
