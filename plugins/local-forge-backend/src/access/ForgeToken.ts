import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, link, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const TOKEN_BYTES = 32;
const SHORTEST_TOKEN = 32;

/**
 * The one secret of the forge: who knows it may write. Lives in `<dataDir>/token`, readable by the
 * owner of the process only, and never leaves this object.
 */
export class ForgeToken {
  readonly #digest: Buffer;

  private constructor(token: string) {
    this.#digest = digest(token);
  }

  /**
   * Reads the token, or creates the file with a random one.
   *
   * @throws Error when an existing file holds less than 32 characters.
   */
  static async readOrCreate(dataDir: string): Promise<ForgeToken> {
    const file = path.join(dataDir, 'token');
    await createIfMissing(file);
    const token = (await readFile(file, 'utf8')).trim();
    if (token.length < SHORTEST_TOKEN) {
      throw new Error(
        `The token of the embedded forge in ${file} has fewer than ${SHORTEST_TOKEN} characters. ` +
          'Delete the file and start again: a new token is created.',
      );
    }
    const { mode } = await stat(file);
    if (mode % 0o100 !== 0) {
      await chmod(file, 0o600);
    }
    return new ForgeToken(token);
  }

  /** Compares in constant time. */
  matches(given: string): boolean {
    return timingSafeEqual(digest(given), this.#digest);
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Two processes that start together get the same token: a link is made complete, and only once. */
async function createIfMissing(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    await stat(file);
    return;
  } catch {
    // Missing: created below.
  }
  await writeFile(draft, `${randomBytes(TOKEN_BYTES).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    await unlink(draft);
  }
}
