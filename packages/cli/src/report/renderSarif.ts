import { createHash } from 'node:crypto';
import {
  CheckResult,
  findLensCheck,
  Finding,
  lens,
  Scorecard,
  Severity,
} from '@container-lens/engine';
import { version } from '../../package.json';

/** @public */
export interface RenderSarifOptions {
  /** Path of the judged folder inside its repository, empty or with a final slash. */
  readonly pathPrefix: string;
  /** Paths of the judged files: a result without a place of its own is shown at one of these. */
  readonly paths: readonly string[];
}

type Level = 'error' | 'warning' | 'note';

const levels: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};
/** A warning is the weaker form of a failure. */
const weaker: Readonly<Record<Level, Level>> = { error: 'warning', warning: 'note', note: 'note' };

/** How GitHub ranks security alerts: 9.0 and above critical, 7.0 high, 4.0 medium. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

/** GitHub stores no more than this of one run. */
const maxResults = 5000;
const maxDescription = 1024;

function limit(text: string, length = maxDescription): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function toRuleName(id: string): string {
  return id.replace(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}

function toRule(result: CheckResult) {
  const check = findLensCheck(result.check);
  const question = lens.questions.find(({ id }) => id === check?.primaryQuestion);
  const practices = question?.practices.filter(({ id }) => check?.practices.includes(id)) ?? [];
  const why = practices.map(practice => practice.text).join(' ');
  const security = result.pillar === 'SEC';
  return {
    id: result.check,
    name: toRuleName(result.check),
    shortDescription: { text: limit(result.title) },
    fullDescription: { text: limit(why || result.title) },
    help: {
      text: `${why}\n\nHow to fix it: ${result.remediation}`,
      markdown: [
        why,
        `**How to fix it:** ${result.remediation}`,
        `**Passes when:** ${check?.logic.pass ?? ''}`,
        `${lens.lens.name}: ${question?.text ?? ''} (${question?.id ?? ''})`,
      ].join('\n\n'),
    },
    defaultConfiguration: { level: levels[result.severity] },
    properties: {
      tags: [
        'container-build-lens',
        result.pillar.toLowerCase(),
        ...(security ? ['security'] : []),
      ],
      precision: 'high',
      ...(security
        ? { 'security-severity': securitySeverity[result.severity] }
        : {
            'problem.severity': {
              error: 'error',
              warning: 'warning',
              note: 'recommendation',
            }[levels[result.severity]],
          }),
    },
  };
}

function toUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A place for what has none: the file the unit is named after, or a file that speaks for the whole repository. */
function fallbackPath(unit: string, paths: ReadonlySet<string>): string {
  const known = [unit, 'catalog-info.yaml', 'Dockerfile', 'README.md'].find(p => paths.has(p));
  return known ?? [...paths][0] ?? 'Dockerfile';
}

function createFingerprints() {
  const seen = new Map<string, number>();
  return (parts: readonly string[]) => {
    const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    // Without the line, so that an alert stays the same alert when the file grows above it.
    return { primaryLocationLineHash: `${hash}:${count}` };
  };
}

function toResults(scorecard: Scorecard, options: RenderSarifOptions) {
  const paths = new Set(options.paths);
  const fingerprint = createFingerprints();
  const toResult = (given: {
    result: CheckResult;
    ruleIndex: number;
    unit: CheckResult['units'][number];
    finding: Finding;
  }) => {
    const { result, ruleIndex, unit, finding } = given;
    const path = finding.path ?? fallbackPath(unit.unit, paths);
    const uri = toUri(options.pathPrefix + path);
    const level = levels[result.severity];
    return {
      ruleId: result.check,
      ruleIndex,
      level: unit.verdict === 'fail' ? level : weaker[level],
      message: { text: limit(`${finding.message}\n${unit.reason}`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
            region: { startLine: finding.line ?? 1 },
          },
        },
      ],
      partialFingerprints: fingerprint([result.check, uri, unit.unit, finding.message]),
      ...(result.waived
        ? {
            suppressions: [
              {
                kind: 'external',
                status: 'accepted',
                justification: limit(
                  `${result.waiver?.reason} (${result.waiver?.approver}, until ${result.waiver?.expiresAt})`,
                ),
              },
            ],
          }
        : {}),
    };
  };
  return scorecard.results
    .flatMap((result, ruleIndex) =>
      result.units.flatMap(unit =>
        unit.findings.map(finding => toResult({ result, ruleIndex, unit, finding })),
      ),
    )
    .slice(0, maxResults);
}

/**
 * The scorecard as SARIF 2.1.0 in the form GitHub's code scanning accepts: failures and warnings are results, waived
 * ones are suppressed, and what is unknown is a notification of the run.
 *
 * @public
 */
export function renderSarif(scorecard: Scorecard, options: RenderSarifOptions): string {
  const notifications = scorecard.results.flatMap((result, index) =>
    result.verdict === 'unknown'
      ? [
          {
            level: 'note',
            message: {
              text: limit(
                `${result.check} is unknown: ${result.units.find(u => u.verdict === 'unknown')?.reason ?? ''}`,
              ),
            },
            associatedRule: { id: result.check, index },
          },
        ]
      : [],
  );
  const { score } = scorecard;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Container Lens',
            semanticVersion: version,
            rules: scorecard.results.map(toRule),
          },
        },
        automationDetails: { id: `container-lens/${encodeURIComponent(scorecard.target.name)}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        results: toResults(scorecard, options),
        properties: {
          score: score.value,
          coverage: score.coverage,
          grade: score.grade,
          level: score.level,
          organisation: scorecard.organisation,
          catalogue: scorecard.catalogue,
        },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
