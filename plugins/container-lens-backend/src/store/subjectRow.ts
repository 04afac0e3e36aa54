import { FleetEntity, WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Subject } from '../subjects/subject';
import { storableText } from './storableText';

export const SUBJECTS = 'container_lens_subjects';
export const SCORECARDS = 'container_lens_scorecards';
export const RESULTS = 'container_lens_results';
export const HISTORY = 'container_lens_history';

/** A row of `container_lens_subjects`. PostgreSQL hands out big integers as text, SQLite booleans as numbers. */
export interface SubjectRow {
  entity_ref: string;
  title: string;
  owner: string | null;
  system: string | null;
  lifecycle: string | null;
  example: boolean | number;
  source_url: string | null;
  annotations: string;
  fingerprint: string;
  status: FleetEntity['status'];
  message: string | null;
  etag: string | null;
  basis: string | null;
  judge: string | null;
  assessed_at: string | number | null;
  verified_at: string | number | null;
  attempted_at: string | number | null;
  removed_at: string | number | null;
  value: number | null;
  coverage: number | null;
  grade: FleetEntity['grade'] | null;
  level: FleetEntity['level'] | null;
  high_risks: number;
  failures: number;
  failures_critical: number;
  failures_high: number;
  failures_medium: number;
  failures_low: number;
  warnings: number;
  unknown: number;
  search_text: string;
  sort_name: string;
  sort_owner: string;
  sort_grade: number;
  sort_level: number;
  sort_assessed: string | number;
}

const gradeRank = { F: 0, D: 1, C: 2, B: 3, A: 4, none: 5 } as const;
const levelRank = { basic: 0, bronze: 1, silver: 2, gold: 3, unrated: 4 } as const;
/** Entities without a scorecard come after all others. */
const NO_GRADE = 9000;
const NO_LEVEL = 9;

/** The columns that come from the catalog. */
export function subjectColumns(subject: Subject) {
  const column = (value: string | undefined, maxLength: number) =>
    value === undefined ? null : storableText(value, maxLength);
  const title = storableText(subject.name, 300);
  const owner = column(subject.owner, 255);
  const system = column(subject.system, 255);
  return {
    entity_ref: subject.entityRef,
    title,
    owner,
    system,
    lifecycle: column(subject.lifecycle, 100),
    example: subject.example,
    source_url: subject.sourceUrl ?? null,
    annotations: JSON.stringify(subject.annotations),
    fingerprint: subject.fingerprint,
    search_text: [title, subject.entityRef, owner, system]
      .filter(word => word !== null)
      .join('\n')
      .toLocaleLowerCase('en-US'),
    // Lower case can be longer than upper case.
    sort_name: title.toLocaleLowerCase('en-US').slice(0, 300),
    sort_owner: owner ?? '',
  };
}

/** The columns of an entity that has no scorecard. */
export const noScorecardColumns = {
  etag: null,
  basis: null,
  judge: null,
  assessed_at: null,
  verified_at: null,
  value: null,
  coverage: null,
  grade: null,
  level: null,
  high_risks: 0,
  failures: 0,
  failures_critical: 0,
  failures_high: 0,
  failures_medium: 0,
  failures_low: 0,
  warnings: 0,
  unknown: 0,
  sort_grade: NO_GRADE,
  sort_level: NO_LEVEL,
  sort_assessed: 0,
};

/** The columns that sum a scorecard up. */
export function scorecardColumns(scorecard: WireScorecard) {
  const { score, results } = scorecard;
  const counted = results.filter(result => !result.waived);
  const failures = counted.filter(result => result.verdict === 'fail');
  const bySeverity = (severity: string) => failures.filter(f => f.severity === severity).length;
  return {
    value: score.value ?? null,
    coverage: score.coverage,
    grade: score.grade,
    level: score.level,
    high_risks: score.highRisks,
    failures: failures.length,
    failures_critical: bySeverity('critical'),
    failures_high: bySeverity('high'),
    failures_medium: bySeverity('medium'),
    failures_low: bySeverity('low'),
    warnings: counted.filter(result => result.verdict === 'warn').length,
    unknown: counted.filter(result => result.verdict === 'unknown').length,
    sort_grade: gradeRank[score.grade] * 1000 + (score.value ?? 0),
    sort_level: levelRank[score.level],
  };
}

export function toTimestamp(time: string | number | null): string | undefined {
  return time === null ? undefined : new Date(Number(time)).toISOString();
}
