import { z } from 'zod';

/** @public */
export const verdictSchema = z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable']);
/** @public */
export const severitySchema = z.enum(['critical', 'high', 'medium', 'low']);
/** @public */
export const pillarIdSchema = z.enum(['OPS', 'SEC', 'REL', 'PERF', 'COST', 'SUS']);
/** @public */
export const gradeSchema = z.enum(['A', 'B', 'C', 'D', 'F', 'none']);
/** @public */
export const levelSchema = z.enum(['gold', 'silver', 'bronze', 'basic', 'unrated']);
/** @public */
export const riskSchema = z.enum(['HIGH', 'MEDIUM', 'NONE', 'UNANSWERED', 'NOT_APPLICABLE']);

/**
 * A place to look at; `url` is the line in the repository's own viewer, where the host has one.
 *
 * @public
 */
export const findingSchema = z.object({
  message: z.string(),
  path: z.string().optional(),
  line: z.number().int().positive().optional(),
  url: z.string().optional(),
});

/** @public */
export const unitResultSchema = z.object({
  unit: z.string(),
  verdict: verdictSchema,
  reason: z.string(),
  code: z.string().optional(),
  findings: z.array(findingSchema),
  evidence: z.array(findingSchema),
});

/** @public */
export const checkResultSchema = z.object({
  check: z.string(),
  title: z.string(),
  pillar: pillarIdSchema,
  severity: severitySchema,
  verdict: verdictSchema,
  waived: z.boolean(),
  waiver: z.object({ reason: z.string(), approver: z.string(), expiresAt: z.string() }).optional(),
  units: z.array(unitResultSchema),
  decidedBy: z.array(z.string()),
  remediation: z.string(),
});

/**
 * The engine's scorecard as it travels; every finding may carry a link.
 *
 * @public
 */
export const scorecardSchema = z.object({
  schemaVersion: z.literal(1),
  target: z.object({
    name: z.string(),
    entityRef: z.string().optional(),
    location: z.string().optional(),
    commit: z.string().optional(),
    dirty: z.boolean().optional(),
  }),
  organisation: z.string(),
  catalogue: z.string(),
  score: z.object({
    value: z.number().optional(),
    lower: z.number().optional(),
    upper: z.number().optional(),
    coverage: z.number(),
    grade: gradeSchema,
    level: levelSchema,
    decided: z.number().int(),
    applicable: z.number().int(),
    highRisks: z.number().int(),
    mediumRisks: z.number().int(),
    cap: z.string().optional(),
  }),
  pillars: z.array(
    z.object({
      id: pillarIdSchema,
      name: z.string(),
      weight: z.number(),
      score: z.number().optional(),
      coverage: z.number().optional(),
      highRisks: z.number().int(),
      mediumRisks: z.number().int(),
    }),
  ),
  questions: z.array(
    z.object({
      id: z.string(),
      pillar: pillarIdSchema,
      text: z.string(),
      risk: riskSchema,
      score: z.number().optional(),
      coverage: z.number(),
      weight: z.number(),
      checks: z.array(z.string()),
    }),
  ),
  results: z.array(checkResultSchema),
  improvements: z.array(z.object({ check: z.string(), gain: z.number() })),
  /** What is wrong with declarations of the repository, or ends soon. */
  notices: z
    .array(findingSchema.extend({ severity: z.enum(['error', 'warning', 'info']) }))
    .optional(),
});

/**
 * ISO 8601 with time zone.
 *
 * @public
 */
export const timestampSchema = z.string().datetime({ offset: true });

/**
 * Answer of `GET /v1/entities/:kind/:namespace/:name/scorecard`.
 *
 * `pending`: never assessed, the first assessment is queued or running. `assessed`: `scorecard` is there.
 * `not-assessable`: the entity has no source that can be read (`message` says what to add). `failed`: the last attempt
 * failed (`message` says why); an older `scorecard` may still be there and is then stale.
 *
 * @public
 */
export const entityScorecardSchema = z.object({
  entityRef: z.string(),
  status: z.enum(['pending', 'assessed', 'not-assessable', 'failed']),
  message: z.string().optional(),
  /** When the scorecard below was computed. */
  assessedAt: timestampSchema.optional(),
  /** When the source was last found to be as in the scorecard. */
  verifiedAt: timestampSchema.optional(),
  /** When the last attempt was made, successful or not. */
  attemptedAt: timestampSchema.optional(),
  /** True when `verifiedAt` is older than the configured freshness limit or a refresh is due. */
  stale: z.boolean(),
  /** True while an assessment is queued or running. */
  refreshing: z.boolean(),
  /** The repository page people can open. */
  sourceUrl: z.string().optional(),
  /** True for entities of the example organisation. */
  example: z.boolean(),
  scorecard: scorecardSchema.optional(),
});

/**
 * Answer of `POST …/refresh`, status 202.
 *
 * @public
 */
export const refreshSchema = z.object({ entityRef: z.string(), requestedAt: timestampSchema });

/**
 * Answer of `GET …/history`, newest first; one item per assessment in which something changed.
 *
 * @public
 */
export const historySchema = z.object({
  entityRef: z.string(),
  items: z.array(
    z.object({
      at: timestampSchema,
      commit: z.string().optional(),
      value: z.number().optional(),
      coverage: z.number(),
      grade: gradeSchema,
      level: levelSchema,
      changes: z.array(
        z.object({
          check: z.string(),
          /** Not set the first time the check was seen. */
          from: verdictSchema.optional(),
          /** Not set when the check is no longer part of the lens. */
          to: verdictSchema.optional(),
        }),
      ),
    }),
  ),
  nextCursor: z.string().optional(),
});

/** @public */
export type WireScorecard = z.output<typeof scorecardSchema>;
/** @public */
export type WireCheckResult = z.output<typeof checkResultSchema>;
/** @public */
export type WireFinding = z.output<typeof findingSchema>;
/** @public */
export type EntityScorecard = z.output<typeof entityScorecardSchema>;
/** @public */
export type ScorecardHistory = z.output<typeof historySchema>;
/** @public */
export type RefreshAnswer = z.output<typeof refreshSchema>;
