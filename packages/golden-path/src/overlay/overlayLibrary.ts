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

  private constructor(private readonly roots: readonly { folder: string; source: string }[]) {}

  /**
   * @param options - `overlayPaths` are absolute folders, or relative to the folder the process was started in.
   * @throws InputError when a path is a URL, which cannot be read yet.
   */
  static create(options: { overlayPaths?: readonly string[] } = {}): OverlayLibrary {
    const own = (options.overlayPaths ?? []).map(path => {
      if (/^[a-z]+:/.test(path)) {
        throw new InputError(
          `The overlay path '${path}' is a URL. Give a folder; check the overlays out beside the portal.`,
        );
      }
      return { folder: isAbsolute(path) ? path : resolve(path), source: path };
    });
    return new OverlayLibrary([
      ...own,
      { folder: join(templatesDirectory(), 'overlays'), source: 'packaged' },
    ]);
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
    const root = this.roots.find(({ folder }) => existsSync(join(folder, id, 'overlay.yaml')));
    if (!root) {
      throw new NotFoundError(
        `There is no overlay '${id}'. Looked in: ${this.roots.map(({ source }) => source).join(', ')}.`,
      );
    }
    const loading = loadOverlay({ folder: join(root.folder, id), id, source: root.source });
    this.loaded.set(id, loading);
    loading.catch(() => this.loaded.delete(id));
    return loading;
  }

  /** Every overlay of a group, by name; own ones replace packaged ones of the same id. */
  async list(group: string): Promise<Overlay[]> {
    const names = new Set<string>();
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
