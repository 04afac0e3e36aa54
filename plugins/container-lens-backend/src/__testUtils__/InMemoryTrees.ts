import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';

export interface Tree {
  readonly etag: string;
  readonly files: Readonly<Record<string, string | { link: string }>>;
}

/** A URL reader over trees in memory that behaves as the archive readers of Backstage do. */
export class InMemoryTrees implements Pick<UrlReaderService, 'readTree'> {
  /** Every call of readTree, with the etag it came with. */
  readonly reads: { url: string; etag?: string }[] = [];
  readonly #trees = new Map<string, Tree | Error>();

  private constructor() {}

  static create(): InMemoryTrees {
    return new InMemoryTrees();
  }

  set(url: string, tree: Tree | Error): void {
    this.#trees.set(url, tree);
  }

  readTree: UrlReaderService['readTree'] = async (url, options) => {
    this.reads.push({ url, ...(options?.etag && { etag: options.etag }) });
    const tree = this.#trees.get(url);
    if (!tree) {
      throw new NotFoundError(`${url} does not exist`);
    }
    if (tree instanceof Error) {
      throw tree;
    }
    if (options?.etag === tree.etag) {
      throw new NotModifiedError();
    }
    return {
      etag: tree.etag,
      files: () => Promise.reject(new Error('not used')),
      archive: () => Promise.reject(new Error('not used')),
      dir: async to => {
        const folder = to!.targetDir!;
        for (const [file, content] of Object.entries(tree.files)) {
          const size = typeof content === 'string' ? Buffer.byteLength(content) : 0;
          if (options?.filter?.(file, { size }) !== false) {
            const target = path.join(folder, file);
            await mkdir(path.dirname(target), { recursive: true });
            await (typeof content === 'string'
              ? writeFile(target, content)
              : symlink(content.link, target));
          }
        }
        return folder;
      },
    };
  };
}
