import { readBlockScalar } from './blockScalar';
import { FlowReader } from './flowCollection';
import { quotedEnd, readQuoted } from './quotedScalar';
import { SimpleMap, SimpleNode, SimpleScalar, TooSpecial } from './simpleNode';
import { tagAt } from './tagAt';

const depthLimit = 40;
const keyLimit = 1000;
const smallMap = 12;

/** What a plain scalar does not begin with, or what begins a node that is left to the library. */
const special = new Set([...',[]{}#&*!|>\'"%@`?:-']);
/** Keys that are something else than their text, or that another text stands for as well. */
const unclearKey =
  /^(?:<<|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+.]?[\d.][\d.eE+xXoOa-fA-F_:-]*)$/;
const integer = /^(?:0|[1-9]\d{0,14})$/;
/** Tabs, other control characters and line ends, directives and document ends. */
const unusual =
  // eslint-disable-next-line no-control-regex
  /[\t\r\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^(?:%|\.\.\.)/m;

/** A space, a line end or the end of the text. */
function endsWord(char: number): boolean {
  return char === 0x20 || char === 0x0a || Number.isNaN(char);
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly tags: boolean,
  ) {}

  document(): SimpleNode {
    const { text } = this;
    this.toContent();
    if (text.startsWith('---', this.at)) {
      if (text[this.at + 3] !== '\n') throw new TooSpecial();
      this.at += 4;
      this.toContent();
    }
    if (text.includes('\n---', Math.max(0, this.at - 1))) throw new TooSpecial();
    if (this.at >= text.length || text[this.at] === ' ') throw new TooSpecial();
    const node = this.block(0);
    if (this.at < text.length) throw new TooSpecial();
    return node;
  }

  /** Goes to the start of the next line that is neither empty nor a comment. The reader is at the start of a line. */
  private toContent(): void {
    const { text } = this;
    for (;;) {
      let at = this.at;
      while (text.charCodeAt(at) === 0x20) at++;
      const char = text.charCodeAt(at);
      if (char === 0x23) {
        const end = text.indexOf('\n', at);
        this.at = end < 0 ? text.length : end + 1;
      } else if (char === 0x0a) {
        this.at = at + 1;
      } else {
        if (at >= text.length) this.at = text.length;
        return;
      }
    }
  }

  /** Indentation of the line the reader is at the start of; -1 at the end. */
  private indent(): number {
    if (this.at >= this.text.length) return -1;
    let at = this.at;
    while (this.text.charCodeAt(at) === 0x20) at++;
    return at - this.at;
  }

  /** A block collection whose first line begins at the reader, indented by `indent`. */
  private block(indent: number): SimpleNode {
    if (++this.depth > depthLimit) throw new TooSpecial();
    const start = this.at + indent;
    const node = this.isDash(start) ? this.sequence(indent, start) : this.map(indent, start);
    this.depth--;
    return node;
  }

  private isDash(at: number): boolean {
    const next = this.text.charCodeAt(at + 1);
    return this.text.charCodeAt(at) === 0x2d && endsWord(next);
  }

  private sequence(indent: number, first: number): SimpleNode {
    const items: SimpleNode[] = [];
    for (let start = first; ;) {
      items.push(this.item(indent, start));
      const next = this.indent();
      if (next !== indent || !this.isDash(this.at + next)) {
        if (next > indent) throw new TooSpecial();
        return { kind: 'list', items, at: first, tag: undefined };
      }
      start = this.at + next;
    }
  }

  private item(indent: number, dash: number): SimpleNode {
    let at = dash + 1;
    while (this.text.charCodeAt(at) === 0x20) at++;
    const column = indent + (at - dash);
    const char = this.text.charCodeAt(at);
    if (char === 0x0a || char === 0x23 || at >= this.text.length) {
      // What stands below a dash alone is rare.
      throw new TooSpecial();
    }
    if (this.isDash(at)) return this.nested(() => this.sequence(column, at));
    if (this.keyEnd(at) >= 0) return this.nested(() => this.map(column, at));
    return this.value(at, indent, false);
  }

  private nested(read: () => SimpleNode): SimpleNode {
    if (++this.depth > depthLimit) throw new TooSpecial();
    const node = read();
    this.depth--;
    return node;
  }

  private map(indent: number, first: number): SimpleMap {
    const keys: SimpleScalar[] = [];
    const values: SimpleNode[] = [];
    let names: Set<string> | undefined;
    for (let start = first; ;) {
      const colon = this.keyEnd(start);
      if (colon < 0) throw new TooSpecial();
      const key = this.key(start, colon);
      // Most maps are so small that looking through them is less work than a set.
      if (keys.length === smallMap) names = new Set(keys.map(({ text }) => text));
      if (names ? names.has(key.text) : keys.some(({ text }) => text === key.text)) {
        throw new TooSpecial();
      }
      names?.add(key.text);
      keys.push(key);
      values.push(this.value(colon + 1, indent, true));
      const next = this.indent();
      if (next !== indent || this.at >= this.text.length) {
        if (next > indent) throw new TooSpecial();
        return { kind: 'map', keys, values, at: first, tag: undefined };
      }
      start = this.at + next;
    }
  }

  /** Where the colon of a key that begins here is; -1 when no key begins here. */
  private keyEnd(start: number): number {
    const { text } = this;
    const first = text[start]!;
    if (first === '"' || first === "'") {
      const end = quotedEnd(text, start);
      if (end < 0) return -1;
      const next = text.charCodeAt(end + 1);
      return text[end] === ':' && endsWord(next) ? end : -1;
    }
    if (special.has(first) && !(first === '-' && !this.isDash(start))) return -1;
    for (let at = start; ; at++) {
      const char = text.charCodeAt(at);
      if (char === 0x3a) {
        const next = text.charCodeAt(at + 1);
        if (endsWord(next)) return at;
      } else if (char === 0x0a || Number.isNaN(char) || char === 0x23) {
        return -1;
      }
    }
  }

  private key(start: number, colon: number): SimpleScalar {
    if (colon - start > keyLimit) throw new TooSpecial();
    const first = this.text[start];
    if (first === '"' || first === "'") {
      return {
        kind: 'scalar',
        text: readQuoted(this.text, start, colon),
        style: 'quoted',
        at: start,
        tag: undefined,
      };
    }
    const text = this.text.slice(start, colon);
    if (text.endsWith(' ') || (unclearKey.test(text) && !integer.test(text)))
      throw new TooSpecial();
    return { kind: 'scalar', text, style: 'plain', at: start, tag: undefined };
  }

  /**
   * The value behind a colon or a dash, down to the start of the line after it.
   *
   * @param indent - of the collection it belongs to
   */
  private value(from: number, indent: number, inMap: boolean): SimpleNode {
    const { text } = this;
    let at = from;
    while (text.charCodeAt(at) === 0x20) at++;
    let tag: string | undefined;
    if (text.charCodeAt(at) === 0x21) {
      tag = this.tags ? tagAt(text, at) : undefined;
      if (tag === undefined) throw new TooSpecial();
      at += tag.length;
      while (text.charCodeAt(at) === 0x20) at++;
    }
    const char = text[at] ?? '\n';
    if (char === '\n' || char === '#') {
      if (char === '#' && at === from) throw new TooSpecial();
      const node = this.below(from, at, indent, inMap);
      if (tag === undefined) return node;
      if (node.kind === 'scalar') throw new TooSpecial();
      return { ...node, tag };
    }
    const node = this.inline(at, char, indent);
    return tag === undefined ? node : { ...node, tag };
  }

  /** Nothing on the line: a collection on the lines below, or null. */
  private below(from: number, at: number, indent: number, inMap: boolean): SimpleNode {
    const { text } = this;
    const end = text.indexOf('\n', at);
    this.at = end < 0 ? text.length : end + 1;
    this.toContent();
    const next = this.indent();
    if (next > indent || (inMap && next === indent && this.isDash(this.at + next))) {
      return this.block(next);
    }
    return { kind: 'scalar', text: '', style: 'plain', at: from, tag: undefined };
  }

  private inline(at: number, char: string, indent: number): SimpleNode {
    const { text } = this;
    if (char === '|' || char === '>') {
      const read = readBlockScalar(text, at, indent);
      this.at = read.end;
      this.toContent();
      return { kind: 'scalar', text: read.text, style: 'block', at, tag: undefined };
    }
    let node: SimpleNode;
    let end: number;
    if (char === '"' || char === "'") {
      end = quotedEnd(text, at);
      if (end < 0) throw new TooSpecial();
      node = {
        kind: 'scalar',
        text: readQuoted(text, at, end),
        style: 'quoted',
        at,
        tag: undefined,
      };
    } else if (char === '[' || char === '{') {
      const flow = new FlowReader(text, this.tags);
      node = flow.read(at);
      end = flow.at;
    } else {
      end = this.plainEnd(at, char);
      node = { kind: 'scalar', text: text.slice(at, end), style: 'plain', at, tag: undefined };
    }
    this.endOfLine(end, indent);
    return node;
  }

  private plainEnd(start: number, first: string): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    const isWord = next > 0x20;
    if (special.has(first) && !((first === '-' || first === '?' || first === ':') && isWord))
      throw new TooSpecial();
    let end = start;
    for (let at = start; ; at++) {
      const char = text.charCodeAt(at);
      if (char === 0x0a || Number.isNaN(char)) return end;
      if (char === 0x3a) {
        const after = text.charCodeAt(at + 1);
        if (endsWord(after)) throw new TooSpecial();
      } else if (char === 0x23 && text.charCodeAt(at - 1) === 0x20) {
        return end;
      }
      if (char !== 0x20) end = at + 1;
    }
  }

  /** Only a comment may follow, and no line that would go on with the value. */
  private endOfLine(from: number, indent: number): void {
    const { text } = this;
    let at = from;
    while (text.charCodeAt(at) === 0x20) at++;
    const char = text.charCodeAt(at);
    if (char === 0x23 ? at === from : char !== 0x0a && at < text.length) throw new TooSpecial();
    const end = char === 0x23 ? text.indexOf('\n', at) : at;
    this.at = end < 0 || end >= text.length ? text.length : end + 1;
    this.toContent();
    if (this.indent() > indent) throw new TooSpecial();
  }
}

/**
 * Reads the YAML that nearly all files are written in (block maps and lists, scalars of one line, `|` and `>`, flow
 * collections of one line) about ten times as fast as the library. `undefined` for everything else, errors included:
 * anchors, aliases, merge keys, scalars over several lines, repeated keys, several documents, tabs. The caller then asks
 * the library, so this reader decides nothing that the library would decide differently.
 */
export function readSimpleYaml(
  text: string,
  options: { readonly tags?: boolean } = {},
): SimpleNode | undefined {
  if (unusual.test(text)) return undefined;
  try {
    return new Reader(text, options.tags ?? false).document();
  } catch (error) {
    if (error instanceof TooSpecial) return undefined;
    throw error;
  }
}
