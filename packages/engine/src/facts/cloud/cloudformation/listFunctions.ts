import { CloudNode, itemsOf, list, scalar, textOf, unknown } from '../cloudNode';

/** `Fn::Select`: an index and a list. */
export function selectItem(
  [index, values]: readonly CloudNode[],
  line: number | undefined,
): CloudNode {
  const found = itemsOf(values)[Number(textOf(index) ?? 'none')];
  if (found) return found;
  return values?.kind === 'unknown'
    ? { ...values, line }
    : unknown('Fn::Select names no entry of a literal list.', { line });
}

/** `Fn::Split`: a delimiter and a text. */
export function splitText(
  [delimiter, text]: readonly CloudNode[],
  line: number | undefined,
): CloudNode {
  const between = textOf(delimiter);
  if (text?.kind !== 'scalar' || !between) {
    return text?.kind === 'unknown'
      ? { ...text, line }
      : unknown('Fn::Split has no literal text.', { line });
  }
  const parts = String(text.value).split(between).slice(0, 1000);
  return list(
    parts.map(part => scalar(part, { line, refs: text.refs })),
    line,
  );
}
