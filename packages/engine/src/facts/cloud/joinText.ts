import { CloudNode, scalar, textOf, unknown } from './cloudNode';

const textLimit = 65_536;

const dynamicReference = /^\{\{resolve:(secretsmanager|ssm-secure|ssm):/;

/** The literal beginning, where it is that of an image: its host is known though its tag is not. */
function imageBefore(parts: readonly CloudNode[], between: string): string {
  const literal = parts.slice(
    0,
    parts.findIndex(part => part.kind !== 'scalar'),
  );
  const text = literal.map(part => textOf(part) ?? '').join(between);
  const plain = text.replace(/\$\{AWS::(AccountId|Region|URLSuffix)\}/g, 'x');
  return /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}(:\d{1,5})?\/[a-z0-9._/-]{1,200}:$/.test(plain)
    ? `${text}… is not whole. `
    : '';
}

/** Texts in a row; unknown when one of them is. */
export function joinText(
  parts: readonly CloudNode[],
  line: number | undefined,
  between = '',
): CloudNode {
  const refs = [...new Set(parts.flatMap(part => part.refs ?? []))];
  const open = parts.find(part => part.kind !== 'scalar');
  if (open) {
    const [first] = parts;
    const store = first?.kind === 'scalar' ? dynamicReference.exec(textOf(first) ?? '') : null;
    // Which entry it is does not matter: it is read from a store at deploy time.
    if (store) return scalar(`${store[0]}…}}`, { line, refs });
    const reason = open.kind === 'unknown' ? open.reason : 'A part of the text is no text.';
    const whole = unknown(`${imageBefore(parts, between)}${reason}`, { line, refs });
    return between === '' ? { ...whole, parts } : whole;
  }
  const texts = parts.map(part => textOf(part) ?? '');
  // Measured before it is made: a long text between many parts would take the memory first.
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return length > textLimit
    ? unknown('The text is too long.', { line, refs })
    : scalar(texts.join(between), { line, refs });
}
