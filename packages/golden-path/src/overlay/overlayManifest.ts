import { z } from 'zod';
import { explainValuesSchema } from './explainValuesSchema';
import { workloadSchema } from '../service/serviceSpec';

const overlayId = z
  .string()
  .max(100)
  .regex(/^(base|[a-z]+\/[a-z0-9-]+)$/, 'must be base or <group>/<name>');
const overlaySelector = z
  .string()
  .max(100)
  .regex(/^(base|[a-z]+\/([a-z0-9-]+|\*))$/, 'must be an overlay id or <group>/*');
const relativePath = z.string().min(1).max(300);

/** The documents that several overlays may contribute to. @public */
export const mergedDocuments = [
  'catalog-info.yaml',
  'mkdocs.yml',
  'package.json',
  '.dockerignore',
  '.gitignore',
] as const;

/** @public */
export type MergedDocument = (typeof mergedDocuments)[number];

/**
 * What an update may do with a file: `managed` is replaced while untouched and merged otherwise, `merged` is merged by
 * structure, `seed` is written once.
 *
 * @public
 */
export type FileClass = 'managed' | 'merged' | 'seed';

/**
 * `overlay.yaml`: what an overlay is, which files it brings and which checks of the lens it satisfies.
 *
 * @public
 */
export const overlayManifestSchema = z.strictObject({
  id: overlayId,
  version: z
    .string()
    .max(50)
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a semantic version'),
  title: z.string().min(1).max(100).optional(),
  description: z.string().min(1).max(500),
  requires: z.array(overlaySelector).max(20).default([]),
  conflicts: z.array(overlaySelector).max(20).default([]),
  /** What the overlay can be used for. */
  workloads: z.array(workloadSchema).min(1).default(['service', 'worker', 'job']),
  /** The environments that the files name, in their order, where they are not rendered from those of the platform. */
  environments: z.array(z.string().min(1).max(100)).min(1).max(4).optional(),
  lifecycle: z
    .strictObject({
      status: z.enum(['active', 'deprecated']),
      since: z.iso.date().optional(),
      message: z.string().max(500).optional(),
      replacedBy: z.array(overlayId).max(10).default([]),
    })
    .prefault({ status: 'active' }),
  /** JSON Schema of every value the `.njk` files of this overlay use; `$ref: service`, `$ref: platform` and `$ref: parents` are known. */
  values: z
    .record(z.string(), z.unknown())
    .superRefine((schema, context) => {
      for (const { path, message } of explainValuesSchema(schema)) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    })
    .default({ type: 'object', properties: {} }),
  files: z
    .array(
      z.strictObject({
        /** Glob relative to the overlay folder, without `.njk`; the last matching entry decides. */
        path: relativePath,
        class: z.enum(['managed', 'merged', 'seed']),
        /** Expression over values; the files exist only when it is true. */
        when: z.string().max(300).optional(),
      }),
    )
    .min(1)
    .max(300),
  merges: z
    .array(
      z.strictObject({
        document: z.enum(mergedDocuments),
        /** A map for structured documents, a list of lines for ignore files. */
        content: z.union([
          z.record(z.string(), z.unknown()),
          z.array(z.string().max(300)).max(200),
        ]),
      }),
    )
    .max(20)
    .default([]),
  /** Ids of the checks this overlay satisfies. */
  lens: z.array(z.string().regex(/^(ops|sec|rel|perf|cost|sus)(-[a-z0-9]+){2,6}$/)).max(200),
  migrations: z
    .array(
      z.strictObject({
        from: z.string().max(100),
        rename: z
          .array(z.strictObject({ old: relativePath, new: relativePath }))
          .max(100)
          .default([]),
        remove: z.array(relativePath).max(100).default([]),
        values: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .max(50)
    .default([]),
});

/** @public */
export type OverlayManifest = z.output<typeof overlayManifestSchema>;
