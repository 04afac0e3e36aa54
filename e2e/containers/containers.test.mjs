// What the golden paths generate, as real images: built on local parents, run as platforms run them, stopped under load.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.mjs';
import { freePort } from '../freePort.mjs';
import { ContainerEngine } from './ContainerEngine.mjs';
import { renderService } from './renderService.mjs';
import { RollingLoad, request } from './RollingLoad.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const here = path.join(root, 'e2e/containers');
const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-verify-'));
const engine = new ContainerEngine(process.env);
// LANGUAGES="go java" proves a part only.
const languages = (process.env.LANGUAGES ?? 'node go python java').split(' ');
const megabyte = 1024 * 1024;
/** What a service may add to its parent, compressed, in MiB. */
const budgets = { node: 30, go: 15, python: 60, java: 60 };
const figures = [];

after(async () => {
  await engine.removeAll();
  rmSync(folder, { recursive: true, force: true });
  for (const line of figures) console.log(`# ${line}`);
});

test('the example parents build without a registry and are what they claim', async () => {
  const parentImages = path.join(folder, 'parent-images');
  cpSync(path.join(root, 'examples/organisation/parent-images'), parentImages, { recursive: true });
  const variables = [`LANGUAGES=${languages.join(' ')}`, 'ENGINE=buildah'];
  const options = {
    cwd: parentImages,
    timeoutMs: 1_200_000,
    env: { CACHE: path.join(root, '.cache/parents') },
  };
  await engine.run('make', ['parents', ...variables], options);
  await engine.run(
    'make',
    // The defaults ask for more than a machine without CAP_SYS_RESOURCE may give.
    [
      'parents-test',
      ...variables,
      'RUN_OPTIONS=--runtime=runc --ulimit=nofile=1024:1024 --ulimit=nproc=1024:1024',
    ],
    options,
  );
});

for (const language of languages) {
  for (const workload of ['service', 'worker', 'job']) {
    describe(`a ${workload} in ${language}`, () => proveWorkload({ language, workload }));
  }
}

test('a server without a stop sequence loses requests in the same test', async t => {
  const ports = [await freePort(), await freePort()];
  const servers = ports.map(port =>
    spawn(process.execPath, [path.join(here, 'naiveServer.mjs')], {
      env: { ...process.env, PORT: String(port) },
      stdio: 'inherit',
    }),
  );
  try {
    for (const port of ports) await ready(port);
    const load = new RollingLoad({ ports, path: '/' });
    await eventually('the load runs', () => load.sent > 500);
    const exit = once(servers[0], 'exit');
    servers[0].kill('SIGTERM');
    await exit;
    const sentAtExit = load.sent;
    await eventually('the other instance goes on serving', () => load.sent > sentAtExit + 200);
    const failed = await load.end();
    t.diagnostic(`${load.sent} requests: ${JSON.stringify(load.outcomes)}`);
    assert.ok(failed > 0, 'nothing was lost, so this test proves nothing');
  } finally {
    for (const server of servers) server.kill('SIGKILL');
  }
});

