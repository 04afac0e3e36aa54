import { isUtf8 } from 'node:buffer';

/** The content as text, or `undefined` when it is not text that a page can show. */
export function readText(content: Buffer): string | undefined {
  return isUtf8(content) && !content.includes(0) ? content.toString('utf8') : undefined;
}
