/**
 * Text as both databases take it: PostgreSQL knows no U+0000 and refuses what is longer than a column, where SQLite takes
 * anything. Without this one hostile title would end the transaction for all entities beside it.
 */
export function storableText(text: string, maxLength: number): string {
  return text.replaceAll('\0', '\uFFFD').slice(0, maxLength);
}
