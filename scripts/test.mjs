// npm test: every unit and integration test, once. Arguments go to jest: npm test -- plugins/container-lens-backend
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { ensureHelm, ensureKubectl } from './testTools.mjs';
import { ensureToolchain, logs, root, say } from './toolchain.mjs';

await runMain(async args => {
  const toolchain = await ensureToolchain();
  const env = {
    ...toolchain.env,
    // TestDatabases would look for Docker when CI is set; PostgreSQL joins with a connection string instead.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    // The engine's own reading of charts is compared with the real helm.
    CONTAINER_LENS_HELM: ensureHelm(),
    // What Kustomize builds is built by the real one.
    CONTAINER_LENS_KUBECTL: ensureKubectl(),
  };
  const totals = [];
  if (args.length === 0) totals.push(await testScripts(toolchain, env));
  totals.push(await testPackages(args, env));
  const passed = totals.reduce((sum, total) => sum + total.passed, 0);
  const failed = totals.reduce((sum, total) => sum + total.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return totals.every(({ ok }) => ok) && passed > 0 ? 0 : 1;
});

/** The scripts' own tests run on Node.js alone. */
async function testScripts({ node }, env) {
  say('Testing the scripts');
  const files = readdirSync(path.join(root, 'scripts'), { recursive: true })
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => path.join('scripts', name));
  const report = path.join(logs, 'test-scripts.tap');
  mkdirSync(logs, { recursive: true });
  const code = await run(
    node,
    [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files,
    ],
    { cwd: root, env },
  );
  const tap = readFileSync(report, 'utf8');
  const count = name => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return { ok: code === 0, passed: count('pass'), failed: count('fail') + count('cancelled') };
}

async function testPackages(args, env) {
  say('Testing the packages');
  const report = path.join(logs, 'test-packages.json');
  rmSync(report, { force: true });
  const code = await run(
    'backstage-cli',
    ['repo', 'test', '--watch=false', '--json', `--outputFile=${report}`, ...args],
    { cwd: root, env },
  );
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A file that could not run at all counts as one failure.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { ok: code === 0 && failed === 0, passed: result.numPassedTests, failed };
}
