import { OrganisationDocument, Scorecard } from '@container-lens/engine';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { mergeCopilotEnvironment } from '../copilot/mergeCopilotEnvironment';
import { readCopilotManifest } from '../copilot/readCopilotManifest';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { createJudge, withFiles } from '../retrofit/plan/judge';
import { RenderedForRepository } from '../retrofit/plan/renderForRepository';
import { writeLock } from '../retrofit/plan/writeLock';
import { readService } from '../retrofit/readService';
import { findInTheWay, hasContent, RetrofitFiles, textOf } from '../retrofit/retrofitFiles';
import { KeptFile, WantedFile } from '../retrofit/retrofitPlan';
import { chooseFiles, unchangedFilesOf, wantedFiles } from './chooseFiles';
import { renderLeaveReport } from './describeLeave';
import { CopilotServiceFiles } from './findCopilotService';
import { findHealthCommand, KnownHealthCommand, withoutHealthCheck } from './healthCommand';
import { MovedField } from './mapManifest';
import { LeaveChange, LeavePlan, leaveReportPath } from './leavePlan';
import { listGuidance } from './listGuidance';
import { readCopilotService } from './readCopilotService';
import { LeaveTarget, leaveTemplate, renderLeave } from './renderLeave';

/** @public */
export interface PlanLeaveCopilotOptions {
  /** Every file of the repository. */
  readonly files: RetrofitFiles;
  /** Folder below `copilot`; the only service when not set. */
  readonly name?: string;
  /** Of Copilot; its values are taken. The one called production when not set. */
  readonly environment?: string;
  readonly target: LeaveTarget;
  /** Entity reference. */
  readonly owner?: string;
  readonly description?: string;
  /** Whether the folder of the service is removed; it stays when not set. */
  readonly removeCopilot?: boolean;
  readonly config: GoldenPathConfig;
  readonly library: OverlayLibrary;
  readonly organisation?: OrganisationDocument;
  /** The moment both assessments are made for; now when not set. */
  readonly now?: Date;
}

/**
 * Plans how a service leaves AWS Copilot: the files of another target, made from its manifest, and a page that says what became
 * of every field. Files of the team stay, the pipeline too. Planning for the result plans nothing more. Nothing is written.
 *
 * @throws InputError when there is no such service, no target can run it, or a value is not allowed here.
 * @public
 */
export async function planLeaveCopilot(options: PlanLeaveCopilotOptions): Promise<LeavePlan> {
  const { files, target, config, library, organisation, now = new Date() } = options;
  const { name, found, environment, service, fields } = readCopilotService(options);
  const facts = readService({ files, overrides: { name }, repositoryName: name, organisation });
  const rendered = await renderLeave({
    name,
    service,
    target,
    language: facts.language.value ?? 'node',
    description: options.description || `The service ${name}.`,
    owner: options.owner || 'group:default/owner',
    config,
    library,
  });
  const health = findHealthCommand({
    files,
    manifest: mergeCopilotEnvironment(readCopilotManifest(found.manifest).value, environment ?? ''),
    dockerfile: facts.dockerfile.value,
    runtimeParent: rendered.platform.parent.runtime,
    organisation,
    name,
    now,
  });
  const hasMake = isAsRendered(files, rendered, 'Makefile');
  const wanted = wantedFiles({
    rendered,
    target,
    hasMake,
    adaptation: {
      ownMakefile: false,
      defaultBranch: 'main',
      deploys: true,
      tests: true,
      healthCommand: health.command,
      ownParent: health.ownParent,
    },
  }).map(file => (health.ownParent || health.command ? file : withoutHealthCheck(file)));
  const { written, kept: others, missing } = chooseFiles({ files, wanted });
  const removed = options.removeCopilot ? filesToRemove(files, found) : [];
  const guidance = listGuidance({ rendered, converted: service, target, health, missing, hasMake });
  const report = reportFile(files);
  const kept: readonly KeptFile[] = [...others, ...report.kept];
  const plan = {
    name,
    target,
    manifestPath: found.manifestPath,
    environment,
    service: rendered.service,
    fields: withHealthCommand({
      fields,
      health,
      target,
      isJob: rendered.service.workload === 'job',
    }),
    kept,
    guidance,
  };
  const text = renderLeaveReport({
    ...plan,
    removes: removed.length > 0,
    environments: found.environments,
    platformEnvironments: rendered.platform.environments.map(one => one.name),
    image: rendered.platform.registry.image,
  });
  const results: WantedFile[] = [...written];
  if (report.isFree) results.push({ path: leaveReportPath, text });
  const lock = await lockOf({ files, written, rendered, library });
  if (lock) results.push(lock);
  const changes = toChanges(files, results, removed);
  const judge = createJudge({ name, organisation, now });
  const before = await judge(files);
  const after = await judge(apply(files, results, removed));
  return { ...plan, changes, before, after, regressions: listRegressions(before, after) };
}

