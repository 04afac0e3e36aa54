import { isAlias, isMap, isScalar, isSeq, LineCounter, Node, parseDocument } from 'yaml';
import { lineFinder } from '../../yaml/lineFinder';
import { readSimpleYaml } from '../../yaml/readSimpleYaml';
import { resolveCoreScalar } from '../../yaml/resolveCoreScalar';
import { SimpleNode } from '../../yaml/simpleNode';
import { nestsTooDeep, repeatsKeys, withoutStacks } from '../repository/readYaml';
import { CloudNode, list, map, scalar } from './cloudNode';

const nodeLimit = 100_000;
const depthLimit = 100;
const aliasLimit = 200;

/**
 * Reads one YAML document with its lines. Short tags become the long form: `!Ref A` is `{ Ref: A }`, `!Sub x` is
 * `{ "Fn::Sub": x }`. `undefined` when it is malformed, nests too deep or grows beyond bounds through aliases.
 */
export function readYamlNode(text: string): CloudNode | undefined {
  const simple = readSimpleYaml(text, { tags: true });
  if (simple) return convertSimple(simple, lineFinder(text));
  if (nestsTooDeep(text)) return undefined;
  const lines = new LineCounter();
  try {
    const options = {
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      uniqueKeys: false,
    } as const;
    const document = withoutStacks(() => parseDocument(text, options));
    if (document.errors.length > 0 || repeatsKeys(document)) return undefined;
    let count = 0;
    let aliases = 0;
    const lineOf = (node: Node): number | undefined =>
      node.range ? lines.linePos(node.range[0]).line : undefined;

    const tagged = (node: Node, value: CloudNode): CloudNode => {
      const name = tagName(node.tag);
      return name === undefined ? value : map(new Map([[name, value]]), value.line);
    };

    const read = (node: unknown, depth: number): CloudNode => {
      if (++count > nodeLimit || depth > depthLimit) throw new Error('The document is too large.');
      if (isAlias(node)) {
        if (++aliases > aliasLimit) throw new Error('The document has too many aliases.');
        return read(node.resolve(document), depth + 1);
      }
      if (isScalar(node)) return tagged(node, readScalar(node.value, lineOf(node)));
      if (isSeq(node)) {
        const items = node.items.map(item => read(item, depth + 1));
        return tagged(node, list(items, lineOf(node)));
      }
      if (!isMap(node)) return { kind: 'none' };
      const entries = new Map<string, CloudNode>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const given = read(value, depth + 1);
        if (name === '<<') mergeInto(entries, given);
        else entries.set(name, withLine(given, isScalar(key) ? lineOf(key) : undefined));
      }
      return tagged(node, map(entries, lineOf(node)));
    };

    return document.contents ? read(document.contents, 0) : { kind: 'none' };
  } catch {
    return undefined;
  }
}

/** The same from the nodes of the fast reader; `undefined` when there are too many. */
function convertSimple(
  root: SimpleNode,
  lineOf: (offset: number) => number,
): CloudNode | undefined {
  let count = 0;
  const read = (node: SimpleNode): CloudNode => {
    count++;
    const value = readUntagged(node, { line: lineOf(node.at), lineOf, read });
    const name = tagName(node.tag);
    return name === undefined ? value : map(new Map([[name, value]]), value.line);
  };
  const value = read(root);
  return count > nodeLimit ? undefined : value;
}

function readUntagged(
  node: SimpleNode,
  options: {
    readonly line: number;
    readonly lineOf: (offset: number) => number;
    readonly read: (node: SimpleNode) => CloudNode;
  },
): CloudNode {
  const { line, lineOf, read } = options;
  if (node.kind === 'list') return list(node.items.map(read), line);
  if (node.kind === 'scalar') {
    const isText = node.style !== 'plain' || node.tag !== undefined;
    return readScalar(isText ? node.text : resolveCoreScalar(node.text), line);
  }
  const entries = new Map<string, CloudNode>();
  node.keys.forEach((key, index) => {
    entries.set(key.text, withLine(read(node.values[index]!), lineOf(key.at)));
  });
  return map(entries, line);
}

function readScalar(value: unknown, line: number | undefined): CloudNode {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return scalar(value, { line });
  }
  return { kind: 'none', line };
}

/** A value that begins below its key is better shown at the key. */
function withLine(node: CloudNode, line: number | undefined): CloudNode {
  return line === undefined ? node : { ...node, line };
}

function mergeInto(entries: Map<string, CloudNode>, given: CloudNode): void {
  const sources = given.kind === 'list' ? given.items : [given];
  for (const source of sources) {
    if (source.kind !== 'map') continue;
    for (const [key, value] of source.entries) if (!entries.has(key)) entries.set(key, value);
  }
}

function tagName(tag: string | undefined): string | undefined {
  const name = /^!([A-Za-z][A-Za-z0-9:]*)$/.exec(tag ?? '')?.[1];
  if (name === undefined) return undefined;
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}
