import { z } from 'zod';
import { gradeSchema, findingSchema, severitySchema, verdictSchema } from './scorecard';

/**
 * Answer of `GET /v1/golden-path/options?language=node`.
 *
 * @public
 */
export const goldenPathOptionsSchema = z.object({
  languages: z.array(z.string()),
  targets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      default: z.boolean(),
      status: z.enum(['active', 'deprecated']),
      since: z.string().optional(),
      message: z.string().optional(),
      replacedBy: z.array(z.string()).default([]),
      /** What can be deployed there: `service`, `worker`, `job`. */
      workloads: z.array(z.string()).default(['service']),
      /** Checks the overlay satisfies. */
      lens: z.array(z.string()),
    }),
  ),
  ci: z.array(z.object({ id: z.string(), title: z.string(), default: z.boolean() })),
  updateBots: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      default: z.boolean(),
      /** Pipelines that the bot does not work with. */
      excludes: z.array(z.string()),
    }),
  ),
  /** The parents a service of the language can begin with, in pairs, the default first. */
  parents: z.array(
    z.object({
      language: z.string(),
      role: z.enum(['build', 'runtime']),
      /** Reference with tag and digest. */
      ref: z.string(),
      /** Host and repository. */
      repository: z.string(),
      version: z.string(),
      digest: z.string(),
      /** The pair it belongs to. */
      choice: z.string().default('default'),
      choiceTitle: z.string().default('default'),
      /** It belongs to the example organisation, and no registry serves it. */
      example: z.boolean(),
      pushedAt: z.string().optional(),
      critical: z.number().int().optional(),
      high: z.number().int().optional(),
      /** Whether nobody knows the open findings. */
      unknown: z.boolean(),
    }),
  ),
  /** Labels of the entity in the catalog; what has a value is not asked for. */
  labels: z
    .array(
      z.object({
        name: z.string(),
        title: z.string(),
        required: z.boolean(),
        value: z.string().optional(),
        values: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  /** Sentences about what could not be read and is older or missing therefore. */
  notices: z.array(z.string()).default([]),
  /** Where the service will run, in this order. */
  environments: z.array(z.object({ name: z.string(), approval: z.boolean() })),
  /** Valid pairs: CPU units (1024 is one vCPU) with the memory sizes in MiB. */
  sizes: z.array(z.object({ cpu: z.number().int(), memory: z.array(z.number().int()) })),
  defaults: z.object({
    cpu: z.number().int(),
    memory: z.number().int(),
    scaling: z.object({ min: z.number().int(), max: z.number().int() }),
  }),
  limits: z.object({ maxCpu: z.number().int(), maxMemory: z.number().int() }),
  namePattern: z.string(),
});

/**
 * Body of `POST /v1/golden-path/preview`: the answers of the form so far.
 *
 * @public
 */
export const goldenPathPreviewRequestSchema = z.object({
  language: z.string().max(40),
  target: z.string().max(40).optional(),
  ci: z.string().max(40).optional(),
  updateBot: z.string().max(40).optional(),
  workload: z.enum(['service', 'worker', 'job']).optional(),
  /** Five-field cron in UTC, for a job. */
  schedule: z.string().max(200).optional(),
  /** Names only. */
  secrets: z.array(z.string().max(100)).max(50).optional(),
  /** Which pair of parents. */
  parent: z.string().max(100).optional(),
  labels: z.record(z.string().max(320), z.string().max(100)).optional(),
  name: z.string().max(100),
  description: z.string().max(500).optional(),
  owner: z.string().max(300).optional(),
  system: z.string().max(300).optional(),
  size: z
    .object({
      cpu: z.number().int().optional(),
      memory: z.number().int().optional(),
      min: z.number().int().optional(),
      max: z.number().int().optional(),
    })
    .optional(),
});

/**
 * Answer of the preview: what would be created and how the lens judges it. Nothing is written anywhere.
 *
 * @public
 */
export const goldenPathPreviewSchema = z.object({
  files: z.array(z.object({ path: z.string(), size: z.number().int(), executable: z.boolean() })),
  score: z.object({
    value: z.number().optional(),
    coverage: z.number(),
    grade: gradeSchema,
    decided: z.number().int(),
    applicable: z.number().int(),
    highRisks: z.number().int(),
  }),
  findings: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      severity: severitySchema,
      verdict: verdictSchema,
      /** What was seen, of the first unit that has the verdict. */
      reason: z.string().optional(),
      findings: z.array(findingSchema),
    }),
  ),
  warnings: z.array(z.string()),
});

/** @public */
export type GoldenPathOptions = z.output<typeof goldenPathOptionsSchema>;
/** @public */
export type GoldenPathPreviewRequest = z.input<typeof goldenPathPreviewRequestSchema>;
/** @public */
export type GoldenPathPreview = z.output<typeof goldenPathPreviewSchema>;
