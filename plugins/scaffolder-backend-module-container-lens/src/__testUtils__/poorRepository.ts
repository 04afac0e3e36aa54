import { resolve } from 'node:path';

/** The folder of a poor example service. */
export function poorRepository(language: 'node' | 'python' | 'go'): string {
  return resolve(__dirname, '../../../../e2e/containers/poor', language);
}
