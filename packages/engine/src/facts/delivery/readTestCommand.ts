/** `skipped`: the command builds and is told not to run its tests. */
export type TestReading = 'tests' | 'skipped';

/** Tools that run tests whatever their arguments, unless they only say something about themselves. */
const runners = new Set(
  (
    'vitest jest mocha ava jasmine karma cypress pytest py.test tox nox nose2 gotestsum ginkgo phpunit ' +
    'simple-phpunit pest paratest codecept behat rspec cucumber bats ctest testcafe nightwatch wtr'
  ).split(' '),
);

/** Commands that start another one: what stands behind them decides. */
const wrappers = new Set(
  (
    'npx bunx pnpx npm pnpm yarn bun corepack poetry uv pipenv pdm hatch rye bundle xvfb-run doppler dotenv ' +
    'cross-env docker podman nerdctl docker-compose nix nix-shell mise asdf direnv timeout retry coverage sh bash ' +
    'devbox conda micromamba pixi dagger stdbuf'
  ).split(' '),
);

const scriptName =
  /(^|[:._-])(tests?|spec|unit|jest|vitest|pytest|ci-test|e2e|integration)([:._-]|$)/i;
const noTest =
  /^(build|compile|lint|format|typecheck|prepare|pre|install|clean|docs?)([:._-]|$)|([:._-](build|lint|install|setup|deps|types|watch))$/i;
const gradleTask = /^:?(?:[\w.-]+:)*(test|check|build|[\w]*Test|allTests|jvmTest)$/;
const mavenPhase =
  /^(test|verify|package|install|deploy|integration-test|surefire:test|failsafe:(integration-test|verify))$/;

function isTestName(name: string | undefined): boolean {
  return name !== undefined && scriptName.test(name) && !noTest.test(name);
}

/** Many checks ask the same of each command of a pipeline, whose words never change. */
const known = new WeakMap<readonly string[], TestReading | 'other'>();

/** Words that are no options. */
function plain(words: readonly string[]): string[] {
  return words.filter(word => !word.startsWith('-'));
}

/**
 * Whether a command runs tests (the list of `rel-ci-tests-before-push`), also behind `npx`, `poetry run`,
 * `docker compose run app` and the like.
 */
export function readTestCommand(words: readonly string[]): TestReading | undefined {
  let reading = known.get(words);
  if (reading === undefined) {
    reading = readWords(words) ?? 'other';
    known.set(words, reading);
  }
  return reading === 'other' ? undefined : reading;
}

function readWords(words: readonly string[]): TestReading | undefined {
  const first = nameOf(words[0]);
  const direct = readDirect(first, words);
  if (direct || !wrappers.has(first)) return direct;
  for (let start = 1; start < Math.min(words.length, 16); start++) {
    const inner = words[start]!.includes(' ') ? words[start]!.split(/\s+/) : words.slice(start);
    const name = nameOf(inner[0]);
    // A word of the wrapper itself is no command: `docker build`, `npm check`.
    const own = start === 1 && /^(build|check|test|make|task|install|ci)$/.test(name);
    const found = own ? undefined : readDirect(name, inner);
    if (found) return found;
  }
  return undefined;
}

function nameOf(word = ''): string {
  return word.slice(word.lastIndexOf('/') + 1).replace(/\.(cmd|exe|bat|phar)$/, '');
}

