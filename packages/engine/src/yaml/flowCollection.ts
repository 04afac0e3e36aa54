import { quotedEnd, readQuoted } from './quotedScalar';
import { SimpleList, SimpleMap, SimpleNode, SimpleScalar, TooSpecial } from './simpleNode';
import { tagAt } from './tagAt';

const depthLimit = 20;
/** Characters of a plain scalar in a flow collection; a colon only where no space follows it. */
const plain = /[A-Za-z0-9_./$^~(+=<-][^\n,[\]{}#:]*(?::[^\s,[\]{}#:][^\n,[\]{}#:]*)*/y;
const unclear = /^(?:<<|~|null|true|false|[-+.]?[\d.].*)$/i;

/** Reads flow collections that stand on one line. */
export class FlowReader {
  /** Offset behind what was read last. */
  at = 0;

  constructor(
    private readonly text: string,
    private readonly tags: boolean,
  ) {}

  /** The collection whose bracket is at `start`. */
  read(start: number, depth = 0): SimpleNode {
    if (depth > depthLimit) throw new TooSpecial();
    this.at = start + 1;
    this.skipSpaces();
    return this.text[start] === '[' ? this.list(start, depth) : this.map(start, depth);
  }

  private list(start: number, depth: number): SimpleList {
    const items: SimpleNode[] = [];
    if (!this.closes(']')) {
      do items.push(this.value(depth));
      while (this.goesOn(']'));
    }
    return { kind: 'list', items, at: start, tag: undefined };
  }

  private map(start: number, depth: number): SimpleMap {
    const keys: SimpleScalar[] = [];
    const values: SimpleNode[] = [];
    if (!this.closes('}')) {
      do {
        const key = this.scalar();
        if (key.style === 'plain' && unclear.test(key.text)) throw new TooSpecial();
        if (keys.some(known => known.text === key.text)) throw new TooSpecial();
        if (this.text[this.at] !== ':' || this.text[this.at + 1] !== ' ') throw new TooSpecial();
        this.at += 2;
        this.skipSpaces();
        keys.push(key);
        values.push(this.value(depth));
      } while (this.goesOn('}'));
    }
    return { kind: 'map', keys, values, at: start, tag: undefined };
  }

  private closes(bracket: string): boolean {
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    return true;
  }

  /** Whether another entry follows. */
  private goesOn(bracket: string): boolean {
    this.skipSpaces();
    if (this.closes(bracket)) return false;
    if (this.text[this.at] !== ',') throw new TooSpecial();
    this.at++;
    this.skipSpaces();
    return true;
  }

  private value(depth: number): SimpleNode {
    const tag = this.tags ? tagAt(this.text, this.at) : undefined;
    if (tag !== undefined) {
      this.at += tag.length;
      this.skipSpaces();
    }
    const char = this.text[this.at];
    const node = char === '[' || char === '{' ? this.read(this.at, depth + 1) : this.scalar();
    return tag === undefined ? node : { ...node, tag };
  }

  private scalar(): SimpleScalar {
    const { text, at } = this;
    if (text[at] === '"' || text[at] === "'") {
      const end = quotedEnd(text, at);
      if (end < 0) throw new TooSpecial();
      this.at = end;
      const value = readQuoted(text, at, end);
      return { kind: 'scalar', text: value, style: 'quoted', at, tag: undefined };
    }
    plain.lastIndex = at;
    const found = plain.exec(text)?.[0];
    if (found === undefined || /^-(?:\s|$)/.test(found)) throw new TooSpecial();
    const value = found.trimEnd();
    this.at = at + value.length;
    return { kind: 'scalar', text: value, style: 'plain', at, tag: undefined };
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === 0x20) this.at++;
  }
}
