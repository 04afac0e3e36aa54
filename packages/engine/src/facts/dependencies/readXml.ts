/** An element of an XML text; namespaces prefixes are dropped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
  readonly line: number;
}

const sizeLimit = 512 * 1024;
const depthLimit = 100;
const elementsLimit = 20_000;

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

/**
 * Reads elements, attributes and text of an XML file; `undefined` when it is malformed, too large or too deep. Entities
 * beyond the five of XML stay as they are, so nothing can grow.
 */
export function readXml(text: string): XmlElement | undefined {
  if (text.length > sizeLimit) return undefined;
  const open: OpenElement[] = [
    { name: '', attributes: new Map(), children: [], text: '', line: 1 },
  ];
  let at = 0;
  let line = 1;
  let count = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const top = open.at(-1)!;
    top.text += text.slice(at, next < 0 ? text.length : next);
    if (next < 0) break;
    line += countLines(text, at, next);
    const end = endOfMarkup(text, next);
    if (end < 0) return undefined;
    const markup = text.slice(next, end);
    if (markup.startsWith('<![CDATA[')) {
      top.text += markup.slice(9, -3);
    } else if (markup.startsWith('</')) {
      const closed = open.pop()!;
      const parent = open.at(-1);
      if (!parent || closed.name !== localName(markup.slice(2, -1).trim())) return undefined;
      parent.children.push({ ...closed, text: decode(closed.text.trim()) });
    } else if (!/^<[!?]/.test(markup)) {
      if (++count > elementsLimit || open.length > depthLimit) return undefined;
      const inside = markup.slice(1, markup.endsWith('/>') ? -2 : -1);
      const name = localName(/^[^\s/]+/.exec(inside)?.[0] ?? '');
      const element = { name, attributes: readAttributes(inside), children: [], text: '', line };
      if (markup.endsWith('/>')) top.children.push(element);
      else open.push(element);
    }
    line += countLines(text, next, end);
    at = end;
  }
  return open.length === 1 ? open[0]!.children[0] : undefined;
}

function endOfMarkup(text: string, start: number): number {
  const close = (mark: string) => {
    const found = text.indexOf(mark, start);
    return found < 0 ? -1 : found + mark.length;
  };
  if (text.startsWith('<!--', start)) return close('-->');
  if (text.startsWith('<![CDATA[', start)) return close(']]>');
  if (text.startsWith('<?', start)) return close('?>');
  let quote = '';
  for (let i = start; i < text.length; i++) {
    const char = text[i]!;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '>') {
      return i + 1;
    }
  }
  return -1;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) lines++;
  return lines;
}

function readAttributes(inside: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of inside.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(localName(match[1]!), decode(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function decode(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, entity => entities[entity]!);
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** Text of the first child of that name; `undefined` when there is none or it is empty. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const text = childOf(element, name)?.text;
  return text === '' ? undefined : text;
}

/** Every element of that name below, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (current: XmlElement) => {
    if (current.name === name) found.push(current);
    current.children.forEach(visit);
  };
  element.children.forEach(visit);
  return found;
}
