import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  parseDocument,
  Scalar,
} from 'yaml';
import { readSimpleYaml } from '../../yaml/readSimpleYaml';
import { SimpleNode } from '../../yaml/simpleNode';
import { RenderError } from '../renderError';
import { formatFloat } from '../values/formatValue';
import { resolvePlainScalar } from './resolvePlainScalar';

/** A value of a YAML document as JSON has it (undefined for null), maps as Map. */
export type YamlValue = undefined | boolean | number | string | YamlValue[] | YamlMap;
export type YamlMap = Map<string, YamlValue>;

/** Offsets in the text for nodes that have children: of each key of a map, of each item of a list. */
export type OffsetsOf = WeakMap<YamlMap | YamlValue[], ReadonlyMap<string | number, number>>;

const limits = { textLength: 1024 * 1024, nodes: 200_000, depth: 60 };

class YamlReader {
  readonly #offsets?: OffsetsOf;
  readonly #anchors = new Map<string, Node>();
  #nodes = 0;

  constructor(offsets?: OffsetsOf) {
    this.#offsets = offsets;
  }

  read(node: unknown, depth: number): YamlValue {
    this.#nodes += 1;
    if (this.#nodes > limits.nodes) {
      throw new RenderError('limit', `YAML with more than ${limits.nodes} values.`);
    }
    if (depth > limits.depth) {
      throw new RenderError('limit', `YAML nested more than ${limits.depth} levels deep.`);
    }
    if (node === null || node === undefined) return undefined;
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, node as Node);
    if (isAlias(node)) return this.read(this.#target(node), depth + 1);
    if (isScalar(node)) return readScalar(node);
    if (isSeq(node)) {
      const places = new Map<number, number>();
      const list = node.items.map((item, index) => {
        places.set(index, startOf(item));
        return this.read(item, depth + 1);
      });
      this.#offsets?.set(list, places);
      return list;
    }
    if (!isMap(node)) return undefined;
    const map: YamlMap = new Map();
    const places = new Map<string, number>();
    const merged: YamlMap[] = [];
    for (const pair of node.items) {
      if (isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<') {
        const value = this.read(pair.value, depth + 1);
        for (const source of Array.isArray(value) ? value : [value]) {
          if (!(source instanceof Map))
            throw new RenderError('template', 'A merge key needs a map.');
          merged.push(source);
        }
        continue;
      }
      const key = keyText(this.read(pair.key, depth + 1));
      places.set(key, startOf(pair.key));
      map.set(key, this.read(pair.value, depth + 1));
    }
    for (const source of merged) {
      for (const [key, value] of source) {
        this.#nodes += 1;
        if (!map.has(key)) map.set(key, value);
      }
    }
    this.#offsets?.set(map, places);
    return map;
  }

  /** The same for the nodes of the fast reader. */
  readSimple(node: SimpleNode, depth: number): YamlValue {
    this.#nodes += 1;
    if (this.#nodes > limits.nodes) {
      throw new RenderError('limit', `YAML with more than ${limits.nodes} values.`);
    }
    if (node.kind === 'scalar') {
      return node.style === 'plain' ? resolvePlainScalar(node.text) : node.text;
    }
    if (node.kind === 'list') {
      const places = new Map<number, number>();
      const list = node.items.map((item, index) => {
        places.set(index, item.at);
        return this.readSimple(item, depth + 1);
      });
      this.#offsets?.set(list, places);
      return list;
    }
    const map: YamlMap = new Map();
    const places = new Map<string, number>();
    node.keys.forEach((key, index) => {
      const name = keyText(this.readSimple(key, depth + 1));
      places.set(name, key.at);
      map.set(name, this.readSimple(node.values[index]!, depth + 1));
    });
    this.#offsets?.set(map, places);
    return map;
  }

  #target(alias: Alias): Node {
    const target = this.#anchors.get(alias.source);
    if (!target) throw new RenderError('template', `Unknown anchor "${alias.source}".`);
    return target;
  }
}

/**
 * Reads one YAML document the way Helm does (YAML 1.1 words, all numbers float64). Aliases are counted every time they
 * are used, so an alias bomb ends at the limit.
 *
 * @throws RenderError with code `template` when it is no YAML, `limit` when it is too large
 */
export function readYaml(text: string, offsets?: OffsetsOf): YamlValue {
  if (text.length > limits.textLength) {
    throw new RenderError('limit', `YAML text longer than ${limits.textLength} characters.`);
  }
  const simple = readSimpleYaml(text);
  if (simple) return new YamlReader(offsets).readSimple(simple, 0);
  if (deepestFlow(text) > limits.depth) {
    throw new RenderError('limit', `YAML nested more than ${limits.depth} levels deep.`);
  }
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      schema: 'failsafe',
      version: '1.1',
      uniqueKeys: false,
      merge: false,
      logLevel: 'silent',
      prettyErrors: false,
      stringKeys: false,
    });
  } catch (error) {
    // The parser recurses; what exhausts the stack is nested too deep.
    throw new RenderError('limit', `The YAML text cannot be parsed: ${(error as Error).message}`);
  }
  const [problem] = document.errors;
  if (problem) {
    throw new RenderError('template', `No valid YAML: ${problem.message.split('\n')[0] ?? ''}`);
  }
  return new YamlReader(offsets).read(document.contents, 0);
}

function readScalar(node: Scalar): YamlValue {
  const text = node.value === null ? '' : String(node.value);
  const tag = node.tag;
  if (node.type === 'PLAIN' || node.type === undefined) {
    if (tag === undefined || tag === '!') return resolvePlainScalar(text);
    if (tag === 'tag:yaml.org,2002:str') return text;
  }
  if (tag === undefined || tag === '!' || tag === 'tag:yaml.org,2002:str') return text;
  if (/^tag:yaml\.org,2002:(int|float|bool|null)$/.test(tag)) return resolvePlainScalar(text);
  if (tag === 'tag:yaml.org,2002:binary') return Buffer.from(text, 'base64').toString('utf8');
  return text;
}

/** Keys become strings as in JSON. */
function keyText(key: YamlValue): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number') return Number.isInteger(key) ? String(key) : formatFloat(key);
  if (key === undefined) return 'null';
  throw new RenderError('template', 'A key of a map is no text.');
}

function startOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] } | null)?.range?.[0] ?? 0;
}

/** Deepest nesting of brackets and of lists in one line; an upper bound that is cheap, so that the parser is not tried. */
function deepestFlow(text: string): number {
  let open = 0;
  let deepest = 0;
  let dashes = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if ((character === ']' || character === '}') && open > 0) open -= 1;
    else if (character === '\n') dashes = 0;
    if (character === '-' || character === '?') dashes += 1;
    if (open > deepest) deepest = open;
    if (dashes > 2000) return Infinity;
  }
  return deepest > 1000 ? deepest : 0;
}
