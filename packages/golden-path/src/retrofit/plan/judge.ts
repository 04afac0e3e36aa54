import {
  assess,
  OrganisationDocument,
  repositoryFromFiles,
  Scorecard,
} from '@container-lens/engine';
import { RetrofitFiles } from '../retrofitFiles';
import { WantedFile } from '../retrofitPlan';

/**
 * From worse to better: half of a thing is more than nothing that could be judged. A check that does not apply is neither, for a
 * new pipeline makes checks of pipelines apply.
 */
const ranks: readonly string[] = ['fail', 'unknown', 'warn', 'pass'];

export type Judge = (files: RetrofitFiles) => Promise<Scorecard>;

/** The lens at one moment, for one subject. */
export function createJudge(options: {
  readonly name: string;
  readonly organisation?: OrganisationDocument;
  readonly now: Date;
}): Judge {
  return files =>
    assess({
      subject: { name: options.name },
      evidence: { repository: repositoryFromFiles({ files }) },
      organisation: options.organisation,
      now: options.now,
    });
}

/** The repository with these files written. */
export function withFiles(files: RetrofitFiles, wanted: readonly WantedFile[]): RetrofitFiles {
  return new Map([...files, ...wanted.map(({ path, text }) => [path, text] as const)]);
}

/** Which checks are better and which are worse in the second scorecard. */
export function compareScorecards(
  before: Scorecard,
  after: Scorecard,
): { readonly better: readonly string[]; readonly worse: readonly string[] } {
  const then = new Map(after.results.map(({ check, verdict }) => [check, verdict]));
  const better: string[] = [];
  const worse: string[] = [];
  for (const { check, verdict, severity } of before.results) {
    const next = then.get(check) ?? verdict;
    if (next === verdict) continue;
    if (verdict === 'not-applicable') {
      if (next === 'pass') better.push(check);
      if (next === 'fail' && (severity === 'high' || severity === 'critical')) worse.push(check);
    } else if (next === 'not-applicable') {
      if (verdict !== 'pass') better.push(check);
    } else if (ranks.indexOf(next) > ranks.indexOf(verdict)) {
      // What cannot be judged any more is not mended.
      if (next !== 'unknown') better.push(check);
    } else {
      worse.push(check);
    }
  }
  return { better, worse };
}
