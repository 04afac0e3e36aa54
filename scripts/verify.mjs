// npm run verify [rendered|containers|browser]: the slow suites, with the real linters, on real containers, in a real browser.
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run, runOrFail } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { digestOf, unlessStamped } from './process/stamp.mjs';
import { UsageError } from './process/usageError.mjs';
import { ensureHelm } from './testTools.mjs';
import { ensureToolchain, logs, root, say } from './toolchain.mjs';
import { ensureValidators } from './verify/validators.mjs';

const SUITES = {
  rendered: {
    programs: ['python3', 'go', 'make', 'git', 'jq'],
    packages: 'python3-venv golang-go make git jq',
    files: ['e2e/rendered/rendered.test.mjs'],
    tools: validatorTools,
  },
  containers: {
    programs: [
      ...['buildah', 'podman', 'runc', 'make', 'mmdebstrap', 'unzip'],
      ...['docker-registry', 'aarch64-linux-gnu-gcc'],
    ],
    packages:
      'buildah podman runc netavark make mmdebstrap debian-archive-keyring ca-certificates unzip docker-registry gcc-aarch64-linux-gnu libc6-dev-arm64-cross',
    files: ['e2e/containers/containers.test.mjs'],
    tools: async () => ({ HELM: ensureHelm() }),
  },
  retrofit: {
    programs: ['buildah', 'podman', 'runc', 'make', 'mmdebstrap', 'unzip'],
    packages:
      'buildah podman runc netavark make mmdebstrap debian-archive-keyring ca-certificates unzip',
    files: ['e2e/containers/retrofit.test.mjs'],
    tools: async () => ({}),
  },
  browser: {
    programs: ['chromium'],
    packages: 'chromium fonts-liberation fonts-noto-color-emoji',
    files: ['e2e/browser/portal.test.mjs'],
    tools: browserTools,
  },
};

await runMain(async args => {
  const names = args.length > 0 ? args : Object.keys(SUITES);
  for (const name of names) {
    if (!SUITES[name]) {
      throw new UsageError(
        `There is no suite "${name}"; choose from ${Object.keys(SUITES).join(', ')}.`,
      );
    }
    requirePrograms(name, SUITES[name]);
  }
  if (names.some(name => /^(containers|retrofit)$/.test(name)) && process.getuid() !== 0) {
    throw new UsageError(
      'This suite builds images without a daemon, which needs root: run it in a container or a virtual machine as root.',
    );
  }
  const toolchain = await ensureToolchain();
  let passed = 0;
  let failed = 0;
  for (const name of names) {
    say(`Verifying: ${name}`);
    const extra = await SUITES[name].tools(toolchain);
    const total = await runSuite({ name, files: SUITES[name].files, toolchain, extra });
    passed += total.passed;
    failed += total.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

function requirePrograms(name, { programs, packages }) {
  const missing = programs.filter(program => !isOnPath(program));
  if (missing.length === 0) return;
  throw new UsageError(
    `The suite "${name}" needs ${missing.join(', ')}. On Debian: apt-get install --no-install-recommends ${packages}`,
  );
}

function isOnPath(program) {
  return process.env.PATH.split(path.delimiter).some(folder => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The generated make targets find the linters on the PATH, as in their pipelines. */
async function validatorTools({ env }) {
  const folders = await ensureValidators({ env });
  return { PATH: [...folders, env.PATH].join(path.delimiter) };
}

/** Playwright and axe live outside the workspace, with a lock file of their own: only this suite needs them. */
async function browserTools({ env }) {
  const folder = path.join(root, 'tools', 'verify');
  const digest = digestOf(folder, ['package-lock.json']);
  await unlessStamped(path.join(folder, 'node_modules', '.stamp'), digest, async () => {
    say('Installing the browser driver');
    await runOrFail('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      env,
      log: path.join(logs, 'verify-tools.log'),
      sentence: 'The browser driver could not be installed from the npm registry',
    });
  });
  return { VERIFY_MODULES: path.join(folder, 'package.json') };
}

async function runSuite({ name, files, toolchain, extra }) {
  const report = path.join(logs, `verify-${name}.tap`);
  mkdirSync(logs, { recursive: true });
  const require = createRequire(path.join(root, 'package.json'));
  const code = await run(
    toolchain.node,
    [
      // The suites import sources of the workspace.
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files,
    ],
    { cwd: root, env: { ...toolchain.env, ...extra } },
  );
  const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const count = field => Number(new RegExp(`^# ${field} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled') + count('skipped');
  // A suite that ended badly without a failed test did fail.
  return { passed: count('pass'), failed: code === 0 ? failed : Math.max(failed, 1) };
}
