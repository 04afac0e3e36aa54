import { z } from 'zod';
import { explainSchedule } from './cronSchedule';

/**
 * What a service may be called: a DNS label of 3 to 40 characters without double hyphens, because the name becomes
 * a Kubernetes name, an image repository, an npm package and a stack name.
 *
 * @public
 */
export const serviceNamePattern = '^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,38}[a-z0-9]$';

const path = z
  .string()
  .max(200)
  .regex(/^\/[A-Za-z0-9/_.-]*$/, 'must be a plain path that starts with /');
const variable = z
  .string()
  .max(100)
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be an environment variable in capitals');

/**
 * What a container does: `service` answers requests, `worker` runs for ever and takes work by itself, `job` runs on a
 * schedule and ends.
 *
 * @public
 */
export const workloadSchema = z.enum(['service', 'worker', 'job']);

/** @public */
export type Workload = z.output<typeof workloadSchema>;

/**
 * The one description of a service from which every deploy target is rendered.
 *
 * @public
 */
export const serviceSpecSchema = z.strictObject({
  workload: workloadSchema.default('service'),
  /** Five-field cron in UTC; a job has one, nothing else does. */
  schedule: z
    .string()
    .superRefine((schedule, context) => {
      const problem = schedule === '' ? undefined : explainSchedule(schedule);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    })
    .default(''),
  /** Seconds; the longest a job may run. */
  timeoutSeconds: z.int().min(30).max(86_400).default(900),
  name: z.string().regex(new RegExp(serviceNamePattern), {
    message:
      'must have 3 to 40 characters: small letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
  }),
  /** TCP port the service listens on. */
  port: z.int().min(1024).max(65_535).default(8080),
  /** CPU units; 1024 is one vCPU. */
  cpu: z.union(
    [256, 512, 1024, 2048, 4096, 8192, 16_384].map(size => z.literal(size)) as [
      z.ZodLiteral<number>,
      ...z.ZodLiteral<number>[],
    ],
  ),
  /** MiB; the pair with `cpu` must exist on Fargate. */
  memory: z.int().min(512).max(122_880),
  scaling: z.strictObject({
    min: z.int().min(2).max(1000),
    max: z.int().min(2).max(1000),
    cpuPercent: z.int().min(20).max(90).default(60),
    spot: z.boolean().default(true),
  }),
  architectures: z
    .array(z.enum(['arm64', 'amd64']))
    .min(1)
    .max(2)
    .default(['arm64', 'amd64']),
  paths: z
    .strictObject({
      live: path.default('/livez'),
      ready: path.default('/readyz'),
      route: path.default('/'),
    })
    .prefault({}),
  /** Seconds. */
  shutdown: z
    .strictObject({
      drainSeconds: z.int().min(0).max(60).default(5),
      maxRequestSeconds: z.int().min(1).max(105).default(30),
      flushSeconds: z.int().min(0).max(5).default(5),
    })
    .prefault({}),
  /** Names only; the values live in the secret store. */
  secrets: z
    .array(
      z.strictObject({
        env: variable,
        name: z
          .string()
          .max(100)
          .regex(/^[a-z0-9][a-z0-9-]*$/),
      }),
    )
    .max(50)
    .default([]),
  env: z
    .record(variable, z.string().max(2000))
    .refine(env => Object.keys(env).length <= 100, { message: 'at most 100 variables' })
    .default({}),
});

/** @public */
export type ServiceSpec = z.output<typeof serviceSpecSchema>;