/** ECS asks the container itself, with the command of the manifest where the image has no probe of the organisation. */
function withHealthCommand(options: {
  fields: readonly MovedField[];
  health: KnownHealthCommand;
  target: LeaveTarget;
  isJob: boolean;
}): readonly MovedField[] {
  const { fields, health, target, isJob } = options;
  const isAsked = target === 'ecs' || target === 'ecs-express';
  if (!isAsked || isJob || !health.isOfManifest || health.ownParent) return fields;
  return fields.map(field =>
    field.path === 'image.healthcheck.command'
      ? { path: field.path, value: field.value, to: 'health check of the container' }
      : field,
  );
}

function filesToRemove(files: RetrofitFiles, found: CopilotServiceFiles): string[] {
  const isUnchanged = unchangedFilesOf(files, 'deploy/copilot');
  return [...files.keys()].filter(
    path =>
      path.startsWith(`${found.folder}/`) ||
      // What the golden path brought for Copilot alone.
      (found.services.length === 1 &&
        /^(make\.d\/copilot\.mk|policy\/copilot\.rego|ci\/copilot\.sha256)$/.test(path) &&
        isUnchanged(path)),
  );
}

function reportFile(files: RetrofitFiles): { isFree: boolean; kept: KeptFile[] } {
  const there = textOf(files, leaveReportPath);
  // Also a file or a link where the folder would be.
  const inTheWay = findInTheWay(files, leaveReportPath);
  if (inTheWay === undefined || there?.startsWith('# Leaving AWS Copilot\n')) {
    return { isFree: true, kept: [] };
  }
  return { isFree: false, kept: [{ path: inTheWay, why: 'It exists, and yours stays as it is.' }] };
}

async function lockOf(options: {
  files: RetrofitFiles;
  written: readonly WantedFile[];
  rendered: RenderedForRepository;
  library: OverlayLibrary;
}): Promise<WantedFile | undefined> {
  const { files, written, rendered, library } = options;
  if (!written.some(({ path }) => !files.has(path))) return undefined;
  const lock = await writeLock({
    original: files,
    written,
    rendered,
    library,
    template: leaveTemplate,
  });
  return lock.file;
}

function apply(
  files: RetrofitFiles,
  written: readonly WantedFile[],
  removed: readonly string[],
): RetrofitFiles {
  const result = new Map(withFiles(files, written));
  removed.forEach(path => result.delete(path));
  return result;
}

function toChanges(
  files: RetrofitFiles,
  written: readonly WantedFile[],
  removed: readonly string[],
): LeaveChange[] {
  return [
    ...written
      .filter(({ path, text }) => !hasContent(files, path, Buffer.from(text, 'utf8')))
      .map(({ path, text, executable }): LeaveChange => ({
        path,
        after: text,
        mode: files.has(path) ? undefined : modeOf(executable),
      })),
    ...removed.map((path): LeaveChange => ({ path, after: undefined, mode: undefined })),
  ].sort((left, right) => (left.path < right.path ? -1 : 1));
}

function modeOf(executable: boolean | undefined): '100644' | '100755' {
  return executable ? '100755' : '100644';
}

function listRegressions(before: Scorecard, after: Scorecard): string[] {
  const then = new Map(before.results.map(({ check, verdict }) => [check, verdict]));
  return after.results
    .filter(
      ({ check, verdict, severity, waived }) =>
        verdict === 'fail' &&
        !waived &&
        (severity === 'high' || severity === 'critical') &&
        then.get(check) !== 'fail',
    )
    .map(({ check }) => check);
}

function isAsRendered(
  files: RetrofitFiles,
  rendered: RenderedForRepository,
  path: string,
): boolean {
  const file = rendered.files.find(candidate => candidate.path === path);
  return file !== undefined && hasContent(files, path, file.content);
}
