import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** buildah builds, podman runs: no daemon, no registry, works as root in a container or a virtual machine. */
export class ContainerEngine {
  #env;
  #started = new Set();

  constructor(env) {
    // chroot isolation needs no namespaces; the Docker format keeps HEALTHCHECK.
    this.#env = { ...env, BUILDAH_ISOLATION: 'chroot', BUILDAH_FORMAT: 'docker' };
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
  async start(name, image, env) {
    this.#started.add(name);
    await this.run('podman', [
      'run',
      '--detach',
      `--name=${name}`,
      '--pull=never',
      '--runtime=runc',
      '--network=host',
      '--read-only',
      '--tmpfs=/tmp:rw,size=64m',
      '--cap-drop=ALL',
      '--security-opt=no-new-privileges',
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

  async logs(name) {
    return this.run('podman', ['logs', name]);
  }

  async removeAll() {
    for (const name of this.#started) await this.run('podman', ['rm', '--force', '--time=0', name]);
    this.#started.clear();
  }
}
