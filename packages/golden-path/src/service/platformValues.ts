import { z } from 'zod';
import { derivedRuntimeSchema } from './deriveRuntime';

const text = z.string().max(500);

/**
 * What the platform decides for a service, as templates see it under `values.platform`. Everything is always set:
 * what an organisation left out is an empty text or list, so that a template never reads a missing value.
 *
 * @public
 */
export const platformValuesSchema = z.strictObject({
  parent: z.strictObject({
    build: text,
    runtime: text,
    /**
     * How a Dockerfile names its parents: `argument` for `ARG` and `FROM ${ARG}`, `literal` for `FROM` with the reference
     * itself, where the update bot does not follow arguments.
     */
    style: z.enum(['argument', 'literal']),
    /**
     * What FROM names where the style is `literal`: the moving tag of the release with its digest, as in
     * `node-build:24.21-stable@sha256:…`. Dependabot raises the digest; it does not raise `-r7` to `-r8`.
     */
    channel: z.strictObject({ build: text, runtime: text }),
  }),
  /** Where the dependencies of the language come from, as Dependabot spells it; empty where that is not known. */
  packageEcosystem: z.enum(['npm', 'gomod', 'pip', 'uv', 'maven', 'gradle', '']),
  registry: z.strictObject({
    account: text,
    region: text,
    host: text,
    repository: text,
    /** `host/repository`. */
    image: text,
    kmsKeyArn: text,
  }),
  environments: z
    .array(z.strictObject({ name: text, account: text, region: text, approval: z.boolean() }))
    .max(10),
  identity: z.enum(['pod-identity', 'irsa']),
  alerts: z.enum(['prometheus-operator', 'cloudwatch', 'none']),
  cpuLimit: z.enum(['required', 'omit']),
  derived: derivedRuntimeSchema,
  organization: z.strictObject({ name: text, docsUrl: text }),
  /** Labels of the entity in the catalog. */
  labels: z.array(z.strictObject({ name: text, value: text })).max(20),
  ci: z.string().max(40),
  target: z.string().max(40),
  updateBot: z.string().max(40),
  actionPins: z.record(text, z.strictObject({ sha: text, version: text })),
});

/** @public */
export type PlatformValues = z.output<typeof platformValuesSchema>;
