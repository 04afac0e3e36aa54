import { Grade, Level, OverallScore, PillarScore, QuestionScore } from '../contract/scorecard';
import { findLensQuestion, LensPart } from '../lens/lens';
import { ScoredCheck } from './scoredCheck';
import { WeightedMean } from './weightedMean';

const grades = ['A', 'B', 'C', 'D', 'F'] as const;
const gradeFloors = { A: 90, B: 80, C: 70, D: 55 } as const;

interface Basis {
  readonly value: number | undefined;
  readonly coverage: number;
  readonly highRisks: number;
  readonly mediumRisks: number;
  readonly highRisksInSecurity: number;
  readonly highRisksInSecurityAndReliability: number;
  readonly unansweredEligible: number;
  readonly criticalFailure: string | undefined;
}

function rateLevel(basis: Basis): Level {
  const { value, coverage, highRisks, unansweredEligible } = basis;
  if (value === undefined || coverage < 0.5) return 'unrated';
  const gold =
    value >= 85 &&
    coverage >= 0.85 &&
    highRisks === 0 &&
    basis.mediumRisks <= 3 &&
    unansweredEligible === 0;
  if (gold) return 'gold';
  const silver =
    value >= 70 &&
    coverage >= 0.7 &&
    basis.highRisksInSecurityAndReliability === 0 &&
    highRisks <= 2 &&
    unansweredEligible <= 1;
  if (silver) return 'silver';
  return value >= 60 && !basis.criticalFailure && highRisks <= 6 ? 'bronze' : 'basic';
}

function rateGrade(basis: Basis): { grade: Grade; cap?: string } {
  const { value } = basis;
  if (value === undefined || rateLevel(basis) === 'unrated') return { grade: 'none' };
  const earned = grades.find(grade => grade === 'F' || value >= gradeFloors[grade]) ?? 'F';
  const isBetter = (limit: Grade) => earned < limit;
  if (basis.criticalFailure && isBetter('D')) {
    return {
      grade: 'D',
      cap: `${basis.criticalFailure} fails and is critical: the grade is at most D (the score alone gives ${earned}).`,
    };
  }
  if (basis.highRisksInSecurity > 0 && isBetter('C')) {
    return {
      grade: 'C',
      cap: `Security has a high risk: the grade is at most C (the score alone gives ${earned}).`,
    };
  }
  return { grade: earned };
}

/** Scores the whole from pillars and questions, without bounds. */
export function scoreOverall(options: {
  readonly part: LensPart;
  readonly checks: ReadonlyMap<string, ScoredCheck>;
  /** With the catalogue's weights. */
  readonly pillars: readonly PillarScore[];
  readonly questions: readonly QuestionScore[];
}): OverallScore {
  const { part, checks, pillars, questions } = options;
  const mean = new WeightedMean();
  const answered = new WeightedMean();
  for (const { weight, score, coverage } of pillars) {
    if (score !== undefined) mean.add(weight, score);
    if (coverage !== undefined) answered.add(weight, coverage);
  }
  const { value } = mean;
  const coverage = answered.value ?? 0;
  const counted = part.checks.flatMap(metadata => {
    const check = checks.get(metadata.id);
    const counts = check && !check.waived && check.verdict !== 'not-applicable';
    return counts ? [{ metadata, verdict: check.verdict }] : [];
  });
  const high = questions.filter(question => question.risk === 'HIGH');
  const basis: Basis = {
    value,
    coverage,
    highRisks: high.length,
    mediumRisks: questions.filter(question => question.risk === 'MEDIUM').length,
    highRisksInSecurity: high.filter(question => question.pillar === 'SEC').length,
    highRisksInSecurityAndReliability: high.filter(
      question => question.pillar === 'SEC' || question.pillar === 'REL',
    ).length,
    unansweredEligible: questions.filter(
      question => question.risk === 'UNANSWERED' && findLensQuestion(question.id)?.highRiskEligible,
    ).length,
    criticalFailure: counted.find(
      ({ metadata, verdict }) => metadata.severity === 'critical' && verdict === 'fail',
    )?.metadata.id,
  };
  return {
    ...(value === undefined ? {} : { value }),
    coverage,
    ...rateGrade(basis),
    level: rateLevel(basis),
    decided: counted.filter(({ verdict }) => verdict !== 'unknown').length,
    applicable: counted.length,
    highRisks: basis.highRisks,
    mediumRisks: basis.mediumRisks,
  };
}
