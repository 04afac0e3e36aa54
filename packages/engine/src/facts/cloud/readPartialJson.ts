import { CloudNode, list, map, textOf } from './cloudNode';
import { joinText } from './joinText';
import { readJsonNode } from './readJsonNode';

const partsLimit = 500;
const depthLimit = 20;
const textLimit = 256 * 1024;
const open = '\uE000';
const close = '\uE001';
const mark = /\uE000(\d{1,4})\uE001/;

/**
 * Reads JSON of which some parts are only known at deploy time (`"image": "${var.image}"`): they become unknown values,
 * and the rest is read. `undefined` when the text is no JSON, whatever the parts hold.
 */
export function readPartialJson(value: CloudNode): CloudNode | undefined {
  if (value.kind !== 'unknown' || value.parts === undefined) return undefined;
  const parts = flatten(value.parts);
  if (!parts) return undefined;
  let text = '';
  let quoted = false;
  for (const [index, part] of parts.entries()) {
    const known = part.kind === 'scalar' ? (textOf(part) ?? '') : undefined;
    if (known === undefined) {
      const marked = `${open}${index}${close}`;
      text += quoted ? marked : `"${marked}"`;
    } else {
      if (mark.test(known) || text.length + known.length > textLimit) return undefined;
      text += known;
      quoted = endsInString(known, quoted);
    }
  }
  const read = readJsonNode(text, value.line);
  return read && restore(read, parts, 0);
}

/** The parts of parts in a row; `undefined` when they are too many, as where texts double each other. */
function flatten(parts: readonly CloudNode[]): CloudNode[] | undefined {
  const found: CloudNode[] = [];
  const add = (part: CloudNode, depth: number): boolean => {
    if (part.kind === 'unknown' && part.parts && depth < depthLimit) {
      return part.parts.every(inner => add(inner, depth + 1));
    }
    found.push(part);
    return found.length <= partsLimit;
  };
  return parts.every(part => add(part, 0)) ? found : undefined;
}

/** Whether a text that begins inside (or outside) of a string of JSON ends inside of one. */
function endsInString(text: string, begins: boolean): boolean {
  let inside = begins;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && inside) i++;
    else if (text[i] === '"') inside = !inside;
  }
  return inside;
}

function restore(node: CloudNode, parts: readonly CloudNode[], depth: number): CloudNode {
  if (depth > 100) return node;
  if (node.kind === 'list') {
    return list(
      node.items.map(item => restore(item, parts, depth + 1)),
      node.line,
    );
  }
  if (node.kind === 'map') {
    const entries = [...node.entries].map(
      ([key, value]) => [key, restore(value, parts, depth + 1)] as const,
    );
    return map(new Map(entries), node.line);
  }
  const text = textOf(node);
  if (node.kind !== 'scalar' || text === undefined || !mark.test(text)) return node;
  // The capture group puts the numbers of the parts between the texts.
  const pieces = text.split(mark).flatMap((piece, index): CloudNode[] => {
    if (index % 2 === 1) return [parts[Number(piece)]!];
    return piece === '' ? [] : [{ kind: 'scalar', value: piece, line: node.line }];
  });
  const [only, ...others] = pieces;
  return others.length === 0 && only ? { ...only, line: node.line } : joinText(pieces, node.line);
}
