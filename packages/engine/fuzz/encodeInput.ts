import { RepositoryFile } from '../src/evidence/repositoryFromFiles';
import { FuzzInput } from './fuzzTarget';

/** An input as JSON, to be saved and tried again; lone surrogates and bytes survive. */
export function encodeInput(input: FuzzInput): string {
  return JSON.stringify(input, (_, part: unknown) =>
    part instanceof Uint8Array ? { bytes: [...part] } : part,
  );
}

export function decodeInput(json: string): FuzzInput {
  const input = JSON.parse(json) as string | Record<string, RepositoryFile | { bytes: number[] }>;
  if (typeof input === 'string') return input;
  return Object.fromEntries(
    Object.entries(input).map(([path, file]) => [
      path,
      typeof file === 'object' && 'bytes' in file ? Uint8Array.from(file.bytes) : file,
    ]),
  );
}
