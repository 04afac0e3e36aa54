import { Overlay } from '../../overlay/loadOverlay';
import { AuthorFinding } from './authorFinding';

/** What the test gives every composition; an overlay need not give examples of them. */
const given = new Set(['name', 'description', 'owner', 'system', 'service', 'platform']);
const variantsLimit = 12;

/** Values of an overlay's own, by name; every value that is possible, or examples. */
export type Samples = ReadonlyMap<string, readonly unknown[]>;

/**
 * Values to render an overlay with that declares values of its own: all of an `enum`, both of a boolean, otherwise `default`,
 * `const` and `examples`, and the ends of a range of whole numbers.
 */
export function sampleValues(
  overlay: Overlay,
  path: string,
): { samples: Samples; findings: AuthorFinding[] } {
  const { properties } = overlay.manifest.values;
  const samples = new Map<string, readonly unknown[]>();
  const findings: AuthorFinding[] = [];
  for (const [name, schema] of Object.entries(isMap(properties) ? properties : {})) {
    if (given.has(name) || !isMap(schema)) {
      continue;
    }
    const values = samplesOf(schema);
    if (values.length > variantsLimit) {
      findings.push({
        rule: 'overlay',
        severity: 'warning',
        path,
        message: `values.${name} may have ${values.length} values; the first ${variantsLimit} were tried.`,
      });
    }
    if (values.length > 0) {
      samples.set(name, values.slice(0, variantsLimit));
    } else {
      findings.push({
        rule: 'overlay',
        severity: 'error',
        path,
        message: `The test cannot know what values.${name} may be.`,
        fix: `Give its schema an enum, a default, or examples: [...].`,
      });
    }
  }
  return { samples, findings };
}

function samplesOf(schema: Record<string, unknown>): unknown[] {
  const { type, minimum, maximum } = schema;
  if (Array.isArray(schema.enum)) {
    return schema.enum;
  }
  if (type === 'boolean') {
    return [true, false];
  }
  const named = [
    ...(schema.const === undefined ? [] : [schema.const]),
    ...(schema.default === undefined ? [] : [schema.default]),
    ...(Array.isArray(schema.examples) ? schema.examples : []),
  ];
  const ends = type === 'integer' ? [minimum, maximum].filter(end => typeof end === 'number') : [];
  return [...new Set([...named, ...ends])];
}

/**
 * As many sets of values as the value with the most samples has, so that every sample stands in one of them.
 */
export function variantsOf(samples: Samples): Record<string, unknown>[] {
  const count = Math.max(1, ...[...samples.values()].map(values => values.length));
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries([...samples].map(([name, values]) => [name, values[index % values.length]])),
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
