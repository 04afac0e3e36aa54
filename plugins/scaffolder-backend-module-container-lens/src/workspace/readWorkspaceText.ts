import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readFile, stat } from 'node:fs/promises';

/** @throws InputError when there is no such file in the workspace, or it is larger than `maxBytes`. */
export async function readWorkspaceText(options: {
  workspacePath: string;
  path: string;
  maxBytes: number;
}): Promise<string> {
  const file = resolveSafeChildPath(options.workspacePath, options.path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new InputError(`There is no file '${options.path}' in the workspace.`);
  }
  if (found.size > options.maxBytes) {
    throw new InputError(
      `'${options.path}' has ${found.size} bytes; at most ${options.maxBytes} can be used.`,
    );
  }
  return readFile(file, 'utf8');
}
