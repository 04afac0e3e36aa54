import { CloudModel, CloudResource } from '../../cloud/cloudResource';
import { Deployment, Pipeline, PipelineJob, PipelineStep, Trigger } from '../model/pipeline';
import { BuildspecReading } from './readBuildspec';
import { CodeBuildProject, lengthOf, textOf } from './codeBuildProjects';

export interface CodePipelineReading {
  readonly pipeline: Pipeline;
  readonly deployments: readonly Deployment[];
  /** Projects it runs. */
  readonly projects: ReadonlySet<CodeBuildProject>;
}

const deploys =
  /^(ECS|CodeDeploy|CodeDeployToECS|CloudFormation|EKS|AppRunner|ElasticBeanstalk|Lambda|ServiceCatalog)$/;

interface PipelineOptions {
  readonly cloud: CloudModel;
  readonly projects: readonly CodeBuildProject[];
  readonly read: (
    project: CodeBuildProject,
    triggers: readonly Trigger[],
  ) => BuildspecReading | undefined;
  readonly text: (path: string) => string;
}

/** Pipelines of CodePipeline in infrastructure as code; a build action runs the buildspec of its project. */
export function readCodePipelines(options: PipelineOptions): CodePipelineReading[] {
  return options.cloud
    .ofType('AWS::CodePipeline::Pipeline')
    .slice(0, 50)
    .map(resource => readPipeline(resource, options));
}

function readPipeline(
  resource: CloudResource,
  { projects, read, text }: PipelineOptions,
): CodePipelineReading {
  const actions = listActions(resource);
  const triggers = actions.flatMap(action => sourceTrigger(resource, action));
  const stages = [...new Set(actions.map(({ stage }) => stage))];
  const used = new Set<CodeBuildProject>();
  const jobs: PipelineJob[] = [];
  const variables: Pipeline['variables'][number][] = [];
  const deployed: { job: PipelineJob; action: Action }[] = [];
  let approved = false;
  for (const action of actions) {
    const { id, stage, line } = action;
    const before = stages[stages.indexOf(stage) - 1];
    const project =
      action.provider === 'CodeBuild' ? findProject(resource, action, projects) : undefined;
    const reading = project && read(project, triggers);
    approved ||= action.category === 'Approval';
    if (project) {
      used.add(project);
    }
    variables.push(...(reading?.variables ?? []));
    const step: PipelineStep = {
      index: 0,
      name: id,
      path: resource.path,
      line,
      inputs: new Map([
        ['provider', action.provider],
        ['category', action.category],
      ]),
      commands: [],
      env: new Map(),
      triggers,
      gating: true,
    };
    const job: PipelineJob = {
      path: resource.path,
      line,
      runner: { kind: 'codebuild', labels: [] },
      cancelsInProgress: false,
      allowsFailure: false,
      matrix: [],
      matrixUnresolved: false,
      images: [],
      steps: [step],
      opaque: [],
      ...reading?.job,
      ...(project && reading ? project.settings : {}),
      ...(action.provider === 'CodeBuild' && !reading
        ? { opaque: [{ reason: `the buildspec of ${id} is not in the repository`, line }] }
        : {}),
      id,
      stage,
      triggers,
      manual: approved,
      needs: jobs.filter(other => other.stage === before).map(other => other.id),
    };
    jobs.push(job);
    if (action.category === 'Deploy' && deploys.test(action.provider)) {
      deployed.push({ job, action });
    }
  }
  const pipeline: Pipeline = {
    system: 'codepipeline',
    path: resource.path,
    line: resource.line,
    name: textOf(resource, 'Name') ?? resource.name,
    text: text(resource.path),
    triggers,
    stages,
    jobs,
    references: [],
    variables,
    opaque: [],
  };
  const deployments = deployed.map(({ job, action }): Deployment => ({
    pipeline,
    job,
    step: job.steps[0]!,
    tool: 'codepipeline',
    environment: /(prod\w*|live|staging|stage|preprod|qa|uat|test|dev\w*)/i
      .exec(`${action.stage} ${action.id}`)?.[1]
      ?.toLowerCase(),
    imperative: false,
  }));
  return { pipeline, deployments, projects: used };
}

interface Action {
  readonly id: string;
  readonly stage: string;
  readonly category: string;
  readonly provider: string;
  readonly path: readonly (string | number)[];
  readonly line?: number;
}

/** CloudFormation writes lists `Stages` and `Actions`; Terraform repeats blocks `stage` and `action`. */
function listActions(resource: CloudResource): Action[] {
  const found: Action[] = [];
  const stages = lengthOf(resource, 'Stages') > 0 ? 'Stages' : 'Stage';
  for (let s = 0; s < lengthOf(resource, stages); s++) {
    const stage = textOf(resource, stages, s, 'Name') ?? `stage ${s + 1}`;
    const list = lengthOf(resource, stages, s, 'Actions') > 0 ? 'Actions' : 'Action';
    for (let a = 0; a < lengthOf(resource, stages, s, list); a++) {
      const path = [stages, s, list, a] as const;
      const type = (name: string) =>
        textOf(resource, ...path, 'ActionTypeId', name) ?? textOf(resource, ...path, name) ?? '';
      const name = textOf(resource, ...path, 'Name') ?? `action ${a + 1}`;
      found.push({
        id: `${stage}/${name}`,
        stage,
        category: type('Category'),
        provider: type('Provider'),
        path,
        line: resource.lineOf(...path),
      });
    }
  }
  return found;
}

function sourceTrigger(resource: CloudResource, action: Action): Trigger[] {
  if (action.category !== 'Source') {
    return [];
  }
  const { line } = action;
  if (action.provider === 'ECR') {
    return [{ kind: 'parent-image', line }];
  }
  const setting = (name: string) => textOf(resource, ...action.path, 'Configuration', name);
  const branch = setting('BranchName') ?? setting('Branch');
  return action.provider === 'S3'
    ? [{ kind: 'other', line }]
    : [{ kind: 'push', branches: branch === undefined ? undefined : [branch], tags: [], line }];
}

function findProject(
  resource: CloudResource,
  action: Action,
  projects: readonly CodeBuildProject[],
): CodeBuildProject | undefined {
  const path = [...action.path, 'Configuration', 'ProjectName'] as const;
  const name = textOf(resource, ...path);
  const referred = resource.references(...path);
  return projects.find(
    project =>
      referred.includes(project.resource.name) ||
      (name !== undefined &&
        (name === textOf(project.resource, 'Name') || name === project.resource.name)),
  );
}
