import { normalize } from 'node:path/posix';
import { SeenFinding } from '@container-lens/golden-path';
import {
  countFindings,
  describeCombinations,
  describeCoverage,
  describePlace,
  describeTool,
  GoldenPathReport,
} from './goldenPathReport';

/** What the report can be written as. */
export const reportFormats = ['text', 'json', 'markdown', 'github'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** Longest comment that GitHub takes, in characters. */
const commentLength = 65_536;

export function renderGoldenPathReport(report: GoldenPathReport, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report);
    case 'github':
      return renderCommands(report);
    default:
      return renderText(report);
  }
}

function outcome(report: GoldenPathReport): string {
  return `${report.passed ? 'Passed' : 'Failed'}: ${countFindings(report.findings)}.`;
}

/** Control characters of a hostile file name or message must not reach a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, character =>
    character === '\n' || character === '\t' ? character : '\uFFFD',
  );
}

function renderText(report: GoldenPathReport): string {
  const lines = [
    `Golden paths of ${report.folder}`,
    `  overlays: ${report.overlays.join(', ') || 'none'}`,
    `  templates: ${report.templates.join(', ') || 'none'}`,
    '',
  ];
  for (const finding of report.findings) {
    const { severity, rule, message, fix } = finding;
    lines.push(`${severity} ${rule}  ${describePlace(finding)}`.trimEnd(), `  ${message}`);
    const seen = describeCombinations(finding);
    if (seen) lines.push(`  ${seen}`);
    if (fix) lines.push(`  fix: ${fix}`);
    lines.push('');
  }
  lines.push(describeCoverage(report));
  lines.push(...report.tools.map(describeTool), ...report.notes, outcome(report));
  return `${lines.map(plain).join('\n')}\n`;
}

function renderMarkdown(report: GoldenPathReport): string {
  const escape = (text: string) =>
    plain(text)
      .replace(/\s/g, ' ')
      .replace(/[\\`*_{}[\]<>#|~!@]/g, '\\$&');
  const row = (finding: SeenFinding) =>
    [
      finding.severity,
      escape(describePlace(finding)),
      escape(finding.message),
      escape(describeCombinations(finding)),
      escape(finding.fix ?? ''),
    ].join(' | ');
  const head = ['<!-- container-lens golden-path -->', '', '## Golden paths', '', outcome(report)];
  const table = ['', '| | Where | What | Seen | What to do |', '| --- | --- | --- | --- | --- |'];
  const foot = ['', escape(describeCoverage(report)), ''];
  foot.push(...report.tools.map(tool => `- ${escape(describeTool(tool))}`));
  foot.push(...report.notes.map(note => `- ${escape(note)}`));
  const rows = report.findings.map(finding => `| ${row(finding)} |`);
  const render = (count: number) => {
    const left = rows.length - count;
    const more = left > 0 ? ['', `${left} more findings are left out here.`] : [];
    const shown = count > 0 ? [...table, ...rows.slice(0, count)] : [];
    return `${[...head, ...shown, ...more, ...foot].join('\n')}\n`;
  };
  let count = rows.length;
  while (count > 0 && render(count).length > commentLength) {
    count = Math.floor(count * 0.8);
  }
  return render(count);
}

/** Workflow commands of GitHub Actions. */
function renderCommands(report: GoldenPathReport): string {
  const data = (text: string) =>
    text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const prefix = report.folder === '.' ? '' : `${normalize(report.folder).replace(/\/$/, '')}/`;
  const lines = report.findings.map(finding => {
    const { severity, rule, path, line, message, fix } = finding;
    // Only a file of the folder can be annotated; what was generated is not in the repository.
    const place = path === undefined ? [] : [`file=${property(prefix + path)}`];
    if (path !== undefined && line) place.push(`line=${line}`);
    place.push(`title=${property(`Golden path: ${rule}`)}`);
    const where = path === undefined ? `${describePlace(finding)} ` : '';
    const seen = describeCombinations(finding);
    const text = [`${where}${message}`, seen, fix ? `Fix: ${fix}` : ''].filter(Boolean).join('\n');
    return `::${severity} ${place.join(',')}::${data(text)}`;
  });
  const notes = [describeCoverage(report), ...report.tools.map(describeTool), ...report.notes];
  return `${[...lines, ...notes.map(data), data(outcome(report))].join('\n')}\n`;
}
