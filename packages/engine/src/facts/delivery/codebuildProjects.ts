import { Finding, Judgement } from '../../contract/verdict';
import { CloudModel, CloudResource, CloudValue } from '../cloud/cloudResource';
import { BuildJob } from './imageBuildJobs';

const projectType = 'AWS::CodeBuild::Project';

/**
 * The CodeBuild project that runs a buildspec: the one that names its file, else the only one of the repository. A
 * pipeline of CodePipeline has many projects; its job stands in the buildspec of one of them.
 */
function findProject(
  resources: CloudModel,
  { pipeline, job }: Pick<BuildJob, 'pipeline' | 'job'>,
): CloudResource | undefined {
  const path = pipeline.system === 'codepipeline' ? job.path : pipeline.path;
  const projects = resources.ofType(projectType);
  const named = projects.find(project => {
    const spec = project.get('Source', 'BuildSpec');
    return (
      spec.resolved && typeof spec.value === 'string' && spec.value.replace(/^\.\//, '') === path
    );
  });
  return named ?? (projects.length === 1 ? projects[0] : undefined);
}

function read(
  project: CloudResource,
  ...path: readonly (string | number)[]
): CloudValue | undefined {
  const value = project.get(...path);
  return value.resolved ? value.value : undefined;
}

/** Settings of the project, which a buildspec cannot hold. */
export function codebuildGuardrails(
  resources: CloudModel,
  { pipeline, job }: BuildJob,
  longest: number,
): Judgement {
  const project = findProject(resources, { pipeline, job });
  if (!project) {
    const reason = `Timeout and limits of ${pipeline.path} are set in its CodeBuild project, which is not in this repository.`;
    const evidence = [{ message: reason, path: job.path, line: job.line }];
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
  }
  const at = (message: string, ...key: string[]): Finding => ({
    message,
    path: project.path,
    line: project.lineOf(...key),
  });
  const timeout = project.get('TimeoutInMinutes');
  if (!timeout.resolved) {
    const reason = `The timeout of ${project.name} is not known: ${timeout.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  // Without the property a build of CodeBuild may take 60 minutes, but nobody decided that.
  const minutes = timeout.value === undefined ? undefined : Number(timeout.value);
  const missing: Finding[] = [];
  if (minutes === undefined || !(minutes <= longest)) {
    missing.push(at(`${project.name} sets no timeout of at most ${longest} minutes.`));
  }
  const limit = read(project, 'ConcurrentBuildLimit') !== undefined;
  const batch = read(project, 'BuildBatchConfig') !== undefined;
  const filters = JSON.stringify(read(project, 'Triggers', 'FilterGroups') ?? '');
  if (!limit && !batch && !filters.includes('FILE_PATH')) {
    missing.push(
      at(`${project.name} limits neither parallel builds nor the paths that start one.`),
    );
  }
  const [first, ...others] = missing;
  if (!first) {
    const reason = `${project.name} bounds its builds.`;
    return { verdict: 'pass', reason, evidence: [at(reason, 'TimeoutInMinutes')] };
  }
  const verdict = others.length === 0 ? 'warn' : 'fail';
  return { verdict, reason: first.message, findings: [first, ...others] };
}

/** Architecture of the machine that a project builds on. */
export function architectureOfProject(
  resources: CloudModel,
  place: Pick<BuildJob, 'pipeline' | 'job'>,
): string | undefined {
  const project = findProject(resources, place);
  const type = project && read(project, 'Environment', 'Type');
  if (typeof type !== 'string') return undefined;
  return type.startsWith('ARM') ? 'arm64' : 'amd64';
}

/** Whether the project keeps layers between builds; `undefined` when the project is not in the repository. */
export function cachesLayers(
  resources: CloudModel,
  place: Pick<BuildJob, 'pipeline' | 'job'>,
): boolean | undefined {
  const project = findProject(resources, place);
  if (!project) return undefined;
  const modes = JSON.stringify(read(project, 'Cache', 'Modes') ?? '');
  return (
    modes.includes('LOCAL_DOCKER_LAYER_CACHE') ||
    read(project, 'Environment', 'DockerServer') !== undefined
  );
}
