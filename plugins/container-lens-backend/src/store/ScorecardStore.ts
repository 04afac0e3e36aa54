import {
  EntityScorecard,
  FleetEntities,
  FleetQuery,
  ScorecardHistory,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Subject } from '../subjects/subject';

/** Which entities the caller may see; for ever only those, in lists and in counts. */
export type Visibility = 'all' | readonly string[];

/** What an assessment starts from. */
export interface AssessmentState {
  readonly subject: {
    readonly entityRef: string;
    readonly name: string;
    readonly sourceUrl?: string;
    readonly annotations: Readonly<Record<string, string>>;
    readonly fingerprint: string;
  };
  /** Mark of the evidence the stored scorecard rests on; not set when there is none. */
  readonly etag?: string;
  /** Identifies what else the stored scorecard rests on; not set when there is none. */
  readonly basis?: string;
}

/** The wire form of a scorecard without what depends on the moment it is asked for. */
export type StoredScorecard = Omit<EntityScorecard, 'stale' | 'refreshing'>;

/**
 * Where subjects, scorecards and their history are kept. Times are milliseconds since 1970.
 */
export interface ScorecardStore {
  /** Adds and updates subjects; answers the entity refs that are new or whose source or annotations changed. */
  saveSubjects(subjects: readonly Subject[], now: number): Promise<string[]>;
  /** Hides every subject that is not among `seen`; answers how many were hidden. */
  removeSubjectsExcept(seen: ReadonlySet<string>, now: number): Promise<number>;
  /** Deletes what was hidden before that time. */
  purgeRemoved(before: number): Promise<number>;
  /** Assessable subjects not attempted since that time, the longest waiting first. */
  findDue(options: { attemptedBefore: number; limit: number }): Promise<string[]>;
  /** Subjects with a scorecard that another judge made, or one whose judge is not known. */
  findJudgedByOthers(judge: string): Promise<string[]>;
  /** Subjects whose source lies in the repository with this URL. */
  findByRepository(url: string): Promise<string[]>;
  /** `undefined` when the entity is unknown, hidden or not assessable. */
  getAssessmentState(entityRef: string): Promise<AssessmentState | undefined>;

  /** Keeps the scorecard and writes history when it differs. Does nothing when a later attempt is already kept. */
  saveScorecard(options: {
    readonly entityRef: string;
    readonly scorecard: WireScorecard;
    readonly etag?: string;
    readonly basis: string;
    /** Identifies what judged, the part of the basis that all entities share. */
    readonly judge: string;
    readonly startedAt: number;
    readonly now: number;
  }): Promise<void>;
  /** The source was looked at and is as it was. */
  saveUnchanged(options: { entityRef: string; now: number }): Promise<void>;
  /** The attempt failed; the scorecard before stays. Does nothing when a later attempt is already kept. */
  saveFailure(options: {
    readonly entityRef: string;
    readonly message: string;
    readonly startedAt: number;
    readonly now: number;
  }): Promise<void>;

  getScorecard(entityRef: string): Promise<StoredScorecard | undefined>;
  /** Throws `InputError` for a cursor it did not make. */
  getHistory(options: {
    readonly entityRef: string;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<ScorecardHistory>;
  /** Throws `InputError` for a cursor it did not make. `freshAfter`: what was verified before is stale. */
  queryFleet(options: {
    readonly query: FleetQuery;
    readonly visibility: Visibility;
    readonly freshAfter: number;
  }): Promise<Omit<FleetEntities, 'generatedAt'>>;
  /** How many subjects there are by status, for the health route. */
  countByStatus(): Promise<Record<string, number>>;
}
