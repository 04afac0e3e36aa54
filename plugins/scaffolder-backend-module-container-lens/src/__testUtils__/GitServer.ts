import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Real bare repositories behind real `git http-backend`, on a port of this machine, with a password. */
export class GitServer {
  /** Authorization headers of all requests, in order. */
  readonly authorizations: (string | undefined)[] = [];
  /** `GET /shop/orders.git/info/refs`, and so on. */
  readonly requests: string[] = [];
  /** Runs before a request is answered; true when it answered itself. */
  before: (req: IncomingMessage, res: ServerResponse) => boolean = () => false;

  private constructor(
    readonly folder: string,
    private readonly server: Server,
    readonly token: string,
  ) {}

  static async start(token = 'test-token-value'): Promise<GitServer> {
    const folder = await mkdtemp(join(tmpdir(), 'git-server-'));
    const http = createServer();
    const server = new GitServer(folder, http, token);
    http.on('request', (req, res) => server.#answer(req, res));
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Makes `<owner>/<repo>` with one commit on main, written by `write` in a work tree. */
  async create(name: string, write: (folder: string) => Promise<void>): Promise<string> {
    await this.createEmpty(name);
    return this.commit(name, 'main', write);
  }

  async createEmpty(name: string): Promise<void> {
    const bare = this.pathOf(name);
    await mkdir(dirname(bare), { recursive: true });
    await this.git(this.folder, 'init', '-q', '--bare', '-b', 'main', bare);
    await this.git(bare, 'config', 'http.receivepack', 'true');
  }

  /** Commits to a branch what `write` does to its files, as somebody else would; a new branch begins at main. */
  async commit(
    name: string,
    branch: string,
    write: (folder: string) => Promise<void>,
  ): Promise<string> {
    const work = await mkdtemp(join(tmpdir(), 'git-work-'));
    await this.git(work, 'init', '-q', '-b', branch);
    await this.git(work, 'remote', 'add', 'origin', this.pathOf(name));
    await this.git(work, 'fetch', '-q', 'origin');
    for (const from of [branch, 'main']) {
      try {
        await this.git(work, 'reset', '-q', '--hard', `origin/${from}`);
        break;
      } catch {
        // Not there yet.
      }
    }
    await write(work);
    await this.git(work, 'add', '-A', '--force');
    await this.git(work, 'commit', '-q', '--allow-empty', '-m', 'Change by a person');
    await this.git(work, 'push', '-q', 'origin', `HEAD:refs/heads/${branch}`);
    const commit = await this.git(work, 'rev-parse', 'HEAD');
    await rm(work, { recursive: true });
    return commit;
  }

  pathOf(name: string): string {
    return join(this.folder, `${name}.git`);
  }

  /** Asks a bare repository. */
  async ask(name: string, ...args: string[]): Promise<string> {
    return this.git(this.pathOf(name), ...args);
  }

  async git(cwd: string, ...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Tess Ter',
        GIT_AUTHOR_EMAIL: 'tess@example.com',
        GIT_COMMITTER_NAME: 'Tess Ter',
        GIT_COMMITTER_EMAIL: 'tess@example.com',
      } as unknown as NodeJS.ProcessEnv,
    });
    return stdout.trim();
  }

  #answer(req: IncomingMessage, res: ServerResponse): void {
    const { authorization } = req.headers;
    this.authorizations.push(authorization);
    const url = new URL(req.url ?? '/', 'http://localhost');
    this.requests.push(`${req.method} ${url.pathname}${url.search}`);
    if (this.before(req, res)) return;
    const [, given = ''] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
    if (!Buffer.from(given, 'base64').toString('utf8').endsWith(`:${this.token}`)) {
      res.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        GIT_PROJECT_ROOT: this.folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(req.headers['git-protocol'] ?? ''),
        HTTP_CONTENT_ENCODING: String(req.headers['content-encoding'] ?? ''),
        REMOTE_USER: 'scaffolder',
        REQUEST_METHOD: req.method,
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: String(req.headers['content-type'] ?? ''),
      } as unknown as NodeJS.ProcessEnv,
    });
    child.stdin.on('error', () => undefined);
    req.pipe(child.stdin);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      let status = 200;
      for (const line of all.subarray(0, end).toString('latin1').split('\r\n')) {
        const [name = '', value = ''] = line.split(/: ?/, 2);
        if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
        else res.setHeader(name, value);
      }
      res.writeHead(status).end(all.subarray(end + 4));
    });
  }
}

/** Writes files (path to content) below a folder. */
export async function writeTree(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
