import { assess } from '../assess/assess';
import { Check } from '../contract/check';
import { CheckResult } from '../contract/scorecard';
import { RepositoryFile, repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { organisationSchema } from '../organisation/organisation';
import { CheckExample } from './checkExample';

/** The moment of every example, so that dates in them do not age. */
const now = new Date('2026-11-22T00:00:00Z');

/**
 * Runs one example through the whole engine with only its check; for the tests of checks that live elsewhere too.
 *
 * @throws Error when a fact or the check throws, or the organisation document of the example disables the check.
 * @public
 */
export async function runExample(check: Check, example: CheckExample): Promise<CheckResult> {
  const files = new Map<string, RepositoryFile>(Object.entries(example.files));
  for (const [path, reason] of Object.entries(example.unreadable ?? {})) {
    const refusal = { status: 'unavailable', code: 'access-denied', reason } as const;
    files.set(path, { size: 1, unavailable: refusal });
  }
  const scorecard = await assess({
    subject: { name: 'example', annotations: example.annotations },
    evidence: { repository: repositoryFromFiles({ files, location: 'example' }) },
    organisation: organisationSchema.parse(example.organisation ?? {}),
    now,
    checks: [check],
    onError: (source, error) => {
      throw new Error(`${source} threw in example '${example.title}'`, { cause: error });
    },
  });
  const result = scorecard.results[0];
  if (!result) throw new Error(`Example '${example.title}' disables its own check.`);
  return result;
}
