import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './UsageError';

const mebibyte = 1024 * 1024;

/**
 * The text of a file that an option names, as UTF-8. Never reads on behind the limit, whatever kind of file it is.
 *
 * @throws UsageError that names option and file when it is missing, too large or cannot be read.
 */
export async function readOptionFile(options: {
  /** `--config` */
  readonly option: string;
  /** As the person wrote it. */
  readonly source: string;
  readonly cwd: string;
  readonly maxMebibytes: number;
}): Promise<string> {
  const { option, source, cwd, maxMebibytes } = options;
  const maxBytes = maxMebibytes * mebibyte;
  try {
    const handle = await open(resolve(cwd, source), 'r');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of handle.createReadStream({ end: maxBytes })) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new UsageError(`${option} ${source} is larger than ${maxMebibytes} MiB.`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `${option} ${source} does not exist.`
        : `${option} ${source} could not be read (${code}).`,
    );
  }
}
