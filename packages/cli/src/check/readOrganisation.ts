import {
  defaultOrganisation,
  OrganisationDocument,
  organisationSchema,
} from '@container-lens/engine';
import { parse } from 'yaml';
import { z } from 'zod';
import { readOptionFile } from '../readOptionFile';
import type { LensEnvironment } from '../runLens';
import { UsageError } from '../UsageError';

const maxBytes = 1024 * 1024;
const timeoutMs = 10_000;

async function fetchText(source: string, token: string | undefined): Promise<string> {
  try {
    const response = await fetch(source, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
    });
    if (!response.ok) {
      await response.body?.cancel();
      const help =
        response.status === 401 || response.status === 403
          ? ' Set LENS_CONFIG_TOKEN to a token of the portal.'
          : '';
      throw new UsageError(`--config ${source} answered with status ${response.status}.${help}`);
    }
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > maxBytes) {
        throw new UsageError(`--config ${source} is larger than 1 MiB.`);
      }
    }
    return text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'no connection';
    throw new UsageError(`--config ${source} could not be read (${reason}).`);
  }
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(issue => `  ${issue.path.join('.') || 'document'}: ${issue.message}`)
    .join('\n');
}

/**
 * Reads the organisation document from a file or URL; without a source, that of an organisation which has decided
 * nothing. A URL is asked with the token in `LENS_CONFIG_TOKEN`, where there is one.
 *
 * @throws UsageError when the source cannot be read or is not an organisation document.
 */
export async function readOrganisation(
  source: string | undefined,
  { cwd, env }: Pick<LensEnvironment, 'cwd' | 'env'>,
): Promise<OrganisationDocument> {
  if (source === undefined) return defaultOrganisation;
  const text = /^https?:\/\//.test(source)
    ? await fetchText(source, env.LENS_CONFIG_TOKEN)
    : await readOptionFile({ option: '--config', source, cwd, maxMebibytes: 1 });
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch {
    throw new UsageError(`--config ${source} is neither valid YAML nor JSON.`);
  }
  const result = organisationSchema.safeParse(data ?? {});
  if (!result.success) {
    throw new UsageError(
      `--config ${source} is not an organisation document:\n${describeIssues(result.error)}`,
    );
  }
  return result.data;
}
