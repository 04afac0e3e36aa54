import { Judgement } from '../../contract/verdict';
import { PlacementRule, Workload } from '../deployment/workload';
import { judgementAt } from './judgementAt';

const onlyX86 = /^(amd64|x86_64|x64|linux\/(amd64|x86_64)|386)$/i;

/** Judges whether the scheduling rules of a workload tie it to one instance type. @public */
export function judgePlacement(workload: Workload): Judgement {
  const { id, placement, launchTypes, platform } = workload;
  const types = placement.filter(({ subject }) => subject !== 'architecture');
  const pinned = types.find(rule => rule.required && valuesOf(rule).length === 1);
  if (pinned) {
    const reason = `${id} only runs on ${valuesOf(pinned).join(', ')}.`;
    return judgementAt('fail', reason, pinned);
  }
  const open = placement.find(({ values }) => !values.resolved);
  if (open && !open.values.resolved) {
    return judgementAt('unknown', `Where ${id} may run is not known: ${open.values.reason}`, open);
  }
  const [soft] = types;
  if (soft) {
    const reason = soft.required
      ? `${id} only runs on ${valuesOf(soft).join(', ')}.`
      : `${id} prefers ${valuesOf(soft).join(', ') || 'one instance type'}.`;
    return judgementAt('warn', reason, soft);
  }
  const x86 = placement.find(
    rule =>
      rule.subject === 'architecture' &&
      rule.required &&
      valuesOf(rule).length > 0 &&
      valuesOf(rule).every(value => onlyX86.test(value)),
  );
  if (x86) return judgementAt('warn', `${id} is limited to ${valuesOf(x86).join(', ')}.`, x86);
  if (platform === 'ecs') {
    if (launchTypes && !launchTypes.resolved) {
      return judgementAt(
        'unknown',
        `Where ${id} runs is not known: ${launchTypes.reason}`,
        workload,
      );
    }
    const launch = launchTypes?.value ?? [];
    const flexible =
      workload.usesCapacityProviders === true ||
      launch.some(type => /^(FARGATE|MANAGED_INSTANCES)/.test(type));
    // The service of a bare task definition is elsewhere, and may have capacity providers.
    const isBare = /\.json$/i.test(workload.path) && !/template/i.test(workload.path);
    if (!flexible && (launch.length === 0 || isBare)) {
      return judgementAt('unknown', `What ${id} runs on is not written here.`, workload);
    }
    if (!flexible) {
      const reason = `${id} runs on ${launch.join(', ')} without a capacity provider: the machines are chosen by hand.`;
      return judgementAt('warn', reason, workload);
    }
  }
  return judgementAt('pass', `${id} is tied to no instance type.`, workload);
}

function valuesOf({ values }: PlacementRule): readonly string[] {
  return values.resolved ? (values.value ?? []) : [];
}

/** Judges on which architecture a workload runs, and whether its image could run on Arm. @public */
export function judgeArchitecture(
  workload: Workload,
  image: { readonly arm: boolean | undefined; readonly reason: string },
): Judgement {
  const { id, architecture, placement, platform } = workload;
  if (!architecture.resolved) {
    return judgementAt(
      'unknown',
      `The architecture of ${id} is not known: ${architecture.reason}`,
      workload,
    );
  }
  const rules = placement.filter(({ subject }) => subject === 'architecture');
  const open = rules.find(({ values }) => !values.resolved);
  if (open && !open.values.resolved) {
    return judgementAt(
      'unknown',
      `The architecture of ${id} is not known: ${open.values.reason}`,
      open,
    );
  }
  const required = rules.filter(rule => rule.required).map(valuesOf);
  const allowed =
    required.length > 0 ? required.reduce((a, b) => a.filter(v => b.includes(v))) : [];
  const preferred = rules.find(rule => !rule.required && valuesOf(rule).some(isArm));
  const told = architecture.value;
  const place = rules[0] ?? workload;
  const names = told === undefined ? allowed : [told];
  if (names.length > 0 && names.every(isArm)) {
    return judgementAt('pass', `${id} runs on ${names.join(', ')}.`, place);
  }
  if (names.length > 0 && !names.some(isArm)) {
    return judgementAt('fail', `${id} is pinned to ${names.join(', ')}.`, place);
  }
  const machines = placement.filter(
    ({ subject, required: must }) => subject !== 'architecture' && must,
  );
  const machine = machines.find(
    rule => valuesOf(rule).length > 0 && valuesOf(rule).every(isGraviton),
  );
  if (machine) {
    return judgementAt('pass', `${id} runs on ${valuesOf(machine).join(', ')}.`, machine);
  }
  if (preferred && image.arm !== false) {
    return judgementAt('pass', `${id} prefers arm64.`, preferred);
  }
  const byDefault =
    platform === 'kubernetes' ? 'is tied to no architecture' : 'runs on x86 by default';
  if (image.arm === undefined) {
    const reason = `${id} ${byDefault}, and whether its image can run on Arm is not known: ${image.reason}`;
    return judgementAt('unknown', reason, workload, 'no-source-configured');
  }
  return image.arm
    ? judgementAt(
        'warn',
        `${id} ${byDefault}, although its image is built for arm64, too.`,
        workload,
      )
    : judgementAt('fail', `${id} ${byDefault}, and its image is not built for arm64.`, workload);
}

/** `m7g.large`, `c6gn.*`, `t4g`: the letter behind the generation stands for Graviton. */
function isGraviton(type: string): boolean {
  return /^(a1|[a-z]{1,4}\d{1,2}g[a-z]*)(\.|$)/.test(type);
}

function isArm(name: string): boolean {
  return /arm64|aarch64/i.test(name);
}
