import { InputError } from '../errors/InputError';
import { NotFoundError } from '../errors/NotFoundError';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { Overlay, loadOverlay } from './loadOverlay';
import { templatesDirectory } from './templatesDirectory';

const idPattern = /^(base|[a-z]+\/[a-z0-9-]+)$/;

/**
 * The overlays of a portal: those of the organisation's folders, then the packaged ones. An overlay is read from disk once
 * and kept, because its files do not change while a portal runs.
 *
 * @public
 */
export class OverlayLibrary {
  private readonly loaded = new Map<string, Promise<Overlay>>();

  private constructor(
    private readonly roots: readonly { folder: string; source: string }[],
    private readonly single: ReadonlyMap<string, { folder: string; source: string }>,
  ) {}

  /**
   * @param options - `overlayPaths` are absolute folders, or relative to the folder the process was started in. `overlays` are
   * folders of single overlays by id, which win over everything else.
   * @throws InputError when a path is a URL, which cannot be read yet.
   */
  static create(
    options: {
      overlayPaths?: readonly string[];
      overlays?: ReadonlyMap<string, string>;
    } = {},
  ): OverlayLibrary {
    const own = (options.overlayPaths ?? []).map(path => {
      if (/^[a-z]+:/.test(path)) {
        throw new InputError(
          `The overlay path '${path}' is a URL. Give a folder; check the overlays out beside the portal.`,
        );
      }
      return { folder: isAbsolute(path) ? path : resolve(path), source: path };
    });
    const single = [...(options.overlays ?? [])].map(
      ([id, folder]) => [id, { folder, source: folder }] as const,
    );
    return new OverlayLibrary(
      [...own, { folder: join(templatesDirectory(), 'overlays'), source: 'packaged' }],
      new Map(single),
    );
  }

  /** @throws InputError for an id that is not one, NotFoundError when no root has it. */
  async get(id: string): Promise<Overlay> {
    if (!idPattern.test(id)) {
      throw new InputError(`'${id}' is not an overlay id. It is base or <group>/<name>.`);
    }
    const known = this.loaded.get(id);
    if (known) {
      return known;
    }
    const found = this.find(id);
    if (!found) {
      throw new NotFoundError(
        `There is no overlay '${id}'. Looked in: ${this.roots.map(({ source }) => source).join(', ')}.`,
      );
    }
    const loading = loadOverlay({ ...found, id });
    this.loaded.set(id, loading);
    loading.catch(() => this.loaded.delete(id));
    return loading;
  }

  private find(id: string): { folder: string; source: string } | undefined {
    const single = this.single.get(id);
    if (single) {
      return single;
    }
    const root = this.roots.find(({ folder }) => existsSync(join(folder, id, 'overlay.yaml')));
    return root && { folder: join(root.folder, id), source: root.source };
  }

  /** Every overlay of a group, by name; own ones replace packaged ones of the same id. */
  async list(group: string): Promise<Overlay[]> {
    const names = new Set(
      [...this.single.keys()]
        .filter(id => id.startsWith(`${group}/`))
        .map(id => id.slice(group.length + 1)),
    );
    for (const { folder } of this.roots) {
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
