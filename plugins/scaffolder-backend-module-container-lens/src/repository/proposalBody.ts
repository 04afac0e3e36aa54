const mark = /<!-- *backstage:task-id=[^>\n]{0,200}-->/g;

/** The text of a request with the task that opened it, where people do not see it. */
export function markBody(body: string, taskId: string): string {
  // A text that brings such a line of its own would claim another task.
  const clean = body.replace(mark, '').trimEnd();
  return `${clean}\n\n<!-- backstage:task-id=${taskId.replace(/[^A-Za-z0-9_-]/g, '')} -->`;
}

/** The task that opened a request, if a task did. */
export function taskOfBody(body: string): string | undefined {
  const found = body.match(mark)?.at(-1);
  return found && /task-id=([A-Za-z0-9_-]+) -->$/.exec(found)?.[1];
}

/** Hosts change line ends and spaces around a text. */
export function isSameBody(left: string, right: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  return plain(left) === plain(right);
}
