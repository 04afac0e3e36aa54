import { z } from 'zod';
import { pillarIdSchema, severitySchema } from './scorecard';

/**
 * Answer of `GET /v1/lens`: the parts of the lens that have implemented checks, and the texts the pages need.
 *
 * @public
 */
export const lensSchema = z.object({
  catalogue: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  /** How much of the lens is judged here; what is not judged does not count. */
  scope: z.object({
    checks: z.number().int(),
    ofChecks: z.number().int(),
    questions: z.number().int(),
    ofQuestions: z.number().int(),
    /** Names of the pillars without any check. */
    pillarsWithout: z.array(z.string()),
  }),
  pillars: z.array(z.object({ id: pillarIdSchema, name: z.string(), weight: z.number() })),
  questions: z.array(
    z.object({
      id: z.string(),
      officialId: z.string().optional(),
      pillar: pillarIdSchema,
      text: z.string(),
      weight: z.number(),
      practices: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
      checks: z.array(z.string()),
    }),
  ),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      pillar: pillarIdSchema,
      severity: severitySchema,
      question: z.string(),
      /** Evidence sources, each with a sentence. */
      evidence: z.array(z.object({ id: z.string(), description: z.string() })),
      appliesWhen: z.string(),
      logic: z.object({
        pass: z.string(),
        warn: z.string().optional(),
        fail: z.string().optional(),
        notApplicable: z.string().optional(),
        unknown: z.string().optional(),
      }),
      remediation: z.string(),
    }),
  ),
});

/** @public */
export type WireLens = z.output<typeof lensSchema>;
