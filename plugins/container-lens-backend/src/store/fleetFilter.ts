import { FleetQuery } from '@container-lens/backstage-plugin-container-lens-common';
import { Knex } from 'knex';
import { Visibility } from './ScorecardStore';
import { RESULTS, SUBJECTS } from './subjectRow';

export type Facet = 'grade' | 'level' | 'owner' | 'status' | 'check';

/** The verdict a check facet counts: failing and not waived, as the counts of the rows. */
export const failing = { verdict: 'fail', waived: false };

/** The subjects a query asks for, narrowed to what the caller may see. A facet is counted without its own filter. */
export function selectFleet(options: {
  readonly knex: Knex;
  readonly query: FleetQuery;
  readonly visibility: Visibility;
  readonly without?: Facet;
}): Knex.QueryBuilder {
  const { knex, query, visibility, without } = options;
  const select = knex(SUBJECTS).whereNull(`${SUBJECTS}.removed_at`);
  if (visibility !== 'all') {
    // One parameter, however many entities there are. PostgreSQL knows the length of an array when it plans, and of a
    // list that a function answers it does not.
    const column = `${SUBJECTS}.entity_ref`;
    if (knex.client.config.client === 'pg') {
      select.whereRaw('?? = any(?::text[])', [column, [...visibility]]);
    } else {
      select.whereRaw('?? in (select value from json_each(?))', [
        column,
        JSON.stringify(visibility),
      ]);
    }
  }
  for (const facet of ['grade', 'level', 'owner', 'status'] as const) {
    const values = listOf(query[facet]);
    if (facet !== without && values.length > 0) {
      select.whereIn(`${SUBJECTS}.${facet}`, values);
    }
  }
  const checks = listOf(query.check);
  if (without !== 'check' && checks.length > 0) {
    select.whereIn(
      `${SUBJECTS}.entity_ref`,
      knex(RESULTS).select('entity_ref').whereIn('check_id', checks).where(failing),
    );
  }
  for (const word of (query.q ?? '').toLocaleLowerCase('en-US').split(/\s+/).slice(0, 10)) {
    if (word !== '') {
      select.whereRaw("?? like ? escape '!'", [
        `${SUBJECTS}.search_text`,
        `%${word.replace(/[!%_]/g, '!$&')}%`,
      ]);
    }
  }
  return select;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(value => value.trim())
    .filter(value => value !== '');
}
