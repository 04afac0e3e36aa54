import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../eventually.mjs';
import { renderService } from './renderService.mjs';

/** e_machine of an ELF file, at offset 18. */
const machines = { 0x3e: 'amd64', 0xb7: 'arm64' };

/**
 * One index with an image for each architecture, in a real registry. Go compiles for arm64 on amd64, and the parent "static"
 * has one file that depends on the architecture, the probe: so both exist without emulation. The arm64 image is not run.
 */
export async function proveTwoArchitectures({ engine, registry, root, folder, figures }) {
  const name = 'go-architectures';
  const service = path.join(folder, name);
  const { parent } = await renderService({ language: 'go', name, folder: service });
  const local = reference => `localhost/org/${reference.split('@')[0].split('/').at(-1)}`;
  const parents = {
    amd64: local(parent.runtime),
    arm64: await crossBuildParent({ engine, root, folder, parent: local(parent.runtime) }),
  };
  const of = architecture => `localhost/verify/${name}:${architecture}`;
  const repository = `services/${name}`;
  const images = [];
  for (const architecture of ['amd64', 'arm64']) {
    const image = of(architecture);
    const start = performance.now();
    await engine.run(
      'buildah',
      [
        ...['build', '--pull-never', '--tag', image],
        // This builder finds local parents of its own architecture only when --platform asks for another one.
        ...['--build-arg', `TARGETARCH=${architecture}`],
        ...['--build-arg', `BUILD_IMAGE=${local(parent.build)}`],
        ...['--build-arg', `RUNTIME_IMAGE=${parents[architecture]}`],
        '.',
      ],
      { cwd: service, timeoutMs: 600_000 },
    );
    figures[`go-${architecture}`] = { architecture, first: (performance.now() - start) / 1000 };
    assert.equal((await engine.inspect(image)).Architecture, architecture);
    const mounted = (await engine.run('podman', ['image', 'mount', image])).trim();
    try {
      for (const program of [`app/${name}`, 'usr/local/bin/healthprobe']) {
        assert.equal(await machineOf(path.join(mounted, program)), architecture, program);
      }
    } finally {
      await engine.run('podman', ['image', 'umount', image]);
    }
    const digest = await engine.push(
      image,
      `${registry.host}/${repository}:${architecture}`,
      path.join(folder, `${name}-${architecture}.digest`),
    );
    images.push({ architecture, digest });
    await engine.run('podman', ['rmi', '--force', image]);
  }
  const digest = await registry.putIndex(repository, 'first', images);
  const { manifests } = await registry.manifest(repository, digest);
  assert.deepEqual(
    manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`).sort(),
    ['linux/amd64', 'linux/arm64'],
  );
  await runByIndex({ engine, reference: `${registry.host}/${repository}@${digest}` });
}

/** What this machine gets for the digest of the index is its own architecture, and runs. */
async function runByIndex({ engine, reference }) {
  await engine.run('podman', ['pull', '--quiet', '--tls-verify=false', reference]);
  const container = 'verify-go-architectures';
  await engine.start(container, reference, { SHUTDOWN_DRAIN_SECONDS: '0' }, { network: 'none' });
  await eventually('it is healthy', () => engine.isHealthy(container));
  const exit = engine.wait(container, 60_000);
  await engine.signal(container, 'SIGTERM');
  assert.equal(await exit, 0, await engine.logs(container));
}

/** The parent with the probe compiled for arm64; everything else in it is data. */
async function crossBuildParent({ engine, root, folder, parent }) {
  const source = path.join(root, 'examples/organisation/parent-images/healthprobe/healthprobe.c');
  const probe = path.join(folder, 'healthprobe');
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-static', '-s'];
  await engine.run('aarch64-linux-gnu-gcc', [...options, '-o', probe, source]);
  const container = (await engine.run('buildah', ['from', '--pull-never', parent])).trim();
  const image = 'localhost/verify/static:arm64';
  await engine.run('buildah', ['copy', container, probe, '/usr/local/bin/healthprobe']);
  await engine.run('buildah', ['config', '--arch', 'arm64', container]);
  await engine.run('buildah', ['commit', '--rm', container, image]);
  return image;
}

async function machineOf(file) {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    assert.equal(buffer.toString('latin1', 1, 4), 'ELF');
    return machines[buffer.readUInt16LE(18)];
  } finally {
    await handle.close();
  }
}
