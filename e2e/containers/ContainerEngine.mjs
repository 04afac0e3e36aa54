import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** buildah builds, podman runs: no daemon, no registry, works as root in a container or a virtual machine. */
export class ContainerEngine {
  #env;
  #started = new Set();
  #layers;

  constructor(env) {
    this.#env = {
      ...env,
      // chroot isolation needs no namespaces; the Docker format keeps HEALTHCHECK.
      BUILDAH_ISOLATION: 'chroot',
      BUILDAH_FORMAT: 'docker',
      // A second build takes what did not change from the first one, as Docker does.
      BUILDAH_LAYERS: 'true',
    };
  }

  /** Runs a program to its end; an error carries the end of its output. */
  async run(command, args, { cwd, timeoutMs = 300_000, env = {} } = {}) {
    try {
      const { stdout } = await exec(command, args, {
        cwd,
        env: { ...this.#env, ...env },
        timeout: timeoutMs,
        maxBuffer: LARGEST_OUTPUT,
      });
      return stdout;
    } catch (error) {
      const output = `${error.stdout ?? ''}${error.stderr ?? ''}`
        .trimEnd()
        .split('\n')
        .slice(-30)
        .join('\n');
      throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
    }
  }

  /** Starts a container as the platforms do: read-only, no capability, with an end to memory. */
  async start(name, image, env, { memory = '512m', network = 'host' } = {}) {
    this.#started.add(name);
    await this.run('podman', [
      'run',
      '--detach',
      `--name=${name}`,
      // A run that was cut off may have left one of this name.
      '--replace',
      '--pull=never',
      '--runtime=runc',
      `--network=${network}`,
      '--read-only',
      '--tmpfs=/tmp:rw,size=64m',
      '--cap-drop=ALL',
      '--security-opt=no-new-privileges',
      `--memory=${memory}`,
      // The defaults ask for more than a machine without CAP_SYS_RESOURCE may give.
      '--ulimit=nofile=1024:1024',
      '--ulimit=nproc=1024:1024',
      ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
      image,
    ]);
  }

  /** Runs a program inside a running container; returns its exit code. */
  async exec(name, ...command) {
    try {
      await exec('podman', ['exec', name, ...command], { env: this.#env, timeout: 30_000 });
      return 0;
    } catch (error) {
      if (typeof error.code === 'number') return error.code;
      throw error;
    }
  }

  async signal(name, signal) {
    await this.run('podman', ['kill', `--signal=${signal}`, name]);
  }

  /** Waits until the container has ended; returns its exit code. */
  async wait(name, timeoutMs) {
    return Number(await this.run('podman', ['wait', name], { timeoutMs }));
  }

  /** Runs the image's own HEALTHCHECK once; podman has no timer of its own. */
  async isHealthy(name) {
    try {
      await exec('podman', ['healthcheck', 'run', name], { env: this.#env, timeout: 30_000 });
      return true;
    } catch (error) {
      if (error.code === 1) return false;
      throw error;
    }
  }

  /** Pushes an image to a registry of the loopback; returns its digest. */
  async push(image, reference, file) {
    const options = ['--tls-verify=false', `--digestfile=${file}`];
    await this.run('podman', ['push', ...options, image, `docker://${reference}`]);
    return (await readFile(file, 'utf8')).trim();
  }

  /** Takes an image out of the store and gets it from the registry again; returns its id. */
  async pullAgain(image, reference) {
    await this.run('podman', ['rmi', '--force', image]);
    return (await this.run('podman', ['pull', '--quiet', '--tls-verify=false', reference])).trim();
  }

  async inspect(image) {
    return JSON.parse(await this.run('podman', ['image', 'inspect', image]))[0];
  }

  /** Remembers the unnamed images, so that `removeLayers` takes only those that came later. */
  async rememberLayers() {
    this.#layers = new Set(await this.#unnamed());
  }

  /** Layers that builds left behind; what is in use stays. */
  async removeLayers() {
    if (!this.#layers) return;
    const added = (await this.#unnamed()).filter(id => !this.#layers.has(id));
    if (added.length > 0) await this.run('podman', ['rmi', '--ignore', ...added]).catch(() => {});
  }

  async #unnamed() {
    const args = ['images', '--all', '--quiet', '--no-trunc', '--filter=dangling=true'];
    return [...new Set((await this.run('podman', args)).split('\n').filter(Boolean))];
  }

  async logs(name) {
    return this.run('podman', ['logs', name]);
  }

  /** Removes the containers whose names begin with `prefix`; all of them without one. */
  async removeAll(prefix = '') {
    for (const name of [...this.#started].filter(started => started.startsWith(prefix))) {
      await this.run('podman', ['rm', '--force', '--time=0', name]);
      this.#started.delete(name);
    }
  }
}