// eslint-disable-next-line complexity -- a flat list of tools
function readDirect(name: string, words: readonly string[]): TestReading | undefined {
  const args = plain(words.slice(1));
  const tests = (yes: boolean): TestReading | undefined => (yes ? 'tests' : undefined);
  if (words.some(word => /^(--version|--help|--collect-only|--listTests|--init)$/.test(word))) {
    return undefined;
  }
  if (runners.has(name)) {
    return tests(!['install', 'open', 'init', 'verify', 'cache', 'info'].includes(args[0] ?? ''));
  }
  switch (name) {
    case 'npm':
    case 'yarn':
    case 'pnpm':
    case 'bun':
      return tests(readsPackageTest(name, args, words));
    case 'playwright':
      return tests(args[0] === 'test');
    case 'node':
      return tests(words.includes('--test'));
    case 'python':
    case 'python3':
    case 'coverage':
      return tests(readsPythonTest(words, args));
    case 'go':
      return tests(args[0] === 'test' && !words.includes('-c'));
    case 'cargo':
      return tests(
        ['test', 't', 'nextest', 'llvm-cov', 'tarpaulin'].includes(args[0] ?? '') &&
          !words.includes('--no-run'),
      );
    case 'mvn':
    case 'mvnw':
    case 'mvnd':
      return readMaven(words, args);
    case 'gradle':
    case 'gradlew':
      return readGradle(words);
    case 'make':
    case 'gmake':
    case 'task':
    case 'just':
    case 'mage':
    case 'rake':
    case 'invoke':
    case 'inv':
      return tests(
        args.some(target => target === 'check' || isTestName(target) || target === 'spec'),
      );
    case 'dotnet':
      return tests(args[0] === 'test' || args[0] === 'vstest');
    case 'composer':
      return tests(isTestName(args[0] === 'run' || args[0] === 'run-script' ? args[1] : args[0]));
    case 'php':
    case 'artisan':
      return tests(
        args.some(word => word === 'test' || nameOf(word) === 'phpunit' || nameOf(word) === 'pest'),
      );
    case 'rails':
    case 'hatch':
    case 'mix':
    case 'sbt':
    case 'lein':
    case 'swift':
    case 'flutter':
    case 'dart':
    case 'deno':
    case 'bazel':
    case 'bazelisk':
    case 'ng':
    case 'lerna':
    case 'rye':
    case 'zig':
    case 'stack':
    case 'cabal':
    case 'pants':
      return tests(args.slice(0, 3).some(word => isTestName(word)));
    case 'nx':
    case 'turbo':
      return tests(
        args.some(word => isTestName(word) || /:test$/.test(word)) ||
          words.some((word, i) => /^(-t|--targets?)$/.test(word) && isTestName(words[i + 1])) ||
          words.some(word => /^--targets?=.*\btest/.test(word)),
      );
    default:
      return undefined;
  }
}

/** `npm test`, `npm run test:unit`, `yarn workspace app test`, `pnpm -r test`. */
function readsPackageTest(
  name: string,
  args: readonly string[],
  words: readonly string[],
): boolean {
  const [first, second] = args;
  if (first === 'run' || first === 'run-script') return isTestName(second);
  if (first === 'test' || (name === 'npm' && (first === 't' || first === 'tst' || first === 'it')))
    return true;
  const at = words.indexOf('run');
  if (at > 0) return isTestName(plain(words.slice(at + 1))[0]);
  // An option with a value may stand before the script: `npm --prefix app test`, `pnpm --filter api test`.
  const spread =
    /^(workspaces?|foreach|recursive|multi)$/.test(first ?? '') || words[1]?.startsWith('-');
  if (spread) return args.some(word => word === 'test' || isTestName(word));
  return name !== 'npm' && args.length > 0 && isTestName(first);
}

function readsPythonTest(words: readonly string[], args: readonly string[]): boolean {
  const at = words.indexOf('-m');
  const module = at > 0 ? words[at + 1] : undefined;
  if (module === 'coverage') return words.some(word => /^(pytest|unittest|test)$/.test(word));
  if (module !== undefined) return /^(pytest|unittest|nose2|tox|nox|xdist)$/.test(module);
  return /(^|\/)(manage|runtests|setup)\.py$/.test(args.find(word => word.endsWith('.py')) ?? '')
    ? args.includes('test') || args.some(word => word.endsWith('runtests.py'))
    : false;
}

function readMaven(words: readonly string[], args: readonly string[]): TestReading | undefined {
  if (!args.some(word => mavenPhase.test(word))) return undefined;
  const skips = words.some(word =>
    /^-D(skipTests|maven\.test\.skip|skip\.?(unit)?\.?tests?)(=true)?$/i.test(word),
  );
  return skips ? 'skipped' : 'tests';
}

function readGradle(words: readonly string[]): TestReading | undefined {
  const excluded = words.flatMap((word, i) => {
    if (word === '-x' || word === '--exclude-task') return [words[i + 1] ?? ''];
    return word.startsWith('--exclude-task=') ? [word.slice(15)] : [];
  });
  const tasks = plain(words.slice(1)).filter(word => !excluded.includes(word));
  if (!tasks.some(task => gradleTask.test(task))) return undefined;
  const skips = excluded.some(task => /^:?([\w.-]+:)*(test|check)$/.test(task));
  return skips && !tasks.some(task => /(^|:)(test|\w*Test)$/.test(task)) ? 'skipped' : 'tests';
}
