import { assess } from '../assess/assess';
import { Check } from '../contract/check';
import { Evidence } from '../contract/evidence';
import { present } from '../contract/observation';
import {
  historyEvidenceSchema,
  registryEvidenceSchema,
  runtimeEvidenceSchema,
  scmEvidenceSchema,
} from '../contract/registryEvidence';
import { CheckResult } from '../contract/scorecard';
import { RepositoryFile, repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { organisationSchema } from '../organisation/organisation';
import { CheckExample } from './checkExample';

/** The moment of every example, so that dates in them do not age. */
const now = '2026-11-22T00:00:00Z';

/** Evidence beside the repository; checked, so that an example is what a source could deliver. */
function otherEvidence(example: CheckExample): Omit<Evidence, 'repository'> {
  const { registry, scm, runtime, history, attestations } = example;
  return {
    ...(registry && { registry: present(registryEvidenceSchema.parse(registry)) }),
    ...(scm && { scm: present(scmEvidenceSchema.parse(scm)) }),
    ...(runtime && { runtime: present(runtimeEvidenceSchema.parse(runtime)) }),
    ...(history && { history: present(historyEvidenceSchema.parse(history)) }),
    ...(attestations && { attestations: present(attestations) }),
  };
}

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
    evidence: {
      repository: repositoryFromFiles({ files, location: 'example' }),
      ...otherEvidence(example),
    },
    organisation: organisationSchema.parse(example.organisation ?? {}),
    now: new Date(example.now ?? now),
    checks: [check],
    onError: (source, error) => {
      throw new Error(`${source} threw in example '${example.title}'`, { cause: error });
    },
  });
  const result = scorecard.results[0];
  if (!result) throw new Error(`Example '${example.title}' disables its own check.`);
  return result;
}
