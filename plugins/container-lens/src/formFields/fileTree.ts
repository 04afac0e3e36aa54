import { GoldenPathPreview } from '@container-lens/backstage-plugin-container-lens-common';

type File = GoldenPathPreview['files'][number];

/** A folder with what is in it. */
export interface Folder {
  readonly name: string;
  readonly folders: readonly Folder[];
  readonly files: ReadonlyArray<File & { readonly name: string }>;
}

/** Deeper folders are not unfolded any further; their files show with the rest of their path. */
const deepest = 12;

/** Arranges paths as folders and files, both by name. */
export function growTree(files: readonly File[]): Folder {
  return folderOf(
    '',
    files.map(file => ({ file, parts: file.path.split('/') })),
    0,
  );
}

interface Placed {
  readonly file: File;
  readonly parts: readonly string[];
}

function folderOf(name: string, placed: readonly Placed[], depth: number): Folder {
  const below = new Map<string, Placed[]>();
  const files: Array<File & { name: string }> = [];
  for (const { file, parts } of placed) {
    const [first = '', ...rest] = parts;
    if (rest.length === 0 || depth >= deepest) {
      files.push({ ...file, name: parts.join('/') });
    } else {
      below.set(first, [...(below.get(first) ?? []), { file, parts: rest }]);
    }
  }
  return {
    name,
    folders: [...below]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([folder, inside]) => folderOf(folder, inside, depth + 1)),
    files: files.sort((a, b) => a.name.localeCompare(b.name)),
  };
}
