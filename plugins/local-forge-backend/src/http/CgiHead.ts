/** The head of a CGI answer. */
export type CgiHead = { status: number; headers: ReadonlyMap<string, string>; rest: Buffer };

const LONGEST_HEAD = 16 * 1024;
const END = Buffer.from('\r\n\r\n');

/**
 * Reads the head of a CGI answer from what has arrived so far.
 *
 * @returns `undefined` when the head is not complete yet.
 * @throws Error when it is too long to be one.
 */
export function parseCgiHead(received: Buffer): CgiHead | undefined {
  const end = received.indexOf(END);
  if (end < 0) {
    if (received.length > LONGEST_HEAD) {
      throw new Error('git http-backend answered without a head.');
    }
    return undefined;
  }
  const headers = new Map<string, string>();
  let status = 200;
  for (const line of received.subarray(0, end).toString('latin1').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') {
      status = Number.parseInt(value, 10) || 500;
    } else if (colon > 0) {
      headers.set(name, value);
    }
  }
  return { status, headers, rest: received.subarray(end + END.length) };
}
