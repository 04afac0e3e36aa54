import { RetrofitFiles, lineOf, textOf } from '../retrofitFiles';
import { known, RetrofitLanguage, ServiceFact, TestCommand, unknown } from '../serviceFacts';

/** How the tests of the repository run, by its manifests. */
export function findTests(
  files: RetrofitFiles,
  language: RetrofitLanguage | undefined,
): ServiceFact<TestCommand> {
  switch (language) {
    case 'node':
      return findNodeTests(files);
    case 'python':
      return findPythonTests(files);
    case 'go':
      return findTestFile(files, /_test\.go$/, { install: '', test: 'go test ./...' });
    case 'java':
      return findJavaTests(files);
    default:
      return unknown('The language is not known.');
  }
}

/** By their lock files; the last one needs none. */
const managers: readonly {
  readonly lock: string | undefined;
  readonly install: string;
  readonly test: string;
}[] = [
  {
    lock: 'pnpm-lock.yaml',
    install: 'corepack pnpm install --frozen-lockfile',
    test: 'corepack pnpm test',
  },
  {
    lock: 'yarn.lock',
    install: 'corepack yarn install --immutable',
    test: 'corepack yarn test',
  },
  { lock: 'package-lock.json', install: 'npm ci', test: 'npm test' },
  { lock: undefined, install: 'npm install', test: 'npm test' },
];

function findNodeTests(files: RetrofitFiles): ServiceFact<TestCommand> {
  const text = textOf(files, 'package.json');
  let script: unknown;
  try {
    script = (JSON.parse(text ?? '{}') as { scripts?: { test?: unknown } }).scripts?.test;
  } catch {
    return unknown('package.json is not valid JSON.');
  }
  if (typeof script !== 'string' || /no test specified/.test(script)) {
    return unknown('package.json has no script "test".');
  }
  const line = lineOf(text ?? '', /"test"\s*:/);
  const manager = managers.find(({ lock }) => lock === undefined || files.has(lock))!;
  return known({ install: manager.install, test: manager.test }, 'package.json', line);
}

function findPythonTests(files: RetrofitFiles): ServiceFact<TestCommand> {
  const sources = [
    ['requirements.txt', '--requirement requirements.txt '],
    ['pyproject.toml', '. '],
  ] as const;
  const source = sources.find(([path]) => files.has(path))?.[1] ?? '';
  return findTestFile(files, /(^|\/)(test_[^/]*|[^/]*_test)\.py$/, {
    install: `python3 -m venv .venv && .venv/bin/pip install ${source}pytest`,
    test: '.venv/bin/python -m pytest',
  });
}

function findJavaTests(files: RetrofitFiles): ServiceFact<TestCommand> {
  const commands = [
    ['mvnw', './mvnw --batch-mode --no-transfer-progress verify'],
    ['pom.xml', 'mvn --batch-mode --no-transfer-progress verify'],
    ['gradlew', './gradlew test'],
  ] as const;
  const test = commands.find(([path]) => files.has(path))?.[1] ?? 'gradle test';
  return findTestFile(files, /(^|\/)src\/test\/.*\.(java|kt)$/, { install: '', test });
}

function findTestFile(
  files: RetrofitFiles,
  pattern: RegExp,
  command: TestCommand,
): ServiceFact<TestCommand> {
  const path = [...files.keys()].filter(candidate => pattern.test(candidate)).sort()[0];
  return path === undefined
    ? unknown('The repository has no tests that are recognised.')
    : known(command, path, 1);
}
