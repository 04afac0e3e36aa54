import { stringify } from 'yaml';

/** A generated file of the templates folder. */
export function formatTemplate(document: unknown): string {
  const header =
    '# Generated from packages/golden-path/src/template; a test keeps this file current.\n';
  return header + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
