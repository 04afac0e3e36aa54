import { createRequire } from 'node:module';
import path from 'node:path';
import { isStopping, start, tail } from '../process/run.mjs';
import { UsageError } from '../process/usageError.mjs';
import { root } from '../toolchain.mjs';

const LIMIT_MS = 180_000;

/**
 * Starts the backend from its sources, without a watcher, and waits until all plugins are ready. It serves the built
 * app, too: one process, one port.
 */
export async function startBackend({ toolchain, data, port, configs }) {
  const require = createRequire(path.join(root, 'package.json'));
  const backend = start(
    toolchain.node,
    [
      '--enable-source-maps',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '--require',
      path.join(root, 'scripts', 'portal', 'exitWithParent.cjs'),
      'src/index',
      ...configs.flatMap(config => ['--config', path.join(root, config)]),
    ],
    {
      cwd: path.join(root, 'packages', 'backend'),
      env: {
        ...toolchain.env,
        NODE_ENV: 'development',
        CONTAINER_LENS_DATA: data.folder,
        CONTAINER_LENS_PORT: String(port),
      },
      log: data.log,
      ipc: true,
    },
  );
  await waitUntilReady({ port, child: backend, log: data.log });
  return backend;
}

/** Waits until the backend's plugins are ready; fails as soon as `child` ends, and after three minutes. */
export async function waitUntilReady({ port, child, log }) {
  let ended = false;
  const end = () => {
    ended = true;
  };
  child.ended.then(end, end);
  const giveUpAt = Date.now() + LIMIT_MS;
  while (!(await isReady(port))) {
    // The signal handler of process/run.mjs ends this process.
    if (isStopping()) await new Promise(() => {});
    if (ended) throw failure('The backend ended while it started', log);
    if (Date.now() > giveUpAt) throw failure('The backend was not ready after three minutes', log);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function failure(sentence, log) {
  return new UsageError(log ? `${sentence}:\n${tail(log)}\nFull log: ${log}` : `${sentence}.`);
}

async function isReady(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/.backstage/health/v1/readiness`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
