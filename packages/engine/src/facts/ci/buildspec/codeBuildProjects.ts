import { CloudModel, CloudResource, CloudValue } from '../../cloud/cloudResource';
import { joinPath } from '../../repository/paths';
import { resolved } from '../../resolved';
import { PipelineJob, Runner, Trigger } from '../model/pipeline';

/** A project of CodeBuild in infrastructure as code. */
export interface CodeBuildProject {
  readonly resource: CloudResource;
  /** Path of its buildspec; `undefined` where it is written in the template or not known. */
  readonly buildspec?: string;
  /** Buildspec written in the template. */
  readonly inline?: string;
  readonly triggers: readonly Trigger[];
  readonly settings: Pick<PipelineJob, 'runner' | 'timeoutMinutes'>;
  /** True when CodePipeline starts it. */
  readonly inPipeline: boolean;
}

const projectType = 'AWS::CodeBuild::Project';

export function readProjects(cloud: CloudModel): CodeBuildProject[] {
  const rules = cloud.ofType('AWS::Events::Rule').slice(0, 100);
  return cloud
    .ofType(projectType)
    .slice(0, 100)
    .map(readProject)
    .map(project => ({
      ...project,
      triggers: [...project.triggers, ...rules.flatMap(rule => readSchedule(rule, project))],
    }));
}

/** A rule of EventBridge that starts the project at fixed times. */
function readSchedule(rule: CloudResource, { resource }: CodeBuildProject): Trigger[] {
  const cron = textOf(rule, 'ScheduleExpression');
  if (cron === undefined || textOf(rule, 'State') === 'DISABLED') {
    return [];
  }
  for (let i = 0; i < lengthOf(rule, 'Targets'); i++) {
    if (rule.path === resource.path && rule.references('Targets', i, 'Arn').includes(resource.name))
      return [{ kind: 'schedule', cron, line: rule.line }];
  }
  return [];
}

export function textOf(
  resource: CloudResource,
  ...path: readonly (string | number)[]
): string | undefined {
  const value = resource.get(...path);
  return value.resolved &&
    (typeof value.value === 'string' ||
      typeof value.value === 'number' ||
      typeof value.value === 'boolean')
    ? String(value.value)
    : undefined;
}

/** Length of a list; a single block counts as one. */
export function lengthOf(resource: CloudResource, ...path: readonly (string | number)[]): number {
  const value = resource.get(...path);
  return value.resolved && Array.isArray(value.value) ? Math.min(value.value.length, 100) : 0;
}

function readProject(resource: CloudResource): CodeBuildProject {
  const written =
    textOf(resource, 'Source', 'BuildSpec') ?? textOf(resource, 'Source', 'Buildspec');
  const isInline = written !== undefined && /\n|^\s*\{|version:/.test(written);
  const type = textOf(resource, 'Source', 'Type');
  const minutes = Number(
    textOf(resource, 'TimeoutInMinutes') ?? textOf(resource, 'BuildTimeout') ?? '60',
  );
  const reserved = hasValue(resource, 'Environment', 'Fleet');
  const runner: Runner = {
    kind: reserved ? 'codebuild-reserved' : 'codebuild',
    labels: [],
    line: resource.lineOf('Environment'),
  };
  const path = joinPath(written ?? 'buildspec.yml');
  return {
    resource,
    buildspec: isInline ? undefined : path,
    inline: isInline ? written : undefined,
    triggers: readWebhook(resource),
    inPipeline: type === 'CODEPIPELINE',
    settings: { runner, timeoutMinutes: resolved(Number.isFinite(minutes) ? minutes : 60) },
  };
}

function hasValue(resource: CloudResource, ...path: readonly string[]): boolean {
  const value = resource.get(...path);
  return !value.resolved || value.value !== undefined;
}

/** `Triggers` with a webhook: events and branches of its filter groups. */
function readWebhook(resource: CloudResource): Trigger[] {
  if (textOf(resource, 'Triggers', 'Webhook') !== 'true') {
    return [];
  }
  const groups = resource.get('Triggers', 'FilterGroups');
  const list =
    groups.resolved && Array.isArray(groups.value) ? (groups.value as readonly CloudValue[]) : [];
  const line = resource.lineOf('Triggers');
  if (list.length === 0) {
    return [
      { kind: 'push', line },
      { kind: 'pull-request', line },
    ];
  }
  return list.slice(0, 20).flatMap((_group, index) => readGroup(resource, index, line));
}

function kindOf(event: string): Trigger['kind'] {
  if (event === 'PUSH') return 'push';
  if (event === 'RELEASED') return 'release';
  return event.startsWith('PULL_REQUEST') ? 'pull-request' : 'other';
}

function readGroup(resource: CloudResource, group: number, line: number | undefined): Trigger[] {
  const filters = new Map<string, string>();
  for (let i = 0; i < lengthOf(resource, 'Triggers', 'FilterGroups', group); i++) {
    const at = ['Triggers', 'FilterGroups', group, i] as const;
    filters.set(textOf(resource, ...at, 'Type') ?? '', textOf(resource, ...at, 'Pattern') ?? '');
  }
  const events = (filters.get('EVENT') ?? 'PUSH').split(',').map(event => event.trim());
  const head = filters.get('HEAD_REF');
  const branch = head
    ?.replace(/^\^?(refs\/heads\/)?/, '')
    .replace(/\$$/, '')
    .replaceAll('.*', '*');
  const named = branch === undefined ? undefined : [branch];
  const onTags = head?.includes('refs/tags') ?? false;
  const filtersPaths = filters.has('FILE_PATH') ? true : undefined;
  const kinds = new Set(events.map(event => kindOf(event)));
  return [...kinds].map((kind): Trigger =>
    kind === 'push'
      ? {
          kind,
          line,
          filtersPaths,
          branches: onTags ? [] : named,
          tags: head === undefined || onTags ? undefined : [],
        }
      : { kind, line, filtersPaths },
  );
}
