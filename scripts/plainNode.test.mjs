// The engine runs in a plain Node.js project: nothing of Backstage, no network, no database. It is built, put into an
// empty project beside its two dependencies, and judges a repository there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const engine = path.join(root, 'packages/engine');
const manifest = JSON.parse(readFileSync(path.join(engine, 'package.json'), 'utf8'));
const dependencies = Object.keys(manifest.dependencies);

/** What the engine may use of Node.js: it reads folders through git, and hashes. */
const allowed = new Set([
  'child_process',
  'crypto',
  'fs',
  'path',
  'perf_hooks',
  'os',
  'url',
  'util',
]);

async function buildEngine(outfile) {
  const { metafile } = await build({
    absWorkingDir: engine,
    entryPoints: ['src/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: dependencies,
    metafile: true,
    logLevel: 'error',
  });
  return Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.map(({ path: name }) => name),
  );
}

test('the engine needs its own dependencies and a little of Node.js, nothing else', async t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'plain-node-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const target = path.join(folder, 'node_modules/@container-lens/engine');
  mkdirSync(target, { recursive: true });
  const imports = await buildEngine(path.join(target, 'index.js'));
  const names = [...new Set(imports.map(name => name.replace(/^node:/, '')))];
  const foreign = names.filter(
    name =>
      !allowed.has(name.split('/')[0]) &&
      !dependencies.some(d => name === d || name.startsWith(`${d}/`)),
  );
  assert.deepEqual(foreign, []);
  assert.deepEqual(
    names.filter(
      name => builtinModules.includes(name) && /^(net|http|https|tls|dgram|dns|sqlite)/.test(name),
    ),
    [],
  );

  for (const dependency of dependencies) {
    const place = path.join(folder, 'node_modules', dependency);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', dependency), place);
  }
  writeFileSync(
    path.join(folder, 'main.js'),
    `const { assess, gate, repositoryFromFiles, allChecks } = require('@container-lens/engine');
assess({
  subject: { name: 'orders' },
  evidence: { repository: repositoryFromFiles({ files: { Dockerfile: 'FROM alpine\\nUSER root\\n' } }) },
}).then(scorecard => {
  const failed = gate(scorecard, 'high').blocking.map(({ check }) => check);
  console.log(JSON.stringify({ checks: allChecks.length, failed }));
});
`,
  );
  const output = execFileSync(process.execPath, ['main.js'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  const { checks, failed } = JSON.parse(output);
  assert.ok(checks >= 15);
  assert.ok(failed.includes('sec-image-user-non-root'));
  assert.ok(failed.includes('perf-parent-tag-pinned'));
});