function proveWorkload({ language, workload }) {
  const name = `${language}-${workload}`;
  const service = path.join(folder, name);
  const image = `localhost/verify/${name}:local`;
  let parents;

  before(async () => {
    const rendered = await renderService({ language, workload, name, folder: service });
    parents = Object.fromEntries(
      Object.entries(rendered.parent)
        .filter(([flavour]) => flavour === 'build' || flavour === 'runtime')
        .map(([flavour, reference]) => [
          `${flavour.toUpperCase()}_IMAGE`,
          `localhost/org/${reference.split('@')[0].split('/').at(-1)}`,
        ]),
    );
  });

  test('its chart passes helm lint --strict', async () => {
    const output = await engine.run(process.env.HELM, ['lint', '--strict', 'chart'], {
      cwd: service,
    });
    assert.match(output, /1 chart\(s\) linted, 0 chart\(s\) failed/);
  });

  test('it builds with its own make image and stays small', async () => {
    const build = () =>
      engine.run(
        'make',
        [
          'image',
          `IMAGE=${image}`,
          ...Object.entries(parents).map(([key, value]) => `${key}=${value}`),
        ],
        { cwd: service, env: { CONTAINER_TOOL: 'buildah' }, timeoutMs: 900_000 },
      );
    const start = performance.now();
    await build();
    const cold = (performance.now() - start) / 1000;
    const [{ Config: config }] = JSON.parse(
      await engine.run('podman', ['image', 'inspect', image]),
    );
    assert.equal(config.User, '65532:65532');
    assert.equal(config.StopSignal, 'SIGTERM');
    assert.ok(Array.isArray(config.Entrypoint) && !/sh$/.test(config.Entrypoint[0]));
    const { added, total } = await engine.measure(
      image,
      parents.RUNTIME_IMAGE,
      path.join(folder, `${name}-layers`),
    );
    const size = bytes => `${(bytes / megabyte).toFixed(1)} MiB`;
    figures.push(
      `${name}: adds ${size(added)} to its stand-in parent, ${size(total)} in all, built in ${cold.toFixed(0)} s`,
    );
    assert.ok(added < budgets[language] * megabyte, `it adds ${size(added)}`);
  });

  if (workload === 'job') {
    test('a hardened run ends with 0', async () => {
      const container = `verify-${name}`;
      await engine.start(container, image, {});
      const code = await engine.wait(container, 60_000);
      assert.equal(code, 0, await engine.logs(container));
    });
    return;
  }

  test('it runs hardened as its own user and answers its probes', async () => {
    const port = await freePort();
    const container = `verify-${name}-probes`;
    await engine.start(container, image, { PORT: port, SHUTDOWN_DRAIN_SECONDS: '0' });
    await ready(port, container);
    assert.equal(await request({ port }, '/livez'), 200);
    const probe = probed =>
      engine.exec(container, '/usr/local/bin/healthprobe', String(port), probed);
    assert.equal(await probe('/livez'), 0);
    assert.equal(await probe('/no-such-page'), 1);
    assert.notEqual(await engine.exec(container, '/bin/sh', '-c', 'true'), 0, 'there is a shell');
    const exit = engine.wait(container, 60_000);
    await engine.signal(container, 'SIGTERM');
    assert.equal(await exit, 0, await engine.logs(container));
  });

  test('its HEALTHCHECK says healthy', async () => {
    // The check asks the port that is written in the image, which may be taken on this machine.
    const container = `verify-${name}-health`;
    const environment = { SHUTDOWN_DRAIN_SECONDS: '0' };
    await engine.start(container, image, environment, { network: 'none' });
    await eventually('it is healthy', () => engine.isHealthy(container));
    const exit = engine.wait(container, 60_000);
    await engine.signal(container, 'SIGTERM');
    assert.equal(await exit, 0, await engine.logs(container));
  });

  if (workload === 'worker') return;

  test('stopped under load it drains, loses no request and exits 0', async t => {
    const ports = [await freePort(), await freePort()];
    for (const [index, port] of ports.entries()) {
      await engine.start(`verify-${name}-drain-${index}`, image, {
        PORT: port,
        LOG_LEVEL: 'error',
        SHUTDOWN_DRAIN_SECONDS: '1.5',
        SHUTDOWN_TIMEOUT_SECONDS: '20',
      });
      await ready(port, `verify-${name}-drain-${index}`);
    }
    const load = new RollingLoad({ ports, path: '/' });
    await eventually('the load runs', () => load.sent > 500);
    const exitCode = engine.wait(`verify-${name}-drain-0`, 60_000);
    await engine.signal(`verify-${name}-drain-0`, 'SIGTERM');
    // Readiness goes first, so that balancers turn away; the process itself stays alive.
    await eventually(
      'readiness is withdrawn',
      async () => (await request({ port: ports[0] }, '/readyz')) === 503,
      1_000,
    );
    assert.equal(await request({ port: ports[0] }, '/livez'), 200);
    assert.equal(await exitCode, 0);
    const sentAtExit = load.sent;
    await eventually('the other instance goes on serving', () => load.sent > sentAtExit + 200);
    const failed = await load.end();
    t.diagnostic(`${load.sent} requests: ${JSON.stringify(load.outcomes)}`);
    figures.push(`${name}: ${load.sent} requests in a rolling stop, ${failed} failed`);
    assert.equal(failed, 0, JSON.stringify(load.outcomes));
  });
}

async function ready(port, container) {
  try {
    await eventually('it is ready', async () => (await request({ port }, '/readyz')) === 200);
  } catch (error) {
    throw new Error(`${error.message}\n${container ? await engine.logs(container) : ''}`, {
      cause: error,
    });
  }
}
