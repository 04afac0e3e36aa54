// What the golden path generates, as a real image: built on local parents, run as platforms run it, stopped under load.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.mjs';
import { freePort } from '../freePort.mjs';
import { ContainerEngine } from './ContainerEngine.mjs';
import { renderService } from './renderService.mjs';
import { RollingLoad, request } from './RollingLoad.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-verify-'));
const engine = new ContainerEngine(process.env);
const image = 'localhost/verify/greeting:local';
const parents = {
  BUILD_IMAGE: 'localhost/org/node-build:24.21.0-r7',
  RUNTIME_IMAGE: 'localhost/org/node-runtime:24.21.0-r7',
};
const makeVariables = Object.entries(parents).map(([name, value]) => `${name}=${value}`);

before(async () => {
  await renderService({
    language: 'node',
    name: 'greeting',
    folder: path.join(folder, 'greeting'),
  });
});

after(async () => {
  await engine.removeAll();
  rmSync(folder, { recursive: true, force: true });
});

test('the example parents build without a registry', async () => {
  const parentImages = path.join(folder, 'parent-images');
  cpSync(path.join(root, 'examples/organisation/parent-images'), parentImages, { recursive: true });
  await engine.run(
    'make',
    [
      'parents',
      'ENGINE=buildah',
      'LANGUAGES=node',
      `CACHE=${path.join(root, '.cache/parent-images')}`,
    ],
    // The first time, Debian's packages are downloaded.
    { cwd: parentImages, timeoutMs: 900_000 },
  );
});

test("the generated service's chart passes helm lint --strict", async () => {
  const output = await engine.run(process.env.HELM, ['lint', '--strict', 'chart'], {
    cwd: path.join(folder, 'greeting'),
  });
  assert.match(output, /1 chart\(s\) linted, 0 chart\(s\) failed/);
});

test('the generated service builds with its own make image', async () => {
  await engine.run('make', ['image', `IMAGE=${image}`, ...makeVariables], {
    cwd: path.join(folder, 'greeting'),
    env: { CONTAINER_TOOL: 'buildah' },
  });
  const [{ Config: config }] = JSON.parse(await engine.run('podman', ['image', 'inspect', image]));
  assert.equal(config.User, '65532:65532');
  assert.equal(config.StopSignal, 'SIGTERM');
  assert.equal(config.Entrypoint[0], 'node');
});

test('it runs read-only as its own user, without a shell, and answers its probes', async () => {
  const port = await freePort();
  await engine.start('verify-probes', image, { PORT: port, SHUTDOWN_DRAIN_SECONDS: '0' });
  await ready('verify-probes', port);
  assert.equal(await request({ port }, '/livez'), 200);
  const probe = probed =>
    engine.exec('verify-probes', '/usr/local/bin/healthprobe', String(port), probed);
  assert.equal(await probe('/livez'), 0);
  assert.equal(await probe('/no-such-page'), 1);
  const inside = script => engine.exec('verify-probes', 'node', '--eval', script);
  assert.equal(await inside('process.exit(process.getuid() === 65532 ? 0 : 1)'), 0);
  assert.equal(
    await inside("require('node:fs').writeFileSync('/app/x', '')"),
    1,
    'the root is writable',
  );
  assert.equal(
    await inside("require('node:fs').writeFileSync('/tmp/x', '')"),
    0,
    '/tmp is not writable',
  );
  assert.equal(
    await inside("process.exit(require('node:fs').existsSync('/bin/sh') ? 1 : 0)"),
    0,
    'there is a shell',
  );
});

test('stopped under load it drains, loses no request and exits 0', async t => {
  const ports = [await freePort(), await freePort()];
  for (const [index, port] of ports.entries()) {
    await engine.start(`verify-drain-${index}`, image, {
      PORT: port,
      LOG_LEVEL: 'error',
      SHUTDOWN_DRAIN_SECONDS: '1.5',
      SHUTDOWN_TIMEOUT_SECONDS: '20',
    });
    await ready(`verify-drain-${index}`, port);
  }
  const load = new RollingLoad({ ports, path: '/?name=verify' });
  await eventually('the load runs', () => load.sent > 500);
  const exitCode = engine.wait('verify-drain-0', 60_000);
  await engine.signal('verify-drain-0', 'SIGTERM');
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
  assert.equal(failed, 0, JSON.stringify(load.outcomes));
});

async function ready(name, port) {
  try {
    await eventually(`${name} is ready`, async () => (await request({ port }, '/readyz')) === 200);
  } catch (error) {
    throw new Error(`${error.message}\n${await engine.logs(name)}`, { cause: error });
  }
}
