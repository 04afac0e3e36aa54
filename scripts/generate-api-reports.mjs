// Writes report.api.md of every published library: the public surface, as reviewers see it. With --check it only
// compares and fails on a difference. Needs the toolchain: `node scripts/toolchain.mjs node scripts/generate-api-reports.mjs`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');

const packages = [
  'packages/engine',
  'packages/golden-path',
  'plugins/catalog-backend-module-container-lens',
  'plugins/container-lens',
  'plugins/container-lens-backend',
  'plugins/container-lens-common',
  'plugins/container-lens-node',
  'plugins/local-forge-backend',
  'plugins/scaffolder-backend-module-container-lens',
];

function run(...args) {
  const { status, error } = spawnSync('yarn', args, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

// A build on top of an earlier one prints the members of some inferred types in another order.
rmSync(path.join(root, 'dist-types'), { recursive: true, force: true });
run('tsc');
// The first message names files of this machine and comes with every workspace that resolves to its source. The second
// asks for a sentence on every member, also where its name and type say all.
run(
  'backstage-repo-tools',
  'api-reports',
  ...packages,
  '--omit-messages',
  'ae-wrong-input-file-type,ae-undocumented',
  ...(check ? ['--ci'] : []),
);
