import { Finding } from '../../contract/verdict';
import { CiModel, Pipeline, PipelineJob } from '../ci/model/pipeline';

/** Scopes an image build job may write. */
const usual = new Set(['packages', 'id-token', 'attestations', 'security-events']);

/** What is wrong with the permissions of one workflow. */
export interface PermissionReading {
  readonly worst: readonly Finding[];
  readonly weak: readonly Finding[];
}

/** Workflows of GitHub that build an image, with what their jobs may do. */
export function readPermissions(model: CiModel, pipeline: Pipeline): PermissionReading {
  const builds = new Set(
    [...model.builds, ...model.pushes].filter(b => b.pipeline === pipeline).map(b => b.job.id),
  );
  const callers = new Set(pipeline.jobs.flatMap(({ id }) => callersOf(id)));
  const worst: Finding[] = [];
  const weak: Finding[] = [];
  for (const job of pipeline.jobs) {
    const place = { path: job.path, line: job.permissionsLine ?? job.line };
    const { permissions } = job;
    if (permissions === undefined) {
      // The jobs of a workflow that is called speak for themselves.
      if (!callers.has(job.id)) {
        worst.push({
          message: `${job.id}: no permissions are set, so the default of the repository holds.`,
          ...place,
        });
      }
    } else if (permissions === 'write-all') {
      worst.push({ message: `${job.id}: the token may write everything (write-all).`, ...place });
    } else if (permissions !== 'read-all' && builds.has(job.id)) {
      const scopes = writesOf(permissions).filter(scope => !usual.has(scope));
      if (scopes.length > 0) {
        const message = `${job.id}: builds an image and may write ${scopes.join(', ')}.`;
        weak.push({ message, ...place });
      }
    }
  }
  return { worst, weak };
}

/** The job `a/b/c` is of a workflow that `a/b` calls, and that one of a workflow that `a` calls. */
function callersOf(id: string): string[] {
  const parts = id.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function writesOf(permissions: Exclude<PipelineJob['permissions'], string | undefined>): string[] {
  return [...permissions].filter(([, access]) => access === 'write').map(([scope]) => scope);
}
