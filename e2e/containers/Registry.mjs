import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../eventually.mjs';
import { freePort } from '../freePort.mjs';

const TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The registry of the distribution project (Debian: docker-registry) on a free port of the loopback. */
export class Registry {
  #child;
  #folder;
  host;

  static async start() {
    const registry = new Registry();
    registry.host = `127.0.0.1:${await freePort()}`;
    registry.#folder = mkdtempSync(path.join(tmpdir(), 'container-lens-registry-'));
    const config = path.join(registry.#folder, 'config.yml');
    writeFileSync(
      config,
      `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${registry.#folder}/data } }\nhttp: { addr: '${registry.host}' }\n`,
    );
    // The registry takes every variable that begins with REGISTRY_ for a setting of its own.
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('REGISTRY_'));
    registry.#child = spawn('docker-registry', ['serve', config], {
      env: Object.fromEntries(env),
      stdio: 'ignore',
    });
    await eventually('the registry answers', () =>
      fetch(`http://${registry.host}/v2/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return registry;
  }

  /** What the registry has under a digest; fails when the content has another one. */
  async manifest(repository, digest) {
    const answer = await fetch(`http://${this.host}/v2/${repository}/manifests/${digest}`, {
      headers: { accept: TYPES },
    });
    if (!answer.ok) throw new Error(`${repository}@${digest}: ${answer.status}`);
    const text = await answer.text();
    const found = digestOf(text);
    if (found !== digest) throw new Error(`${repository}@${digest} has the digest ${found}`);
    return JSON.parse(text);
  }

  /** Puts an index of images that the repository has; returns its digest. `images`: `{ architecture, digest }`. */
  async putIndex(repository, tag, images) {
    const manifests = [];
    for (const { architecture, digest } of images) {
      const manifest = await this.manifest(repository, digest);
      const answer = await fetch(`http://${this.host}/v2/${repository}/manifests/${digest}`, {
        method: 'HEAD',
        headers: { accept: TYPES },
      });
      manifests.push({
        mediaType: manifest.mediaType,
        digest,
        size: Number(answer.headers.get('content-length')),
        platform: { os: 'linux', architecture },
      });
    }
    const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json';
    const body = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
    const answer = await fetch(`http://${this.host}/v2/${repository}/manifests/${tag}`, {
      method: 'PUT',
      headers: { 'content-type': mediaType },
      body,
    });
    if (answer.status !== 201) throw new Error(`${repository}:${tag}: ${answer.status}`);
    return digestOf(body);
  }

  stop() {
    this.#child?.kill();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}

function digestOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
