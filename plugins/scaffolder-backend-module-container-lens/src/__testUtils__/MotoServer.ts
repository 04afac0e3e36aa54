import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** The program, from `CONTAINER_LENS_MOTO` or the path. `pip install 'moto[server]'` brings it. */
const program = process.env.CONTAINER_LENS_MOTO ?? 'moto_server';

/** AWS as moto emulates it, on a free port of this machine. A second opinion: not made by us, and not faithful either. */
export class MotoServer {
  private constructor(
    readonly url: string,
    readonly process: ChildProcess,
  ) {}

  static isInstalled(): boolean {
    return spawnSync(program, ['--help'], { timeout: 60_000 }).status === 0;
  }

  static async start(): Promise<MotoServer> {
    const port = await freePort();
    const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const server = new MotoServer(`http://127.0.0.1:${port}`, child);
    for (let attempt = 0; ; attempt += 1) {
      const isUp = await fetch(`${server.url}/moto-api/`).then(
        answer => answer.ok,
        () => false,
      );
      if (isUp) return server;
      if (attempt > 600 || child.exitCode !== null) throw new Error('moto_server did not start');
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  stop(): void {
    this.process.kill();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
