// npm run lens -- check DIR: the command line from the sources of this checkout.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { lock } from './process/lock.mjs';
import { runOrFail } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { digestOf, unlessStamped } from './process/stamp.mjs';
import { ensureToolchain, logs, root } from './toolchain.mjs';

const INPUTS = [
  'packages/cli',
  'packages/engine',
  'packages/golden-path',
  'templates',
  'yarn.lock',
];

await runMain(async args => {
  const toolchain = await ensureToolchain();
  await bundle(toolchain);
  // Where the reader stands, not where npm stands: DIR is relative to it.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const lens = path.join(root, 'packages', 'cli', 'bin', 'lens.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(toolchain.node, [lens, ...args], { cwd, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 2 : code));
  });
});

async function bundle({ node, env }) {
  const stamp = path.join(root, 'packages', 'cli', 'dist', '.container-lens-stamp');
  const release = await lock(path.join(root, '.cache', 'lens.lock'), () => {});
  try {
    await unlessStamped(stamp, digestOf(root, INPUTS), () =>
      runOrFail(node, ['build.mjs'], {
        cwd: path.join(root, 'packages', 'cli'),
        env,
        log: path.join(logs, 'lens-build.log'),
        sentence: 'The command line could not be built',
      }),
    );
  } finally {
    release();
  }
}
