import {
  ScorecardHistory,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Subject } from '../subjects/subject';
import { AssessmentState, ScorecardStore, StoredScorecard } from './ScorecardStore';
import { decodeCursor, encodeCursor } from './cursor';
import { queryFleet } from './queryFleet';
import { saveScorecard } from './saveScorecard';
import { storableText } from './storableText';
import {
  HISTORY,
  SCORECARDS,
  RESULTS,
  SUBJECTS,
  SubjectRow,
  noScorecardColumns,
  subjectColumns,
  toTimestamp,
} from './subjectRow';

const CHUNK = 100;
const MAX_MESSAGE_LENGTH = 2000;

type Options<Method extends keyof ScorecardStore> = Parameters<ScorecardStore[Method]>[0];

/** Keeps everything in the plugin's own database. */
export class DatabaseScorecardStore implements ScorecardStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseScorecardStore {
    return new DatabaseScorecardStore(options.knex);
  }

  async saveSubjects(subjects: readonly Subject[], now: number): Promise<string[]> {
    const changed: string[] = [];
    for (let start = 0; start < subjects.length; start += CHUNK) {
      const chunk = subjects.slice(start, start + CHUNK);
      const known: SubjectRow[] = await this.#knex(SUBJECTS).whereIn(
        'entity_ref',
        chunk.map(subject => subject.entityRef),
      );
      const rows = new Map(known.map(row => [row.entity_ref, row]));
      for (const subject of chunk) {
        const row = rows.get(subject.entityRef);
        if (!row || row.removed_at !== null || row.fingerprint !== subject.fingerprint) {
          await this.#saveSubject(subject, row, now);
          if (subject.sourceUrl !== undefined && needsAssessment(subject, row)) {
            changed.push(subject.entityRef);
          }
        }
      }
    }
    return changed;
  }

  async #saveSubject(subject: Subject, row: SubjectRow | undefined, now: number): Promise<void> {
    const columns = subjectColumns(subject);
    if (subject.sourceUrl === undefined) {
      await this.#knex.transaction(async trx => {
        const state = {
          ...columns,
          ...noScorecardColumns,
          status: 'not-assessable',
          message: storableText(subject.problem ?? '', MAX_MESSAGE_LENGTH) || null,
          attempted_at: now,
          removed_at: null,
        };
        await trx(SUBJECTS).insert(state).onConflict('entity_ref').merge();
        await trx(SCORECARDS).where({ entity_ref: subject.entityRef }).delete();
        await trx(RESULTS).where({ entity_ref: subject.entityRef }).delete();
      });
      return;
    }
    if (row && row.status !== 'not-assessable') {
      await this.#knex(SUBJECTS)
        .where({ entity_ref: subject.entityRef })
        .update({ ...columns, removed_at: null });
      return;
    }
    await this.#knex(SUBJECTS)
      .insert({
        ...columns,
        ...noScorecardColumns,
        status: 'pending',
        message: null,
        attempted_at: null,
        removed_at: null,
      })
      .onConflict('entity_ref')
      .merge();
  }

  async removeSubjectsExcept(seen: ReadonlySet<string>, now: number): Promise<number> {
    const rows: { entity_ref: string }[] = await this.#knex(SUBJECTS)
      .whereNull('removed_at')
      .select('entity_ref');
    const gone = rows.map(row => row.entity_ref).filter(entityRef => !seen.has(entityRef));
    for (let start = 0; start < gone.length; start += CHUNK) {
      await this.#knex(SUBJECTS)
        .whereIn('entity_ref', gone.slice(start, start + CHUNK))
        .update({ removed_at: now });
    }
    return gone.length;
  }

  async purgeRemoved(before: number): Promise<number> {
    return this.#knex(SUBJECTS).where('removed_at', '<', before).delete();
  }

  async findDue(options: Options<'findDue'>): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.#knex(SUBJECTS)
      .whereNull('removed_at')
      .whereNotNull('source_url')
      .andWhere(either =>
        either.whereNull('attempted_at').orWhere('attempted_at', '<', options.attemptedBefore),
      )
      .orderBy('attempted_at')
      .limit(options.limit)
      .select('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async findJudgedByOthers(judge: string): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.#knex(SUBJECTS)
      .whereNull('removed_at')
      .whereNotNull('assessed_at')
      .andWhere(either => either.whereNull('judge').orWhereNot({ judge }))
      .select('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async findByRepository(url: string): Promise<string[]> {
    const prefix = `${url.replace(/(\.git)?(?<!\/)\/*$/, '')}/`.toLocaleLowerCase('en-US');
    const rows: { entity_ref: string }[] = await this.#knex(SUBJECTS)
      .whereNull('removed_at')
      .whereRaw("lower(source_url) like ? escape '!'", [`${prefix.replace(/[!%_]/g, '!$&')}%`])
      .select('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async getAssessmentState(entityRef: string): Promise<AssessmentState | undefined> {
    const row: SubjectRow | undefined = await this.#knex(SUBJECTS)
      .where({ entity_ref: entityRef })
      .whereNull('removed_at')
      .first();
    if (!row?.source_url) {
      return undefined;
    }
    return {
      subject: {
        entityRef,
        name: row.title,
        sourceUrl: row.source_url,
        annotations: JSON.parse(row.annotations),
        fingerprint: row.fingerprint,
      },
      etag: row.etag ?? undefined,
      basis: row.basis ?? undefined,
    };
  }

  async saveScorecard(options: Options<'saveScorecard'>): Promise<void> {
    await saveScorecard(this.#knex, options);
  }

  async saveUnchanged(options: Options<'saveUnchanged'>): Promise<void> {
    await this.#knex(SUBJECTS)
      .where({ entity_ref: options.entityRef })
      .whereNotNull('assessed_at')
      .update({
        status: 'assessed',
        message: null,
        verified_at: options.now,
        attempted_at: options.now,
      });
  }

  async saveFailure(options: Options<'saveFailure'>): Promise<void> {
    await this.#knex(SUBJECTS)
      .where({ entity_ref: options.entityRef })
      .whereNotNull('source_url')
      .andWhere(either =>
        either.whereNull('attempted_at').orWhere('attempted_at', '<=', options.startedAt),
      )
      .update({
        status: 'failed',
        message: storableText(options.message, MAX_MESSAGE_LENGTH),
        attempted_at: options.now,
      });
  }

  async getScorecard(entityRef: string): Promise<StoredScorecard | undefined> {
    const row: (SubjectRow & { body: string | null }) | undefined = await this.#knex(SUBJECTS)
      .leftJoin(SCORECARDS, `${SUBJECTS}.entity_ref`, `${SCORECARDS}.entity_ref`)
      .where({ [`${SUBJECTS}.entity_ref`]: entityRef })
      .whereNull(`${SUBJECTS}.removed_at`)
      .first(`${SUBJECTS}.*`, `${SCORECARDS}.body`);
    if (!row) {
      return undefined;
    }
    return {
      entityRef,
      status: row.status,
      message: row.message ?? undefined,
      assessedAt: toTimestamp(row.assessed_at),
      verifiedAt: toTimestamp(row.verified_at),
      attemptedAt: toTimestamp(row.attempted_at),
      sourceUrl: row.source_url ?? undefined,
      example: Boolean(row.example),
      scorecard: row.body === null ? undefined : (JSON.parse(row.body) as WireScorecard),
    };
  }

  async getHistory(options: Options<'getHistory'>): Promise<ScorecardHistory> {
    const { entityRef, cursor, limit } = options;
    const select = this.#knex(HISTORY)
      .where({ entity_ref: entityRef })
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [, before] = decodeCursor(cursor, z.tuple([z.literal('history'), z.int().positive()]));
      select.andWhere('id', '<', before);
    }
    const rows: HistoryRow[] = await select;
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      entityRef,
      items: items.map(row => ({
        at: toTimestamp(row.at)!,
        commit: row.commit_id ?? undefined,
        value: row.value ?? undefined,
        coverage: row.coverage,
        grade: row.grade,
        level: row.level,
        changes: JSON.parse(row.changes),
      })),
      ...(last && { nextCursor: encodeCursor(['history', Number(last.id)]) }),
    };
  }

  async queryFleet(options: Options<'queryFleet'>): ReturnType<ScorecardStore['queryFleet']> {
    return queryFleet({ knex: this.#knex, ...options });
  }

  async countByStatus(): Promise<Record<string, number>> {
    const rows: { status: string; count: string | number }[] = await this.#knex(SUBJECTS)
      .whereNull('removed_at')
      .groupBy('status')
      .select('status')
      .count({ count: '*' });
    return Object.fromEntries(rows.map(row => [row.status, Number(row.count)]));
  }
}

interface HistoryRow {
  id: string | number;
  at: string | number;
  commit_id: string | null;
  value: number | null;
  coverage: number;
  grade: ScorecardHistory['items'][number]['grade'];
  level: ScorecardHistory['items'][number]['level'];
  changes: string;
}

/** A new owner or title changes the fleet page, not the verdicts. */
function needsAssessment(subject: Subject, row: SubjectRow | undefined): boolean {
  return (
    !row ||
    row.removed_at !== null ||
    row.source_url !== subject.sourceUrl ||
    row.title !== subjectColumns(subject).title ||
    row.annotations !== JSON.stringify(subject.annotations)
  );
}
