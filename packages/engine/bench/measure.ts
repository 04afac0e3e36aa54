import type { CheckExamples } from '../src/checks/checkExample';
import { createFactReader } from '../src/assess/createFactReader';
import { Evidence } from '../src/contract/evidence';
import { dockerfileLint } from '../src/facts/lint/dockerfileLint';
import { imageConfigs } from '../src/facts/image/imageConfigs';
import { imageHealth } from '../src/facts/image/imageHealth';
import { imageStarts } from '../src/facts/image/imageStarts';
import { imageUnits } from '../src/facts/image/imageUnits';
import { imageUsers } from '../src/facts/image/imageUsers';
import { parentKnowledge } from '../src/facts/parent/parentKnowledge';
import { defaultOrganisation } from '../src/organisation/organisation';
import {
  benchTime,
  dockerfileCorpus,
  evidenceOf,
  judge,
  labelledRepositories,
} from './benchRepositories';
import { longManifest, longValues } from './chartFiles';
import { longDockerfile } from './dockerfiles';
import { medianTime, Statistics, statisticsOf } from './statistics';
import { BenchFiles, typicalRepository } from './typicalRepository';
import { longWorkflow } from './workflowFiles';

const imageFacts = [
  imageUnits,
  imageConfigs,
  imageUsers,
  imageStarts,
  imageHealth,
  parentKnowledge,
  dockerfileLint,
];

function deriveImageFacts(evidence: Evidence): void {
  const input = {
    subject: { name: 'bench' },
    evidence,
    organisation: defaultOrganisation,
    now: benchTime,
  };
  const read = createFactReader(input, (source, error) => {
    throw new Error(`${source} threw.`, { cause: error });
  });
  for (const fact of imageFacts) read<unknown>(fact);
}

/** Dockerfiles parsed, and every fact about their images derived. */
export async function measureDockerfiles(
  engineFolder: string,
  examples: readonly CheckExamples[],
): Promise<Statistics> {
  const corpus = dockerfileCorpus(engineFolder, examples).map(({ files }) => evidenceOf(files));
  for (let run = 0; run < 5; run++) corpus.forEach(deriveImageFacts);
  const times: number[] = [];
  for (const evidence of corpus) {
    times.push(await medianTime(5, () => deriveImageFacts(evidence)));
  }
  return statisticsOf(times);
}

/** Whole repositories judged, each a different one, after a warm-up with others. */
export async function measureRepositories(
  engineFolder: string,
): Promise<{ typical: Statistics; labelled: Statistics; evidenceFiles: number; cpu: number }> {
  const typical = (number: number) => evidenceOf(typicalRepository(number));
  for (let number = 0; number < 400; number++) await judge('warm', typical(number));
  const later = Array.from({ length: 400 }, (_, number) => typical(100_000 + number));
  const times: number[] = [];
  const before = process.cpuUsage();
  for (const evidence of later) times.push(await medianTime(1, () => judge('typical', evidence)));
  const used = process.cpuUsage(before);
  const labelled: number[] = [];
  for (const { name, files } of labelledRepositories(engineFolder)) {
    const evidence = evidenceOf(files);
    labelled.push(await medianTime(5, () => judge(name, evidence)));
  }
  return {
    typical: statisticsOf(times),
    labelled: statisticsOf(labelled),
    evidenceFiles: countRead(later[0]!),
    cpu: (used.user + used.system) / 1000 / later.length,
  };
}

function countRead({ repository }: Evidence): number {
  if (repository.status !== 'present') return 0;
  return repository.value.entries.filter(({ content }) => content.status === 'present').length;
}

interface Growing {
  readonly what: string;
  readonly first: number;
  readonly files: (size: number) => BenchFiles;
}

const growing: readonly Growing[] = [
  {
    what: 'instructions of a Dockerfile',
    first: 50,
    files: size => ({ Dockerfile: longDockerfile(size) }),
  },
  {
    what: 'Deployments in a manifest',
    first: 25,
    files: size => ({ Dockerfile: longDockerfile(5), 'k8s/all.yaml': longManifest(size) }),
  },
  {
    what: 'jobs of a workflow',
    first: 12,
    files: size => ({
      Dockerfile: longDockerfile(5),
      '.github/workflows/ci.yml': longWorkflow(size),
    }),
  },
  {
    what: 'keys of the values of a chart',
    first: 100,
    files: size => ({ Dockerfile: longDockerfile(5), ...longValues(size) }),
  },
  {
    what: 'files in the repository',
    first: 500,
    files: size => ({
      ...typicalRepository(1),
      ...Object.fromEntries(
        Array.from({ length: size }, (_, index) => [`src/part${index}/module${index}.ts`, 'x']),
      ),
    }),
  },
];

export interface Growth {
  readonly what: string;
  readonly sizes: readonly number[];
  /** Milliseconds at each size. */
  readonly times: readonly number[];
  /** How often the time doubles while the size doubles three times: 3 is linear. */
  readonly doublings: number;
}

/** Time at n, 2n, 4n and 8n of everything that can be many. */
export async function measureGrowth(): Promise<Growth[]> {
  const found: Growth[] = [];
  for (const { what, first, files } of growing) {
    const sizes = [1, 2, 4, 8].map(factor => first * factor);
    const evidence = sizes.map(size => evidenceOf(files(size)));
    for (let run = 0; run < 3; run++) await judge('warm', evidence[1]!);
    const times: number[] = [];
    for (const one of evidence) times.push(await medianTime(5, () => judge('growth', one)));
    found.push({ what, sizes, times, doublings: Math.log2(times[3]! / times[0]!) });
  }
  return found;
}

const hostile: Readonly<Record<string, () => BenchFiles>> = {
  'a Dockerfile of 2 MB': () => ({
    Dockerfile: `FROM node:22\nRUN ${'true && '.repeat(280_000)}true\n`,
  }),
  'a Dockerfile of 5,000 stages': () => ({
    Dockerfile: Array.from({ length: 5000 }, (_, i) => `FROM node:22 AS s${i}\nRUN npm ci\n`).join(
      '',
    ),
  }),
  'YAML aliases that multiply': () => ({
    Dockerfile: 'FROM node:22\n',
    'k8s/bomb.yaml': `apiVersion: v1\nkind: List\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]\n`)
      .join('')}`,
  }),
  'a chart that calls itself': () => ({
    Dockerfile: 'FROM node:22\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: loop\nversion: 1.0.0\n',
    'chart/templates/deployment.yaml':
      '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}kind: Deployment\n{{ include "a" . }}\n',
  }),
  'a chart with a loop of a million turns': () => ({
    Dockerfile: 'FROM node:22\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: loop\nversion: 1.0.0\n',
    'chart/templates/deployment.yaml':
      'kind: Deployment\n{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}\n',
  }),
  'a workflow of 500 jobs': () => ({
    Dockerfile: 'FROM node:22\n',
    '.github/workflows/ci.yml': longWorkflow(500),
  }),
  '50,000 files': () =>
    Object.fromEntries(
      Array.from({ length: 50_000 }, (_, i) => [`src/a${i % 100}/b${i}.ts`, 'x'] as const),
    ),
};

/** The time of repositories that were made to take long. */
export async function measureHostile(): Promise<{ what: string; milliseconds: number }[]> {
  const found: { what: string; milliseconds: number }[] = [];
  for (const [what, files] of Object.entries(hostile)) {
    const evidence = evidenceOf(files());
    found.push({ what, milliseconds: await medianTime(1, () => judge('hostile', evidence)) });
  }
  return found;
}
