import { dirname, isAbsolute, join, resolve } from 'node:path';
import { OrganisationDocument, organisationSchema } from '@container-lens/engine';
import {
  exampleOrganisation,
  GoldenPathConfig,
  goldenPathConfigSchema,
} from '@container-lens/golden-path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readOptionFile } from '../readOptionFile';
import type { LensEnvironment } from '../runLens';
import { UsageError } from '../UsageError';

/** What the platform decides, and the document the lens judges with. */
export interface Platform {
  readonly config: GoldenPathConfig;
  readonly organisation: OrganisationDocument;
  /** Sentences about what was not used. */
  readonly notes: readonly string[];
}

/**
 * Reads `containerLens.goldenPath` and `containerLens.organisation` of an app-config, or an organisation document alone. Without
 * a file it is the platform that has decided nothing, with the example parents.
 *
 * @throws UsageError when the file cannot be used.
 */
export async function readPlatform(
  file: string | undefined,
  { cwd }: Pick<LensEnvironment, 'cwd'>,
): Promise<Platform> {
  const nothing = goldenPathConfigSchema.parse({});
  if (file === undefined) {
    return { config: nothing, organisation: exampleOrganisation, notes: [] };
  }
  const path = resolve(cwd, file);
  const document = await readDocument(file, cwd);
  if (!isMap(document.containerLens)) {
    const organisation = check(file, organisationSchema, document, 'an organisation document');
    return { config: nothing, organisation, notes: [] };
  }
  const { goldenPath = {}, organisation } = document.containerLens;
  const config = check(file, goldenPathConfigSchema, goldenPath, 'containerLens.goldenPath');
  const notes: string[] = [];
  const overlayPaths = config.overlayPaths.flatMap(entry => {
    if (/^[a-z]+:/.test(entry)) {
      notes.push(
        `The overlay path ${entry} is a URL and was not read; check it out, and name the folder in a configuration for tests.`,
      );
      return [];
    }
    return [isAbsolute(entry) ? entry : join(dirname(path), entry)];
  });
  return {
    config: { ...config, overlayPaths },
    organisation:
      organisation === undefined
        ? exampleOrganisation
        : check(file, organisationSchema, organisation, 'containerLens.organisation'),
    notes,
  };
}

async function readDocument(file: string, cwd: string): Promise<Record<string, unknown>> {
  const text = await readOptionFile({ option: '--config', source: file, cwd, maxMebibytes: 1 });
  let document: unknown;
  try {
    document = parse(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch {
    throw new UsageError(`--config ${file} is neither valid YAML nor JSON.`);
  }
  if (!isMap(document)) {
    throw new UsageError(`--config ${file} is neither an app-config nor an organisation document.`);
  }
  return document;
}

function check<T extends z.ZodType>(
  file: string,
  schema: T,
  value: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues
      .slice(0, 5)
      .map(issue => `  ${issue.path.map(String).join('.') || what}: ${issue.message}`);
    throw new UsageError(`--config ${file}: ${what} is not valid:\n${issues.join('\n')}`);
  }
  return result.data;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
