import { TemporaryRepository } from './temporaryRepository';

/** One file that a proposal changes. */
export interface ChangedFile {
  readonly path: string;
  readonly change: 'added' | 'changed' | 'deleted' | 'renamed';
  /** Where it was before, if it was renamed. */
  readonly from?: string;
}

/** What differs between two trees, in the order of the paths. */
export async function listChanges(
  repository: TemporaryRepository,
  options: { base: string; tree: string },
): Promise<ChangedFile[]> {
  const { stdout } = await repository.local({
    args: [
      'diff-tree',
      '-r',
      '-z',
      '--find-renames',
      '-l1000',
      '--no-ext-diff',
      '--name-status',
      `${options.base}^{tree}`,
      options.tree,
    ],
  });
  const words = stdout.toString('utf8').split('\0');
  const changes: ChangedFile[] = [];
  for (let index = 0; index < words.length - 1; index += 1) {
    const status = words[index] ?? '';
    const first = words[(index += 1)] ?? '';
    if (status.startsWith('R')) {
      changes.push({ path: words[(index += 1)] ?? '', change: 'renamed', from: first });
    } else {
      const kinds = { A: 'added', D: 'deleted' } as const;
      changes.push({ path: first, change: kinds[status as 'A' | 'D'] ?? 'changed' });
    }
  }
  return changes;
}
