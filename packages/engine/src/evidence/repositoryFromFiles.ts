import { RepositoryEntry, RepositoryEvidence } from '../contract/evidence';
import { Observation, present, unavailable } from '../contract/observation';
import { evidenceLimits } from './evidenceLimits';
import { notCollected, Refusal, selectContents } from './selectContents';

/**
 * What is known of a file whose text was not read.
 *
 * @public
 */
export interface UnreadFile {
  readonly type?: 'file' | 'link';
  /** Bytes. */
  readonly size: number;
  /** Why the text is not there; without it, because no fact needs it. */
  readonly unavailable?: Refusal;
}

/**
 * A file as a reader of repositories hands it over: its text or bytes, or what is known of a file that was not read.
 *
 * @public
 */
export type RepositoryFile = string | Uint8Array | UnreadFile;

const utf8 = new TextEncoder();
/** What a text may lose or be refused for when it is written as UTF-8 and read again. */
const changesInUtf8 = /[\0\uFEFF\uD800-\uDFFF]/;

function decode(path: string, bytes: Uint8Array): Observation<string> {
  if (bytes.includes(0)) {
    return unavailable('unparseable', `${path} is a binary file.`);
  }
  try {
    return present(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unavailable('unparseable', `${path} is not valid UTF-8.`);
  }
}

/** The path in the form of the contract, or undefined when it leaves the root or is malformed. */
function normalise(path: string): string | undefined {
  const trimmed = path.startsWith('./') ? path.slice(2) : path;
  const segments = trimmed.split('/');
  const malformed =
    trimmed.includes('\0') || segments.some(part => part === '' || part === '.' || part === '..');
  return malformed ? undefined : trimmed;
}

function sizeOf(file: string | Uint8Array): number {
  return typeof file === 'string' ? Buffer.byteLength(file) : file.length;
}

function toEntry(
  path: string,
  file: RepositoryFile,
  refusals: ReadonlyMap<string, Refusal>,
): RepositoryEntry {
  if (typeof file === 'string') {
    const content = refusals.get(path) ?? present(file);
    return { path, size: sizeOf(file), type: 'file', content };
  }
  if (file instanceof Uint8Array) {
    const content = refusals.get(path) ?? decode(path, file);
    return { path, size: file.length, type: 'file', content };
  }
  const { type = 'file', size, unavailable: reason } = file as UnreadFile;
  const linked = unavailable('unparseable', `${path} is a link and is not followed.`);
  return { path, size, type, content: reason ?? (type === 'link' ? linked : notCollected(path)) };
}

/**
 * Builds repository evidence from files in memory and applies `collectsContent` and `evidenceLimits`: a file that is
 * too large, binary or not UTF-8 stays an entry whose content is `unavailable` with the reason. The whole repository is
 * `unavailable` when it has too many files or a path leaves the root, because a shortened list would turn files that
 * exist into absent ones.
 *
 * @public
 */
export function repositoryFromFiles(options: {
  readonly files: ReadonlyMap<string, RepositoryFile> | Readonly<Record<string, RepositoryFile>>;
  readonly location?: string;
  readonly commit?: string;
  readonly dirty?: boolean;
}): Observation<RepositoryEvidence> {
  const { files, ...origin } = options;
  const list: [string, RepositoryFile][] =
    files instanceof Map ? [...files] : Object.entries(files as Record<string, RepositoryFile>);
  if (list.length > evidenceLimits.entries) {
    return unavailable(
      'source-error',
      `The repository has more than ${evidenceLimits.entries} files and was not read.`,
    );
  }
  const normalised: { path: string; file: RepositoryFile }[] = [];
  for (const [given, file] of list) {
    const path = normalise(given);
    if (path === undefined) {
      return unavailable(
        'source-error',
        'The repository has a malformed path (empty, absolute or leaving its root) and was not read.',
      );
    }
    const isPlain = typeof file !== 'string' || !changesInUtf8.test(file);
    normalised.push({ path, file: isPlain ? file : utf8.encode(file) });
  }
  const refusals = selectContents(
    normalised.flatMap(({ path, file }) =>
      typeof file === 'string' || file instanceof Uint8Array ? [{ path, size: sizeOf(file) }] : [],
    ),
  );
  const entries = normalised.map(({ path, file }) => toEntry(path, file, refusals));
  return present({ ...origin, entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)) });
}
