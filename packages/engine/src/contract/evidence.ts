import { Observation } from './observation';
import type {
  HistoryEvidence,
  RegistryEvidence,
  RuntimeEvidence,
  ScmEvidence,
} from './registryEvidence';

/**
 * One file (or link) of a repository at one commit.
 *
 * @public
 */
export interface RepositoryEntry {
  /** Path relative to the judged folder, with forward slashes and no leading slash. */
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  readonly type: 'file' | 'link';
  /**
   * The text of the file. `unavailable` for what was not collected (see `collectsContent`), is larger than its limit,
   * is binary or could not be read; never `absent`, because the entry exists.
   */
  readonly content: Observation<string>;
}

/**
 * Every tracked path of a repository, and the text of those files that facts are read from.
 *
 * @public
 */
export interface RepositoryEvidence {
  /** Where the tree came from, for links and reports: a URL, or a folder name. */
  readonly location?: string;
  /** The commit that was read, 40 hexadecimal digits. */
  readonly commit?: string;
  /** True when a working tree with uncommitted changes was read. */
  readonly dirty?: boolean;
  /** Sorted by path. */
  readonly entries: readonly RepositoryEntry[];
}

/**
 * What somebody declared for one check, as the portal or `.container-lens.yaml` holds it (catalogue definition
 * `attestation`).
 *
 * @public
 */
export interface AttestationRecord {
  readonly check: string;
  /** One unit of the check; every unit when not set. */
  readonly unit?: string;
  readonly answer: 'yes' | 'no';
  readonly statement: string;
  /** `https://…`. */
  readonly evidenceUrl: string;
  /** `user:default/ada` or `group:default/security`. */
  readonly attestedBy: string;
  /** Date, `YYYY-MM-DD`. */
  readonly attestedAt: string;
  /** Date, `YYYY-MM-DD`; it ends at 00:00 UTC of that day. */
  readonly expiresAt: string;
}

/**
 * All raw material of one assessment. Sources that are not set are not configured.
 *
 * @public
 */
export interface Evidence {
  readonly repository: Observation<RepositoryEvidence>;
  /** Attestations given in the portal; those of the repository are read from its files. */
  readonly attestations?: Observation<readonly AttestationRecord[]>;
  /** Image repositories of the entity, their images and the parents' tags. */
  readonly registry?: Observation<RegistryEvidence>;
  /** Rules of the Git host. */
  readonly scm?: Observation<ScmEvidence>;
  /** What runs. */
  readonly runtime?: Observation<RuntimeEvidence>;
  /** Earlier releases. */
  readonly history?: Observation<HistoryEvidence>;
}

/**
 * What is judged.
 *
 * @public
 */
export interface Subject {
  /** Shown as the title of reports. */
  readonly name: string;
  /** `component:default/orders`, where a catalog knows the subject. */
  readonly entityRef?: string;
  /** Catalog annotations with the prefix `container-lens/` and `github.com/project-slug`; hostile input. */
  readonly annotations?: Readonly<Record<string, string>>;
}
