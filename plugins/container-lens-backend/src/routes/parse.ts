import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Checks what came over the wire; throws `InputError` with one sentence per problem. Text with the character U+0000 is
 * never right, and PostgreSQL cannot even compare with it.
 */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const texts = typeof input === 'object' && input !== null ? Object.values(input) : [];
  if (texts.some(text => typeof text === 'string' && text.includes('\0'))) {
    throw new InputError('Text must not contain the character U+0000');
  }
  const answer = schema.safeParse(input);
  if (!answer.success) {
    throw new InputError(z.prettifyError(answer.error));
  }
  return answer.data;
}

const part = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/, 'is not a name');
const entityPathSchema = z.object({ kind: part, namespace: part, name: part });

/** The entity a path names, as `component:default/orders`. */
export function entityRefOf(params: unknown): string {
  return stringifyEntityRef(parse(entityPathSchema, params));
}

export const historyQuerySchema = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const repositoryQuerySchema = z.object({ repoUrl: z.string().min(1).max(2000) });

export const optionsQuerySchema = z.object({ language: z.string().min(1).max(40) });
