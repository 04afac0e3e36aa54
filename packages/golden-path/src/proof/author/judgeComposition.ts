import { FailOn, Scorecard } from '@container-lens/engine';
import { AuthorFinding } from './authorFinding';

/** @public */
export const grades = ['A', 'B', 'C', 'D', 'F'] as const;

/** @public */
export type Grade = (typeof grades)[number];

const severities: readonly FailOn[] = ['low', 'medium', 'high', 'critical', 'never'];

/** What the lens says against a generated repository; `path` is one of its files. */
export function judgeComposition(
  { score, results }: Scorecard,
  options: { failOn?: FailOn; minimumGrade?: Grade },
): (AuthorFinding & { path?: string })[] {
  const { failOn = 'high', minimumGrade = 'A' } = options;
  const found: AuthorFinding[] = [];
  const place = grades.indexOf(score.grade as Grade);
  if (place < 0 || place > grades.indexOf(minimumGrade)) {
    found.push({
      rule: 'lens',
      severity: 'error',
      message: `The lens gives the grade ${place < 0 ? 'none' : score.grade}; at least ${minimumGrade} is asked for.`,
      fix: 'Mend what the lens finds; lens check on a rendered repository says everything.',
    });
  }
  for (const { check, title, severity, verdict, waived, units, remediation } of results) {
    if (verdict !== 'fail' || waived) {
      continue;
    }
    for (const unit of units.filter(({ verdict: one }) => one === 'fail')) {
      const [first] = unit.findings;
      found.push({
        rule: 'lens',
        severity: severities.indexOf(severity) >= severities.indexOf(failOn) ? 'error' : 'warning',
        message: `${title} (${check}, ${severity}): ${first?.message ?? unit.reason ?? 'it fails'}`,
        path: first?.path,
        line: first?.line,
        fix: remediation,
      });
    }
  }
  return found;
}
