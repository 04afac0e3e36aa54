import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of an author with these files, and how to remove it. */
export function authorFolder(files: Record<string, string | readonly string[]>): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'author-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : `${content.join('\n')}\n`);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The manifest of a small overlay for Node services on Kustomize. */
export function manifest(id: string, ...more: string[]): string[] {
  return [
    `id: ${id}`,
    'version: 1.0.0',
    'description: An example.',
    'requires: [lang/node, deploy/kustomize, ci/gitlab]',
    'values:',
    '  type: object',
    '  properties: { name: { type: string }, service: { $ref: service }, platform: { $ref: platform } }',
    'lens: []',
    ...(more.some(line => line.startsWith('files:'))
      ? []
      : ["files: [{ path: '**', class: managed }]"]),
    ...more,
  ];
}
