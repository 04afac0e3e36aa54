// Writes packages/engine/src/lens/*.generated.ts from packages/engine/lens/*.yaml: the engine ships the lens as code, so
// that it runs without a file system and in a bundle. With --check it only says whether the files are current.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const engine = join(root, 'packages/engine');

const read = name => parse(readFileSync(join(engine, 'lens', name), 'utf8'));

function sentence(text) {
  return text.trim().replace(/\s+/g, ' ');
}

function list(value) {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(sentence);
}

function toCheck(check) {
  return {
    id: check.id,
    title: check.title,
    pillar: check.pillar,
    primaryQuestion: check.questions.primary,
    relatedQuestions: check.questions.related,
    practices: check.practices,
    severity: check.severity,
    weight: check.weight,
    type: check.type,
    evidence: check.evidence,
    linuxOnly: check.linux_only === true,
    appliesWhen: sentence(check.applies_when),
    logic: {
      pass: sentence(check.logic.pass),
      warn: sentence(check.logic.warn),
      fail: sentence(check.logic.fail),
      notApplicable: sentence(check.logic['not-applicable']),
      unknown: sentence(check.logic.unknown),
    },
    falsePositiveGuards: list(check.false_positive_guards),
    advisories: list(check.advisories),
    equivalentRules: check.refs ?? {},
    parameters: check.params ?? {},
    remediation: sentence(check.remediation),
    templates: check.template,
  };
}

/** The page of the white paper on which a question stands. */
function pageOf(question, sources) {
  const page = question.sources.find(id => /^doc-(?!scenario)/.test(id)) ?? question.sources[0];
  const url = sentence(String(sources[page]));
  if (!url.startsWith('https://')) throw new Error(`${question.id} names no page of the lens.`);
  return url;
}

function toData(document) {
  const questions = document.pillars.flatMap(pillar =>
    pillar.questions.map(question => ({ pillar: pillar.id, ...question })),
  );
  const { scoring } = document;
  return {
    id: document.catalogue.id,
    title: document.catalogue.title,
    version: document.catalogue.version,
    date: document.catalogue.date,
    lens: {
      name: document.catalogue.lens.name,
      url: document.catalogue.lens.whitepaper_url,
      officialArn: document.catalogue.lens.official_lens_arn,
    },
    verdictOrder: document.verdicts.order_when_combining,
    scoring: {
      credit: scoring.credit,
      primaryFactor: scoring.primary_factor,
      relatedFactor: scoring.related_factor,
      pillarWeights: scoring.overall.pillar_weights,
    },
    defaults: {
      trustedPublicRegistries: document.defaults.trusted_public_registries,
      productionEnvironmentNames: document.defaults.production_environment_names,
      waiverMaxValidityDays: document.defaults.waiver_max_validity_days,
      attestationMaxValidityDays: document.defaults.attestation_max_validity_days,
      attestationExpiringSoonDays: document.defaults.attestation_expiring_soon_days,
      registryEvidenceMaxAgeHours: document.defaults.registry_evidence_max_age_hours,
    },
    evidenceSources: Object.fromEntries(
      Object.entries(document.evidence_sources).map(([id, text]) => [id, sentence(text)]),
    ),
    pillars: document.pillars.map(pillar => ({
      id: pillar.id,
      name: pillar.name,
      officialId: pillar.wa_pillar_id,
      weight: scoring.overall.pillar_weights[pillar.id],
    })),
    questions: questions.map(question => ({
      id: question.id,
      officialId: question.official_question_id,
      pillar: question.pillar,
      text: sentence(question.text),
      url: pageOf(question, document.sources),
      weight: question.question_weight,
      highRiskEligible: question.hri_eligible,
      practices: question.practices.map(practice => ({
        id: practice.id,
        title: sentence(practice.title),
        text: sentence(practice.text),
        checks: practice.checks,
      })),
    })),
    checks: questions.flatMap(question => question.checks.map(toCheck)),
  };
}

function toCases(document) {
  const numbers = new Map();
  return document.cases.map(({ check, input, verdict, why }) => {
    const number = (numbers.get(check) ?? 0) + 1;
    numbers.set(check, number);
    return { check, number, input: sentence(input), verdict, why: sentence(why) };
  });
}

const header = source =>
  `// Generated from lens/${source} by scripts/generate-lens.mjs. Do not edit: change the source and run the script.\n`;

const outputs = [
  {
    path: join(engine, 'src/lens/catalogue.generated.ts'),
    text: `${header('catalogue.yaml')}import type { LensData } from './lensData';

export const catalogue: LensData = ${JSON.stringify(toData(read('catalogue.yaml')))};`,
  },
  {
    path: join(engine, 'src/lens/calibration.generated.ts'),
    text: `${header('calibration.yaml')}import type { CalibrationCase } from './calibrationCase';

export const calibrationCases: readonly CalibrationCase[] = ${JSON.stringify(
      toCases(read('calibration.yaml')),
    )};`,
  },
];

const checkOnly = process.argv.includes('--check');
let stale = 0;
for (const { path, text } of outputs) {
  const options = await prettier.resolveConfig(path, { editorconfig: false });
  const wanted = await prettier.format(text, { ...options, parser: 'typescript' });
  let existing;
  try {
    existing = readFileSync(path, 'utf8');
  } catch {
    existing = undefined;
  }
  if (existing === wanted) continue;
  if (checkOnly) {
    stale += 1;
    console.error(`${path.slice(root.length + 1)} is stale. Run: node scripts/generate-lens.mjs`);
  } else {
    writeFileSync(path, wanted);
    console.log(`Wrote ${path.slice(root.length + 1)}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
