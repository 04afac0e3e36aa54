// Node.js and Yarn as tools/package-lock.json pins them, and the dependencies of yarn.lock, brought up to date first.
// Needs no more than some Node.js >= 20 with npm. As a program: node scripts/toolchain.mjs COMMAND [ARGS]
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lock } from './process/lock.mjs';
import { run, runOrFail } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { digestOf, unlessStamped } from './process/stamp.mjs';
import { UsageError } from './process/usageError.mjs';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Where the steps write their logs. */
export const logs = path.join(root, '.cache', 'logs');

const OLDEST_HOST_NODE = 22;
const tools = path.join(root, 'tools');
const bin = path.join(tools, '.bin');

/** One line about what is being done. */
export function say(line) {
  // Standard output belongs to what a command answers.
  console.error(`• ${line}`);
}

/**
 * Installs what is missing and returns the pinned `node` and the environment in which `node`, `yarn` and the binaries
 * of the dependencies are found.
 */
export async function ensureToolchain() {
  requireSupportedMachine();
  const release = await lock(path.join(root, '.cache', 'install.lock'), holder =>
    say(`Another command (process ${holder}) is installing; waiting for it`),
  );
  try {
    await installTools();
    const toolchain = { node: path.join(bin, 'node'), env: environment() };
    await installDependencies(toolchain);
    return toolchain;
  } finally {
    release();
  }
}

/** One clear sentence when this machine cannot run the portal. */
export function requireSupportedMachine({
  platform = process.platform,
  arch = process.arch,
  nodeVersion = process.versions.node,
  programs = ['git', 'npm'],
} = {}) {
  const major = Number(nodeVersion.split('.')[0]);
  if (platform === 'win32') {
    throw new UsageError('Container Lens runs on Linux and macOS; on Windows, run it inside WSL.');
  }
  if (major < 20) {
    throw new UsageError(
      `Node.js ${nodeVersion} is too old to start with; install Node.js 20 or newer.`,
    );
  }
  if (!hasPinnedNode(platform, arch) && major < OLDEST_HOST_NODE) {
    throw new UsageError(
      `There is no bundled Node.js for ${platform}-${arch} and the installed ${nodeVersion} is too old; install Node.js ${OLDEST_HOST_NODE} or newer.`,
    );
  }
  for (const program of programs) {
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).error) {
      throw new UsageError(
        `${program} was not found; install it and make sure that it is on the PATH.`,
      );
    }
  }
}

function hasPinnedNode(platform, arch) {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64');
}

async function installTools() {
  const digest = `${digestOf(root, ['tools/package-lock.json'])} ${process.platform}-${process.arch}`;
  await unlessStamped(path.join(tools, 'node_modules', '.stamp'), digest, async () => {
    say('Installing Node.js and Yarn as pinned in tools/');
    await runOrFail('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: tools,
      env: process.env,
      log: path.join(logs, 'tools.log'),
      sentence: 'Node.js and Yarn could not be installed from the npm registry',
    });
    linkTools();
  });
  if (!existsSync(path.join(bin, 'node'))) linkTools();
}

function linkTools() {
  const next = mkdtempSync(path.join(tools, '.bin-'));
  symlinkSync(nodeToUse(), path.join(next, 'node'));
  symlinkSync('../node_modules/@yarnpkg/cli-dist/bin/yarn.js', path.join(next, 'yarn'));
  rmSync(bin, { recursive: true, force: true });
  renameSync(next, bin);
}

function nodeToUse() {
  const pinned = path.join(
    tools,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    'node',
  );
  // The pinned binary does not run everywhere (another C library): then the installed Node.js serves, if it is new enough.
  if (existsSync(pinned) && spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0)
    return pinned;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_HOST_NODE) return process.execPath;
  throw new UsageError(
    `The bundled Node.js does not run on this machine and the installed ${process.versions.node} is too old; install Node.js ${OLDEST_HOST_NODE} or newer.`,
  );
}

function environment() {
  const env = { ...process.env };
  env.PATH = [bin, path.join(root, 'node_modules', '.bin'), env.PATH].join(path.delimiter);
  // Set by an outer npm or yarn run for its own project; they mislead the ones started here.
  for (const name of Object.keys(env))
    if (/^(npm_package_|npm_lifecycle_|INIT_CWD$|PROJECT_CWD$)/.test(name)) delete env[name];
  return env;
}

async function installDependencies({ env }) {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(path.join(root, folder)).map(name => `${folder}/${name}/package.json`),
  );
  const digest = digestOf(root, ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests]);
  await unlessStamped(
    path.join(root, 'node_modules', '.container-lens-stamp'),
    digest,
    async () => {
      say('Installing the dependencies (about a minute the first time)');
      mkdirSync(logs, { recursive: true });
      await runOrFail('yarn', ['install', '--immutable'], {
        cwd: root,
        env,
        log: path.join(logs, 'install.log'),
        sentence: 'The dependencies could not be installed',
      });
    },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async ([command, ...args]) => {
    if (!command)
      throw new UsageError(
        'Usage: node scripts/toolchain.mjs COMMAND [ARGS], for example: tsc --noEmit',
      );
    const { env } = await ensureToolchain();
    return run(command, args, { cwd: process.cwd(), env });
  });
}
