import { Document, LineCounter, parseDocument } from 'yaml';

const sizeLimit = 256 * 1024;

/** A YAML document that can say on which line a node stands. @public */
export interface YamlFile {
  readonly document: Document;
  /** Plain data; aliases are limited. */
  readonly data: unknown;
  lineOf(offset: number | undefined): number | undefined;
}

/**
 * Reads one YAML document, or `undefined` when it is too large, malformed, nested too deep or abuses aliases.
 *
 * @public
 */
export function readYaml(text: string): YamlFile | undefined {
  if (text.length > sizeLimit || nestsTooDeep(text)) {
    return undefined;
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', merge: true });
    if (document.errors.length > 0) {
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
