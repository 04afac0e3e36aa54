import { AttestationRecord } from '../../contract/evidence';
import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { InvalidAttestation, toAttestation } from '../../declarations/readDeclarations';
import { lens } from '../../lens/lens';
import { SourceLocation } from '../image/imageConfig';
import { AttestationState, Attestations } from './attestation';
import { declarations } from './declarations';

type Candidate = AttestationRecord & Partial<SourceLocation> & { readonly rank: number };

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Attestations of the portal, of the repository and of the organisation. Always present: without any, each is
 * `missing`. Those of the portal win, then those of the repository; among them those for the very unit, then the
 * youngest; of two of the same day the answer `no` wins.
 *
 * @public
 */
export const attestations = defineFact<Attestations>({
  id: 'attestations',
  description: 'What people have declared, with its validity.',
  derive: ({ evidence, organisation, now }, read) => {
    const own = read(declarations);
    const portal = evidence.attestations?.status === 'present' ? evidence.attestations.value : [];
    const candidates: Candidate[] = [
      ...portal.map(record => ({ ...record, rank: 2 })),
      ...(own.status === 'present' ? own.value.attestations : []).map(record => ({
        ...record,
        rank: 1,
      })),
      ...organisation.attestations.map(entry => ({ ...toAttestation(entry), rank: 0 })),
    ];
    const invalid = own.status === 'present' ? own.value.invalid : [];
    return present({
      find: (check: string, unit?: string) =>
        findAttestation({ check, unit, candidates, invalid, now }),
    });
  },
});

function findAttestation(options: {
  readonly check: string;
  readonly unit: string | undefined;
  readonly candidates: readonly Candidate[];
  readonly invalid: readonly InvalidAttestation[];
  readonly now: Date;
}): AttestationState {
  const { check, unit, now } = options;
  const concerns = (entry: { readonly check: string; readonly unit?: string }) =>
    entry.check === check && (entry.unit === undefined || entry.unit === unit);
  const states = options.candidates
    .filter(concerns)
    .sort(comparePrecedence)
    .map(candidate => judgeValidity(candidate, now));
  const [broken] = options.invalid.filter(concerns);
  return (
    states.find(({ state }) => state === 'valid') ??
    states.find(({ state }) => state === 'expired') ??
    states[0] ??
    (broken
      ? { state: 'invalid', reason: broken.reason, ...locationOf(broken) }
      : { state: 'missing' })
  );
}

function comparePrecedence(a: Candidate, b: Candidate): number {
  return (
    b.rank - a.rank ||
    Number(b.unit !== undefined) - Number(a.unit !== undefined) ||
    b.attestedAt.localeCompare(a.attestedAt) ||
    Number(a.answer === 'yes') - Number(b.answer === 'yes')
  );
}

/** Catalogue definition `attestation`; dates mean 00:00 UTC (lens notes A14). */
function judgeValidity(candidate: Candidate, now: Date): AttestationState {
  const { attestedAt, expiresAt } = candidate;
  const place = locationOf(candidate);
  const start = startOfDay(attestedAt);
  const end = startOfDay(expiresAt);
  const limit = lens.defaults.attestationMaxValidityDays;
  const invalid = (reason: string) => ({ state: 'invalid' as const, reason, ...place });
  if (Number.isNaN(start) || Number.isNaN(end)) {
    return invalid('Its dates are not of the form YYYY-MM-DD.');
  }
  if (start > now.getTime()) return invalid(`It is dated ${attestedAt}, which is in the future.`);
  if (end <= start) return invalid(`It ends on ${expiresAt}, before it begins.`);
  if (end - start > limit * dayMs) {
    return invalid(`It is valid from ${attestedAt} to ${expiresAt}; at most ${limit} days count.`);
  }
  if (end <= now.getTime()) {
    return { state: 'expired', reason: `It ended on ${expiresAt}.`, ...place };
  }
  return {
    state: 'valid',
    answer: candidate.answer,
    expiresSoon: end - now.getTime() <= lens.defaults.attestationExpiringSoonDays * dayMs,
    expiresAt,
    evidence: candidate.evidenceUrl,
    approver: candidate.attestedBy,
    reason: candidate.statement,
    ...place,
  };
}

function startOfDay(date: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
}

function locationOf({ path, line }: Partial<SourceLocation>): { location?: SourceLocation } {
  return path === undefined ? {} : { location: { path, ...(line === undefined ? {} : { line }) } };
}
