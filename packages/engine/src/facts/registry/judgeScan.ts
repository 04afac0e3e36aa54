import { RegistryPlatform, RegistryScan } from '../../contract/registryEvidence';
import { Finding, Judgement } from '../../contract/verdict';
import { platformName } from './platformSet';

/** The limits of findings and the moment ages are counted to. @public */
export interface ScanLimits {
  readonly maxHighBasic: number;
  readonly highGraceDays: number;
  readonly basicMaxAgeDays: number;
  readonly now: Date;
}

const dayMs = 24 * 60 * 60 * 1000;
const findingsShown = 20;

type ScanFinding = RegistryScan['findings'][number];

/**
 * What the scan of one platform manifest means (catalogue, `sec-image-scan-findings`). `emptyParent` is true for an
 * image on `scratch`, which has nothing a scanner could know.
 *
 * @public
 */
export function judgeScan(
  platform: RegistryPlatform,
  limits: ScanLimits,
  emptyParent: boolean,
): Judgement {
  const name = platformName(platform);
  const { scan } = platform;
  if (!scan || scan.status === 'absent') {
    return {
      verdict: 'unknown',
      code: 'no-source-configured',
      reason: `${name} was never scanned.`,
    };
  }
  if (scan.status === 'unavailable') {
    return { verdict: 'unknown', code: scan.code, reason: scan.reason };
  }
  const { state, kind } = scan.value;
  if (state === 'UNSUPPORTED_IMAGE' && emptyParent) {
    const reason = 'The scanner does not support the image, which has no operating system.';
    return { verdict: 'not-applicable', reason };
  }
  if (state !== 'COMPLETE' && state !== 'ACTIVE') {
    const reason = `The scan of ${name} gives no findings: its state is ${state}.`;
    return { verdict: 'unknown', code: 'source-error', reason };
  }
  const findings = scan.value.findings.filter(({ suppressed }) => suppressed !== true);
  const serious = findings.filter(({ severity }) => severity === 'CRITICAL' || severity === 'HIGH');
  const overdue = findOverdue(serious, kind, limits);
  if (overdue.length > 0) {
    const reason = `${overdue.length} serious finding${overdue.length === 1 ? ' is' : 's are'} overdue on ${name}.`;
    return { verdict: 'fail', reason, findings: toFindings(overdue, name) };
  }
  if (serious.length > 0) {
    const reason = `${serious.length} critical or high finding${serious.length === 1 ? ' remains' : 's remain'} on ${name}.`;
    return { verdict: 'warn', reason, findings: toFindings(serious, name) };
  }
  const old = describeAge(scan.value, limits);
  if (old !== undefined) {
    const reason = `The scan of ${name} is ${old}.`;
    return { verdict: 'warn', reason, findings: [{ message: reason }] };
  }
  const reason = `The scan of ${name} shows no critical or high finding.`;
  return { verdict: 'pass', reason, evidence: [{ message: reason }] };
}

function findOverdue(
  serious: readonly ScanFinding[],
  kind: RegistryScan['kind'],
  limits: ScanLimits,
): readonly ScanFinding[] {
  const critical = serious.filter(({ severity }) => severity === 'CRITICAL');
  const high = serious.filter(({ severity }) => severity === 'HIGH');
  // A report without any word about fixes is no better than a basic scan.
  const basic = kind === 'basic' || serious.every(({ fixAvailable }) => fixAvailable === undefined);
  if (basic && kind !== 'enhanced') {
    return [...critical, ...(high.length > limits.maxHighBasic ? high : [])];
  }
  return serious.filter(({ severity, fixAvailable, exploitAvailable, firstObservedAt }) => {
    if (exploitAvailable === 'YES') return true;
    const fixable = fixAvailable === 'YES' || fixAvailable === 'PARTIAL';
    if (!fixable) return false;
    if (severity === 'CRITICAL') return true;
    const age =
      firstObservedAt === undefined ? 0 : limits.now.getTime() - Date.parse(firstObservedAt);
    return age > limits.highGraceDays * dayMs;
  });
}

/** Why a complete scan does not count as fresh; `undefined` when it does. */
function describeAge(scan: RegistryScan, limits: ScanLimits): string | undefined {
  if (scan.kind === 'enhanced' && scan.state === 'ACTIVE') return undefined;
  if (scan.kind === 'enhanced') return 'complete and no longer kept up to date';
  if (scan.completedAt === undefined) return 'of an unknown day';
  const days = Math.floor((limits.now.getTime() - Date.parse(scan.completedAt)) / dayMs);
  return days > limits.basicMaxAgeDays
    ? `${days} days old; at most ${limits.basicMaxAgeDays} count`
    : undefined;
}

function toFindings(findings: readonly ScanFinding[], platform: string): [Finding, ...Finding[]] {
  const described = findings
    .slice(0, findingsShown)
    .map(({ id, severity, packageName, ...rest }) => {
      const where = packageName === undefined ? '' : ` in ${packageName}`;
      const fix = rest.fixedInVersion === undefined ? '' : `, fixed in ${rest.fixedInVersion}`;
      const exploit = rest.exploitAvailable === 'YES' ? ', an exploit is known' : '';
      return { message: `${severity} ${id}${where}${fix}${exploit} (${platform}).` };
    });
  return described as [Finding, ...Finding[]];
}
