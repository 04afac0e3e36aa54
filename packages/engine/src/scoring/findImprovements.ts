import { Improvement, PillarScore, QuestionScore } from '../contract/scorecard';
import { AnsweredQuestion, findLensCheck, LensPart } from '../lens/lens';
import { ScoredCheck } from './scoredCheck';
import { overallValue } from './scoreOverall';
import { scorePillar } from './scorePillar';
import { scoreQuestion } from './scoreQuestion';

/** The value of the whole, and what it becomes when one check changes: only its questions are scored again. */
class Whole {
  readonly #part: LensPart;
  readonly #checks: ReadonlyMap<string, ScoredCheck>;
  readonly #questions: readonly QuestionScore[];
  readonly #pillars: readonly PillarScore[];

  constructor(part: LensPart, checks: ReadonlyMap<string, ScoredCheck>) {
    this.#part = part;
    this.#checks = checks;
    const questions = part.questions.map(question => scoreQuestion({ question, checks }));
    this.#questions = questions;
    this.#pillars = part.pillars.map(pillar => scorePillar({ pillar, questions }));
  }

  value(): number {
    return overallValue(this.#pillars) ?? 0;
  }

  valueWith(id: string, check: ScoredCheck): number {
    const checks = new Map(this.#checks).set(id, check);
    const changed = new Set<string>();
    const questions = this.#part.questions.map((question, index) => {
      if (!answers(question, id)) return this.#questions[index]!;
      changed.add(question.pillar);
      return scoreQuestion({ question, checks });
    });
    const pillars = this.#part.pillars.map((pillar, index) =>
      changed.has(pillar.id) ? scorePillar({ pillar, questions }) : this.#pillars[index]!,
    );
    return overallValue(pillars) ?? 0;
  }
}

function answers({ primaryChecks, relatedChecks }: AnsweredQuestion, id: string): boolean {
  return primaryChecks.includes(id) || relatedChecks.includes(id);
}

/**
 * What mending each failing or warning check would add to the overall value, the most valuable first. A check whose
 * question is mostly unknown may add nothing yet; it is listed with gain 0.
 *
 * @public
 */
export function findImprovements(
  part: LensPart,
  checks: ReadonlyMap<string, ScoredCheck>,
): Improvement[] {
  const whole = new Whole(part, checks);
  const before = whole.value();
  const improvements: (Improvement & { weight: number })[] = [];
  for (const [id, check] of checks) {
    if (check.waived || (check.verdict !== 'fail' && check.verdict !== 'warn')) continue;
    const after = whole.valueWith(id, { ...check, verdict: 'pass' });
    improvements.push({
      check: id,
      gain: Math.max(0, Math.round((after - before) * 1e8) / 1e8),
      weight: findLensCheck(id)?.weight ?? 0,
    });
  }
  return improvements
    .sort((a, b) => b.gain - a.gain || b.weight - a.weight || (a.check < b.check ? -1 : 1))
    .map(({ check, gain }) => ({ check, gain }));
}
