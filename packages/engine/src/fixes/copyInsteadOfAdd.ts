import { listAddedSources } from '../facts/instructions/addedSources';
import { Fix, FixContext, FixProposal, LineEdit } from './fix';

/** Says COPY where ADD does nothing else. */
export const copyInsteadOfAdd: Fix = { check: 'cost-dockerfile-copy-over-add', propose };

function propose({ resolved, lines }: FixContext): FixProposal | undefined {
  const added = listAddedSources(resolved);
  const edits: LineEdit[] = [];
  for (const line of new Set(added.map(source => source.line))) {
    const sources = added.filter(source => source.line === line);
    const text = lines[line - 1] ?? '';
    // An archive in the same instruction is extracted by ADD.
    if (sources.every(({ kind }) => kind === 'plain') && /^\s*ADD\s/i.test(text)) {
      edits.push({ from: line, to: line, lines: [text.replace(/^(\s*)ADD(\s)/i, '$1COPY$2')] });
    }
  }
  return edits.length === 0
    ? undefined
    : { kind: 'edit', edits, summary: 'COPY instead of ADD for files that are only copied.' };
}
