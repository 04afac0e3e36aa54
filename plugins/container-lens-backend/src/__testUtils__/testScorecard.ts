import {
  FleetEntity,
  WireCheckResult,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Subject } from '../subjects/subject';

/** A result of one check with as little as a scorecard needs. */
export function testResult(
  check: string,
  verdict: WireCheckResult['verdict'],
  changes: Partial<WireCheckResult> = {},
): WireCheckResult {
  return {
    check,
    title: check,
    pillar: 'SEC',
    severity: 'high',
    verdict,
    waived: false,
    units: [],
    decidedBy: [],
    remediation: 'Mend it.',
    ...changes,
  };
}

export function testScorecard(
  options: {
    readonly value?: number;
    readonly grade?: NonNullable<FleetEntity['grade']>;
    readonly level?: NonNullable<FleetEntity['level']>;
    readonly commit?: string;
    readonly results?: WireCheckResult[];
  } = {},
): WireScorecard {
  const { value, grade = 'none', level = 'unrated', commit, results = [] } = options;
  return {
    schemaVersion: 1,
    target: { name: 'test', ...(commit && { commit }) },
    organisation: '0'.repeat(64),
    catalogue: '0.1.0',
    score: {
      ...(value !== undefined && { value }),
      coverage: 0.5,
      grade,
      level,
      decided: results.length,
      applicable: results.length,
      highRisks: 0,
      mediumRisks: 0,
    },
    pillars: [],
    questions: [],
    results,
    improvements: [],
  };
}

export function testSubject(name: string, changes: Partial<Subject> = {}): Subject {
  const subject = {
    entityRef: `component:default/${name}`,
    name,
    sourceUrl: `https://git.example.com/acme/${name}/`,
    annotations: {},
    example: false,
    ...changes,
  };
  return { ...subject, fingerprint: JSON.stringify(subject).slice(-64) };
}
