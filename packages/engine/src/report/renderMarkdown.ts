import { GateResult } from '../assess/gate';
import { CheckResult, Scorecard, UnitResult } from '../contract/scorecard';
import { Finding } from '../contract/verdict';
import { describeGate } from './describeGate';
import { describeBounds, describeGrade, describeScore, displayPoints } from './describeScore';
import { groupResults } from './groupResults';
import { plainText } from './plainText';

/** @public */
export interface RenderMarkdownOptions {
  /** Outcome of the gate, shown under the score. */
  readonly gate?: GateResult;
  /**
   * Longest text, in characters, for places that take no more (65,536 for a comment on GitHub). A longer report is
   * shortened from its end: the score and the worst failures stay, and it says what is left out.
   */
  readonly maxLength?: number;
  /** Turns a place in the repository into a link; places are plain text without it. */
  readonly linkTo?: (place: {
    readonly path: string;
    readonly line?: number;
  }) => string | undefined;
}

const findingsPerUnit = 10;
const unitsPerCheck = 20;
const leftOut =
  '_The report is shortened to what fits here. The rest is in the report of `lens check`._';

/** Text of a repository as Markdown that shows it and does nothing else: no link, image, HTML or mention. */
function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replace(/^[-+#]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '@&#8203;')
    .replace(/:\/\//g, ':&#47;&#47;')
    .replace(/www\./gi, 'www&#46;');
}

function code(text: string): string {
  const clean = plainText(text);
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}

function renderFinding(finding: Finding, linkTo: RenderMarkdownOptions['linkTo']): string {
  const message = escapeMarkdown(finding.message);
  if (finding.path === undefined) return `- ${message}`;
  const { path, line } = finding;
  const label = code(line === undefined ? path : `${path}:${line}`);
  const url = linkTo?.({ path, ...(line === undefined ? {} : { line }) });
  const safe = url !== undefined && /^https?:\/\/[^\s<>()]+$/.test(url);
  return `- ${safe ? `[${label}](${url})` : label} ${message}`;
}

function renderUnit(
  unit: UnitResult,
  options: RenderMarkdownOptions & { readonly named: boolean },
): string[] {
  const hidden = unit.findings.length - findingsPerUnit;
  const repeated = unit.findings.some(({ message }) => message === unit.reason);
  const reason = repeated ? '' : escapeMarkdown(unit.reason);
  const head = options.named ? `${code(unit.unit)}: ${reason}`.trimEnd() : reason;
  return [
    ...(head === '' ? [] : [head, '']),
    ...unit.findings.slice(0, findingsPerUnit).map(f => renderFinding(f, options.linkTo)),
    ...(hidden > 0 ? [`- … and ${hidden} more`] : []),
    '',
  ];
}

function renderProblem(result: CheckResult, options: RenderMarkdownOptions): string[] {
  const mark = result.verdict === 'fail' ? '❌' : '⚠️';
  const units = result.units.filter(unit => unit.verdict === result.verdict);
  const named = result.units.length > 1;
  const hidden = units.length - unitsPerCheck;
  return [
    `#### ${mark} ${escapeMarkdown(result.title)}`,
    '',
    `${code(result.check)}, severity ${result.severity}`,
    '',
    ...units.slice(0, unitsPerCheck).flatMap(unit => renderUnit(unit, { ...options, named })),
    ...(hidden > 0 ? [`… and ${hidden} more`, ''] : []),
    `**Fix:** ${escapeMarkdown(result.remediation)}`,
    '',
  ];
}

function renderFolded(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [
    '<details>',
    `<summary>${title} (${lines.length})</summary>`,
    '',
    ...lines,
    '',
    '</details>',
    '',
  ];
}

/** Not folded: an entry that does not count is news to whoever wrote it. */
function renderNotices(scorecard: Scorecard, options: RenderMarkdownOptions): string[] {
  const { notices = [] } = scorecard;
  if (notices.length === 0) return [];
  return [
    `### Declarations (${notices.length})`,
    '',
    ...notices.map(notice => renderFinding(notice, options.linkTo)),
    '',
  ];
}

/**
 * A scorecard as Markdown, for pull requests, job summaries and logs. Everything that comes from the repository is
 * escaped.
 *
 * @public
 */
export function renderMarkdown(scorecard: Scorecard, options: RenderMarkdownOptions = {}): string {
  const blocks = renderBlocks(scorecard, options);
  const limit = options.maxLength ?? Infinity;
  const whole = blocks.flat().join('\n');
  if (whole.length <= limit) return whole;
  // Whole blocks only: half a code span or an open <details> would swallow what follows.
  const room = limit - leftOut.length - 2;
  let length = 0;
  const kept = blocks.flatMap(block => {
    const text = block.join('\n');
    length += text.length + 1;
    return length <= room ? [text] : [];
  });
  return [...kept, leftOut, ''].join('\n').slice(0, limit);
}

/** The report in blocks that each stand alone, the most important ones first. */
function renderBlocks(scorecard: Scorecard, options: RenderMarkdownOptions): string[][] {
  const { score, target } = scorecard;
  const groups = groupResults(scorecard);
  const problems = (title: string, results: readonly CheckResult[]) =>
    results.length === 0
      ? []
      : [
          [`### ${title} (${results.length})`, ''],
          ...results.map(result => renderProblem(result, options)),
        ];
  const commit = target.commit === undefined ? '' : ` at ${code(target.commit.slice(0, 10))}`;
  const dirty = target.dirty ? ', with uncommitted changes' : '';
  const notes = [describeBounds(score), score.cap, options.gate && describeGate(options.gate)];
  const head = [
    '<!-- container-lens -->',
    `## Container Lens: ${escapeMarkdown(target.name)}`,
    '',
    `**${describeGrade(score)}** · **${describeScore(score)}**${commit}${dirty}`,
    '',
    ...notes.flatMap(note => (note === undefined ? [] : [escapeMarkdown(note), ''])),
    '| Pillar | Score | High risks | Medium risks |',
    '| --- | ---: | ---: | ---: |',
    ...scorecard.pillars.map(
      p => `| ${p.name} | ${displayPoints(p.score)} | ${p.highRisks} | ${p.mediumRisks} |`,
    ),
    '',
  ];
  return [
    head,
    ...problems('Failures', groups.failures),
    ...problems('Warnings', groups.warnings),
    renderFolded(
      'Unknown',
      groups.unknown.map(result => {
        const reason = result.units.find(unit => unit.verdict === 'unknown')?.reason ?? '';
        return `- ${code(result.check)} (${result.severity}): ${escapeMarkdown(reason)}`;
      }),
    ),
    renderFolded(
      'Waived',
      groups.waived.map(({ check, verdict, waiver }) => {
        const { reason = '', approver = '', expiresAt = '' } = waiver ?? {};
        return `- ${code(check)} (${verdict}): ${escapeMarkdown(
          `${reason} — ${approver}, until ${expiresAt}`,
        )}`;
      }),
    ),
    renderNotices(scorecard, options),
    renderFolded(
      'Passed',
      groups.passed.map(result => `- ${code(result.check)} ${escapeMarkdown(result.title)}`),
    ),
    renderFolded(
      'Not applicable',
      groups.notApplicable.map(result => `- ${code(result.check)}`),
    ),
  ];
}
