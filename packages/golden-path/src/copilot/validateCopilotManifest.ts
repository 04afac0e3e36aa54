import { checkShape } from './checkShape';
import { CopilotProblem } from './copilotProblem';
import { environmentShape, pipelineShape } from './environmentShape';
import { CopilotManifestType } from './manifestType';
import { ManifestMap, mapOf } from './manifestValue';
import { mergeCopilotEnvironment } from './mergeCopilotEnvironment';
import { readCopilotManifest } from './readCopilotManifest';
import { checkContainers } from './rules/checkContainers';
import { checkCount } from './rules/checkCount';
import { checkEnvironment } from './rules/checkEnvironment';
import { checkHttp } from './rules/checkHttp';
import { checkImage } from './rules/checkImage';
import { checkMessages, checkNetwork } from './rules/checkNetwork';
import { checkPipeline, checkWorkload } from './rules/checkOtherTypes';
import { checkPlatform } from './rules/checkPlatform';
import { checkPorts } from './rules/checkPorts';
import { checkStorage } from './rules/checkStorage';
import { RuleContext } from './rules/ruleContext';
import { Shape, map, object, text } from './shape';
import { workloadFields } from './workloadShapes';

const problemsLimit = 200;
const workloadRules = [
  checkWorkload,
  checkImage,
  checkHttp,
  checkCount,
  checkPlatform,
  checkStorage,
  checkNetwork,
  checkMessages,
  checkContainers,
  checkPorts,
];

/** @public */
export interface ValidatedCopilotManifest {
  readonly type: CopilotManifestType;
  /** Names below `environments`, in their order. */
  readonly environments: readonly string[];
  readonly problems: readonly CopilotProblem[];
}

/**
 * Checks a manifest of AWS Copilot more strictly than Copilot does: an unknown key, which Copilot ignores, is an error here.
 * Without `environment` the manifest is checked as it stands and as each environment gets it.
 *
 * @throws InputError for a text that is no manifest at all.
 * @public
 */
export function validateCopilotManifest(options: {
  readonly manifest: string;
  readonly environment?: string;
}): ValidatedCopilotManifest {
  const { type, value } = readCopilotManifest(options.manifest);
  const problems = new Map<string, CopilotProblem>();
  const add = (severity: CopilotProblem['severity'], path: string, message: string): void => {
    const key = `${severity}\0${path}\0${message}`;
    if (problems.size < problemsLimit && !problems.has(key)) {
      problems.set(key, { severity, path, message });
    }
  };
  const error = (path: string, message: string) => add('error', path, message);
  checkShape({ value, shape: shapeOf(type), path: '', report: error });
  const environments = Object.keys(mapOf(value.environments));
  // A value of another form is already reported, and what rules would say of it is noise.
  const isReadable = problems.size === 0 || [...problems.values()].every(isUnknownKey);
  if (isReadable) {
    const names = options.environment === undefined ? environments : [options.environment];
    const whole = options.environment === undefined ? [undefined] : [];
    for (const name of [...whole, ...names]) {
      const manifest =
        name === undefined ? withoutEnvironments(value) : mergeCopilotEnvironment(value, name);
      const seen = name === undefined ? undefined : problems;
      applyRules({
        type,
        manifest,
        error: (path, message) => reportOnce({ add, seen, name, severity: 'error', path, message }),
        advice: (path, message) =>
          reportOnce({ add, seen, name, severity: 'advice', path, message }),
      });
    }
  }
  return { type, environments, problems: [...problems.values()] };
}

/** What the manifest itself already has is not said again for each environment. */
function reportOnce(options: {
  add: (severity: CopilotProblem['severity'], path: string, message: string) => void;
  seen: ReadonlyMap<string, CopilotProblem> | undefined;
  name: string | undefined;
  severity: CopilotProblem['severity'];
  path: string;
  message: string;
}): void {
  const { add, seen, name, severity, path, message } = options;
  if (seen?.has(`${severity}\0${path}\0${message}`)) return;
  add(severity, name === undefined ? path : `environments.${name}.${path}`, message);
}

function applyRules(context: RuleContext): void {
  if (context.type === 'Environment') checkEnvironment(context);
  else if (context.type === 'Pipeline') checkPipeline(context);
  else workloadRules.forEach(rule => rule(context));
}

function isUnknownKey({ message }: CopilotProblem): boolean {
  return message.startsWith('is not a key');
}

function withoutEnvironments({ environments: _, ...rest }: ManifestMap): ManifestMap {
  return rest;
}

function shapeOf(type: CopilotManifestType): Shape {
  if (type === 'Environment') return environmentShape;
  if (type === 'Pipeline') return pipelineShape;
  const fields = workloadFields[type];
  return object({ name: text, type: text, ...fields, environments: map(object(fields)) });
}
