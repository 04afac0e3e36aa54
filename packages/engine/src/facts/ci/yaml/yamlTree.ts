import { isAlias, isMap, isScalar, isSeq, Node, Pair, Scalar } from 'yaml';
import { lineFinder } from '../../../yaml/lineFinder';
import { readSimpleYaml } from '../../../yaml/readSimpleYaml';
import { SimpleNode } from '../../../yaml/simpleNode';
import { readYaml, sizeLimit } from '../../repository/readYaml';

/**
 * A value of a YAML file with the place it stands in. Aliases and merge keys are resolved, so that a value taken from
 * another file or job keeps its own place.
 */
export interface YamlValue {
  readonly path: string;
  readonly line?: number;
  /** A scalar as text, numbers as written; `undefined` for null, lists and maps. */
  readonly text?: string;
  readonly items?: readonly YamlValue[];
  readonly entries?: ReadonlyMap<string, YamlValue>;
  /** Line of the key this value belongs to. */
  readonly keyLine?: number;
  /** `!reference` and the like. */
  readonly tag?: string;
  /** True for `|` and `>`: the text starts on the next line. */
  readonly block?: boolean;
}

/** Values of one file; a file that needs more abuses aliases. */
const valuesLimit = 50_000;
const depthLimit = 40;

class TooLarge extends Error {}

/** `undefined` when the file is not YAML that the reader accepts: malformed, too large, too deep. */
export function readYamlTree(path: string, text: string): YamlValue | undefined {
  const simple = text.length > sizeLimit ? undefined : readSimpleYaml(text, { tags: true });
  if (simple) {
    return convertSimple(simple, path, lineFinder(text));
  }
  const file = readYaml(text);
  if (!file) {
    return undefined;
  }
  let count = 0;
  const { document } = file;
  const converted = new Map<unknown, YamlValue>();
  const lineOf = (node: unknown) =>
    file.lineOf((node as Partial<Node> | undefined)?.range?.[0] ?? undefined);
  function convertMap(pairs: readonly Pair[], depth: number): Map<string, YamlValue> {
    const entries = new Map<string, YamlValue>();
    const merged: YamlValue[] = [];
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? (scalarText(key) ?? '') : '';
      const below = convert(value, lineOf(key), depth + 1);
      if (name === '<<') {
        merged.push(...(below.items ?? [below]));
      } else {
        entries.set(name, below);
      }
    }
    for (const source of merged) {
      source.entries?.forEach((value, name) => {
        if (!entries.has(name)) {
          entries.set(name, value);
        }
      });
    }
    return entries;
  }
  function convertNode(
    node: unknown,
    place: Pick<YamlValue, 'path' | 'line' | 'keyLine'>,
    depth: number,
  ): YamlValue {
    const tag = isMap(node) || isSeq(node) || isScalar(node) ? customTag(node.tag) : undefined;
    if (isSeq(node)) {
      const items = node.items.map(item => convert(item, undefined, depth + 1));
      return { ...place, items, tag };
    }
    if (isMap(node)) {
      return { ...place, entries: convertMap(node.items, depth), tag };
    }
    return isScalar(node)
      ? { ...place, text: scalarText(node), block: node.type?.startsWith('BLOCK'), tag }
      : place;
  }
  function convert(node: unknown, keyLine: number | undefined, depth: number): YamlValue {
    if (++count > valuesLimit || depth > depthLimit) {
      throw new TooLarge();
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      const known = converted.get(target);
      return { ...(known ?? convert(target, keyLine, depth + 1)), keyLine };
    }
    const place = { path, line: lineOf(node), keyLine };
    const value = convertNode(node, place, depth);
    if (value) {
      converted.set(node, value);
    }
    return value;
  }
  try {
    return convert(document.contents, undefined, 0);
  } catch (error) {
    if (
      error instanceof TooLarge ||
      error instanceof ReferenceError ||
      error instanceof RangeError
    ) {
      return undefined;
    }
    throw error;
  }
}

/** The same from the nodes of the fast reader; `undefined` when there are too many. */
function convertSimple(
  root: SimpleNode,
  path: string,
  lineOf: (offset: number) => number,
): YamlValue | undefined {
  let count = 0;
  let exceeded = false;
  function convert(node: SimpleNode, keyLine: number | undefined, depth: number): YamlValue {
    exceeded ||= ++count > valuesLimit || depth > depthLimit;
    const place = { path, line: lineOf(node.at), keyLine };
    if (exceeded) {
      return place;
    }
    const { tag } = node;
    if (node.kind === 'list') {
      return { ...place, items: node.items.map(item => convert(item, undefined, depth + 1)), tag };
    }
    if (node.kind === 'map') {
      const entries = new Map<string, YamlValue>();
      node.keys.forEach((key, index) => {
        entries.set(key.text, convert(node.values[index]!, lineOf(key.at), depth + 1));
      });
      return { ...place, entries, tag };
    }
    const known = node.style === 'plain' && tag === undefined ? plainText(node.text) : node.text;
    return { ...place, text: known, block: node.style === 'block', tag };
  }
  const value = convert(root, undefined, 0);
  return exceeded ? undefined : value;
}

/** The words of the core schema for nothing and truth; numbers stay as written. */
function plainText(text: string): string | undefined {
  if (text === '' || /^(?:~|null|Null|NULL)$/.test(text)) {
    return undefined;
  }
  return /^(?:true|True|TRUE|false|False|FALSE)$/.test(text) ? text.toLowerCase() : text;
}

function customTag(tag: string | undefined): string | undefined {
  return tag !== undefined && !tag.startsWith('tag:yaml.org') ? tag : undefined;
}

/** `3.10` stays `3.10`. */
function scalarText(node: Scalar): string | undefined {
  const { value, source } = node;
  if (value === null || value === undefined) {
    return undefined;
  }
  // The key `<<` is a symbol to the parser.
  if (typeof value === 'symbol') {
    return value.description;
  }
  return typeof value === 'number' && source !== undefined ? source : String(value);
}

/** The value below keys. */
export function at(
  value: YamlValue | undefined,
  ...keys: readonly string[]
): YamlValue | undefined {
  return keys.reduce<YamlValue | undefined>((below, key) => below?.entries?.get(key), value);
}

/** Text of a scalar below keys. */
export function textAt(
  value: YamlValue | undefined,
  ...keys: readonly string[]
): string | undefined {
  return at(value, ...keys)?.text;
}

/** A list of scalars, or one scalar, as texts. */
export function textsOf(value: YamlValue | undefined): string[] {
  if (value?.text !== undefined) {
    return [value.text];
  }
  return (value?.items ?? []).flatMap(textsOf);
}

/** A map of scalars; other values are left out. */
export function textMap(value: YamlValue | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  value?.entries?.forEach((entry, name) => {
    if (entry.text !== undefined || (!entry.items && !entry.entries)) {
      texts.set(name, entry.text ?? '');
    }
  });
  return texts;
}
