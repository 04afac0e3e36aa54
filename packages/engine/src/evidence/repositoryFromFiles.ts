import { RepositoryEntry, RepositoryEvidence } from '../contract/evidence';
import { Observation, present, unavailable } from '../contract/observation';
import { contentPriority } from './collectsContent';
import { contentLimitBytes, evidenceLimits } from './evidenceLimits';

/**
 * A file as a reader of repositories hands it over: its text or bytes, or what is known of a file that was not read.
 *
 * @public
 */
export type RepositoryFile =
  | string
  | Uint8Array
  | {
      readonly type?: 'file' | 'link';
      /** Bytes. */
      readonly size: number;
      /** Why the text is not there; without it, because no fact needs it. */
      readonly unavailable?: Extract<Observation<never>, { status: 'unavailable' }>;
    };

const utf8 = new TextEncoder();

function describeBytes(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${Math.floor(bytes / (1024 * 1024))} MiB`
    : `${Math.floor(bytes / 1024)} KiB`;
}

/** The reason for a file that is too large, the same from every reader. */
export function tooLarge(path: string): Extract<Observation<never>, { status: 'unavailable' }> {
  return {
    status: 'unavailable',
    code: 'unparseable',
    reason: `${path} is larger than ${describeBytes(contentLimitBytes(path))} and was not read.`,
  };
}

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

function isText(file: RepositoryFile): file is string | Uint8Array {
  return typeof file === 'string' || file instanceof Uint8Array;
}

/** The path in the form of the contract, or undefined when it leaves the root or is malformed. */
function normalise(path: string): string | undefined {
  const trimmed = path.startsWith('./') ? path.slice(2) : path;
  const segments = trimmed.split('/');
  const malformed =
    trimmed.includes('\0') || segments.some(part => part === '' || part === '.' || part === '..');
  return malformed ? undefined : trimmed;
}

function readContent(path: string, bytes: Uint8Array): Observation<string> {
  if (path.length > evidenceLimits.pathLength || path.split('/').length > evidenceLimits.depth) {
    return unavailable('unparseable', 'The path of the file is too long or too deep to be read.');
  }
  return bytes.length > contentLimitBytes(path) ? tooLarge(path) : decode(path, bytes);
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
  const entries = new Map<string, RepositoryEntry>();
  const texts: { path: string; bytes: Uint8Array; priority: number }[] = [];
  for (const [given, file] of list) {
    const path = normalise(given);
    if (path === undefined) {
      return unavailable(
        'source-error',
        'The repository has a malformed path (empty, absolute or leaving its root) and was not read.',
      );
    }
    const priority = contentPriority(path);
    const notCollected = unavailable(
      'no-source-configured',
      `The text of ${path} is not collected, because no check reads it.`,
    );
    if (isText(file)) {
      const bytes = typeof file === 'string' ? utf8.encode(file) : file;
      entries.set(path, { path, size: bytes.length, type: 'file', content: notCollected });
      if (priority > 0) texts.push({ path, bytes, priority });
    } else {
      const { type = 'file', size, unavailable: reason } = file;
      const linked = unavailable('unparseable', `${path} is a link and is not followed.`);
      const content = reason ?? (type === 'link' ? linked : notCollected);
      entries.set(path, { path, size, type, content });
    }
  }
  addContents(entries, texts);
  return present({
    ...origin,
    entries: [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
}

/** Reads the decisive files first, so that a flood of other files cannot push a Dockerfile out of the budget. */
function addContents(
  entries: Map<string, RepositoryEntry>,
  texts: { path: string; bytes: Uint8Array; priority: number }[],
): void {
  texts.sort((a, b) => b.priority - a.priority || (a.path < b.path ? -1 : 1));
  let budget: number = evidenceLimits.totalBytes;
  for (const { path, bytes } of texts) {
    const entry = entries.get(path);
    if (!entry) continue;
    let content = readContent(path, bytes);
    if (content.status === 'present') {
      if (bytes.length > budget) {
        content = unavailable(
          'unparseable',
          `${path} was not read: the repository's files exceed ${describeBytes(
            evidenceLimits.totalBytes,
          )} together.`,
        );
      } else {
        budget -= bytes.length;
      }
    }
    entries.set(path, { ...entry, content });
  }
}
