import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/**
 * The parts of the request's path after the first `skip` ones: split first and decoded then, so that
 * an encoded slash stays inside its part, where the allow-lists see it. One slash at the end is
 * accepted.
 *
 * @throws InputError when a part is not valid UTF-8 in percent encoding.
 */
export function pathSegments(req: Request, skip: number): string[] {
  const parts = req.path.replace(/^\//, '').replace(/\/$/, '').split('/').slice(skip);
  return parts.map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw new InputError('The path is not valid: its percent encoding is broken.');
    }
  });
}
