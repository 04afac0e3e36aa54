import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const indexType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The registry of the distribution project on a free port of this machine. */
export class LocalRegistry {
  private constructor(
    readonly host: string,
    readonly process: ChildProcess,
    readonly folder: string,
  ) {}

  /** Whether the program is there: `apt-get install docker-registry`. */
  static isInstalled(): boolean {
    return spawnSync('docker-registry', ['--version']).status === 0;
  }

  static async start(): Promise<LocalRegistry> {
    const folder = mkdtempSync(join(tmpdir(), 'registry-'));
    const host = `localhost:${await freePort()}`;
    writeFileSync(
      join(folder, 'config.yml'),
      `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${folder}/data } }\nhttp: { addr: '${host}' }\n`,
    );
    // This variable of container tools is read as a setting of the registry.
    const { REGISTRY_AUTH_FILE, ...env } = process.env;
    const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], {
      env,
      stdio: 'ignore',
    });
    const registry = new LocalRegistry(host, child, folder);
    for (let attempt = 0; ; attempt += 1) {
      const isUp = await fetch(`http://${host}/v2/`).then(
        answer => answer.ok,
        () => false,
      );
      if (isUp) return registry;
      if (attempt > 200 || child.exitCode !== null)
        throw new Error('docker-registry did not start');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  stop(): void {
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Pushes an index of the platforms, and gives its digest. */
  async push(repository: string, tag: string, architectures: string[]): Promise<string> {
    const manifests = [];
    for (const architecture of architectures) {
      const config = JSON.stringify({
        os: 'linux',
        architecture,
        created: '2026-11-18T09:00:00Z',
        rootfs: { type: 'layers', diff_ids: [] },
      });
      const manifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        config: {
          mediaType: 'application/vnd.oci.image.config.v1+json',
          digest: await this.#blob(repository, config),
          size: config.length,
        },
        layers: [],
      });
      await this.#manifest(repository, digest(manifest), manifestType, manifest);
      manifests.push({
        mediaType: manifestType,
        digest: digest(manifest),
        size: manifest.length,
        platform: { os: 'linux', architecture },
      });
    }
    const index = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests });
    await this.#manifest(repository, tag, indexType, index);
    return digest(index);
  }

  async #blob(repository: string, content: string): Promise<string> {
    const begun = await fetch(`http://${this.host}/v2/${repository}/blobs/uploads/`, {
      method: 'POST',
    });
    const url = new URL(begun.headers.get('location') ?? '');
    url.searchParams.set('digest', digest(content));
    const { status } = await fetch(url, { method: 'PUT', body: content });
    if (status !== 201) throw new Error(`blob: ${status}`);
    return digest(content);
  }

  async #manifest(repository: string, name: string, type: string, body: string): Promise<void> {
    const { status } = await fetch(`http://${this.host}/v2/${repository}/manifests/${name}`, {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    });
    if (status !== 201) throw new Error(`manifest: ${status}`);
  }
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
