import { InputError } from '../errors/InputError';
import { createHash } from 'node:crypto';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeIssues } from '../config/describeIssues';
import { OverlayManifest, overlayManifestSchema } from './overlayManifest';

/** Limits of one overlay: an overlay of an organisation is input like any other. */
const limits = { files: 500, fileBytes: 2 * 1024 * 1024, totalBytes: 10 * 1024 * 1024, depth: 12 };
const manifestName = 'overlay.yaml';
/** How a leading dot travels in a package: packers leave out `.gitignore` and `.github`. */
const packedDot = /(^|\/)_dot_/g;

/** One file of an overlay as it stands in its folder. @public */
export interface OverlayFile {
  /** Relative to the overlay folder, with forward slashes; still with `.njk` and expressions. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/**
 * An overlay in memory.
 *
 * @public
 */
export interface Overlay {
  readonly manifest: OverlayManifest;
  /** `packaged`, or the overlay path it came from. */
  readonly source: string;
  /** Hash of all its files with their paths and executable bits. */
  readonly sha256: string;
  readonly files: readonly OverlayFile[];
}

/**
 * Reads one overlay folder.
 *
 * @throws InputError when the manifest is missing or invalid, when its id is not the expected one, or when the folder holds
 * links or exceeds the limits.
 */
export async function loadOverlay(options: {
  folder: string;
  id: string;
  source: string;
}): Promise<Overlay> {
  const { folder, id, source } = options;
  const files = await readFiles(folder, id);
  const manifestFile = files.find(file => file.path === manifestName);
  if (!manifestFile) {
    throw new InputError(`The overlay '${id}' has no ${manifestName}.`);
  }
  const manifest = parseManifest(manifestFile.content.toString('utf8'), id);
  if (manifest.id !== id) {
    throw new InputError(
      `The folder of overlay '${id}' holds the overlay '${manifest.id}'. Folder and id must agree.`,
    );
  }
  return {
    manifest,
    source,
    sha256: hashFiles(files),
    files: files.filter(file => file.path !== manifestName),
  };
}

function parseManifest(text: string, id: string): OverlayManifest {
  let document: unknown;
  try {
    document = parse(text, { maxAliasCount: 50 });
  } catch (error) {
    throw new InputError(`${manifestName} of overlay '${id}' is not valid YAML.`, error);
  }
  const result = overlayManifestSchema.safeParse(document);
  if (!result.success) {
    throw new InputError(
      `${manifestName} of overlay '${id}' is not valid: ${describeIssues(result.error)}`,
    );
  }
  return result.data;
}

async function readFiles(folder: string, id: string): Promise<OverlayFile[]> {
  const files: OverlayFile[] = [];
  let totalBytes = 0;

  async function visit(path: string, depth: number): Promise<void> {
    if (depth > limits.depth) {
      throw new InputError(`The overlay '${id}' is nested deeper than ${limits.depth} folders.`);
    }
    const names = (await readdir(join(folder, path))).sort();
    for (const name of names) {
      const child = path ? `${path}/${name}` : name;
      const stats = await lstat(join(folder, child));
      if (stats.isDirectory()) {
        await visit(child, depth + 1);
      } else if (!stats.isFile()) {
        throw new InputError(`'${child}' of overlay '${id}' is not a plain file.`);
      } else {
        totalBytes += stats.size;
        if (stats.size > limits.fileBytes || totalBytes > limits.totalBytes) {
          throw new InputError(`The overlay '${id}' is too large at '${child}'.`);
        }
        if (files.length >= limits.files) {
          throw new InputError(`The overlay '${id}' has more than ${limits.files} files.`);
        }
        files.push({
          path: child.replace(packedDot, '$1.'),
          content: await readFile(join(folder, child)),
          executable: (stats.mode & 0o100) !== 0,
        });
      }
    }
  }

  await visit('', 0);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function hashFiles(files: readonly OverlayFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file.path}\0${file.executable ? 'x' : '-'}\0${file.content.length}\0`);
    hash.update(file.content);
  }
  return hash.digest('hex');
}
