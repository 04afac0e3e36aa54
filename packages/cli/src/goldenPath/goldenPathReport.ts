import { AuthorReport, SeenFinding } from '@container-lens/golden-path';
import { ToolResult } from './runOutsideTools';

/** Everything `lens golden-path test` says; the shape of `--format json`. */
export interface GoldenPathReport extends AuthorReport {
  readonly schemaVersion: 1;
  readonly folder: string;
  readonly passed: boolean;
  readonly findings: readonly SeenFinding[];
  readonly tools: readonly ToolResult[];
  /** Sentences about what was not used. */
  readonly notes: readonly string[];
}

/** `3 errors, 1 warning` */
export function countFindings(findings: readonly SeenFinding[]): string {
  const count = (severity: SeenFinding['severity']) =>
    findings.filter(finding => finding.severity === severity).length;
  return `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`;
}

/** What was rendered, in one sentence. */
export function describeCoverage(report: GoldenPathReport): string {
  const { compositions, possible, rendered, grades } = report;
  const all = compositions === possible ? 'all' : 'every pair of values';
  const judged = Object.entries(grades)
    .sort()
    .map(([grade, count]) => `${count} × ${grade}`)
    .join(', ');
  return `Rendered ${rendered} times: ${compositions} of ${plural(possible, 'combination')} (${all}). Grades: ${judged || 'none'}.`;
}

/** `helm v3.19.0 looked at 2` or `actionlint skipped: not installed`. */
export function describeTool({ tool, status, version, runs, reason }: ToolResult): string {
  const rest = reason ? `; ${reason}` : '';
  return status === 'ran'
    ? `${tool} ${version} looked at ${runs}${rest}`.replace(/ {2,}/g, ' ')
    : `${tool} skipped: ${reason}`;
}

/** `extra/a/x.md.njk:2`, and what was generated where it is another file. */
export function describePlace({ path, line, generated }: SeenFinding): string {
  if (path === undefined) {
    return generated === undefined ? '' : `${generated}${line ? `:${line}` : ''} (generated)`;
  }
  const of = generated !== undefined && generated !== path ? ` (generated: ${generated})` : '';
  return `${path}${line ? `:${line}` : ''}${of}`;
}

/** `in 4 combinations, such as node-helm-github-renovate-service` */
export function describeCombinations({ combinations }: SeenFinding): string {
  const [first] = combinations;
  if (first === undefined) return '';
  return combinations.length === 1
    ? `in ${first}`
    : `in ${combinations.length} combinations, such as ${first}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
