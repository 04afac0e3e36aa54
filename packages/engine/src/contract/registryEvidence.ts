import { z } from 'zod';
import type { Observation } from './observation';

const reasonCodes = [
  'no-source-configured',
  'access-denied',
  'source-error',
  'unresolved-variable',
  'unparseable',
  'stale-evidence',
  'attestation-missing',
  'attestation-expired',
  'evidence-conflict',
] as const;

function observation<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('present'), value }),
    z.strictObject({ status: z.literal('absent') }),
    z.strictObject({
      status: z.literal('unavailable'),
      code: z.enum(reasonCodes),
      reason: z.string().min(1),
    }),
  ]) as unknown as z.ZodType<Observation<z.output<T>>, Observation<z.input<T>>>;
}

const moment = z.iso.datetime({ offset: true });
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/**
 * A rule that removes or archives images, in the words of ECR; retention rules of others are put into the same.
 *
 * @public
 */
export const lifecycleRuleSchema = z.strictObject({
  tagStatus: z.enum(['tagged', 'untagged', 'any']),
  countType: z.enum([
    'imageCountMoreThan',
    'sinceImagePushed',
    'sinceImagePulled',
    'sinceImageTransitioned',
  ]),
  countNumber: z.number().min(0),
  action: z.enum(['expire', 'transition']),
});

/** @public */
export const repositorySettingsSchema = z.strictObject({
  /** Not set where the registry does not show it; MUTABLE where it shows that no rule protects tags. */
  tagMutability: z
    .enum(['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'])
    .optional(),
  /** Tags for which the opposite holds; `*` matches any characters. */
  mutabilityExclusions: z.array(z.string().max(300)).max(100).optional(),
  scanning: z
    .strictObject({
      /** Of ECR. */
      frequency: z.enum(['CONTINUOUS_SCAN', 'SCAN_ON_PUSH', 'MANUAL']).optional(),
      scanType: z.enum(['BASIC', 'ENHANCED']).optional(),
      /** Of other registries: whether their own scanning is on. */
      native: z.boolean().optional(),
    })
    .optional(),
  /** Not set where the registry does not show them; empty where there are none. */
  lifecycleRules: z.array(lifecycleRuleSchema).max(200).optional(),
  pullThroughCache: z.boolean().optional(),
  /** True when a signing rule of the registry covers the repository. */
  signingRule: z.boolean().optional(),
  /** Regions the registry replicates to. */
  replicationRegions: z.array(z.string()).max(50).optional(),
});

/** @public */
export const imageConfigBlobSchema = z.strictObject({
  os: z.string().optional(),
  architecture: z.string().optional(),
  created: z.string().optional(),
  user: z.string().optional(),
  env: z.array(z.string()).max(1000).optional(),
  entrypoint: z.array(z.string()).max(1000).optional(),
  cmd: z.array(z.string()).max(1000).optional(),
  workingDir: z.string().optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()) }).optional(),
  stopSignal: z.string().optional(),
  volumes: z.array(z.string()).max(200).optional(),
  exposedPorts: z.array(z.string()).max(200).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  /** `created_by` of the history entries, oldest first. */
  history: z.array(z.string()).max(1000).optional(),
});

const scanFindingSchema = z.strictObject({
  id: z.string().max(200),
  severity: z.enum([
    'CRITICAL',
    'HIGH',
    'MEDIUM',
    'LOW',
    'INFORMATIONAL',
    'UNTRIAGED',
    'UNDEFINED',
  ]),
  fixAvailable: z.enum(['YES', 'PARTIAL', 'NO']).optional(),
  exploitAvailable: z.enum(['YES', 'NO']).optional(),
  firstObservedAt: moment.optional(),
  suppressed: z.boolean().optional(),
  packageName: z.string().max(300).optional(),
  fixedInVersion: z.string().max(300).optional(),
});

/** @public */
export const scanSchema = z.strictObject({
  kind: z.enum(['basic', 'enhanced', 'sarif']),
  /** States of ECR and Inspector. */
  state: z.enum([
    'COMPLETE',
    'ACTIVE',
    'IN_PROGRESS',
    'PENDING',
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'FINDINGS_UNAVAILABLE',
    'LIMIT_EXCEEDED',
    'IMAGE_ARCHIVED',
  ]),
  completedAt: moment.optional(),
  findings: z.array(scanFindingSchema).max(20_000),
});

/**
 * One manifest of an index, or the manifest itself.
 *
 * @public
 */
export const platformSchema = z.strictObject({
  digest,
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  /** Annotation `vnd.docker.reference.type`. */
  referenceType: z.string().optional(),
  /** Compressed. */
  sizeBytes: z.number().min(0).optional(),
  config: observation(imageConfigBlobSchema).optional(),
  /** Absent: never scanned. */
  scan: observation(scanSchema).optional(),
  /** Files of the merged file system, where layers were inspected. */
  files: observation(
    z
      .array(
        z.strictObject({
          path: z.string().max(4096),
          mode: z.number().int().min(0),
          size: z.number().min(0),
        }),
      )
      .max(500_000),
  ).optional(),
});

/**
 * What refers to an image: OCI referrers, BuildKit attestation manifests, `sha256-….sig` tags.
 *
 * @public
 */
