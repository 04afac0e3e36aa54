import { WireLens } from '@container-lens/backstage-plugin-container-lens-common';
import { Check, OrganisationDocument, lens, selectLens } from '@container-lens/engine';

/** The part of the lens that is judged here, with the texts the pages need. */
export function toWireLens(options: {
  readonly checks: readonly Check[];
  readonly organisation: OrganisationDocument;
}): WireLens {
  const disabled = new Set(options.organisation.disabledChecks.map(({ check }) => check));
  const ids = options.checks.map(check => check.id).filter(id => !disabled.has(id));
  const part = selectLens(ids);
  return {
    catalogue: { id: lens.id, version: lens.version, title: lens.title },
    scope: {
      checks: part.checks.length,
      ofChecks: lens.checks.length,
      questions: part.questions.length,
      ofQuestions: lens.questions.length,
      pillarsWithout: lens.pillars
        .filter(({ id }) => !part.pillars.some(pillar => pillar.id === id))
        .map(({ name }) => name),
    },
    pillars: part.pillars.map(({ id, name, weight }) => ({ id, name, weight })),
    questions: part.questions.map(question => ({
      id: question.id,
      officialId: question.officialId,
      pillar: question.pillar,
      text: question.text,
      weight: question.weight,
      practices: question.practices.map(({ id, title, text }) => ({ id, title, text })),
      checks: [...question.primaryChecks, ...question.relatedChecks],
    })),
    checks: part.checks.map(check => ({
      id: check.id,
      title: check.title,
      pillar: check.pillar,
      severity: check.severity,
      question: check.primaryQuestion,
      evidence: check.evidence.map(id => ({ id, description: lens.evidenceSources[id] ?? id })),
      appliesWhen: check.appliesWhen,
      logic: { ...check.logic },
      remediation: check.remediation,
    })),
  };
}
