// npm run bench -- [--repositories N] [--tools DIR] [--json FILE]: how fast the engine and the lens binary are, beside
// other tools. The figures of docs/benchmarks.md come from here.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { compareTools } from './bench/compareTools.mjs';
import { printReport } from './bench/printReport.mjs';
import { runPart } from './bench/runPart.mjs';
import { run } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { ensureToolchain, root } from './toolchain.mjs';

const engineFolder = path.join(root, 'packages', 'engine');
const cache = path.join(root, '.cache', 'bench');

/**
 * How the two processes of the fleet run. Without bounds the collector takes what the machine has before it works; and
 * threads that collect and compile beside the work only take cores from each other where every core has a process.
 */
const fleetOptions = [
  '--max-old-space-size=112',
  '--max-semi-space-size=8',
  '--single-threaded-gc',
  '--no-concurrent-recompilation',
  '--always-sparkplug',
];

await runMain(async args => {
  const { node, env } = await ensureToolchain();
  // The toolchain's Node.js is measured, whichever started this script.
  if (process.env.CONTAINER_LENS_BENCH === undefined) {
    const own = { ...env, CONTAINER_LENS_BENCH: '1' };
    return run(node, [path.join(root, 'scripts', 'bench.mjs'), ...args], { cwd: root, env: own });
  }
  const { values } = parseArgs({
    args,
    options: {
      repositories: { type: 'string', default: '10000' },
      tools: { type: 'string', default: path.join(cache, 'tools') },
      json: { type: 'string', default: path.join(cache, 'bench.json') },
    },
  });
  const bundle = await bundleBench();
  const report = {
    machine: machine(),
    ...(await runPart(bundle, ['measure'])),
    fleet: await measureFleet(bundle, Number(values.repositories)),
    binary: await measureBinary(bundle),
    tools: await compareTools({ bundle, folder: path.resolve(values.tools) }),
    loadAfter: loadavg()[0],
  };
  mkdirSync(path.dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  printReport(report);
  console.log(`\nAll figures: ${path.relative(root, values.json)}`);
  return 0;
});

function machine() {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim(),
    load: loadavg()[0],
  };
}

/** One file with the engine, the benchmark and the examples of all checks. */
async function bundleBench() {
  const { build } = await import(
    pathToFileURL(createRequire(path.join(root, 'package.json')).resolve('esbuild'))
  );
  const checks = path.join(engineFolder, 'src', 'checks');
  const files = readdirSync(checks, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.examples.ts'))
    .sort();
  const entry = [
    `import { runBench } from './bench/bench';`,
    ...files.map((file, index) => `import { examples as e${index} } from './src/checks/${file}';`),
    `const examples = [${files.map((_, index) => `e${index}`).join(', ')}];`,
    `runBench({ engineFolder: ${JSON.stringify(engineFolder)}, examples, args: process.argv.slice(2) });`,
  ].join('\n');
  const outfile = path.join(cache, 'bench.mjs');
  await build({
    stdin: { contents: entry, resolveDir: engineFolder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}

/** All repositories in two processes at once, as on two cores. */
async function measureFleet(bundle, repositories) {
  const half = Math.ceil(repositories / 2);
  const start = Date.now();
  const parts = await Promise.all([
    runPart(bundle, ['fleet', '0', String(half)], fleetOptions),
    runPart(bundle, ['fleet', String(half), String(repositories)], fleetOptions),
  ]);
  const sum = field => parts.reduce((total, part) => total + part[field], 0);
  return {
    repositories,
    seconds: (Date.now() - start) / 1000,
    cpuSeconds: sum('cpuSeconds'),
    makingSeconds: sum('makingSeconds'),
    megabytes: sum('megabytes'),
  };
}

/** The built binary on a small repository, each time a new process. */
async function measureBinary(bundle) {
  execFileSync(process.execPath, ['build.mjs'], { cwd: path.join(root, 'packages', 'cli') });
  const folder = mkdtempSync(path.join(tmpdir(), 'lens-bench-'));
  try {
    for (const [file, text] of Object.entries(await runPart(bundle, ['files', '1']))) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const lens = path.join(root, 'packages', 'cli', 'bin', 'lens.mjs');
    const times = Array.from({ length: 15 }, () => {
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, [lens, 'check', folder]);
      // 1 means that checks fail, which they may.
      if (status !== 0 && status !== 1) throw new Error(`lens ended with ${status}: ${stderr}`);
      return Number(process.hrtime.bigint() - start) / 1e6;
    }).sort((a, b) => a - b);
    return { runs: times.length, best: times[0], median: times[7], worst: times.at(-1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
