// What a retrofit makes of poor services: better by far, byte by byte the same outside of the plan, and still images that run.
import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.mjs';
import { freePort } from '../freePort.mjs';
import { ContainerEngine } from './ContainerEngine.mjs';
import { request } from './RollingLoad.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
// The sources of the workspace, through the loader that scripts/verify.mjs puts in front of Node.js.
const require = createRequire(new URL('../../packages/golden-path/package.json', import.meta.url));
const golden = require('./src/index.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-retrofit-'));
const engine = new ContainerEngine(process.env);
const gains = [];

/** The poor services: what FROM names, and what they answer. */
const services = [
  { language: 'node', parent: 'node:latest', route: '/articles' },
  { language: 'python', parent: 'python:latest', route: '/invoices/1' },
  { language: 'go', parent: 'golang:latest', route: '/rates' },
];
// LANGUAGES="go" proves a part only.
const languages = (process.env.LANGUAGES ?? 'node go python java').split(' ');
const proven = services.filter(({ language }) => languages.includes(language));

before(async () => {
  const parentImages = path.join(folder, 'parent-images');
  cpSync(path.join(root, 'examples/organisation/parent-images'), parentImages, { recursive: true });
  await engine.run(
    'make',
    ['parents', `LANGUAGES=${proven.map(({ language }) => language).join(' ')}`, 'ENGINE=buildah'],
    {
      cwd: parentImages,
      timeoutMs: 1_200_000,
      env: { CACHE: path.join(root, '.cache/parents') },
    },
  );
});

after(async () => {
  await engine.removeAll();
  for (const { parent } of proven) {
    await engine.run('buildah', ['rmi', '--force', `localhost/${parent}`]).catch(() => {});
  }
  rmSync(folder, { recursive: true, force: true });
  for (const line of gains) console.log(`# ${line}`);
});

for (const { language, parent, route } of proven) {
  describe(`a poor service in ${language}`, () => {
    const source = path.join(root, 'e2e/containers/poor', language);
    const target = path.join(folder, language);
    const image = `localhost/verify/retrofit-${language}:local`;
    let plan;

    test('gains at least 40 points, and keeps every other file byte by byte', async () => {
      const files = readTree(source);
      ({ plan } = await golden.retrofitRepository({
        files,
        repositoryName: `poor-${language}`,
        answers: { owner: 'group:default/storefront' },
        config: golden.defaultGoldenPathConfig,
        library: golden.OverlayLibrary.create({}),
        organisation: golden.exampleOrganisation,
      }));
      const { before: now, after: then, changes } = plan;
      const gain = then.score.value - now.score.value;
      gains.push(
        `${language}: ${now.score.grade} ${now.score.value.toFixed(1)} becomes ${then.score.grade} ${then.score.value.toFixed(1)} with ${changes.length} files`,
      );
      assert.ok(gain >= 40, `it gains ${gain.toFixed(1)}`);

      cpSync(source, target, { recursive: true });
      for (const { path: name, after: text, mode } of changes) {
        const file = path.join(target, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text, mode === '100755' ? { mode: 0o755 } : {});
      }
      const planned = new Set(changes.map(change => change.path));
      for (const [name, content] of files) {
        if (planned.has(name)) continue;
        assert.ok(content.equals(readFileSync(path.join(target, name))), `${name} was changed`);
      }
      const touched = changes.filter(change => files.has(change.path)).map(change => change.path);
      const mayChange = /^(Dockerfile|\.dockerignore|\.gitignore|catalog-info\.yaml)$/;
      assert.deepEqual(
        touched.filter(name => !mayChange.test(name)),
        [],
      );
    });

    test('still builds', async () => {
      await createParent({ language, parent });
      await engine.run('buildah', ['build', '--pull-never', '--tag', image, '.'], {
        cwd: target,
        timeoutMs: 600_000,
      });
      const [{ Config: config }] = JSON.parse(
        await engine.run('podman', ['image', 'inspect', image]),
      );
      assert.match(config.User, /^(node|65532:65532)$/);
      assert.ok(!/sh$/.test(config.Cmd[0]), `it starts ${config.Cmd}`);
      assert.equal(config.StopSignal, 'SIGTERM');
    });

    test('answers, hardened and not as root', async () => {
      const port = await freePort();
      const container = `verify-retrofit-${language}`;
      await engine.start(container, image, { PORT: port });
      await eventually('it answers', () =>
        request({ port }, route).then(
          status => status === 200,
          () => false,
        ),
      );
      const uid = await engine.run('podman', ['exec', container, 'id', '-u']);
      assert.notEqual(uid.trim(), '0');
    });

    test('ships nothing of what was brought', async () => {
      const listing = await engine.run('podman', [
        'exec',
        `verify-retrofit-${language}`,
        'ls',
        '-A',
        '.',
      ]);
      const names = listing.split('\n');
      for (const unwanted of ['ci', 'chart', 'make.d', 'infra', '.git']) {
        assert.ok(!names.includes(unwanted), `the image holds ${unwanted}`);
      }
    });

    test('has health that its own HEALTHCHECK sees', async t => {
      if (!/^HEALTHCHECK/m.test(readFileSync(path.join(target, 'Dockerfile'), 'utf8'))) {
        assert.ok(plan.guidance.some(({ check }) => check === 'rel-health-check-defined'));
        t.diagnostic('its parent has no command that could ask; the request says so');
        return;
      }
      const container = `verify-retrofit-${language}-health`;
      await engine.start(container, image, {}, { network: 'none' });
      await eventually('it is healthy', () => engine.isHealthy(container));
    });
  });
}

function readTree(source) {
  return new Map(
    readdirSync(source, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .map(file => [path.relative(source, file), readFileSync(file)]),
  );
}

/** What official images have beside the tools of the build parent of their language: a user, and short names of programs. */
const additions = {
  node: `echo 'node:x:1000:1000::/tmp:/bin/sh' >> /etc/passwd`,
  python: `ln -s python3 /usr/local/bin/python && printf '#!/bin/sh\\nexec python3 -m pip "$@"\\n' > /usr/local/bin/pip && chmod 755 /usr/local/bin/pip`,
  go: 'true',
};

/** Stands in for an official image: the build parent of the language, which has shell and tools as that one has. */
async function createParent({ language, parent }) {
  const { build } = golden.exampleParents.images[language];
  const reference = `localhost/org/${build.split('@')[0].split('/').at(-1)}`;
  const context = mkdtempSync(path.join(folder, 'parent-'));
  const text = `FROM ${reference}\nUSER root\nRUN ${additions[language]}\n`;
  writeFileSync(path.join(context, 'Dockerfile'), text);
  await engine.run('buildah', ['build', '--pull-never', '--tag', `localhost/${parent}`, '.'], {
    cwd: context,
  });
}
