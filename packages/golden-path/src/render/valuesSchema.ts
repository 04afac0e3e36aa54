import { InputError } from '../errors/InputError';
import { z } from 'zod';
import { describeIssues } from '../config/describeIssues';
import { parentValuesSchema } from '../parent/parentValues';
import { platformValuesSchema } from '../service/platformValues';
import { serviceSpecSchema } from '../service/serviceSpec';
import { Overlay } from '../overlay/loadOverlay';

type JsonSchema = { [key: string]: unknown };

/** Schemas an overlay refers to by `$ref` instead of repeating them. */
const known: Readonly<Record<string, JsonSchema>> = {
  service: z.toJSONSchema(serviceSpecSchema) as JsonSchema,
  platform: z.toJSONSchema(platformValuesSchema) as JsonSchema,
  parents: z.toJSONSchema(parentValuesSchema) as JsonSchema,
};

/** True when the overlay declares the value at `path`. */
export function declaresValue(overlay: Overlay, path: readonly string[]): boolean {
  let schema = resolve(overlay.manifest.values);
  for (const part of path) {
    const properties = schema.properties;
    if (!isSchema(properties) || !Object.hasOwn(properties, part)) {
      return false;
    }
    schema = resolve(properties[part]);
  }
  return true;
}

/** @throws InputError when the values do not fit what the overlay declares. */
export function validateValues(overlay: Overlay, values: Readonly<Record<string, unknown>>): void {
  const properties = overlay.manifest.values.properties;
  const schema = {
    ...overlay.manifest.values,
    properties: isSchema(properties)
      ? Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, resolve(property)]),
        )
      : {},
    additionalProperties: true,
  };
  const place = { overlay: overlay.manifest.id, path: 'overlay.yaml' };
  let type: z.ZodType;
  try {
    type = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  } catch (error) {
    throw new InputError(
      `The schema of the values of '${overlay.manifest.id}' cannot be used: ${(error as Error).message}`,
      error,
      place,
    );
  }
  const result = type.safeParse(values);
  if (!result.success) {
    throw new InputError(
      `The values do not fit the overlay '${overlay.manifest.id}': ${describeIssues(result.error)}`,
    );
  }
}

function resolve(schema: unknown): JsonSchema {
  if (!isSchema(schema)) {
    return {};
  }
  const target = typeof schema.$ref === 'string' ? known[schema.$ref] : undefined;
  if (!target) {
    return schema;
  }
  const { $schema: _, ...rest } = target;
  return rest;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
