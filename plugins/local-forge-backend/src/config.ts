import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The settings of the forge, with their defaults applied. */
export type ForgeConfig = {
  /** Whether the forge serves anything at all. */
  enabled: boolean;
  /** As written: absolute, or relative to the root of the installation. */
  dataDir: string;
  readAccess: ReadAccess;
  /** The largest size of one repository on disk, in bytes. */
  maxRepositoryBytes: number;
};

/** Who may read without the token. */
export type ReadAccess = 'authenticated' | 'public';

const schema = z.object({
  enabled: z.boolean().default(false),
  dataDir: z.string().min(1).default('./data/forge'),
  readAccess: z.enum(['authenticated', 'public']).default('authenticated'),
  maxRepositoryMiB: z.number().min(1).max(10_240).default(50),
});

/**
 * Reads `localForge`.
 *
 * @throws InputError that names the key, when a value is not allowed.
 */
export function readForgeConfig(config: Config): ForgeConfig {
  const block = config.getOptionalConfig('localForge');
  const parsed = schema.safeParse({
    enabled: block?.getOptionalBoolean('enabled'),
    dataDir: block?.getOptionalString('dataDir'),
    readAccess: block?.getOptionalString('readAccess'),
    maxRepositoryMiB: block?.getOptionalNumber('maxRepositoryMiB'),
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `localForge.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The configuration of the embedded forge is invalid. ${problems.join('; ')}`,
    );
  }
  const { enabled, dataDir, readAccess, maxRepositoryMiB } = parsed.data;
  return { enabled, dataDir, readAccess, maxRepositoryBytes: maxRepositoryMiB * 1024 * 1024 };
}
