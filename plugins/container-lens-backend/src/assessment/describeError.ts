import { isError } from '@backstage/errors';

const MAX_LENGTH = 1000;

/** The message of an error as people may see it: bounded, in one line, and without credentials in URLs. */
export function describeError(error: unknown): string {
  const text = isError(error) ? error.message : String(error);
  return text
    .slice(0, 4 * MAX_LENGTH)
    .replace(/\/\/[^\s/@]*@/g, '//')
    .replace(/([?&](?:[a-z_-]*token|sig|signature|key|password|secret)=)[^&\s"']+/gi, '$1…')
    .replace(/\b(bearer|basic|token)\s+[\w.~+/=-]{8,}/gi, '$1 …')
    .replace(/\s+/g, ' ')
    .slice(0, MAX_LENGTH);
}
