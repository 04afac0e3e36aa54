import { z } from 'zod';
import { exampleParents } from './exampleParents';
import { labelsConfigSchema } from './labelConfig';

const name = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*$/, 'must have small letters, digits and hyphens');
const account = z.string().regex(/^\d{12}$/, 'must be an AWS account id of 12 digits');
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS Region such as eu-west-1');
const reference = z
  .string()
  .max(500)
  .regex(
    /^[a-z0-9][A-Za-z0-9./:_-]*:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}@sha256:[a-f0-9]{64}$/,
    'must be an image reference with tag and digest: host/repository:tag@sha256:<64 hex digits>',
  );

const parentPairs = z.preprocess(
  value => (typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : value),
  z
    .array(
      z.strictObject({
        /** How the form and templates name the pair. */
        id: name.optional(),
        title: z.string().min(1).max(100).optional(),
        build: reference,
        runtime: reference,
      }),
    )
    .min(1)
    .max(20)
    .refine(
      pairs => pairs.length === 1 || new Set(pairs.map(({ id }) => id ?? '')).size === pairs.length,
      { message: 'several pairs need an id each, and no id twice' },
    )
    .refine(pairs => pairs.length === 1 || pairs.every(({ id }) => id !== undefined), {
      message: 'several pairs need an id each, and no id twice',
    }),
);

/**
 * Block `containerLens.goldenPath` of the configuration, with its defaults.
 *
 * @public
 */
export const goldenPathConfigSchema = z.strictObject({
  templates: z
    .strictObject({
      /** Names of the templates the catalog shows; every packaged one when not set. */
      enabled: z.array(name).max(100).optional(),
    })
    .prefault({}),
  organization: z
    .strictObject({
      name: z.string().max(200).default(''),
      docsUrl: z.string().max(500).default(''),
    })
    .prefault({}),
  aws: z
    .strictObject({
      /** Whether templates create things in AWS, such as the image repository. */
      enabled: z.boolean().default(false),
    })
    .prefault({}),
  registry: z
    .strictObject({
      account: account.default(exampleParents.account),
      region: region.default(exampleParents.region),
      /** First part of the repository name: `<namespace>/<service>`. */
      namespace: name.default('services'),
      kmsKeyArn: z.string().max(300).default(''),
    })
    .prefault({}),
  /** Parent images by language, each with tag and digest: one pair, or several to choose from, the default first. */
  parentImages: z.record(name, parentPairs).default({}),
  environments: z
    .array(
      z.strictObject({
        name,
        account: account.optional(),
        region: region.optional(),
        approval: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(4, 'golden paths know at most four environments')
    .refine(list => new Set(list.map(one => one.name)).size === list.length, {
      message: 'no environment may be listed twice',
    })
    .default([
      { name: 'staging', approval: false },
      { name: 'production', approval: true },
    ]),
  targets: z
    .strictObject({
      /** Every packaged target when not set. */
      enabled: z.array(name).max(20).optional(),
      default: name.default('helm'),
      /** Target to the sentence of its banner. */
      deprecated: z.record(name, z.string().max(500)).default({}),
    })
    .prefault({}),
  kubernetes: z
    .strictObject({
      identity: z.enum(['pod-identity', 'irsa']).default('pod-identity'),
      alerts: z.enum(['prometheus-operator', 'cloudwatch', 'none']).default('prometheus-operator'),
    })
    .prefault({}),
  ci: z
    .strictObject({
      default: name.default('github'),
      actionPins: z
        .record(
          z.string().regex(/^[\w.-]+\/[\w./-]+$/),
          z.strictObject({
            sha: z.string().regex(/^[a-f0-9]{40}$/, 'must be a commit of 40 hex digits'),
            version: z.string().regex(/^[\w.+-]{1,50}$/),
          }),
        )
        .default({}),
    })
    .prefault({}),
  updateBot: name.default('renovate'),
  /** What the form offers for the new repository; everything the portal has an integration for when not set. */
  repositories: z
    .strictObject({
      allowedHosts: z.array(z.string().min(1).max(300)).max(50).default([]),
      allowedOwners: z.array(z.string().min(1).max(300)).max(50).default([]),
    })
    .prefault({}),
  defaults: z
    .strictObject({
      /** CPU units; 1024 is one vCPU. */
      cpu: z.int().default(512),
      /** MiB. */
      memory: z.int().default(1024),
      scaling: z
        .strictObject({
          min: z.int().default(2),
          max: z.int().default(10),
          cpuPercent: z.int().default(60),
        })
        .prefault({}),
      architectures: z
        .array(z.enum(['arm64', 'amd64']))
        .min(1)
        .default(['arm64', 'amd64']),
      /** Seconds. */
      shutdown: z
        .strictObject({
          drainSeconds: z.int().default(5),
          maxRequestSeconds: z.int().default(30),
          flushSeconds: z.int().default(5),
        })
        .prefault({}),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** CPU units; 1024 is one vCPU. */
      maxCpu: z.int().min(256).default(4096),
      /** MiB. */
      maxMemory: z.int().min(512).default(16_384),
      cpuLimit: z.enum(['required', 'omit']).default('required'),
    })
    .prefault({}),
  /** Labels that entities of services must or do have, by name. */
  labels: labelsConfigSchema.default({}),
  /**
   * Folders, or `url:https://…` of a folder in a repository, that are searched for overlays before the packaged ones; the same id
   * replaces, a new id adds.
   */
  overlayPaths: z.array(z.string().min(1).max(1000)).max(20).default([]),
});

/** @public */
export type GoldenPathConfig = z.output<typeof goldenPathConfigSchema>;

/**
 * The golden paths of an organisation that has configured nothing yet: everything packaged, and the example parents.
 *
 * @public
 */
export const defaultGoldenPathConfig: GoldenPathConfig = goldenPathConfigSchema.parse({});
