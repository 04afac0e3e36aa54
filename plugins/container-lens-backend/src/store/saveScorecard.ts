import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Knex } from 'knex';
import { ScorecardStore } from './ScorecardStore';
import { diffVerdicts } from './diffVerdicts';
import { HISTORY, RESULTS, SCORECARDS, SUBJECTS, SubjectRow, scorecardColumns } from './subjectRow';

type Verdict = WireScorecard['results'][number]['verdict'];

/** Keeps a scorecard, its verdicts and, when something changed, a row of history: all of it or nothing. */
export async function saveScorecard(
  knex: Knex,
  options: Parameters<ScorecardStore['saveScorecard']>[0],
): Promise<void> {
  const { entityRef, scorecard, etag, basis, judge, startedAt, now } = options;
  await knex.transaction(async trx => {
    const row: SubjectRow | undefined = await trx(SUBJECTS)
      .where({ entity_ref: entityRef })
      .whereNotNull('source_url')
      .forUpdate()
      .first();
    if (!row || Number(row.attempted_at ?? 0) > startedAt) {
      // The entity is gone, or a later attempt was faster: what we have is older than what is kept.
      return;
    }
    const summary = scorecardColumns(scorecard);
    await writeHistory({ trx, row, scorecard, summary, now });
    await trx(SUBJECTS)
      .where({ entity_ref: entityRef })
      .update({
        ...summary,
        status: 'assessed',
        message: null,
        etag: etag ?? null,
        basis,
        judge,
        assessed_at: now,
        verified_at: now,
        attempted_at: now,
        sort_assessed: now,
      });
    await trx(SCORECARDS)
      .insert({ entity_ref: entityRef, body: JSON.stringify(scorecard) })
      .onConflict('entity_ref')
      .merge();
  });
}

async function writeHistory(options: {
  readonly trx: Knex.Transaction;
  readonly row: SubjectRow;
  readonly scorecard: WireScorecard;
  readonly summary: ReturnType<typeof scorecardColumns>;
  readonly now: number;
}): Promise<void> {
  const { trx, row, scorecard, summary, now } = options;
  const known: { check_id: string; verdict: Verdict; waived: boolean | number }[] = await trx(
    RESULTS,
  ).where({ entity_ref: row.entity_ref });
  const before = new Map(known.map(result => [result.check_id, result.verdict]));
  const after = new Map(scorecard.results.map(result => [result.check, result.verdict]));
  const waivedBefore = known.filter(r => r.waived).map(r => r.check_id);
  const waivedAfter = scorecard.results.filter(r => r.waived).map(r => r.check);
  const changes = diffVerdicts(before, after);
  if (changes.length > 0 || waivedBefore.sort().join() !== waivedAfter.sort().join()) {
    await trx(RESULTS).where({ entity_ref: row.entity_ref }).delete();
    if (scorecard.results.length > 0) {
      await trx(RESULTS).insert(
        scorecard.results.map(result => ({
          entity_ref: row.entity_ref,
          check_id: result.check,
          verdict: result.verdict,
          waived: result.waived,
        })),
      );
    }
  }
  const sameScore =
    row.grade === summary.grade &&
    row.level === summary.level &&
    row.value === summary.value &&
    row.coverage === summary.coverage;
  if (changes.length > 0 || !sameScore) {
    await trx(HISTORY).insert({
      entity_ref: row.entity_ref,
      at: now,
      commit_id: scorecard.target.commit ?? null,
      value: summary.value,
      coverage: summary.coverage,
      grade: summary.grade,
      level: summary.level,
      changes: JSON.stringify(changes),
    });
  }
}
