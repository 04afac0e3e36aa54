import type { Git } from './Git';

const OLDEST = [2, 31] as const;
const OLDEST_THAT_MERGES = [2, 38] as const;

/**
 * Asks git for its version.
 *
 * @returns whether it can merge without a work tree.
 * @throws Error when git is missing or too old.
 */
export async function requireGitVersion(git: Git): Promise<{ version: string; canMerge: boolean }> {
  let answer: string;
  try {
    answer = await git.text({ args: ['version'] });
  } catch (error) {
    throw new Error(
      `The embedded forge needs git ${OLDEST.join('.')} or newer on the PATH and could not run it: ${error}. ` +
        'Install git, or turn the forge off with localForge.enabled: false.',
    );
  }
  const [, major = '0', minor = '0'] = /(?<!\d)(\d+)\.(\d+)/.exec(answer) ?? [];
  const isAtLeast = ([wantedMajor, wantedMinor]: readonly [number, number]) =>
    Number(major) > wantedMajor || (Number(major) === wantedMajor && Number(minor) >= wantedMinor);
  if (!isAtLeast(OLDEST)) {
    throw new Error(
      `The embedded forge needs git ${OLDEST.join('.')} or newer, found "${answer}". Update git.`,
    );
  }
  return { version: `${major}.${minor}`, canMerge: isAtLeast(OLDEST_THAT_MERGES) };
}
