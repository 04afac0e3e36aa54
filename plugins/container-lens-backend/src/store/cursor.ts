import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Text in a position. PostgreSQL has no text with the character U+0000 and would fail. */
export const cursorText = z.string().regex(/^[^\0]*$/);

/** Writes a position in a list as text that clients hand back unread. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/** Reads a position; throws `InputError` for anything that `encodeCursor` did not write. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new InputError('The cursor is not one of this list; start again without a cursor');
  }
}
