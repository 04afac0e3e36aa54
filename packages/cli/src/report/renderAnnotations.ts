import { CheckResult, describeGate, GateResult, Scorecard, Severity } from '@container-lens/engine';

type Level = 'error' | 'warning' | 'notice';

const levels: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};
const findingsPerUnit = 10;

/** Text of a workflow command: what could end or start one is written as a code. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function levelOf({ verdict, severity }: CheckResult): Level {
  if (verdict === 'fail') return levels[severity];
  return levels[severity] === 'error' ? 'warning' : 'notice';
}

/**
 * Workflow commands of GitHub Actions: each failure and warning becomes an annotation at its line, failures first,
 * because GitHub shows ten of each kind per step.
 *
 * @param pathPrefix - path of the judged folder inside its repository, empty or with a final slash
 */
export function renderAnnotations(
  scorecard: Scorecard,
  options: { readonly gate: GateResult; readonly pathPrefix: string },
): string {
  const shown = scorecard.results.filter(
    ({ verdict, waived }) => (verdict === 'fail' || verdict === 'warn') && !waived,
  );
  const lines = shown.flatMap(result =>
    result.units
      .filter(unit => unit.verdict === result.verdict)
      .flatMap(unit => unit.findings.slice(0, findingsPerUnit))
      .map(({ message, path, line }) => {
        const place = [
          ...(path === undefined ? [] : [`file=${escapeProperty(options.pathPrefix + path)}`]),
          ...(path === undefined || line === undefined ? [] : [`line=${line}`]),
          `title=${escapeProperty(`${result.title} (${result.check})`)}`,
        ].join(',');
        const text = escapeData(`${message}\nFix: ${result.remediation}`);
        return `::${levelOf(result)} ${place}::${text}`;
      }),
  );
  return `${[...lines, escapeData(describeGate(options.gate))].join('\n')}\n`;
}
