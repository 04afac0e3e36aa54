import { assess } from '../../assess/assess';
import { defineCheck } from '../../contract/check';
import { Fact, observed } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../organisation/organisation';

/** Reads a fact through the whole engine, by a check that only looks. */
export async function observeFact<T>(
  fact: Fact<T>,
  files: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>> = {},
): Promise<Observation<T>> {
  let seen: Observation<T> | undefined;
  const look = defineCheck({
    id: 'rel-resources-bounded',
    needs: { looked: observed(fact) },
    judge: ({ looked }) => {
      seen = looked as Observation<T>;
      return [];
    },
  });
  await assess({
    subject: { name: 'test', annotations },
    evidence: { repository: repositoryFromFiles({ files, location: 'test' }) },
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
    checks: [look],
    onError: (_, error) => {
      throw error;
    },
  });
  if (!seen) throw new Error('the check was not run');
  return seen;
}
