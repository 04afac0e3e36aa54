import { CloudNode, scalar, textOf, unknown } from './cloudNode';

const textLimit = 65_536;

/** Texts in a row; unknown when one of them is. */
export function joinText(
  parts: readonly CloudNode[],
  line: number | undefined,
  between = '',
): CloudNode {
  const refs = [...new Set(parts.flatMap(part => part.refs ?? []))];
  const open = parts.find(part => part.kind !== 'scalar');
  if (open) {
    const reason = open.kind === 'unknown' ? open.reason : 'A part of the text is no text.';
    return unknown(reason, { line, refs });
  }
  const texts = parts.map(part => textOf(part) ?? '');
  // Measured before it is made: a long text between many parts would take the memory first.
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return length > textLimit
    ? unknown('The text is too long.', { line, refs })
    : scalar(texts.join(between), { line, refs });
}
