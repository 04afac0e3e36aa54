import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  entityScorecardSchema,
  fleetEntitiesSchema,
  goldenPathOptionsSchema,
  goldenPathPreviewRequestSchema,
  goldenPathPreviewSchema,
  historySchema,
  lensSchema,
  refreshSchema,
  repositoryStateSchema,
  retrofitPreviewRequestSchema,
  retrofitPreviewSchema,
} from '@container-lens/backstage-plugin-container-lens-common';
import { parse } from 'yaml';
import { z } from 'zod';

const document = parse(
  readFileSync(
    resolvePackagePath(
      '@container-lens/backstage-plugin-container-lens-backend',
      'src/schema/openapi.yaml',
    ),
    'utf8',
  ),
);

/** What the two descriptions have to agree on: not texts, and not limits that only one language can express. */
function essence(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(essence);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const { $schema, description, ...rest } = schema as Record<string, unknown>;
  if (rest.format === 'date-time') {
    delete rest.pattern;
  }
  if (rest.minimum === Number.MIN_SAFE_INTEGER) delete rest.minimum;
  if (rest.maximum === Number.MAX_SAFE_INTEGER) delete rest.maximum;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, essence(value)]));
}

describe('openapi.yaml', () => {
  it.each([
    ['Lens', lensSchema, 'output'],
    ['EntityScorecard', entityScorecardSchema, 'output'],
    ['ScorecardHistory', historySchema, 'output'],
    ['Refresh', refreshSchema, 'output'],
    ['FleetEntities', fleetEntitiesSchema, 'output'],
    ['GoldenPathOptions', goldenPathOptionsSchema, 'output'],
    ['GoldenPathPreview', goldenPathPreviewSchema, 'output'],
    ['GoldenPathPreviewRequest', goldenPathPreviewRequestSchema, 'input'],
    ['RepositoryState', repositoryStateSchema, 'output'],
    ['RetrofitPreview', retrofitPreviewSchema, 'output'],
    ['RetrofitPreviewRequest', retrofitPreviewRequestSchema, 'input'],
  ] as const)('describes %s as the wire schema does', (name, schema, io) => {
    const wire = z.toJSONSchema(schema as z.ZodType, { io });
    expect(essence(document.components.schemas[name])).toEqual(essence(wire));
  });

  it('says of every route who may call it and how it fails', () => {
    const silent = Object.entries<Record<string, any>>(document.paths)
      .filter(([path]) => !path.startsWith('/v1/openapi'))
      .flatMap(([path, { get, post }]) => [get, post].map(operation => ({ path, operation })))
      .filter(({ operation }) => operation && !operation.responses['401'])
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });
});
