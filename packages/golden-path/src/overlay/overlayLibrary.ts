import { InputError } from '../errors/InputError';
import { NotFoundError } from '../errors/NotFoundError';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Overlay, loadOverlay } from './loadOverlay';
import { templatesDirectory } from './templatesDirectory';

const idPattern = /^(base|[a-z]+\/[a-z0-9-]+)$/;

/** A folder of overlays, and how messages and locks name it. */
interface Root {
  readonly folder: string;
  readonly source: string;
}

/**
 * A copy of a folder that stands elsewhere.
 *
 * @public
 */
export interface FetchedFolder {
  /** Absolute; another folder for every version. */
  readonly folder: string;
  /** What should be said of it, for example that it is older than it should be. */
  readonly notice?: string;
}

/**
 * The overlays of a portal: those of the organisation's folders, then the packaged ones. An overlay is read from disk once
 * and kept, because its files do not change while a portal runs; a URL is asked again by those who fetch it.
 *
 * @public
 */
export class OverlayLibrary {
  private readonly loaded = new Map<string, { folder: string; overlay: Promise<Overlay> }>();

  private constructor(
    private readonly paths: readonly string[],
    private readonly single: ReadonlyMap<string, Root>,
    private readonly fetch: (url: string) => Promise<FetchedFolder>,
  ) {}

  /**
   * @param options - `overlayPaths` are absolute folders, or relative to the folder the process was started in. `overlays` are
   * folders of single overlays by id, which win over everything else. `fetch` reads the paths that are URLs, without `url:`.
   * @throws InputError when a path is a URL and nobody fetches it.
   */
  static create(
    options: {
      overlayPaths?: readonly string[];
      overlays?: ReadonlyMap<string, string>;
      fetch?: (url: string) => Promise<FetchedFolder>;
    } = {},
  ): OverlayLibrary {
    const paths = options.overlayPaths ?? [];
    const unread = paths.find(isUrl);
    if (unread !== undefined && !options.fetch) {
      throw new InputError(
        `The overlay path '${unread}' is a URL, which cannot be read here. Give a folder: check the overlays out.`,
      );
    }
    const single = [...(options.overlays ?? [])].map(
      ([id, folder]) => [id, { folder, source: folder }] as const,
    );
    const fetch = options.fetch ?? (async () => ({ folder: '' }));
    return new OverlayLibrary(paths, new Map(single), fetch);
  }

  /** What should be said of where overlays come from; empty when all is as it should be. */
  async notices(): Promise<string[]> {
    const fetched = await Promise.all(
      this.paths.filter(isUrl).map(path => this.fetch(withoutPrefix(path))),
    );
    return fetched.flatMap(({ notice }) => notice ?? []);
  }

  private async roots(): Promise<Root[]> {
    const own = await Promise.all(
      this.paths.map(async path => ({
        folder: isUrl(path) ? (await this.fetch(withoutPrefix(path))).folder : resolve(path),
        source: path,
      })),
    );
    return [...own, { folder: join(templatesDirectory(), 'overlays'), source: 'packaged' }];
  }

  /** @throws InputError for an id that is not one, NotFoundError when no root has it. */
  async get(id: string): Promise<Overlay> {
    if (!idPattern.test(id)) {
      throw new InputError(`'${id}' is not an overlay id. It is base or <group>/<name>.`);
    }
    const roots = await this.roots();
    const found = this.find(id, roots);
    if (!found) {
      throw new NotFoundError(
        `There is no overlay '${id}'. Looked in: ${roots.map(({ source }) => source).join(', ')}.`,
      );
    }
    const known = this.loaded.get(id);
    if (known?.folder === found.folder) {
      return known.overlay;
    }
    const overlay = loadOverlay({ ...found, id });
    this.loaded.set(id, { folder: found.folder, overlay });
    overlay.catch(() => this.loaded.delete(id));
    return overlay;
  }

  private find(id: string, roots: readonly Root[]): Root | undefined {
    const single = this.single.get(id);
    if (single) {
      return single;
    }
    const root = roots.find(({ folder }) => existsSync(join(folder, id, 'overlay.yaml')));
    return root && { folder: join(root.folder, id), source: root.source };
  }

  /** Every overlay of a group, by name; own ones replace packaged ones of the same id. */
  async list(group: string): Promise<Overlay[]> {
    const names = new Set(
      [...this.single.keys()]
        .filter(id => id.startsWith(`${group}/`))
        .map(id => id.slice(group.length + 1)),
    );
    for (const { folder } of await this.roots()) {
      const groupFolder = join(folder, group);
      if (existsSync(groupFolder)) {
        for (const entry of await readdir(groupFolder, { withFileTypes: true })) {
          if (entry.isDirectory()) {
            names.add(entry.name);
          }
        }
      }
    }
    return Promise.all([...names].sort().map(name => this.get(`${group}/${name}`)));
  }
}

function isUrl(path: string): boolean {
  return /^[a-z]{2,}:/.test(path);
}

function withoutPrefix(path: string): string {
  return path.replace(/^url:/, '');
}
