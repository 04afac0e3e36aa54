import { mkdtemp, readFile, lstat, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { RetrofitFiles } from '@container-lens/golden-path';
import { describeError } from '../assessment/describeError';
import { readExtractedFiles } from './readExtractedFiles';
import { findTree } from './findTree';
import { TreeFilter } from './treeFilter';

/** Files beyond those the checks read: where routes and ports stand, and what may get a line more. */
const source = /\.([cm]?[jt]sx?|py|go|java|kt|properties)$|(^|\/)\.gitignore$/;
const leftOut = /(^|\/)(node_modules|vendor|third_party|dist|build|target)\//;
const limits = { files: 1_000, fileBytes: 256 * 1024, totalBytes: 16 * 1024 * 1024 };
/** A form is waiting. */
const longestMs = 60_000;
/** Trees lie on disk and in memory while they are read. */
const mostAtOnce = 4;

/** Which sources are read beside what the checks read. */
class SourceBudget {
  readonly #accepted: string[] = [];
  #bytes = 0;

  static create(): SourceBudget {
    return new SourceBudget();
  }

  accepts(file: string, size: number): boolean {
    if (
      !source.test(file) ||
      leftOut.test(file) ||
      size > limits.fileBytes ||
      this.#accepted.length >= limits.files ||
      this.#bytes + size > limits.totalBytes
    ) {
      return false;
    }
    this.#accepted.push(file);
    this.#bytes += size;
    return true;
  }

  async addTo(files: RetrofitFiles, folder: string): Promise<RetrofitFiles> {
    const all = new Map(files);
    for (const file of this.#accepted) {
      const target = path.resolve(folder, file);
      const found = target.startsWith(folder + path.sep)
        ? await lstat(target).catch(() => undefined)
        : undefined;
      if (found?.isFile() && found.size <= limits.fileBytes) {
        all.set(file, await readFile(target));
      }
    }
    return all;
  }
}

/** Reads whole repositories for the forms, through the URL reader of Backstage and with its credentials. */
export class RepositoryReader {
  #reading = 0;
  readonly #urlReader: Pick<UrlReaderService, 'readTree'>;
  readonly #integrations: ScmIntegrationRegistry;

  private constructor(
    urlReader: Pick<UrlReaderService, 'readTree'>,
    integrations: ScmIntegrationRegistry,
  ) {
    this.#urlReader = urlReader;
    this.#integrations = integrations;
  }

  static create(options: {
    urlReader: Pick<UrlReaderService, 'readTree'>;
    integrations: ScmIntegrationRegistry;
  }): RepositoryReader {
    return new RepositoryReader(options.urlReader, options.integrations);
  }

  /**
   * The files of a branch, and the name of the repository.
   *
   * @throws InputError for an address that names no repository of the integrations, NotFoundError, ServiceUnavailableError
   * when too many are being read.
   */
  async read(options: {
    readonly repoUrl: string;
    readonly ref?: string;
    readonly signal?: AbortSignal;
  }): Promise<{ readonly name: string; readonly files: RetrofitFiles }> {
    const { name, urls } = findTree({ ...options, integrations: this.#integrations });
    if (this.#reading >= mostAtOnce) {
      throw new ServiceUnavailableError(
        'Several repositories are being read at this moment. Try again in some seconds.',
      );
    }
    this.#reading += 1;
    try {
      for (const url of urls) {
        const files = await this.#readTree(url, options.signal);
        if (files) return { name, files };
      }
    } finally {
      this.#reading -= 1;
    }
    throw new NotFoundError(
      `The repository ${name} was not found, or the portal may not read it. Check the address and the branch.`,
    );
  }

  async #readTree(url: string, outer?: AbortSignal): Promise<RetrofitFiles | undefined> {
    const overflow = new AbortController();
    const signal = AbortSignal.any([
      overflow.signal,
      AbortSignal.timeout(longestMs),
      ...(outer ? [outer] : []),
    ]);
    const filter = TreeFilter.create({ onOverflow: () => overflow.abort() });
    const sources = SourceBudget.create();
    const folder = await mkdtemp(path.join(tmpdir(), 'container-lens-repository-'));
    try {
      const work = async () => {
        const tree = await this.#urlReader.readTree(url, {
          signal,
          filter: (file, info) => {
            const accepted = filter.accepts(file, info?.size);
            return accepted || (!filter.overflow && sources.accepts(file, info?.size ?? 0));
          },
        });
        await tree.dir({ targetDir: folder });
      };
      await Promise.race([work(), aborted(signal)]);
      if (filter.overflow) throw new InputError(filter.overflow);
      const files = await readExtractedFiles({ folder, listed: filter.listed });
      return sources.addTo(files, folder);
    } catch (error) {
      if (filter.overflow) throw new InputError(filter.overflow);
      if (error instanceof Error && error.name === 'NotFoundError') return undefined;
      if (signal.aborted && !outer?.aborted) {
        throw new ServiceUnavailableError(
          `Reading the repository took longer than ${longestMs / 1000} s.`,
        );
      }
      // A refused host keeps its status; any other message may hold an address with a password.
      if (outer?.aborted || (error instanceof Error && error.name === 'NotAllowedError'))
        throw error;
      throw new ServiceUnavailableError(
        `The repository could not be read: ${describeError(error)}`,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Not every reader listens to the signal; the time is bounded all the same. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
