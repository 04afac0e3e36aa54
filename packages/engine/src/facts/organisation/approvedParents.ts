import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';

/** A repository services may inherit from. @public */
export interface ApprovedParent {
  /** Repository without tag; `*` matches any characters. */
  readonly repository: string;
  readonly tier?: 'os' | 'runtime';
  readonly status: 'approved' | 'deprecated';
  /** Why it is deprecated. */
  readonly reason?: string;
}

/**
 * The parents the organisation approves, in the order of the document; absent when it lists none.
 *
 * @public
 */
export const approvedParents = defineFact<readonly ApprovedParent[]>({
  id: 'approved-parents',
  description: 'Parent images that the organisation approves.',
  derive: ({ organisation }) =>
    organisation.approvedParents.length === 0
      ? absent()
      : present(
          organisation.approvedParents.map(entry =>
            typeof entry === 'string'
              ? { repository: entry, status: 'approved' as const }
              : { ...entry, status: entry.status ?? ('approved' as const) },
          ),
        ),
});
