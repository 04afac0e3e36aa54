import { GateResult } from '../assess/gate';
import { CheckResult, Scorecard, UnitResult } from '../contract/scorecard';
import { Finding } from '../contract/verdict';
import { createPaint, Paint } from './createPaint';
import { describeGate } from './describeGate';
import { describeBounds, describeGrade, describeScore, displayPoints } from './describeScore';
import { groupResults } from './groupResults';
import { plainText } from './plainText';
import { wrapText } from './wrapText';

/** @public */
export interface RenderTextOptions {
  /** Columns of the terminal; 80 when not set. */
  readonly width?: number;
  /** Whether ANSI colours are used; not when not set. */
  readonly color?: boolean;
  /** Outcome of the gate, shown last. */
  readonly gate?: GateResult;
}

const findingsPerUnit = 5;
const unitsPerCheck = 8;
const improvementsShown = 3;

interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

/** Text that may be long, wrapped behind an indent whose first line may carry a label. */
function paragraph(layout: Layout, options: { indent: string; label?: string; text: string }) {
  const { indent, label = '', text } = options;
  const hanging = indent + ' '.repeat(label.length);
  const lines = wrapText(plainText(text), Math.max(20, layout.width - hanging.length));
  return lines.map((line, index) =>
    index === 0 ? `${indent}${layout.paint.dim(label)}${line}` : `${hanging}${line}`,
  );
}

function place(finding: Finding): string {
  if (finding.path === undefined) return '';
  const path = plainText(finding.path);
  return finding.line === undefined ? path : `${path}:${finding.line}`;
}

function renderFinding(layout: Layout, finding: Finding): string[] {
  const where = place(finding);
  const message = plainText(finding.message);
  if (where === '') return paragraph(layout, { indent: '      ', label: '- ', text: message });
  const oneLine = `      ${where}  ${message}`;
  if (oneLine.length <= layout.width) {
    return [`      ${layout.paint.place(where)}  ${message}`];
  }
  return [
    `      ${layout.paint.place(where)}`,
    ...paragraph(layout, { indent: '        ', text: message }),
  ];
}

function renderUnit(layout: Layout, unit: UnitResult, named: boolean): string[] {
  const hidden = unit.findings.length - findingsPerUnit;
  // Often the one finding is the reason; said once, at its place, is enough.
  const reason = unit.findings.some(({ message }) => message === unit.reason) ? '' : unit.reason;
  const label = named ? `${plainText(unit.unit)}:` : '';
  return [
    ...paragraph(layout, { indent: '    ', text: `${label} ${reason}` }),
    ...unit.findings.slice(0, findingsPerUnit).flatMap(finding => renderFinding(layout, finding)),
    ...(hidden > 0 ? [layout.paint.dim(`      … and ${hidden} more`)] : []),
  ];
}

function renderProblem(layout: Layout, result: CheckResult): string[] {
  const { paint, width } = layout;
  const failed = result.verdict === 'fail';
  const mark = failed ? '✖' : '▲';
  const tone = failed ? paint.bad : paint.warn;
  const severity = result.severity.padEnd(8);
  const head = `  ${mark} ${severity} ${result.title}`;
  const titleLines = wrapText(result.title, Math.max(20, width - 13));
  const fits = head.length + 2 + result.check.length <= width;
  const units = result.units.filter(unit => unit.verdict === result.verdict);
  const hidden = units.length - unitsPerCheck;
  return [
    `  ${tone(`${mark} ${severity}`)} ${paint.strong(titleLines[0] ?? '')}${
      fits ? ' '.repeat(width - head.length - result.check.length) + paint.dim(result.check) : ''
    }`,
    ...titleLines.slice(1).map(line => `             ${paint.strong(line)}`),
    ...(fits ? [] : [`    ${paint.dim(result.check)}`]),
    ...units
      .slice(0, unitsPerCheck)
      .flatMap(unit => renderUnit(layout, unit, result.units.length > 1)),
    ...(hidden > 0 ? [paint.dim(`    … and ${hidden} more`)] : []),
    ...paragraph(layout, { indent: '    ', label: 'fix: ', text: result.remediation }),
    '',
  ];
}

function renderUnknown(layout: Layout, results: readonly CheckResult[]): string[] {
  if (results.length === 0) return [];
  const { paint } = layout;
  return [
    paint.heading(`Unknown (${results.length})`),
    ...results.flatMap(result => {
      const unit = result.units.find(u => u.verdict === 'unknown');
      return [
        `  ${paint.unknown(`? ${result.severity.padEnd(8)}`)} ${result.check}`,
        ...paragraph(layout, { indent: '    ', text: unit?.reason ?? '' }),
      ];
    }),
    '',
  ];
}

function renderWaived(layout: Layout, results: readonly CheckResult[]): string[] {
  if (results.length === 0) return [];
  return [
    layout.paint.heading(`Waived (${results.length})`),
    ...results.flatMap(({ check, verdict, waiver }) => [
      `  ${layout.paint.dim('~')} ${check} (${verdict})`,
      ...paragraph(layout, {
        indent: '    ',
        text: `${waiver?.reason} — ${waiver?.approver}, until ${waiver?.expiresAt}`,
      }),
    ]),
    '',
  ];
}

