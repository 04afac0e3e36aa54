import { Format, formatOf } from './formats';
import { seeds } from './seeds';

/** Path to text. */
export type FuzzFiles = Readonly<Record<string, string>>;

/** What inputs are made from. */
export interface Corpus {
  readonly repositories: readonly FuzzFiles[];
  /** Repositories with at least one file of the format. */
  readonly withFormat: ReadonlyMap<Format, readonly { files: FuzzFiles; path: string }[]>;
  readonly texts: ReadonlyMap<Format, readonly string[]>;
  readonly all: readonly string[];
}

/** Longer texts make slow inputs and no new ones. */
const longest = 16 * 1024;

/** Sorts the files of repositories by what they are; every format has at least its hand-written seeds. */
export function makeCorpus(given: readonly FuzzFiles[]): Corpus {
  const repositories = given
    .map(files =>
      Object.fromEntries(Object.entries(files).filter(([, text]) => text.length <= longest)),
    )
    .filter(files => Object.keys(files).length > 0);
  for (const [path, texts] of Object.entries(seeds)) {
    for (const text of texts) repositories.push({ Dockerfile: 'FROM node:22\n', [path]: text });
  }
  const withFormat = new Map<Format, { files: FuzzFiles; path: string }[]>();
  const texts = new Map<Format, Set<string>>();
  for (const files of repositories) {
    for (const [path, text] of Object.entries(files)) {
      const format = formatOf(path, text);
      const found = withFormat.get(format) ?? [];
      withFormat.set(format, found);
      found.push({ files, path });
      texts.set(format, (texts.get(format) ?? new Set()).add(text));
    }
  }
  return {
    repositories,
    withFormat,
    texts: new Map([...texts].map(([format, found]) => [format, [...found]])),
    all: [...new Set([...texts.values()].flatMap(found => [...found]))],
  };
}
