import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Overlay } from '../overlay/loadOverlay';
import { RenderedFile } from '../render/renderedFile';

/** Where the lock lies in a generated repository. @public */
export const scaffoldLockPath = '.container-lens/scaffold.json';

const sha256 = z.string().regex(/^[a-f0-9]{64}$/);

/**
 * `.container-lens/scaffold.json`: what a repository was rendered from. No time stamps and no secrets: the same input gives
 * the same bytes.
 *
 * @public
 */
export const scaffoldLockSchema = z.strictObject({
  schemaVersion: z.literal(1),
  template: z
    .string()
    .regex(/^template:[a-z0-9-]+\/[a-z0-9-]+$/, 'must be template:<namespace>/<name>'),
  templateVersion: z
    .string()
    .max(50)
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a semantic version'),
  overlays: z
    .array(z.strictObject({ id: z.string(), version: z.string(), sha256, source: z.string() }))
    .min(1),
  values: z.record(z.string(), z.unknown()),
  files: z.record(
    z.string(),
    z.strictObject({
      sha256,
      class: z.enum(['managed', 'merged', 'seed']),
      overlay: z.string(),
    }),
  ),
});

/** @public */
export type ScaffoldLock = z.output<typeof scaffoldLockSchema>;

/** Builds the lock of a rendered service. */
export function createScaffoldLock(options: {
  template: string;
  templateVersion: string;
  overlays: readonly Overlay[];
  values: Readonly<Record<string, unknown>>;
  files: readonly RenderedFile[];
}): ScaffoldLock {
  return scaffoldLockSchema.parse({
    schemaVersion: 1,
    template: options.template,
    templateVersion: options.templateVersion,
    overlays: options.overlays.map(({ manifest, sha256: hash, source }) => ({
      id: manifest.id,
      version: manifest.version,
      sha256: hash,
      source,
    })),
    values: sortKeys(options.values),
    files: Object.fromEntries(
      options.files.map(file => [
        file.path,
        {
          sha256: createHash('sha256').update(file.content).digest('hex'),
          class: file.class,
          overlay: file.overlay,
        },
      ]),
    ),
  });
}

/** The bytes of the lock file. */
export function formatScaffoldLock(lock: ScaffoldLock): string {
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, entry]) => [key, sortKeys(entry)]),
    );
  }
  return value;
}
