import { isMap, isSeq, Node } from 'yaml';
import { z } from 'zod';
import { AttestationRecord } from '../contract/evidence';
import { Notice } from '../contract/scorecard';
import { readYaml, YamlFile } from '../facts/repository/readYaml';
import { attestationSchema, waiverSchema } from './declarationsSchema';

/** A place in the file of declarations. */
export interface Declared {
  readonly path: string;
  readonly line?: number;
}

/** An attestation and where it stands. @public */
export interface DeclaredAttestation extends AttestationRecord, Declared {}

/** A waiver and where it stands. @public */
export interface DeclaredWaiver extends Declared {
  readonly check: string;
  readonly unit?: string;
  readonly reason: string;
  readonly approver: string;
  readonly expiresAt: string;
}

/** An entry that is not valid by itself, whatever the day. @public */
export interface InvalidAttestation extends Declared {
  readonly check: string;
  readonly unit?: string;
  readonly reason: string;
}

/** @public */
export interface Declarations {
  readonly attestations: readonly DeclaredAttestation[];
  /** Entries that do not count and name a check, so that the check can say why. */
  readonly invalid: readonly InvalidAttestation[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly notices: readonly Notice[];
}

const entriesLimit = 200;
const messageLimit = 300;
const knownKeys = ['entity', 'attestations', 'waivers'];

/**
 * Reads the declarations of `.container-lens.yaml`. An entry that is not valid never counts: it is in the notices with
 * its line. Whether a valid one is in force depends on the day and is decided elsewhere.
 *
 * @public
 */
export function readDeclarations(path: string, text: string): Declarations {
  const file = readYaml(text);
  if (!file || (file.data !== null && !isRecord(file.data))) {
    const message = `${path} is not a YAML document with keys and values; nothing in it counts.`;
    return {
      attestations: [],
      invalid: [],
      waivers: [],
      notices: [{ severity: 'error', message, path, line: 1 }],
    };
  }
  const data = file.data ?? {};
  const notices: Notice[] = Object.keys(data)
    .filter(key => !knownKeys.includes(key))
    .slice(0, 20)
    .map(key => ({
      severity: 'warning',
      message: `The key "${key.slice(0, 50)}" is not read; ${path} has the keys ${knownKeys.join(', ')}.`,
      path,
      ...lineOf(file, [key]),
    }));
  const attestations = readEntries({
    file,
    path,
    data,
    key: 'attestations',
    schema: attestationSchema,
  });
  const waivers = readEntries({ file, path, data, key: 'waivers', schema: waiverSchema });
  return {
    attestations: attestations.valid.map(({ entry, place }) => ({
      ...toAttestation(entry),
      ...place,
    })),
    invalid: attestations.invalid,
    waivers: waivers.valid.map(({ entry, place }) => ({
      check: entry.check,
      ...(entry.unit === undefined ? {} : { unit: entry.unit }),
      reason: entry.reason,
      approver: entry.approver,
      expiresAt: entry.expires_at,
      ...place,
    })),
    notices: [...notices, ...attestations.notices, ...waivers.notices],
  };
}

/** An entry with the fields of the catalogue as the record that is judged. @public */
export function toAttestation(entry: z.output<typeof attestationSchema>): AttestationRecord {
  return {
    check: entry.check,
    ...(entry.unit === undefined ? {} : { unit: entry.unit }),
    answer: entry.answer,
    statement: entry.statement,
    evidenceUrl: entry.evidence_url,
    attestedBy: entry.attested_by,
    attestedAt: entry.attested_at,
    expiresAt: entry.expires_at,
  };
}

interface Entries<T> {
  readonly valid: { readonly entry: T; readonly place: Declared }[];
  readonly invalid: InvalidAttestation[];
  readonly notices: Notice[];
}

function readEntries<T>(options: {
  readonly file: YamlFile;
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly key: 'attestations' | 'waivers';
  readonly schema: z.ZodType<T>;
}): Entries<T> {
  const { file, path, data, key, schema } = options;
  const list = data[key] ?? [];
  const found: Entries<T> = { valid: [], invalid: [], notices: [] };
  if (!Array.isArray(list) || list.length > entriesLimit) {
    const message = Array.isArray(list)
      ? `More than ${entriesLimit} ${key} are not read; none of them counts.`
      : `"${key}" is not a list; nothing below it counts.`;
    found.notices.push({ severity: 'error', message, path, ...lineOf(file, [key]) });
    return found;
  }
  list.forEach((item: unknown, index) => {
    const place = { path, ...lineOf(file, [key, index]) };
    const result = schema.safeParse(answerOf(item));
    if (result.success) {
      found.valid.push({ entry: result.data, place });
      return;
    }
    const [issue] = result.error.issues;
    const field = issue?.path.map(String).join('.') ?? '';
    const told = `${field === '' ? '' : `${field}: `}${issue?.message ?? 'invalid'}`;
    const what = told.length > messageLimit ? `${told.slice(0, messageLimit)}…` : told;
    const named = isRecord(item) && typeof item.check === 'string' ? item.check.slice(0, 100) : '';
    const kind = key === 'waivers' ? 'waiver' : 'attestation';
    const message = `This ${kind}${named === '' ? '' : ` of ${named}`} does not count. ${ended(what)}`;
    found.notices.push({ severity: 'error', message, ...place });
    if (named !== '') {
      const unit = isRecord(item) && typeof item.unit === 'string' ? { unit: item.unit } : {};
      found.invalid.push({ check: named, ...unit, reason: ended(what), ...place });
    }
  });
  return found;
}

/** `answer: true` is what YAML of the older kind makes of `yes`. */
function answerOf(item: unknown): unknown {
  if (!isRecord(item) || typeof item.answer !== 'boolean') return item;
  return { ...item, answer: item.answer ? 'yes' : 'no' };
}

function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** Line of an entry, or of the key itself. */
function lineOf(file: YamlFile, path: readonly (string | number)[]): { line?: number } {
  const [key, index] = path;
  const { contents } = file.document;
  if (!isMap(contents)) return {};
  const pair = contents.items.find(item => (item.key as { value?: unknown })?.value === key);
  const list = isSeq(pair?.value) ? pair.value.items : [];
  const node = index === undefined ? pair?.key : list[index as number];
  const line = file.lineOf((node as Node | undefined)?.range?.[0]);
  return line === undefined ? {} : { line };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
