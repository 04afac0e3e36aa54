import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles the command line from the sources. */
export async function buildCommandLine() {
  await exec('node', [path.join(root, 'scripts/lens.mjs'), '--version'], { cwd: root });
}

/** What `npm run lens -- check` says of a folder, with the organisation document at a URL. */
export async function checkOnCommandLine(folder, organisation) {
  const { stdout } = await exec(
    'node',
    [
      path.join(root, 'packages/cli/bin/lens.mjs'),
      'check',
      folder,
      '--config',
      organisation,
      '--format',
      'json',
      '--fail-on',
      'never',
    ],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout);
}
