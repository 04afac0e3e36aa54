import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { assess } from '../assess/assess';
import { RepositoryFile, repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { organisationSchema } from '../organisation/organisation';
import { allChecks } from './allChecks';

const verdict = z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable']);

/**
 * One small repository of `labelled/`. The verdicts were written from the text of the catalogue alone, before the checks
 * were looked at; a corrected label cites its rule in `notes`.
 */
const labelledSchema = z.strictObject({
  title: z.string().min(1),
  why: z.string().min(1),
  files: z.record(z.string(), z.string()),
  /** Files that exist and cannot be read, with the reason. */
  unreadable: z.record(z.string(), z.string()).optional(),
  links: z.array(z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  organisation: z.unknown().optional(),
  expect: z.record(z.string(), verdict),
  notes: z.string().optional(),
});

const folder = path.resolve(__dirname, '../../labelled');

function readLabelled() {
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(file => ({
      name: file.slice(0, -'.yaml'.length),
      ...labelledSchema.parse(parse(readFileSync(path.join(folder, file), 'utf8'))),
    }));
}

async function judge(labelled: ReturnType<typeof readLabelled>[number]) {
  const files = new Map<string, RepositoryFile>(Object.entries(labelled.files));
  for (const [file, reason] of Object.entries(labelled.unreadable ?? {})) {
    const refusal = { status: 'unavailable', code: 'access-denied', reason } as const;
    files.set(file, { size: 1, unavailable: refusal });
  }
  labelled.links?.forEach(link => files.set(link, { type: 'link', size: 1 }));
  const scorecard = await assess({
    subject: { name: labelled.name, annotations: labelled.annotations },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation: organisationSchema.parse(labelled.organisation ?? {}),
    now: new Date('2026-11-22T00:00:00Z'),
    checks: allChecks,
    onError: (source, error) => {
      throw new Error(`${source} threw in '${labelled.name}'`, { cause: error });
    },
  });
  return scorecard.results;
}

describe('labelled repositories', () => {
  const repositories = readLabelled();
  const agreement = { agreed: 0, all: 0 };

  it.each(repositories)('agrees with the labels of $name', async labelled => {
    const results = await judge(labelled);
    const disagreements: string[] = [];
    for (const { check, verdict: actual, units } of results) {
      const expected = labelled.expect[check];
      if (expected === undefined) continue;
      agreement.all += 1;
      if (actual === expected) {
        agreement.agreed += 1;
      } else {
        const reasons = units.map(unit => `${unit.unit}: ${unit.verdict}, ${unit.reason}`);
        disagreements.push(
          `${check}: labelled ${expected}, got ${actual} (${reasons.join(' | ')})`,
        );
      }
    }
    const implemented = results.map(result => result.check);
    expect(implemented).toEqual(expect.arrayContaining(Object.keys(labelled.expect)));
    expect(disagreements).toEqual([]);
  });

  it('has whole repositories, labelled for nearly every check, and several verdicts of each', () => {
    const whole = repositories.filter(({ expect: labels }) => Object.keys(labels).length >= 85);
    expect(whole.length).toBeGreaterThanOrEqual(40);
    const seen = new Map<string, Set<string>>();
    for (const { expect: labels } of repositories) {
      for (const [check, label] of Object.entries(labels)) {
        seen.set(check, (seen.get(check) ?? new Set()).add(label));
      }
    }
    // What only a registry, a Git host or history can decide is always the same from source alone.
    const once = [...seen].filter(([, verdicts]) => verdicts.size === 1).map(([check]) => check);
    expect(once.sort()).toEqual([
      'perf-image-size',
      'perf-image-size-regression',
      'sec-ci-change-control',
      'sec-image-scan-findings',
    ]);
    expect([...seen.keys()].sort()).toEqual(allChecks.map(({ id }) => id));
  });

  it('agrees with every one of at least 5,000 labels', () => {
    expect(agreement.all).toBeGreaterThanOrEqual(5_000);
    expect(`${agreement.agreed} of ${agreement.all}`).toBe(`${agreement.all} of ${agreement.all}`);
  });
});
