// npm run fuzz -- [--runs N] [--seed S] [--minutes M] [--target NAME] [--input FILE]: changed texts and repositories through the
// readers of the engine. Nothing may throw, hang, differ from run to run or leave the rules of scorecards.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { FuzzWorker, WorkerLost } from './process/fuzzWorker.mjs';
import { runMain } from './process/runMain.mjs';
import { UsageError } from './process/usageError.mjs';
import { ensureToolchain, root } from './toolchain.mjs';
import { run } from './process/run.mjs';

const THREADS = 2;
/** Inputs that one worker takes at a time. */
const CHUNK = 500;
const engineFolder = path.join(root, 'packages', 'engine');
const cache = path.join(root, '.cache', 'fuzz');

await runMain(async args => {
  const options = readOptions(args);
  // The toolchain's Node.js runs the engine elsewhere too; this script may have been started by another.
  const { node, env } = await ensureToolchain();
  if (process.env.CONTAINER_LENS_FUZZ === undefined) {
    const own = { ...env, CONTAINER_LENS_FUZZ: '1' };
    return run(node, [path.join(root, 'scripts', 'fuzz.mjs'), ...args], { cwd: root, env: own });
  }
  const bundle = await bundleWorker();
  return options.input === undefined ? fuzz(bundle, options) : tryAgain(bundle, options);
});

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '120' },
      target: { type: 'string' },
      input: { type: 'string' },
    },
  });
  const number = name => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new UsageError(`--${name} is a whole number from 1, not "${values[name]}".`);
    }
    return value;
  };
  if (values.input !== undefined && values.target === undefined) {
    throw new UsageError('--input needs --target: the part of the engine that reads it.');
  }
  return {
    runs: number('runs'),
    seed: number('seed'),
    minutes: number('minutes'),
    target: values.target,
    input: values.input,
  };
}

/** One file with the engine, the targets and the examples of all checks. */
async function bundleWorker() {
  const require = createRequire(path.join(root, 'package.json'));
  const { build } = await import(pathToFileURL(require.resolve('esbuild')));
  const checks = path.join(engineFolder, 'src', 'checks');
  const files = readdirSync(checks, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.examples.ts'))
    .sort();
  const entry = [
    `import { startWorker } from './fuzz/worker';`,
    ...files.map((file, index) => `import { examples as e${index} } from './src/checks/${file}';`),
    `startWorker([${files.map((_, index) => `e${index}`).join(', ')}]);`,
  ].join('\n');
  const outfile = path.join(cache, 'worker.mjs');
  await build({
    stdin: { contents: entry, resolveDir: engineFolder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}

async function fuzz(bundle, { runs, seed, minutes, target }) {
  const first = new FuzzWorker(bundle, engineFolder);
  const plan = await first.ask({ ask: 'plan', runs });
  await first.stop();
  const wanted = target === undefined ? plan : [{ name: target, inputs: runs }];
  const queue = wanted.flatMap(({ name, inputs }) =>
    Array.from({ length: Math.ceil(inputs / CHUNK) }, (_, chunk) => ({
      ask: 'run',
      target: name,
      seed,
      from: chunk * CHUNK,
      to: Math.min(inputs, (chunk + 1) * CHUNK),
    })),
  );
  // Targets take turns, so that a run that is ended early has seen all of them.
  queue.sort((a, b) => a.from - b.from);
  const totals = new Map(
    wanted.map(({ name }) => [
      name,
      { inputs: 0, milliseconds: 0, slowest: { index: 0, milliseconds: 0 }, failures: 0 },
    ]),
  );
  const start = Date.now();
  await Promise.all(
    Array.from({ length: THREADS }, () =>
      drain({ bundle, queue, totals, seed, end: start + minutes * 60_000 }),
    ),
  );
  return report(totals, (Date.now() - start) / 1000);
}

async function drain({ bundle, queue, totals, seed, end }) {
  let worker = new FuzzWorker(bundle, engineFolder);
  for (let request = queue.shift(); request && Date.now() < end; request = queue.shift()) {
    const total = totals.get(request.target);
    if (total.failures >= 10) continue;
    try {
      const part = await worker.ask(request);
      total.inputs += part.inputs;
      total.milliseconds += part.milliseconds;
      if (part.slowest.milliseconds > total.slowest.milliseconds) total.slowest = part.slowest;
      for (const failure of part.failures) save({ ...failure, seed });
      total.failures += part.failures.length;
    } catch (error) {
      await worker.stop();
      worker = new FuzzWorker(bundle, engineFolder);
      if (!(error instanceof WorkerLost)) throw error;
      const { index, message: problem } = error;
      const input = await worker.ask({ ask: 'input', target: request.target, seed, index });
      save({ target: request.target, index, seed, problem, input });
      total.inputs += index - request.from;
      total.failures += 1;
      queue.unshift({ ...request, from: index + 1 });
    }
  }
  await worker.stop();
}

function save({ target, seed, index, problem, input }) {
  mkdirSync(cache, { recursive: true });
  const file = path.join(cache, `${target}-${seed}-${index}.json`);
  writeFileSync(file, input);
  console.log(`\nFAILED ${target}, input ${index}: ${problem.slice(0, 1500)}`);
  console.log(`  npm run fuzz -- --target ${target} --input ${path.relative(root, file)}`);
}

function report(totals, seconds) {
  const number = value => value.toLocaleString('en-GB');
  let inputs = 0;
  let failures = 0;
  for (const [name, total] of totals) {
    inputs += total.inputs;
    failures += total.failures;
    const perSecond = Math.round(total.inputs / Math.max(0.001, total.milliseconds / 1000));
    console.log(
      `${name.padEnd(22)} ${number(total.inputs).padStart(9)} inputs ${number(perSecond).padStart(8)}/s   slowest ${total.slowest.milliseconds.toFixed(1).padStart(7)} ms (input ${total.slowest.index})${total.failures > 0 ? `   ${total.failures} FAILED` : ''}`,
    );
  }
  console.log(
    `\n${number(inputs)} inputs in ${Math.round(seconds)} s on ${THREADS} threads, ${failures} failed`,
  );
  return failures === 0 ? 0 : 1;
}

async function tryAgain(bundle, { target, input }) {
  const worker = new FuzzWorker(bundle, engineFolder);
  const json = readFileSync(path.resolve(process.env.INIT_CWD ?? root, input), 'utf8');
  const { milliseconds, problem } = await worker.ask({ ask: 'try', target, input: json });
  await worker.stop();
  console.log(`${milliseconds.toFixed(1)} ms: ${problem ?? 'nothing is wrong'}`);
  return problem === undefined ? 0 : 1;
}
