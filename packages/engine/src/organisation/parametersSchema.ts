import { z } from 'zod';
import { lens } from '../lens/lens';

/** A threshold of a check: a figure, a switch, or a table of profiles with figures. @public */
export type ParameterValue =
  number | boolean | Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Check id to the names of its parameters to values. @public */
export type ParameterTable = Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;

const figure = z.number().min(0).max(1_000_000);

/** The schema for values like that of the catalogue; text parameters explain and cannot be changed. */
function schemaLike(value: unknown): z.ZodType | undefined {
  if (typeof value === 'number') return figure.optional();
  if (typeof value === 'boolean') return z.boolean().optional();
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = Object.entries(value).flatMap(([name, field]) => {
    const schema = schemaLike(field);
    return schema ? [[name, schema] as const] : [];
  });
  return z.strictObject(Object.fromEntries(fields)).optional();
}

/**
 * Thresholds by check id, with the names and types of the catalogue's `params`: a name that is not in the catalogue is
 * refused, so that a typing error does not silently keep the default.
 */
export const parametersSchema = z.strictObject(
  Object.fromEntries(
    lens.checks.flatMap(({ id, parameters }) => {
      const schema = schemaLike(parameters);
      return Object.keys(parameters).length > 0 && schema ? [[id, schema] as const] : [];
    }),
  ),
) as unknown as z.ZodType<ParameterTable, ParameterTable>;
