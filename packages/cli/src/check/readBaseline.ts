import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Baseline, baselineSchema } from '@container-lens/engine';
import { UsageError } from '../UsageError';

const maxBytes = 32 * 1024 * 1024;

/**
 * Reads an earlier report, written by `lens check --format json`.
 *
 * @throws UsageError when it cannot be read or is no such report.
 */
export async function readBaseline(source: string, cwd: string): Promise<Baseline> {
  const text = await readText(source, cwd);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UsageError(
      `--baseline ${source} is no JSON. Write one with: lens check --format json --output ${source}`,
    );
  }
  const parsed = baselineSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(
      `--baseline ${source} is no report of lens check --format json (${issue?.path.join('.') || 'document'}: ${issue?.message}).`,
    );
  }
  return parsed.data;
}

async function readText(source: string, cwd: string): Promise<string> {
  try {
    const handle = await open(resolve(cwd, source), 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) throw new UsageError(`--baseline ${source} is larger than 32 MiB.`);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `--baseline ${source} does not exist.`
        : `--baseline ${source} could not be read (${code}).`,
    );
  }
}
