/** Lines around a change that are shown. */
const around = 3;
/** Cells of the table that finds the longest common part. */
const largestTable = 4_000_000;

/**
 * The difference of two texts as a unified diff without time stamps; empty where they are equal. Texts that differ too much to
 * compare are shown as one whole change.
 *
 * @public
 */
export function diffLines(path: string, before: string, after: string): string {
  if (before === after) return '';
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const middle = compare(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const head = old.slice(Math.max(0, start - around), start);
  const tail = old.slice(old.length - end, old.length - end + around);
  const first = start - head.length + 1;
  const lines = [...head.map(line => ` ${line}`), ...middle, ...tail.map(line => ` ${line}`)];
  const count = (sign: string) => lines.filter(line => !line.startsWith(sign)).length;
  return [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${first},${count('+')} +${first},${count('-')} @@`,
    ...lines,
    '',
  ].join('\n');
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Removed, added and common lines by the longest common subsequence. */
function compare(old: readonly string[], now: readonly string[]): string[] {
  const removed = old.map(line => `-${line}`);
  const added = now.map(line => `+${line}`);
  const width = now.length + 1;
  if ((old.length + 1) * width > largestTable) return [...removed, ...added];
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === now[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push(` ${old[i]}`);
      i++;
      j++;
    } else if (
      i < old.length &&
      (j === now.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      lines.push(removed[i++]!);
    } else {
      lines.push(added[j++]!);
    }
  }
  return lines;
}
