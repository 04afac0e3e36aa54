import { CopilotProblem } from './copilotProblem';
import { CopilotManifestType } from './manifestType';
import { ManifestMap, isMap, isSet, mapOf } from './manifestValue';
import { mergeCopilotEnvironment } from './mergeCopilotEnvironment';
import { readCopilotManifest } from './readCopilotManifest';
import { readDuration } from './readDuration';
import { validateCopilotManifest } from './validateCopilotManifest';
import { convertEnvironment } from './convert/convertEnvironment';
import { convertHealth } from './convert/convertHealth';
import { convertSchedule } from './convert/convertSchedule';
import { convertShutdown } from './convert/convertShutdown';
import { convertScaling, convertSize } from './convert/convertSize';
import { ConvertedService } from './convert/convertedService';
import { Fields, UnmappedCopilotField } from './convert/fields';
import { leftReason } from './convert/leftReason';
import { readTaskPatches } from './convert/readTaskPatches';
import { reportAddons } from './convert/reportAddons';

/** @public */
export interface ConvertCopilotOptions {
  /** Text of `copilot/<service>/manifest.yml`. */
  readonly manifest: string;
  /** The environment whose values are taken; those all environments share when not set. */
  readonly environment?: string;
  /** Text of `overrides/cfn.patches.yml`. */
  readonly patches?: string;
  /** Texts of the files in `addons/`, by name. */
  readonly addons?: Readonly<Record<string, string>>;
}

/** @public */
export interface ConvertedCopilot {
  readonly name: string;
  readonly type: CopilotManifestType;
  /** What a service description takes over; empty for a type that no target can run. */
  readonly service: ConvertedService;
  /** Fields of the manifest that the service has, each with its new place. */
  readonly mapped: readonly { readonly path: string; readonly to: string }[];
  /** Everything else: no field of the manifest is in neither list. */
  readonly unmapped: readonly UnmappedCopilotField[];
  /** What {@link validateCopilotManifest} says of the manifest. */
  readonly problems: readonly CopilotProblem[];
}

/**
 * Turns a manifest of AWS Copilot into the service description that every deploy target is rendered from. Pure.
 *
 * @throws InputError for a text that is no manifest of a service, a job or a site.
 * @public
 */
export function convertCopilot(options: ConvertCopilotOptions): ConvertedCopilot {
  const { environment, patches, addons = {} } = options;
  const { type, value } = readCopilotManifest(options.manifest);
  const { problems } = validateCopilotManifest({ manifest: options.manifest, environment });
  const merged =
    environment === undefined ? shared(value) : mergeCopilotEnvironment(value, environment);
  const fields = new Fields(merged);
  const name = typeof merged.name === 'string' ? merged.name : '';
  const service: ConvertedService = {};
  fields.take('name', 'name');
  fields.take('type', 'workload');
  if (name !== '') service.name = name;
  const workload = workloadOf(type, merged);
  if (workload === undefined) {
    delete service.name;
    for (const [path, given] of fields.left) fields.report(path, unsupported(type), given);
  } else {
    service.workload = workload;
    convertSize(fields, service);
    convertHealth(fields, service);
    if (workload === 'job') convertJob(fields, service);
    else convertScaling(fields, service);
    convertShutdown(fields, service, readTaskPatches(fields, patches));
    convertEnvironment(fields, service, name);
    takeWhatTargetsDo(fields);
    for (const [path, given] of fields.left) fields.report(path, leftReason(path), given);
  }
  reportAddons(fields, addons);
  if (workload !== undefined) {
    fields.report(
      'COPILOT_*',
      'The program no longer gets the variables that Copilot adds (COPILOT_APPLICATION_NAME, COPILOT_ENVIRONMENT_NAME and others). Search the code for them.',
      '',
    );
  }
  return { name, type, service, mapped: fields.taken, unmapped: fields.unmapped, problems };
}

function shared({ environments: _, ...rest }: ManifestMap): ManifestMap {
  return rest;
}

/** A service without a port that anything could call is a worker. */
function workloadOf(
  type: CopilotManifestType,
  manifest: ManifestMap,
): ConvertedService['workload'] | undefined {
  switch (type) {
    case 'Load Balanced Web Service':
      return 'service';
    case 'Backend Service':
      return isSet(mapOf(manifest.image).port) || isSet(manifest.http) ? 'service' : 'worker';
    case 'Worker Service':
      return 'worker';
    case 'Scheduled Job':
      return 'job';
    default:
      return undefined;
  }
}

function unsupported(type: CopilotManifestType): string {
  if (type === 'Static Site')
    return 'A static site is files behind a content network; no target here is for it.';
  if (type === 'Request-Driven Web Service') {
    return 'App Runner is closed to new customers. Describe the service anew, for example for ECS Express Mode.';
  }
  return `A manifest of the type ${type} describes no service.`;
}

function convertJob(fields: Fields, service: ConvertedService): void {
  const schedule = fields.get('on', 'schedule');
  const converted = typeof schedule === 'string' ? convertSchedule(schedule) : undefined;
  if (!converted) {
    fields.report('on.schedule', 'Five fields of cron in UTC cannot say it; the default is used.');
  } else {
    service.schedule = converted.schedule;
    if (converted.phase) {
      fields.report(
        'on.schedule',
        `Runs at ${converted.schedule} (UTC): at full hours, not counted from the deployment.`,
      );
    } else {
      fields.take('on.schedule', 'schedule');
    }
  }
  const { timeout } = fields.manifest;
  const seconds = readDuration(timeout);
  if (seconds !== undefined && Number.isInteger(seconds) && seconds >= 30 && seconds <= 86_400) {
    service.timeoutSeconds = seconds;
    fields.take('timeout', 'timeoutSeconds');
  } else if (isSet(timeout)) {
    fields.report('timeout', 'A run may take from 30 seconds to a day; the default is used.');
  }
  if (fields.get('retries') === 2) fields.take('retries', 'what every target does');
}

/** What the manifest says and every target does without being told. */
function takeWhatTargetsDo(fields: Fields): void {
  const same: readonly (readonly [string, unknown])[] = [
    ['exec', false],
    ['storage.readonly_fs', true],
    ['http.stickiness', false],
    ['network.vpc.placement', 'private'],
    ['logging.retention', 30],
    ['deployment.rolling', 'default'],
    ['image.build', 'Dockerfile'],
    ['image.build', './Dockerfile'],
    ['image.build.dockerfile', 'Dockerfile'],
    ['image.build.context', '.'],
    ['image.build.context', './'],
  ];
  for (const [path, expected] of same) {
    if (fields.get(...path.split('.')) === expected) fields.take(path, 'what every target does');
  }
  if (typeof fields.get('image', 'location') === 'string') {
    fields.take('image.location', 'the image repository of the service, by digest');
  }
  for (const [volume, options] of Object.entries(mapOf(fields.get('storage', 'volumes')))) {
    const { path, efs } = mapOf(options);
    if (path === '/tmp' && (!isSet(efs) || efs === false) && !isMap(efs)) {
      fields.take(`storage.volumes.${volume}`, 'what every target does');
    }
  }
}