function renderNotices(layout: Layout, { notices = [] }: Scorecard): string[] {
  if (notices.length === 0) return [];
  const { paint } = layout;
  const tones = { error: paint.bad, warning: paint.warn, info: paint.dim };
  return [
    paint.heading(`Declarations (${notices.length})`),
    ...notices.flatMap(notice => {
      const where = place(notice);
      return [
        `  ${tones[notice.severity](notice.severity.padEnd(8))}${where === '' ? '' : paint.place(where)}`,
        ...paragraph(layout, { indent: '    ', text: notice.message }),
      ];
    }),
    '',
  ];
}

function renderPillars(layout: Layout, scorecard: Scorecard): string[] {
  const { paint, width } = layout;
  const barWidth = Math.max(6, Math.min(24, width - 60));
  const count = (number: number, what: string) => {
    const risk = number === 1 ? 'risk' : 'risks';
    return `${number} ${what}${width < 72 ? '' : ` ${risk}`}`;
  };
  return scorecard.pillars.map(pillar => {
    const filled = Math.floor(((pillar.score ?? 0) / 100) * barWidth);
    const calm = pillar.mediumRisks > 0 ? paint.warn : paint.good;
    const tone = pillar.highRisks > 0 ? paint.bad : calm;
    const risks = [
      pillar.highRisks > 0 ? paint.bad(count(pillar.highRisks, 'high')) : '',
      pillar.mediumRisks > 0 ? paint.warn(count(pillar.mediumRisks, 'medium')) : '',
    ].filter(text => text !== '');
    const bar =
      pillar.score === undefined
        ? paint.dim('·'.repeat(barWidth))
        : tone('█'.repeat(filled)) + paint.dim('░'.repeat(barWidth - filled));
    const score = displayPoints(pillar.score).padStart(3);
    return `  ${pillar.name.padEnd(22)} ${bar} ${score}  ${risks.join(', ')}`.trimEnd();
  });
}

function renderHead(layout: Layout, scorecard: Scorecard): string[] {
  const { target } = scorecard;
  const name = `Container Lens  ${plainText(target.name)}`;
  const details = [
    target.commit === undefined ? '' : `commit ${target.commit.slice(0, 10)}`,
    target.dirty ? 'with uncommitted changes' : '',
  ]
    .filter(text => text !== '')
    .join(', ');
  const { strong, dim } = layout.paint;
  if (details === '') return [strong(name), ''];
  const fits = name.length + 2 + details.length <= layout.width;
  return fits ? [`${strong(name)}  ${dim(details)}`, ''] : [strong(name), dim(details), ''];
}

function renderImprovements(layout: Layout, scorecard: Scorecard): string[] {
  const worth = scorecard.improvements.filter(({ gain }) => gain >= 0.05);
  if (worth.length === 0) return [];
  return [
    'Worth most:',
    ...worth
      .slice(0, improvementsShown)
      .map(
        ({ check, gain }) => `  ${layout.paint.good(`+${gain.toFixed(1)}`.padStart(6))}  ${check}`,
      ),
    '',
  ];
}

/**
 * A scorecard for a terminal: problems first with place and fix, then what is unknown, the pillars, the score with its
 * coverage, and the gate.
 *
 * @public
 */
export function renderText(scorecard: Scorecard, options: RenderTextOptions = {}): string {
  const paint = createPaint(options.color ?? false);
  const layout: Layout = { width: Math.max(40, Math.min(options.width ?? 80, 120)), paint };
  const { score } = scorecard;
  const groups = groupResults(scorecard);
  const problems = (title: string, results: readonly CheckResult[]) =>
    results.length === 0
      ? []
      : [
          paint.heading(`${title} (${results.length})`),
          ...results.flatMap(result => renderProblem(layout, result)),
        ];
  const tone = { A: paint.good, B: paint.good, C: paint.warn, D: paint.bad, F: paint.bad };
  const gradeTone = score.grade === 'none' ? paint.dim : tone[score.grade];
  const quiet = `${groups.passed.length} passed, ${groups.notApplicable.length} not applicable`;
  const lines = [
    ...renderHead(layout, scorecard),
    ...problems('Failures', groups.failures),
    ...problems('Warnings', groups.warnings),
    ...renderUnknown(layout, groups.unknown),
    ...renderWaived(layout, groups.waived),
    ...renderNotices(layout, scorecard),
    groups.passed.length > 0 ? paint.good(`✔ ${quiet}`) : paint.dim(`· ${quiet}`),
    '',
    ...renderPillars(layout, scorecard),
    ...(scorecard.pillars.length > 0 ? [''] : []),
    ...renderImprovements(layout, scorecard),
    `${paint.strong(describeScore(score))}   ${gradeTone(describeGrade(score))}`,
    ...[describeBounds(score), score.cap]
      .filter(text => text !== undefined)
      .flatMap(text => paragraph(layout, { indent: '', text })),
  ];
  if (options.gate) {
    const gateTone = options.gate.passed ? paint.good : paint.bad;
    lines.push(...wrapText(describeGate(options.gate), layout.width).map(line => gateTone(line)));
  }
  return `${lines.join('\n')}\n`;
}
