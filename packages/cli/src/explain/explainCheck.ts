import { allChecks, findLensCheck, lens, LensCheck } from '@container-lens/engine';
import { UsageError } from '../UsageError';

const verdicts = [
  ['pass', 'pass'],
  ['warn', 'warn'],
  ['fail', 'fail'],
  ['unknown', 'unknown'],
  ['not-applicable', 'notApplicable'],
] as const;

function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}

function suggest(id: string): string {
  const words = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word.length > 2);
  const score = (check: LensCheck) => words.filter(word => check.id.includes(word)).length;
  const near = lens.checks
    .filter(check => score(check) > 0)
    .sort((a, b) => score(b) - score(a) || (a.id < b.id ? -1 : 1))
    .slice(0, 3)
    .map(check => check.id);
  return near.length === 0 ? 'See lens check --list.' : `Did you mean ${near.join(', ')}?`;
}

/**
 * What a check asks, how it decides and how to mend it.
 *
 * @throws UsageError when the catalogue has no such check.
 */
export function explainCheck(id: string, width: number): string {
  const check = findLensCheck(id);
  if (!check) throw new UsageError(`There is no check ${id}. ${suggest(id)}`);
  const question = lens.questions.find(({ id: asked }) => asked === check.primaryQuestion);
  const practices = lens.questions
    .flatMap(({ practices: all }) => all)
    .filter(practice => check.practices.includes(practice.id));
  const columns = Math.min(Math.max(width, 40), 100);
  const rules = Object.entries(check.equivalentRules).map(([tool, rule]) => `${tool} ${rule}`);
  return [
    check.title,
    `${check.id}, severity ${check.severity}`,
    '',
    wrap(`Question: ${question?.text ?? ''} (${check.primaryQuestion})`, columns, ''),
    '',
    'Why it matters',
    ...practices.map(({ text }) => wrap(text, columns, '  ')),
    '',
    'How it decides',
    wrap(`Applies when: ${check.appliesWhen}`, columns, '  '),
    ...verdicts.map(([name, key]) => wrap(`${name}: ${check.logic[key]}`, columns, '  ')),
    ...check.falsePositiveGuards.map(text => wrap(`But: ${text}`, columns, '  ')),
    '',
    'What can decide it',
    ...check.evidence.map(source =>
      wrap(`${source}: ${lens.evidenceSources[source]}`, columns, '  '),
    ),
    '',
    'How to fix it',
    wrap(check.remediation, columns, '  '),
    ...(rules.length > 0 ? ['', wrap(`Equivalent rules: ${rules.join('; ')}`, columns, '')] : []),
    '',
  ].join('\n');
}

/** Every check with severity and title, pillar by pillar. */
export function listChecks(): string {
  const implemented = new Set(allChecks.map(({ id }) => id));
  const idWidth = Math.max(...lens.checks.map(({ id }) => id.length));
  return lens.pillars
    .flatMap(pillar => [
      pillar.name,
      ...lens.checks
        .filter(check => check.pillar === pillar.id && implemented.has(check.id))
        .map(
          ({ id, severity, title }) => `  ${id.padEnd(idWidth)}  ${severity.padEnd(8)}  ${title}`,
        ),
      '',
    ])
    .join('\n');
}
