import { OrganisationDocument, planFixes, repositoryFromFiles } from '@container-lens/engine';
import { RetrofitFiles } from '../retrofitFiles';
import { PartProposal } from '../retrofitPlan';

/** What can be mended in the Dockerfiles and ignore files without a person; comments and formatting stay. */
export function mendDockerfile(options: {
  readonly files: RetrofitFiles;
  readonly name: string;
  readonly organisation?: OrganisationDocument;
  readonly now: Date;
}): PartProposal {
  const { files, name, organisation, now } = options;
  const plan = planFixes({
    subject: { name },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation,
    now,
  });
  const ignoreFile = 'perf-dockerignore-effective';
  return {
    part: 'dockerfile',
    // Each change was judged by its own check already; some only write down what is so by default.
    withoutGain: true,
    files: plan.changes.map(({ path, after }) => ({
      path,
      text: after,
      why: plan.applied
        .filter(({ check, unit }) =>
          path.endsWith('ignore')
            ? check === ignoreFile
            : check !== ignoreFile && unit.startsWith(path),
        )
        .map(({ check }) => check),
    })),
    guidance: plan.open.map(({ check, unit, reason }) => ({
      title: `To mend by hand in ${unit}`,
      text: reason,
      check,
      path: unit,
    })),
  };
}
