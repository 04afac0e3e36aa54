import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  AssessmentSubject,
  EvidenceAnswer,
  EvidenceRequest,
  EvidenceSource,
} from '@container-lens/backstage-plugin-container-lens-node';
import { repositoryFromFiles, unavailable } from '@container-lens/engine';
import { readExtractedFiles } from './readExtractedFiles';
import { TreeFilter } from './treeFilter';

/**
 * Reads source repositories through the URL reader of Backstage, so that every host it has an integration for works.
 * The whole tree is streamed, but only texts that facts are read from are written down, into a folder of its own.
 */
export class UrlReaderEvidenceSource implements EvidenceSource {
  static readonly id = 'url-reader';
  readonly id = UrlReaderEvidenceSource.id;
  readonly #urlReader: UrlReaderService;

  private constructor(urlReader: UrlReaderService) {
    this.#urlReader = urlReader;
  }

  static create(options: { urlReader: UrlReaderService }): UrlReaderEvidenceSource {
    return new UrlReaderEvidenceSource(options.urlReader);
  }

  supports(subject: AssessmentSubject): boolean {
    return subject.sourceUrl !== undefined;
  }

  async collect(request: EvidenceRequest): Promise<EvidenceAnswer> {
    const location = request.subject.sourceUrl!;
    const overflow = new AbortController();
    const signal = AbortSignal.any([request.signal, overflow.signal]);
    const filter = TreeFilter.create({ onOverflow: () => overflow.abort() });
    const folder = await mkdtemp(path.join(tmpdir(), 'container-lens-evidence-'));
    try {
      const read = async () => {
        const tree = await this.#urlReader.readTree(location, {
          etag: request.etag,
          signal,
          filter: (file, info) => filter.accepts(file, info?.size),
        });
        await tree.dir({ targetDir: folder });
        return tree.etag;
      };
      const etag = await untilAborted(read(), signal);
      if (filter.overflow) {
        return { status: 'collected', evidence: tooManyFiles(filter.overflow), etag };
      }
      const files = await readExtractedFiles({ folder, listed: filter.listed });
      const repository = repositoryFromFiles({
        files,
        location,
        ...(/^[0-9a-f]{40}$/.test(etag) && { commit: etag }),
      });
      return { status: 'collected', evidence: { repository }, etag };
    } catch (error) {
      if (filter.overflow && !request.signal.aborted) {
        return { status: 'collected', evidence: tooManyFiles(filter.overflow) };
      }
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return { status: 'unchanged' };
      }
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function tooManyFiles(reason: string) {
  return { repository: unavailable('source-error', reason) };
}

/** Not every reader listens to the signal; the caller's time is bounded all the same. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener('abort', stop, { once: true });
    }
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop!);
  }
}
