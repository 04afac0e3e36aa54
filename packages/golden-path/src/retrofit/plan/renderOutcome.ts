import { Scorecard } from '@container-lens/engine';
import { RetrofitGuidance } from '../retrofitPlan';

/** Where before and after are written down. */
export const outcomePath = 'docs/container-lens.md';

/** `docs/container-lens.md`: before and after, what was mended, what is left. */
export function renderOutcome(options: {
  readonly before: Scorecard;
  readonly after: Scorecard;
  readonly mended: readonly string[];
  readonly guidance: readonly RetrofitGuidance[];
}): string {
  const { before, after, mended, guidance } = options;
  const results = new Map(after.results.map(result => [result.check, result]));
  const row = (name: string, pick: (card: Scorecard) => string) =>
    `| ${name} | ${pick(before)} | ${pick(after)} |`;
  return `${[
    '# Container Build Lens',
    '',
    'What the retrofit changed. The scorecard on the page of the service in the portal shows what is true today.',
    '',
    '|  | Before | After |',
    '| --- | --- | --- |',
    row('Grade', ({ score }) => (score.grade === 'none' ? 'none' : score.grade)),
    row('Value', ({ score }) => describeValue(score.value)),
    row('High risks', ({ score }) => String(score.highRisks)),
    row('Decided checks', ({ score }) => `${score.decided} of ${score.applicable}`),
    '',
    '## Better than before',
    '',
    ...(mended.length === 0
      ? ['Nothing.']
      : mended.map(check => {
          const result = results.get(check);
          const part = result?.verdict === 'warn' ? ', in part' : '';
          return `- ${result?.title ?? check} (\`${check}\`)${part}`;
        })),
    '',
    '## Left to people',
    '',
    ...(guidance.length === 0
      ? ['Nothing.']
      : guidance.map(({ title, text, check }) => {
          const id = check === undefined ? '' : ` (\`${check}\`)`;
          return `- **${plain(title)}**${id}: ${plain(text)}`;
        })),
  ].join('\n')}\n`;
}

/** Rounded down, as everywhere; of 100. */
function describeValue(value: number | undefined): string {
  return value === undefined ? 'not decided' : `${Math.floor(value)} of 100`;
}

/** Text of checks may quote the repository: it stays one line and starts no markup of its own. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([[\]<>])/g, '\\$1')
    .trim();
}
