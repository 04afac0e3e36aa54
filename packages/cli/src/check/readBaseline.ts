import { Baseline, baselineSchema } from '@container-lens/engine';
import { readOptionFile } from '../readOptionFile';
import { UsageError } from '../UsageError';

const maxMebibytes = 32;

/**
 * Reads an earlier report, written by `lens check --format json`.
 *
 * @throws UsageError when it cannot be read or is no such report.
 */
export async function readBaseline(source: string, cwd: string): Promise<Baseline> {
  const text = await readOptionFile({ option: '--baseline', source, cwd, maxMebibytes });
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
