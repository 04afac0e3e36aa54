import {
  LoggerService,
  UrlReaderService,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const limits = { files: 2_000, fileBytes: 2 * 1024 * 1024, totalBytes: 20 * 1024 * 1024 };
/** How often the repository is asked whether there is something new. */
const checkEveryMs = 60_000;
const timeoutMs = 30_000;

/** A copy of overlays that stand in a repository. @public */
export interface RemoteOverlayFolder {
  readonly folder: string;
  /** That the copy is older than it should be, and why. */
  readonly notice?: string;
}

interface Copy {
  readonly folder: string;
  readonly etag: string;
  readonly readAt: Date;
}

interface Known {
  copy?: Copy;
  previous?: string;
  checkedAt: number;
  notice?: string;
  loading?: Promise<RemoteOverlayFolder>;
}

/**
 * Copies of the overlays that stand in repositories of the organisation, read with its integrations. The repository is asked once
 * a minute at most and sends only what changed. When it cannot be read, the last good copy is used, and said to be.
 *
 * @public
 */
export class RemoteOverlays {
  private readonly known = new Map<string, Known>();

  private constructor(
    private readonly urlReader: UrlReaderService,
    private readonly logger: LoggerService,
    private readonly now: () => number,
  ) {}

  static create(options: {
    readonly urlReader: UrlReaderService;
    readonly logger: LoggerService;
    /** Milliseconds; the clock when not set. */
    readonly now?: () => number;
  }): RemoteOverlays {
    return new RemoteOverlays(options.urlReader, options.logger, options.now ?? Date.now);
  }

  /** @throws ServiceUnavailableError when the folder cannot be read and never was. */
  async fetch(url: string): Promise<RemoteOverlayFolder> {
    const entry = this.known.get(url) ?? { checkedAt: -Infinity };
    this.known.set(url, entry);
    if (entry.copy && this.now() - entry.checkedAt < checkEveryMs) {
      return { folder: entry.copy.folder, notice: entry.notice };
    }
    // Several requests at the same moment wait for the same answer.
    entry.loading ??= this.refresh(url, entry).finally(() => {
      entry.loading = undefined;
    });
    return entry.loading;
  }

  private async refresh(url: string, entry: Known): Promise<RemoteOverlayFolder> {
    try {
      const copy = await this.read(url, entry.copy?.etag);
      if (copy) {
        // What the one before holds may still be read by somebody.
        if (entry.previous) await rm(entry.previous, { recursive: true, force: true });
        entry.previous = entry.copy?.folder;
        entry.copy = copy;
        this.logger.info(`Read the overlays at ${shown(url)}`);
      }
      entry.notice = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown error';
      if (!entry.copy) {
        throw new ServiceUnavailableError(
          `The overlays at ${shown(url)} cannot be read: ${reason}. Check containerLens.goldenPath.overlayPaths and the integration of that host.`,
        );
      }
      entry.notice = `The overlays at ${shown(url)} could not be read again (${reason}); the copy of ${entry.copy.readAt.toISOString()} is used.`;
      this.logger.warn(entry.notice);
    }
    entry.checkedAt = this.now();
    return { folder: entry.copy!.folder, notice: entry.notice };
  }

  /** @returns undefined when nothing changed. */
  private async read(url: string, etag: string | undefined): Promise<Copy | undefined> {
    let count = 0;
    let bytes = 0;
    let exceeded: string | undefined;
    let response: UrlReaderServiceReadTreeResponse;
    try {
      response = await this.urlReader.readTree(url, {
        etag,
        signal: AbortSignal.timeout(timeoutMs),
        filter: (path, info) => {
          count += 1;
          bytes += info?.size ?? 0;
          if (count > limits.files) exceeded = `it has more than ${limits.files} files`;
          if ((info?.size ?? 0) > limits.fileBytes) exceeded = `${path} is larger than 2 MiB`;
          if (bytes > limits.totalBytes) exceeded = 'it is larger than 20 MiB';
          return exceeded === undefined;
        },
      });
    } catch (error) {
      if ((error as Error).name === 'NotModifiedError') return undefined;
      throw error;
    }
    const files = await response.files();
    // What is left out by the filter makes the rest incomplete.
    if (exceeded) throw new Error(exceeded);
    const folder = await mkdtemp(join(tmpdir(), 'container-lens-overlays-'));
    try {
      await write(files, folder);
      return { folder, etag: response.etag, readAt: new Date(this.now()) };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

async function write(
  files: Awaited<ReturnType<UrlReaderServiceReadTreeResponse['files']>>,
  folder: string,
): Promise<void> {
  let bytes = 0;
  if (files.length === 0) {
    throw new Error('the folder is empty or does not exist');
  }
  for (const { path, content } of files) {
    const parts = path.split('/');
    if (path.startsWith('/') || parts.some(part => part === '..' || part === '.')) {
      throw new Error(`the path ${JSON.stringify(path.slice(0, 200))} leaves the folder`);
    }
    const data = await content();
    bytes += data.length;
    if (bytes > limits.totalBytes) throw new Error('it is larger than 20 MiB');
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, data);
    // Archives of Git hosts do not always say which files are executable; scripts say it themselves.
    if (data.subarray(0, 2).toString() === '#!') await chmod(target, 0o755);
  }
}

/** Without credentials, which should not be in a URL and must not be in a log. */
function shown(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').slice(0, 300);
}