export const referrerSchema = z.strictObject({
  source: z.enum(['referrer', 'buildkit', 'tag']),
  digest: digest.optional(),
  /** Of `tag`. */
  tag: z.string().max(300).optional(),
  artifactType: z.string().max(300).optional(),
  predicateType: z.string().max(500).optional(),
  /** Repository that provenance names as the source. */
  sourceRepository: z.string().max(1000).optional(),
  /** Images with digest that provenance lists among its materials: `docker.io/library/node@sha256:…`. */
  materials: z.array(z.string().max(1000)).max(1000).optional(),
  /** Outcome of the verification against the configured identities; not set without any. */
  verified: z.boolean().optional(),
});

/** @public */
export const registryImageSchema = z.strictObject({
  digest,
  tags: z.array(z.string().max(300)).max(1000),
  pushedAt: moment.optional(),
  lastPulledAt: moment.optional(),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'ACTIVATING']).default('ACTIVE'),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  /** Compressed; of an index the largest platform. */
  sizeBytes: z.number().min(0).optional(),
  platforms: observation(z.array(platformSchema).max(100)).optional(),
  referrers: observation(z.array(referrerSchema).max(1000)).optional(),
  signingStatus: z.enum(['IN_PROGRESS', 'COMPLETE', 'FAILED']).optional(),
});

/** @public */
export const registryRepositorySchema = z.strictObject({
  /** Host and path, without tag. */
  name: z.string().min(1).max(500),
  kind: z.enum(['ecr', 'ghcr', 'docker-hub', 'gitlab', 'harbor', 'other']),
  /** Name of the image unit it holds; needed where the entity has several units or repositories. */
  unit: z.string().max(500).optional(),
  /** Absent: there is no such repository. */
  settings: observation(repositorySettingsSchema),
  images: observation(z.array(registryImageSchema).max(20_000)),
});

/** @public */
export const parentStateSchema = z.strictObject({
  /** Host, path and tag. */
  reference: z.string().max(500),
  /** What the tag has meant, oldest first; the last entry is the current digest. */
  digests: z
    .array(z.strictObject({ digest, availableSince: moment }))
    .min(1)
    .max(100),
});

/**
 * What registries say of the images of one entity, at one moment.
 *
 * @public
 */
export const registryEvidenceSchema = z.strictObject({
  observedAt: moment,
  repositories: z.array(registryRepositorySchema).max(100),
  parents: z.array(parentStateSchema).max(100).default([]),
});

/** @public */
export type RegistryEvidence = z.output<typeof registryEvidenceSchema>;
/** @public */
export type RegistryRepository = z.output<typeof registryRepositorySchema>;
/** @public */
export type RepositorySettings = z.output<typeof repositorySettingsSchema>;
/** @public */
export type LifecycleRule = z.output<typeof lifecycleRuleSchema>;
/** @public */
export type RegistryImage = z.output<typeof registryImageSchema>;
/** @public */
export type RegistryPlatform = z.output<typeof platformSchema>;
/** @public */
export type RegistryReferrer = z.output<typeof referrerSchema>;
/** @public */
export type RegistryScan = z.output<typeof scanSchema>;
/** @public */
export type ImageConfigBlob = z.output<typeof imageConfigBlobSchema>;
/** @public */
export type ParentState = z.output<typeof parentStateSchema>;

/**
 * What the Git host says of the repository's rules. A field that is not set could not be read.
 *
 * @public
 */
export const scmEvidenceSchema = z.strictObject({
  observedAt: moment,
  defaultBranch: z
    .strictObject({
      requiresPullRequest: z.boolean(),
      requiredApprovals: z.number().int().min(0),
      requiresStatusChecks: z.boolean(),
      /** True when everyone may bypass the rule. */
      bypassableByEveryone: z.boolean().default(false),
    })
    .optional(),
  /** Paths or patterns that CODEOWNERS covers, as the host resolves them. */
  codeOwnersCover: z.strictObject({ dockerfiles: z.boolean(), ciFiles: z.boolean() }).optional(),
  secretScanning: z.strictObject({ enabled: z.boolean(), pushProtection: z.boolean() }).optional(),
  administrators: z.number().int().min(0).optional(),
  /** Commit ids that images name, and whether the repository has them. */
  commits: z.record(z.string(), z.boolean()).optional(),
});

/** @public */
export type ScmEvidence = z.output<typeof scmEvidenceSchema>;

/**
 * What runs. A field that is not set could not be read.
 *
 * @public
 */
export const runtimeEvidenceSchema = z.strictObject({
  observedAt: moment,
  /** Digests of the images in production. */
  digests: z.array(digest).max(1000).optional(),
  regions: z.array(z.string()).max(50).optional(),
});

/** @public */
export type RuntimeEvidence = z.output<typeof runtimeEvidenceSchema>;

/**
 * Facts stored by earlier assessments.
 *
 * @public
 */
export const historyEvidenceSchema = z.strictObject({
  /** Released images, also those that the registry no longer has. */
  images: z
    .array(
      z.strictObject({
        /** Host and path. */
        repository: z.string(),
        digest,
        pushedAt: moment,
        sizeBytes: z.number().min(0),
        /** `linux/arm64` to compressed bytes. */
        platformBytes: z.record(z.string(), z.number().min(0)).optional(),
      }),
    )
    .max(1000),
});

/** @public */
export type HistoryEvidence = z.output<typeof historyEvidenceSchema>;
