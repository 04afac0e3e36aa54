import { catalogue } from './catalogue.generated';
import { LensCheck, LensData, LensPillar, LensQuestion } from './lensData';

/**
 * The whole lens: all pillars, questions and checks of the catalogue, implemented or not.
 *
 * @public
 */
export const lens: LensData = catalogue;

const checksById = new Map(lens.checks.map(check => [check.id, check]));
const questionsById = new Map(lens.questions.map(question => [question.id, question]));

/**
 * What the catalogue says of a check; `undefined` for an id that is not in it.
 *
 * @public
 */
export function findLensCheck(id: string): LensCheck | undefined {
  return checksById.get(id);
}

/**
 * A question of the lens by its whitepaper id.
 *
 * @public
 */
export function findLensQuestion(id: string): LensQuestion | undefined {
  return questionsById.get(id);
}

/** A question with the checks that answer it. @public */
export interface AnsweredQuestion extends LensQuestion {
  /** Ids of the checks whose primary question this is. */
  readonly primaryChecks: readonly string[];
  /** Ids of the checks that also say something about it, at half weight. */
  readonly relatedChecks: readonly string[];
}

/** The part of the lens that a set of checks answers. @public */
export interface LensPart {
  readonly pillars: readonly LensPillar[];
  readonly questions: readonly AnsweredQuestion[];
  readonly checks: readonly LensCheck[];
}

const partsLimit = 20;
/** Nearly all assessments are made with the same checks. */
const parts = new Map<string, LensPart>();

/**
 * The part of the lens that the given checks answer: a check that is not implemented is absent, and so is a question
 * or pillar that no implemented check has as its primary or related question. Ids that are not in the catalogue are ignored.
 *
 * @public
 */
export function selectLens(checkIds: Iterable<string>): LensPart {
  const wanted = new Set(checkIds);
  const key = [...wanted].sort().join(' ');
  const known = parts.get(key);
  if (known) return known;
  const part = select(wanted);
  if (parts.size >= partsLimit) parts.clear();
  parts.set(key, part);
  return part;
}

function select(wanted: ReadonlySet<string>): LensPart {
  const checks = lens.checks.filter(check => wanted.has(check.id));
  const questions = lens.questions
    .map(question => ({
      ...question,
      primaryChecks: checks.filter(c => c.primaryQuestion === question.id).map(c => c.id),
      relatedChecks: checks.filter(c => c.relatedQuestions.includes(question.id)).map(c => c.id),
    }))
    .filter(question => question.primaryChecks.length + question.relatedChecks.length > 0);
  const pillars = lens.pillars.filter(pillar => questions.some(q => q.pillar === pillar.id));
  return { pillars, questions, checks };
}
