import { NotFoundError } from '@backstage/errors';
import type { RepositoryReader } from '../objects/RepositoryReader';
import { parseFilePath } from '../request/filePath';
import { isRefName, parseRefName } from '../request/refName';
import type { SourcePoint } from './RepositoryLinks';

/**
 * Splits the rest of an address into a ref and a path. A branch may hold slashes, also unencoded:
 * git never has both `a` and `a/b`, so at most one branch fits.
 *
 * @throws InputError for a ref or path that is not allowed; NotFoundError for an unknown one.
 */
export async function findSourcePoint(options: {
  reader: RepositoryReader;
  kind: string;
  rest: readonly string[];
}): Promise<{ point: SourcePoint; path: string; commit: string }> {
  const { reader, kind, rest } = options;
  if (kind !== 'branch' && kind !== 'commit' && kind !== 'tag') {
    throw new NotFoundError('A page of files starts with branch, tag or commit.');
  }
  const [first = '', ...others] = rest;
  const parts = kind === 'branch' ? await branchParts(reader, rest) : 1;
  const ref = parts === 1 ? parseRefName(first) : rest.slice(0, parts).join('/');
  const path = parseFilePath(parts === 1 ? others : rest.slice(parts));
  return { point: { kind, ref }, path, commit: await reader.resolveCommit(ref) };
}

async function branchParts(reader: RepositoryReader, rest: readonly string[]): Promise<number> {
  const names = new Set((await reader.branches()).map(branch => branch.name));
  for (let count = 1; count <= rest.length; count += 1) {
    const name = rest.slice(0, count).join('/');
    if (isRefName(name) && names.has(name)) {
      return count;
    }
  }
  return 1;
}
