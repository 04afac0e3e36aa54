import { assess } from '../src/assess/assess';
import { RepositoryFile, repositoryFromFiles } from '../src/evidence/repositoryFromFiles';
import { checkScorecard } from './checkScorecard';
import { Corpus } from './corpus';
import { failOnError, moment } from './factTargets';
import { formatOf } from './formats';
import { FuzzInput, FuzzTarget } from './fuzzTarget';
import { mutateText } from './mutateText';
import { RandomSource } from './randomSource';

type Files = Record<string, RepositoryFile>;
type Change = (files: Files, random: RandomSource, corpus: Corpus) => void;

function anyPath(files: Files, random: RandomSource): string {
  return random.pick(Object.keys(files));
}

const mutateFile: Change = (files, random, corpus) => {
  const path = anyPath(files, random);
  const text = files[path];
  if (typeof text !== 'string') return;
  const alike = corpus.texts.get(formatOf(path, text)) ?? [text];
  files[path] = mutateText(text, random, { alike, all: corpus.all, hugeOnce: 2_000 });
};

const changes: readonly Change[] = [
  mutateFile,
  mutateFile,
  mutateFile,
  mutateFile,
  (files, random) => {
    const [a, b] = [anyPath(files, random), anyPath(files, random)];
    [files[a], files[b]] = [files[b]!, files[a]!];
  },
  (files, random) => {
    const path = anyPath(files, random);
    const copies = [
      `copy/${path}`,
      path.toUpperCase(),
      path.replace(/[^/]+$/, 'Dockerfile'),
      `${path}/x`,
      `.github/workflows/${path.split('/').pop()}`,
    ];
    files[random.pick(copies)] = files[path]!;
  },
  (files, random) => {
    if (Object.keys(files).length > 1) delete files[anyPath(files, random)];
  },
  (files, random, corpus) => {
    const other = random.pick(corpus.repositories);
    Object.assign(
      files,
      random.once(2) ? other : Object.fromEntries([random.pick(Object.entries(other))]),
    );
  },
  (files, random) => {
    files[anyPath(files, random)] = { type: 'link', size: 12 };
  },
  (files, random) => {
    files[anyPath(files, random)] = Uint8Array.from({ length: random.below(300) }, () =>
      random.below(256),
    );
  },
  (files, random) => {
    const reason = 'The file may not be read.';
    const refusal = { status: 'unavailable', code: 'access-denied', reason } as const;
    files[anyPath(files, random)] = { size: random.below(5_000_000), unavailable: refusal };
  },
  (files, random) => {
    const path = anyPath(files, random);
    const text = files[path];
    if (typeof text === 'string' && random.once(20))
      files[path] = text.repeat(1 + random.below(200)).slice(0, 2_000_000);
  },
];

function makeRepository(corpus: Corpus, random: RandomSource): Files {
  const files: Files = { ...random.pick(corpus.repositories) };
  for (let left = 1 + random.below(4); left > 0; left--)
    random.pick(changes)(files, random, corpus);
  return files;
}

/** Paths of files and of the folders they are in. */
function placesOf(paths: readonly string[]): Set<string> {
  const folders = paths.flatMap(path =>
    [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)),
  );
  return new Set([...paths, ...folders]);
}

async function judge(input: FuzzInput): Promise<unknown> {
  const files = typeof input === 'string' ? {} : input;
  const scorecard = await assess({
    subject: { name: 'fuzz' },
    evidence: { repository: repositoryFromFiles({ files, location: 'fuzz' }) },
    now: moment,
    onError: failOnError,
  });
  checkScorecard(scorecard, placesOf(Object.keys(files)));
  return scorecard;
}

/** Whole repositories through all checks. */
export const repositoryTargets: readonly FuzzTarget[] = [
  { name: 'repository', share: 25, limitMs: 2_000, make: makeRepository, run: judge },
];
