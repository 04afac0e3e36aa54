import { CloudModel } from '../../cloud/cloudResource';
import { RepositoryTree } from '../../repository/repositoryTree';
import { CommandReader } from '../commands/followCommands';
import { CiModel, Deployment, Pipeline, Trigger } from '../model/pipeline';
import { readYamlTree, YamlValue } from '../yaml/yamlTree';
import { BuildspecReading, readBuildspec } from './readBuildspec';
import { readCopilotPipeline } from './copilotPipeline';
import { CodeBuildProject, readProjects } from './codeBuildProjects';
import { readCodePipelines } from './readCodePipelines';

/** Buildspecs that no project has to name. */
export const buildspecName = /(^|\/)buildspec[^/]*\.ya?ml$/;
/** A buildspec alone does not say what starts it. */
const unknownTrigger: readonly Trigger[] = [{ kind: 'other', event: 'codebuild' }];

export interface CodeBuildReading {
  readonly pipelines: readonly Pipeline[];
  readonly deployments: readonly Deployment[];
  readonly unread: CiModel['unread'];
}

/** Buildspecs of the repository, with the projects and pipelines of infrastructure as code that run them. */
export function readCodeBuild(options: {
  readonly tree: RepositoryTree;
  readonly cloud: CloudModel | undefined;
  readonly commands: CommandReader;
  readonly readFile: (path: string) => YamlValue | undefined;
}): CodeBuildReading {
  const { tree, cloud, commands, readFile } = options;
  const projects = cloud ? readProjects(cloud) : [];
  const unread: CiModel['unread'][number][] = [];
  const pipelines: Pipeline[] = [];
  const read = (
    project: CodeBuildProject,
    triggers: readonly Trigger[],
  ): BuildspecReading | undefined => {
    const { inline, buildspec, resource } = project;
    const file = buildspec === undefined ? undefined : readFile(buildspec);
    const root = inline === undefined ? file : readYamlTree(resource.path, inline);
    return readBuildspec(root, commands, triggers);
  };
  const text = (path: string) => textOf(tree, path);
  const deployments: Deployment[] = [];
  const started = cloud ? readCodePipelines({ cloud, projects, read, text }) : [];
  const inPipelines = new Set(started.flatMap(reading => [...reading.projects]));
  const covered = new Set([...inPipelines].map(({ buildspec }) => buildspec));
  for (const project of projects.filter(candidate => !inPipelines.has(candidate))) {
    const triggers = project.triggers.length > 0 ? project.triggers : unknownTrigger;
    const reading = read(project, triggers);
    if (reading) {
      covered.add(project.buildspec);
      const path = project.buildspec ?? project.resource.path;
      const job = { ...reading.job, ...project.settings };
      pipelines.push(
        toPipeline({
          path,
          tree,
          reading: { ...reading, job },
          triggers,
          id: project.resource.name,
        }),
      );
    }
  }
  for (const { path } of tree.entries
    .filter(entry => buildspecName.test(entry.path))
    .slice(0, 100)) {
    if (covered.has(path)) {
      continue;
    }
    const copilot = readCopilotPipeline(path, readFile);
    const triggers = copilot?.triggers ?? unknownTrigger;
    const reading = readBuildspec(readFile(path), commands, triggers);
    if (reading) {
      const pipeline = toPipeline({ path, tree, reading, triggers, id: 'build' });
      pipelines.push(pipeline);
      deployments.push(...(copilot?.stages ?? []).flatMap(stage => deployedBy(pipeline, stage)));
    } else {
      unread.push({ system: 'codebuild', path, reason: `${path} could not be read` });
    }
  }
  return {
    pipelines: [...started.map(({ pipeline }) => pipeline), ...pipelines],
    deployments: [...started.flatMap(reading => reading.deployments), ...deployments],
    unread,
  };
}

/** After the buildspec, a pipeline of Copilot deploys what it packaged to one environment after another. */
function deployedBy(pipeline: Pipeline, environment: string): Deployment[] {
  const [job] = pipeline.jobs;
  const step = job?.steps.at(-1);
  return job && step
    ? [{ pipeline, job, step, tool: 'copilot', environment, imperative: false }]
    : [];
}

function textOf(tree: RepositoryTree, path: string): string {
  const content = tree.read(path);
  return content.status === 'present' ? content.value : '';
}

function toPipeline(options: {
  readonly path: string;
  readonly tree: RepositoryTree;
  readonly reading: BuildspecReading;
  readonly triggers: readonly Trigger[];
  readonly id: string;
}): Pipeline {
  const { path, tree, reading, triggers, id } = options;
  return {
    system: 'codebuild',
    path,
    line: 1,
    text: textOf(tree, path),
    triggers,
    jobs: [{ ...reading.job, id, triggers }],
    references: [],
    variables: reading.variables,
    opaque: [],
  };
}
