import { z } from 'zod';

const pattern = z.string().min(1).max(300);

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
});

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
  /** Repositories services should inherit from. */
  approvedParents: z.array(pattern).max(500).default([]),
  /** Facts about parent images that the bundled table does not know. */
  parentImages: z.array(parentImageSchema).max(500).default([]),
  /** Catalogue parameter `require_cpu_limit`. */
  requireCpuLimit: z.boolean().default(true),
  /** Where pipelines and delivery live when the repository has none. */
  ciElsewhere: z.boolean().default(false),
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
