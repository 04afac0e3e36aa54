/** What a plain (unquoted) scalar means to Go's YAML reader, which still speaks YAML 1.1. */
export type PlainScalar = undefined | boolean | number | string;

const words = new Map<string, PlainScalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, undefined] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, -Infinity] as const),
]);

const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** Resolves a plain scalar as go-yaml does; integers become float64, as they do on their way through JSON. */
export function resolvePlainScalar(text: string): PlainScalar {
  if (words.has(text)) return words.get(text);
  if (text.length > 400 || !/^[-+.0-9]/.test(text)) return text;
  if (text.startsWith('.')) return /^\.\d[\d_]*([eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
  const plain = text.replace(/_/g, '');
  const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)$/.exec(plain);
  if (integer) {
    const [, sign = '', digits = ''] = integer;
    const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
    if (value < 1n << 64n) return Number(sign === '-' ? -value : value);
  }
  if (float.test(plain)) return Number(plain);
  return text;
}

/** True when a text written without quotes would not be read as the same text again. */
export function changesWhenPlain(text: string): boolean {
  if (typeof resolvePlainScalar(text) !== 'string') return true;
  if (/^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/.test(text)) return true;
  return /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}
