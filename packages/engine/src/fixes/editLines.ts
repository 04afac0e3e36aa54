import { LineEdit } from './fix';

/** Lines of a text without their ends. */
export function linesOf(text: string): string[] {
  return text.split('\n').map(line => line.replace(/\r$/, ''));
}

/**
 * Applies edits to a text. Lines that no edit names stay as they are, line ends included; new ones end as the first line
 * does, and a text without a last line end keeps that.
 */
export function editLines(text: string, edits: readonly LineEdit[]): string {
  const end = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const lines = text.match(/[^\n]+\n?|\n/g) ?? [];
  const isEnded = text.endsWith('\n');
  const sorted = [...edits].sort((a, b) => b.from - a.from || b.to - a.to);
  for (const { from, to, lines: replacement } of sorted) {
    const before = lines[from - 2];
    if (before !== undefined && !before.endsWith('\n')) lines[from - 2] = before + end;
    lines.splice(from - 1, Math.max(0, to - from + 1), ...replacement.map(line => line + end));
  }
  const edited = lines.join('');
  return isEnded ? edited : edited.replace(/\r?\n$/, '');
}
