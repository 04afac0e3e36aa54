import { z } from 'zod';
import { attestationSchema } from '../declarations/declarationsSchema';
import { parametersSchema } from './parametersSchema';

const pattern = z.string().min(1).max(300);
const word = z.string().min(1).max(100);
const sentence = z.string().min(1).max(1000);
const day = z.iso.date();

/** What the organisation says of one of its own images (or corrects of a public one). */
const parentImageSchema = z.strictObject({
  /** Repository without tag, `*` matches any characters: `registry.example.com/base/node`. */
  repository: pattern,
  /** Tag pattern; every tag when not set. */
  tag: pattern.optional(),
  class: z.enum(['empty', 'distroless', 'minimal', 'full']).optional(),
  /** Default user: a name or numeric id, as in `USER`. */
  user: z.string().max(100).optional(),
  /** Kind of `/bin/sh`. */
  shell: z.enum(['dash', 'bash', 'busybox', 'none']).optional(),
  /** Names of commands in the image beyond those of its class. */
  commands: z.array(z.string().max(100)).max(500).optional(),
  /** True when the image defines HEALTHCHECK. */
  healthcheck: z.boolean().optional(),
  /** Paths of files with the setuid or setgid bit; the empty list says that there are none. */
  setuidFiles: z.array(z.string().max(300)).max(200).optional(),
  /** Names of system packages the image holds. */
  packages: z.array(word).max(2000).optional(),
});

/** A repository services may inherit from, and how it stands. */
const approvedParentSchema = z.strictObject({
  /** Repository without tag; `*` matches any characters. */
  repository: pattern,
  /** `os` for systems, `runtime` for language run times on top of them. */
  tier: z.enum(['os', 'runtime']).optional(),
  status: z.enum(['approved', 'deprecated']).optional(),
  /** Why it is deprecated and what replaces it; shown to people. */
  reason: sentence.optional(),
});

/** Label patterns of self-hosted runners; `*` matches any characters. */
const runnersSchema = z.strictObject({
  /** Kept by the organisation or a supplier, not by the team that builds. */
  managed: z.array(pattern).max(100).default([]),
  /** New for every job. */
  ephemeral: z.array(pattern).max(100).default([]),
  /** Kept between jobs. */
  persistent: z.array(pattern).max(100).default([]),
});

/** A tool of pipelines that the lens does not know by itself: in-house wrappers above all. */
const extraToolSchema = z
  .strictObject({
    kind: z.enum(['image-scanner', 'secret-scanner', 'manifest-scanner', 'lint']),
    /** First word of the command. */
    command: word.optional(),
    /** Action without version: `example-org/scan-image`. */
    action: pattern.optional(),
  })
  .refine(({ command, action }) => command !== undefined || action !== undefined, {
    message: 'Name a command, an action or both.',
  });

const weight = z.number().min(0.01).max(100).optional();

/**
 * What an organisation decides about the lens: its registries, parents, thresholds and exceptions. The portal serves it
 * at `/v1/organisation`, the command line and the gate read it with `--config`, so that all judge alike.
 *
 * @public
 */
export const organisationSchema = z.strictObject({
  schemaVersion: z.literal(1).default(1),
  name: z.string().max(200).optional(),
  /** Hosts, or host and path prefix, that are the organisation's own; `*` matches any characters. */
  privateRegistries: z.array(pattern).max(200).default([]),
  /** Public registries that are trusted beside those of the catalogue. */
  trustedPublicRegistries: z.array(pattern).max(200).default([]),
  /** Repositories services should inherit from: a pattern, or a pattern with tier and status. */
  approvedParents: z
    .array(z.union([pattern, approvedParentSchema]))
    .max(500)
    .default([]),
  /** Facts about parent images that the bundled table does not know. */
  parentImages: z.array(parentImageSchema).max(500).default([]),
  /** The same as the parameter `require_cpu_limit` of `rel-resources-bounded`, which wins where both are set. */
  requireCpuLimit: z.boolean().default(true),
  /** Where pipelines and delivery live when the repository has none. */
  ciElsewhere: z.boolean().default(false),
  /** True when deploy descriptors live outside of the services' repositories. */
  deliveryElsewhere: z.boolean().default(false),
  /** True when a bot proposes updates of parents and dependencies without a file in the repository. */
  updateBotElsewhere: z.boolean().default(false),
  /** True when the Kubernetes clusters collect and ship what containers write to standard output. */
  kubernetesLogsCollected: z.boolean().default(false),
  runners: runnersSchema.prefault({}),
  /**
   * Tags of released images: `*` matches any characters, `|` separates alternatives (`release-*|v*`). Versions such as
   * 1.2.3 or v1.2.3 and commit ids when not set.
   */
  releaseTagPattern: pattern.optional(),
  /** Thresholds by check id and parameter name of the catalogue. */
  parameters: parametersSchema.default({}),
  /** Weights of pillars in the overall score; a pillar that is not named keeps the weight of the catalogue. */
  weights: z
    .strictObject({
      OPS: weight,
      SEC: weight,
      REL: weight,
      PERF: weight,
      COST: weight,
      SUS: weight,
    })
    .default({}),
  /** Days on which support of a product's release cycle ends, beside the bundled ones; these win. */
  endOfLife: z
    .array(z.strictObject({ product: word, cycle: word, date: day }))
    .max(500)
    .default([]),
  /** Words that make a variable name the name of a secret, beside those of the catalogue. */
  secretNames: z.array(word).max(100).default([]),
  /** Tools of pipelines that do what a check looks for. */
  extraTools: z.array(extraToolSchema).max(100).default([]),
  /** What holds for every service, such as the review of who may change pipelines; a service's own statements win. */
  attestations: z.array(attestationSchema).max(200).default([]),
  disabledChecks: z
    .array(z.strictObject({ check: z.string().max(100), reason: z.string().min(1).max(1000) }))
    .max(100)
    .default([]),
});

/** @public */
export type OrganisationDocument = z.output<typeof organisationSchema>;

/**
 * The document of an organisation that has decided nothing yet.
 *
 * @public
 */
export const defaultOrganisation: OrganisationDocument = organisationSchema.parse({});
