import { z } from 'zod';
import { gradeSchema, levelSchema, timestampSchema } from './scorecard';

const countByName = z.record(z.string(), z.number().int());

/**
 * One row of the fleet: what the table shows of an entity, without its results.
 *
 * @public
 */
export const fleetEntitySchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  system: z.string().optional(),
  lifecycle: z.string().optional(),
  example: z.boolean(),
  status: z.enum(['pending', 'assessed', 'not-assessable', 'failed']),
  message: z.string().optional(),
  stale: z.boolean(),
  assessedAt: timestampSchema.optional(),
  value: z.number().optional(),
  coverage: z.number().optional(),
  grade: gradeSchema.optional(),
  level: levelSchema.optional(),
  highRisks: z.number().int(),
  /** Unwaived failing checks by severity. */
  failures: z.object({
    critical: z.number().int(),
    high: z.number().int(),
    medium: z.number().int(),
    low: z.number().int(),
  }),
  warnings: z.number().int(),
  unknown: z.number().int(),
});

/**
 * Query of `GET /v1/fleet/entities`; several values of one facet are separated by commas and mean any of them.
 *
 * @public
 */
export const fleetQuerySchema = z.object({
  q: z.string().max(200).optional(),
  grade: z.string().max(200).optional(),
  level: z.string().max(200).optional(),
  owner: z.string().max(2000).optional(),
  status: z.string().max(200).optional(),
  /** Only entities on which this check fails. */
  check: z.string().max(100).optional(),
  orderBy: z.enum(['grade', 'name', 'owner', 'level', 'failures', 'assessedAt']).default('grade'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
});

/**
 * Answer of `GET /v1/fleet/entities`. Facets count what the caller may see, with every filter applied but the facet's
 * own; sorting by `grade` ascending puts the worst first.
 *
 * @public
 */
export const fleetEntitiesSchema = z.object({
  items: z.array(fleetEntitySchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
  facets: z.object({
    grade: countByName,
    level: countByName,
    owner: countByName,
    status: countByName,
    check: countByName,
  }),
  generatedAt: timestampSchema,
});

/** @public */
export type FleetEntity = z.output<typeof fleetEntitySchema>;
/** @public */
export type FleetQuery = z.input<typeof fleetQuerySchema>;
/** @public */
export type FleetEntities = z.output<typeof fleetEntitiesSchema>;
