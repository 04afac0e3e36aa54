// What the golden paths generate, as real images: built on local parents, run as platforms run them, stopped under load.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.mjs';
import { freePort } from '../freePort.mjs';
import { ContainerEngine } from './ContainerEngine.mjs';
import { Registry } from './Registry.mjs';
import { renderService } from './renderService.mjs';
import { proveTwoArchitectures } from './proveTwoArchitectures.mjs';
import { writeProof } from './writeProof.mjs';
import { RollingLoad, request } from './RollingLoad.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const here = path.join(root, 'e2e/containers');
const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-verify-'));
const engine = new ContainerEngine(process.env);
// LANGUAGES="go java" proves a part only.
const languages = (process.env.LANGUAGES ?? 'node go python java').split(' ');
const megabyte = 1024 * 1024;
/** How long a program may take to start on a machine that does other things, too. */
const START_MS = 120_000;
/** What a service may add to its parent, compressed, in MiB. */
const budgets = { node: 30, go: 15, python: 60, java: 60 };
/** A file whose change makes a build compile again, and a comment of the language. */
const sources = {
  node: ['src/logger.ts', '// changed'],
  go: ['internal/logging/logging.go', '// changed'],
  python: ['src/service/logging.py', '# changed'],
  java: ['src/main/java/com/example/java_service/Application.java', '// changed'],
};
/** What was measured, by name of the workload. */
const figures = {};
let registry;

before(async () => {
  registry = await Registry.start();
});

after(async () => {
  registry?.stop();
  await writeProof({ figures, budgets, root });
  rmSync(folder, { recursive: true, force: true });
  await engine.removeAll();
  await engine.removeLayers();
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
  await engine.rememberLayers();
});

// Two languages at a time: a build waits for its registry as long as it computes.
describe('what the golden paths create', { concurrency: 2 }, () => {
  for (const language of languages) {
    // One after the other below: subtests would inherit the two.
    describe(`in ${language}`, { concurrency: 1 }, () => {
      for (const workload of ['service', 'worker', 'job']) {
        describe(`a ${workload} in ${language}`, () => proveWorkload({ language, workload }));
      }
      if (language === 'go') {
        test('a Go service is an index of two architectures', () =>
          proveTwoArchitectures({ engine, registry, root, folder, figures }));
      }
    });
  }
});

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
  let image = `localhost/verify/${name}:local`;
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

  // The next workload finds a machine without them.
  after(() => engine.removeAll(`verify-${name}`));

  const make = async (tag = image) => {
    const variables = Object.entries(parents).map(([key, value]) => `${key}=${value}`);
    const start = performance.now();
    const output = await engine.run('make', ['image', `IMAGE=${tag}`, ...variables], {
      cwd: service,
      env: { CONTAINER_TOOL: 'buildah' },
      timeoutMs: 900_000,
    });
    return { seconds: (performance.now() - start) / 1000, cached: output.includes('Using cache') };
  };

  test('it builds with its own make image', async () => {
    const { seconds, cached } = await make();
    // What a run that was cut off left behind makes the time of a first build no such time.
    figures[name] = { language, workload, first: cached ? undefined : seconds };
    const { Config: config } = await engine.inspect(image);
    assert.equal(config.User, '65532:65532');
    assert.equal(config.StopSignal, 'SIGTERM');
    assert.ok(Array.isArray(config.Entrypoint) && !/sh$/.test(config.Entrypoint[0]));
  });

  test('a second build takes the layers of the first', async () => {
    const { Id: first } = await engine.inspect(image);
    figures[name].again = (await make()).seconds;
    assert.equal((await engine.inspect(image)).Id, first, 'it is another image');
    if (workload !== 'service') return;
    const [file, comment] = sources[language];
    const changed = `localhost/verify/${name}:changed`;
    appendFileSync(path.join(service, file), `${comment}\n`);
    figures[name].changed = (await make(changed)).seconds;
    await engine.run('podman', ['rmi', '--force', changed]);
  });

  test('a registry has it, small, and gives it back by its digest', async () => {
    const { RootFS: own, Id: id } = await engine.inspect(image);
    const { RootFS: parent } = await engine.inspect(parents.RUNTIME_IMAGE);
    const inherited = parent.Layers.length;
    assert.deepEqual(own.Layers.slice(0, inherited), parent.Layers, 'it is not on its parent');
    const repository = `services/${name}`;
    const digest = await engine.push(
      image,
      `${registry.host}/${repository}:first`,
      path.join(folder, `${name}.digest`),
    );
    const { layers } = await registry.manifest(repository, digest);
    const sum = list => list.reduce((total, { size }) => total + size, 0);
    const [added, total] = [sum(layers.slice(inherited)), sum(layers)];
    Object.assign(figures[name], { added, total });
    assert.ok(
      added < budgets[language] * megabyte,
      `it adds ${(added / megabyte).toFixed(1)} MiB, which is over its budget`,
    );
    // From here on what runs is what the registry gave.
    const reference = `${registry.host}/${repository}@${digest}`;
    assert.equal(await engine.pullAgain(image, reference), id.replace('sha256:', ''));
    image = reference;
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
    await eventually('it is healthy', () => engine.isHealthy(container), START_MS);
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
    Object.assign(figures[name], { requests: load.sent, failed });
    assert.equal(failed, 0, JSON.stringify(load.outcomes));
  });
}

async function ready(port, container) {
  try {
    await eventually(
      'it is ready',
      async () => (await request({ port }, '/readyz')) === 200,
      START_MS,
    );
  } catch (error) {
    throw new Error(`${error.message}\n${container ? await engine.logs(container) : ''}`, {
      cause: error,
    });
  }
}
