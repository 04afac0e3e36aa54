import { Fact } from '../src/contract/fact';
import { createFactReader } from '../src/assess/createFactReader';
import { repositoryFromFiles } from '../src/evidence/repositoryFromFiles';
import { declarations } from '../src/facts/attestation/declarations';
import { pipelines } from '../src/facts/ci/pipelines';
import { codeOwners } from '../src/facts/ciSecurity/codeOwners';
import { imageScans } from '../src/facts/ciSecurity/imageScans';
import { manifestScans } from '../src/facts/ciSecurity/manifestScans';
import { secretScans } from '../src/facts/ciSecurity/secretScans';
import { cloud } from '../src/facts/cloud/cloud';
import { dependencies } from '../src/facts/dependencies/dependencies';
import { deployment } from '../src/facts/deployment/deployment';
import { imageConfigs } from '../src/facts/image/imageConfigs';
import { imageHealth } from '../src/facts/image/imageHealth';
import { imageStarts } from '../src/facts/image/imageStarts';
import { imageUsers } from '../src/facts/image/imageUsers';
import { dockerfileLint } from '../src/facts/lint/dockerfileLint';
import { localEnvironment } from '../src/facts/localEnvironment/localEnvironment';
import { parentKnowledge } from '../src/facts/parent/parentKnowledge';
import { parentSupport } from '../src/facts/parent/parentSupport';
import { preCommit } from '../src/facts/preCommit/preCommit';
import { entitySettings } from '../src/facts/repository/entitySettings';
import { supplyChain } from '../src/facts/supplyChain/supplyChain';
import { updateBots } from '../src/facts/updateBot/updateBots';
import { defaultOrganisation } from '../src/organisation/organisation';
import { Format } from './formats';
import { FuzzInput, FuzzTarget } from './fuzzTarget';
import { mutateText } from './mutateText';

type AnyFact = Fact<unknown>;

interface FactTarget {
  readonly name: string;
  readonly formats: readonly Format[];
  readonly share: number;
  readonly facts: readonly AnyFact[];
}

const ci = [pipelines, imageScans, manifestScans, secretScans, supplyChain];

const targets: readonly FactTarget[] = [
  {
    name: 'image-facts',
    formats: ['dockerfile', 'script', 'ignore'],
    share: 4,
    facts: [
      imageConfigs,
      imageStarts,
      imageHealth,
      imageUsers,
      dockerfileLint,
      parentKnowledge,
      parentSupport,
    ],
  },
  { name: 'github-facts', formats: ['github'], share: 3, facts: ci },
  { name: 'gitlab-facts', formats: ['gitlab'], share: 3, facts: ci },
  { name: 'buildspec-facts', formats: ['buildspec'], share: 2, facts: ci },
  {
    name: 'ci-script-facts',
    formats: ['makefile', 'script', 'bake', 'jenkins'],
    share: 3,
    facts: ci,
  },
  {
    name: 'cloudformation-facts',
    formats: ['cloudformation', 'json'],
    share: 3,
    facts: [cloud, deployment],
  },
  { name: 'terraform-facts', formats: ['terraform'], share: 3, facts: [cloud, deployment] },
  { name: 'kubernetes-facts', formats: ['kubernetes', 'yaml'], share: 3, facts: [deployment] },
  { name: 'kustomize-facts', formats: ['kustomize'], share: 2, facts: [deployment] },
  { name: 'helm-facts', formats: ['values', 'chart', 'template'], share: 3, facts: [deployment] },
  { name: 'compose-facts', formats: ['compose'], share: 2, facts: [deployment, localEnvironment] },
  { name: 'copilot-facts', formats: ['copilot'], share: 2, facts: [deployment] },
  {
    name: 'dependency-facts',
    formats: ['manifest', 'toml', 'xml', 'json'],
    share: 3,
    facts: [dependencies],
  },
  { name: 'bot-facts', formats: ['renovate', 'dependabot'], share: 3, facts: [updateBots] },
  {
    name: 'declaration-facts',
    formats: ['declarations', 'catalog', 'precommit', 'lefthook', 'other'],
    share: 2,
    facts: [declarations, entitySettings, preCommit, codeOwners],
  },
];

/** The moment of every assessment, so that dates in inputs do not age. */
export const moment = new Date('2026-11-22T00:00:00Z');

/** Told by the engine of what threw inside it; here that is a failure. */
export function failOnError(source: string, error: unknown): never {
  throw new Error(
    `${source} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}

function readFacts(input: FuzzInput, facts: readonly AnyFact[]): unknown {
  const files = typeof input === 'string' ? {} : input;
  const read = createFactReader(
    {
      subject: { name: 'fuzz' },
      evidence: { repository: repositoryFromFiles({ files }) },
      organisation: defaultOrganisation,
      now: moment,
    },
    failOnError,
  );
  return facts.map(fact => {
    const observation = read(fact);
    if (observation.status === 'unavailable' && !/[.!?]$/.test(observation.reason)) {
      throw new Error(`${fact.id} is unavailable without a sentence: ${observation.reason}`);
    }
    return observation;
  });
}

/** The facts of small repositories in which one file is changed. */
export const factTargets: readonly FuzzTarget[] = targets.map(
  ({ name, formats, share, facts }) => ({
    name,
    share: share * 8,
    limitMs: 2_000,
    make(corpus, random) {
      const format = random.pick(formats.filter(one => corpus.withFormat.has(one)));
      const { files, path } = random.pick(corpus.withFormat.get(format) ?? []);
      const alike = corpus.texts.get(format) ?? [''];
      const text = mutateText(files[path] ?? '', random, { alike, all: corpus.all });
      return { ...files, [path]: text };
    },
    run: input => readFacts(input, facts),
  }),
);
