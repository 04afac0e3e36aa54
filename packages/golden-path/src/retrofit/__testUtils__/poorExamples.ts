import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = join(__dirname, '../../../../../e2e/containers/poor');

/** The poor services that the container tests build, by language. */
export const poorLanguages = ['node', 'python', 'go'] as const;

export function readPoorExample(language: (typeof poorLanguages)[number]): Map<string, Uint8Array> {
  const root = join(folder, language);
  return new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [relative(root, path).split('\\').join('/'), readFileSync(path)] as const),
  );
}
