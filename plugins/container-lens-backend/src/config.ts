import { readDurationFromConfig } from '@backstage/config';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { OrganisationDocument, organisationSchema } from '@container-lens/engine';
import { GoldenPathConfig, goldenPathConfigSchema } from '@container-lens/golden-path';
import { z } from 'zod';

/** `containerLens` of the app-config, checked and with defaults filled in. Durations are milliseconds. */
export interface ContainerLensConfig {
  readonly entities: {
    readonly kinds: readonly string[];
    /** Any type when empty. */
    readonly types: readonly string[];
  };
  readonly schedule: {
    /** How often every source is looked at. */
    readonly frequency: number;
    /** How long one assessment may take. */
    readonly timeout: number;
    /** How often the catalog is asked for new, changed and removed entities. */
    readonly reconcile: number;
  };
  /** A scorecard whose source was not verified for so long is shown as stale. */
  readonly freshness: number;
  /** Assessments at a time, in each replica. */
  readonly concurrency: number;
  readonly source: {
    /** Hosts, with port where it is not the default one, whose URLs may be read. */
    readonly allowedHosts: readonly string[];
  };
  readonly organisation: OrganisationDocument;
  /** Who may read the organisation document: whoever reaches the portal, or who is signed in. */
  readonly organisationAccess: 'public' | 'signed-in';
  /** The block `goldenPath`, which the scaffolder module documents; here it decides what forms offer and preview. */
  readonly goldenPath: GoldenPathConfig;
}

const MINUTE = 60_000;
const defaultHosts: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  azure: 'dev.azure.com',
  bitbucketCloud: 'bitbucket.org',
};

/** Reads `containerLens`. Throws `InputError` that names the key when a value cannot be used. */
export function readContainerLensConfig(rootConfig: RootConfigService): ContainerLensConfig {
  const config = rootConfig.getOptionalConfig('containerLens');
  const duration = (key: string, fallback: number, minimum: number): number => {
    const value = config?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(config, { key }) as HumanDuration)
      : fallback;
    if (!(value >= minimum)) {
      throw new InputError(`containerLens.${key} must be at least ${minimum / 1000} seconds`);
    }
    return value;
  };
  const concurrency = config?.getOptionalNumber('concurrency') ?? 2;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 50) {
    throw new InputError('containerLens.concurrency must be a whole number from 1 to 50');
  }
  return {
    entities: {
      kinds: config?.getOptionalStringArray('entities.kinds') ?? ['Component'],
      types: config?.getOptionalStringArray('entities.types') ?? [],
    },
    schedule: {
      frequency: duration('schedule.frequency', 60 * MINUTE, MINUTE),
      timeout: duration('schedule.timeout', 2 * MINUTE, 1000),
      reconcile: duration('schedule.reconcile', 5000, 1000),
    },
    freshness: duration('freshness', 24 * 60 * MINUTE, MINUTE),
    concurrency,
    source: {
      allowedHosts:
        config?.getOptionalStringArray('source.allowedHosts') ?? integrationHosts(rootConfig),
    },
    organisation: readDocument(
      'organisation',
      organisationSchema,
      config?.getOptional('organisation') ?? {},
    ),
    organisationAccess: readDocument(
      'organisationAccess',
      z.enum(['public', 'signed-in']).default('signed-in'),
      config?.getOptional('organisationAccess'),
    ),
    goldenPath: readDocument(
      'goldenPath',
      goldenPathConfigSchema,
      config?.getOptional('goldenPath') ?? {},
    ),
  };
}

/** Hosts of integrations that somebody configured; those that Backstage adds by itself are not among them. */
function integrationHosts(rootConfig: RootConfigService): string[] {
  const integrations = rootConfig.getOptionalConfig('integrations');
  const hosts = (integrations?.keys() ?? []).flatMap(type => {
    if (!Array.isArray(integrations!.getOptional(type))) {
      return [];
    }
    return integrations!
      .getConfigArray(type)
      .map(entry => entry.getOptionalString('host') ?? defaultHosts[type])
      .filter(host => host !== undefined);
  });
  return [...new Set(hosts)];
}

function readDocument<T>(key: string, schema: z.ZodType<T>, value: unknown): T {
  const document = schema.safeParse(value);
  if (!document.success) {
    throw new InputError(
      `containerLens.${key} in the app-config is not valid. ${z.prettifyError(document.error)}`,
    );
  }
  return document.data;
}
