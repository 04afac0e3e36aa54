import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** @throws InputError that names each field that is not allowed. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `${issue.path.join('.') || 'body'}: ${issue.message}`,
    );
    throw new InputError(`The body of the request is invalid. ${problems.join('; ')}`);
  }
  return parsed.data;
}
