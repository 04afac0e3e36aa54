import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../freePort.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const READY_LIMIT_MS = 240_000;

/** The portal as `npm start` starts it, with an empty data folder on a port of its own. */
export class Portal {
  #child;
  #ended;

  static async start() {
    const portal = new Portal();
    portal.folder = mkdtempSync(path.join(tmpdir(), 'container-lens-portal-'));
    const port = await freePort();
    portal.#child = spawn('node', ['scripts/start.mjs'], {
      cwd: root,
      env: {
        ...process.env,
        CONTAINER_LENS_PORT: String(port),
        CONTAINER_LENS_DATA: portal.folder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    portal.#ended = new Promise(resolve => portal.#child.once('exit', resolve));
    portal.url = await portal.#announcedUrl();
    return portal;
  }

  /** What a person pastes as the password when git asks for one. */
  get token() {
    return readFileSync(path.join(this.folder, 'forge', 'token'), 'utf8').trim();
  }

  get log() {
    return readFileSync(path.join(this.folder, 'logs', 'portal.log'), 'utf8');
  }

  /** Stops it as Ctrl-C does; returns its exit code. */
  async stop() {
    this.#child.kill('SIGINT');
    const code = await this.#ended;
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  #announcedUrl() {
    let output = '';
    return new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`The portal was not ready in time:\n${output}`)),
        READY_LIMIT_MS,
      );
      const read = chunk => {
        output += chunk;
        const url = /^ {2}(http:\/\/\S+)$/m.exec(output)?.[1];
        if (!url) return;
        clearTimeout(limit);
        resolve(url);
      };
      this.#child.stdout.setEncoding('utf8').on('data', read);
      this.#child.stderr.setEncoding('utf8').on('data', read);
      this.#ended.then(code => {
        clearTimeout(limit);
        reject(new Error(`The portal ended with exit code ${code}:\n${output}`));
      });
    });
  }
}
