import { Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { lineFinder } from '../../yaml/lineFinder';
import { readSimpleYaml } from '../../yaml/readSimpleYaml';
import { simpleData } from '../../yaml/simpleData';

/** Longest text that is read. */
export const sizeLimit = 256 * 1024;

/** A YAML document that can say on which line a node stands. @public */
export interface YamlFile {
  readonly document: Document;
  /** Plain data; aliases are limited. */
  readonly data: unknown;
  lineOf(offset: number | undefined): number | undefined;
}

// Errors are not shown, and a hostile text has tens of thousands: they must cost little.
// The library compares each key with all keys before it, which takes seconds for a long map: see `repeatsKeys`.
const options = {
  logLevel: 'silent',
  merge: true,
  prettyErrors: false,
  uniqueKeys: false,
} as const;

/** A file of the fast reader; most callers need the data alone. */
class SimpleFile implements YamlFile {
  #document: Document | undefined;
  #lineOf: ((offset: number) => number) | undefined;

  constructor(
    private readonly text: string,
    readonly data: unknown,
  ) {}

  get document(): Document {
    this.#document ??= withoutStacks(() => parseDocument(this.text, options));
    return this.#document;
  }

  lineOf(offset: number | undefined): number | undefined {
    if (offset === undefined) return undefined;
    this.#lineOf ??= lineFinder(this.text);
    return this.#lineOf(offset);
  }
}

/**
 * Reads one YAML document, or `undefined` when it is too large, malformed, nested too deep or abuses aliases.
 *
 * @public
 */
export function readYaml(text: string): YamlFile | undefined {
  if (text.length > sizeLimit) {
    return undefined;
  }
  const simple = readSimpleYaml(text);
  if (simple) {
    return new SimpleFile(text, simpleData(simple));
  }
  if (nestsTooDeep(text)) {
    return undefined;
  }
  const lines = new LineCounter();
  try {
    const document = withoutStacks(() => parseDocument(text, { ...options, lineCounter: lines }));
    if (document.errors.length > 0 || repeatsKeys(document)) {
      return undefined;
    }
    return {
      document,
      data: document.toJS({ maxAliasCount: 200 }),
      lineOf: offset => (offset === undefined ? undefined : lines.linePos(offset).line),
    };
  } catch {
    return undefined;
  }
}

/** Whether a map names a key twice, which YAML forbids; only merge keys may be repeated. */
export function repeatsKeys(document: Document): boolean {
  let repeats = false;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? key.value : key;
        if (seen.has(value) && value !== '<<' && typeof value !== 'symbol') {
          repeats = true;
          return visit.BREAK;
        }
        seen.add(value);
      }
      return undefined;
    },
  });
  return repeats;
}

/** The parser makes an error for every mistake, and the stack of each takes longer than the mistake. */
export function withoutStacks<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The parser is recursive; `[[[[…` and deep indentation must not exhaust the stack. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x5b || char === 0x7b) {
      deepest = Math.max(deepest, ++depth);
    } else if (char === 0x5d || char === 0x7d) {
      depth--;
    }
  }
  return deepest > 200 || /^(?:[ -]{400})/m.test(text);
}
