import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { Attestations } from './attestation';

/**
 * Attestations of the repository and of the portal. Always present: without any, each is `missing`.
 *
 * @public
 */
export const attestations = defineFact<Attestations>({
  id: 'attestations',
  description: 'What people have declared, with its validity.',
  derive: () => present({ find: () => ({ state: 'missing' as const }) }),
});
