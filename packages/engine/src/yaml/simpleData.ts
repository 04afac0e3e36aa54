import { resolveCoreScalar } from './resolveCoreScalar';
import { SimpleNode } from './simpleNode';

/** Plain data, as JSON has it. Tags mean nothing here. */
export function simpleData(node: SimpleNode): unknown {
  if (node.kind === 'scalar') {
    return node.style === 'plain' ? resolveCoreScalar(node.text) : node.text;
  }
  if (node.kind === 'list') return node.items.map(simpleData);
  const data: Record<string, unknown> = {};
  node.keys.forEach(({ text }, index) => {
    const value = simpleData(node.values[index]!);
    if (text === '__proto__') {
      Object.defineProperty(data, text, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else {
      data[text] = value;
    }
  });
  return data;
}
