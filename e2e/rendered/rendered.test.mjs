// What the golden paths create, read by the linters and scanners of the trade: every distinct file of every combination once, with
// the repository's own `make` targets where it has them.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkovFindings } from './checkovFindings.mjs';
import { distinctFiles, groupByInputs } from './groupByInputs.mjs';
import { schemaLocation, targets } from './targets.mjs';
import { kubernetesVersions, writeKubernetesSchemas } from './kubernetesSchemas.mjs';
import { renderRepositories } from './renderRepositories.mjs';
import { Workshop, run } from './Workshop.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-rendered-'));
const workshop = new Workshop(folder);
const repositories = await renderRepositories();
const schemas = path.join(folder, 'schemas');

before(() => writeKubernetesSchemas(schemas));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('what the golden paths create', { concurrency: availableParallelism() }, () => {
  for (const { name, isInput, variables = () => [], expect, fault } of targets) {
    const distinct = groupByInputs(repositories, isInput);

    test(`make ${name}: ${distinct.length} distinct inputs`, async t => {
      assert.ok(distinct.length > 0, 'no repository has what this target reads');
      for (const repository of distinct) {
        const cwd = workshop.write(repository);
        const output = await run('make', [name, ...variables(schemas)], { cwd });
        await expect?.({ output, cwd, schemas });
      }
      t.diagnostic(distinct.map(repository => repository.name).join(' '));
    });

    if (!fault) continue;
    // A linter that finds nothing may as well have read nothing.
    test(`make ${name} would find a fault`, async () => {
      const cwd = workshop.write({ ...distinct[0], name: `fault-${name}` });
      const file = path.join(cwd, findFile(cwd, fault.file));
      const text = readFileSync(file, 'utf8');
      const broken = text.replace(fault.replace, fault.by);
      assert.notEqual(broken, text, `${fault.file} has no ${fault.replace}`);
      writeFileSync(file, broken);
      await assert.rejects(run('make', [name, ...variables(schemas)], { cwd }), fault.says);
    });
  }

  test('the scripts pass shellcheck', async () => {
    const isScript = file => /^ci\/.*\.sh$/.test(file);
    const byRepository = Map.groupBy(
      distinctFiles(repositories, isScript),
      ({ repository }) => repository,
    );
    for (const [repository, scripts] of byRepository) {
      // In the folder they belong to, with the file they source.
      const cwd = workshop.write(repository);
      const files = new Set(['ci/lib.sh', ...scripts.map(({ file }) => file.path)]);
      await run('shellcheck', [...files], { cwd });
    }
    const cwd = workshop.write({ ...repositories[0], name: 'fault-lint-scripts' });
    writeFileSync(path.join(cwd, 'ci/build.sh'), '#!/bin/sh\nrm -rf $1\n');
    await assert.rejects(run('make', ['lint-scripts'], { cwd }), /SC2086/);
  });

  test('the Dockerfiles pass the build checks of BuildKit', async () => {
    const { folder: cwd, files } = collect('dockerfiles', file => file === 'Dockerfile');
    await run('dockerfile-checks', files, { cwd });
    const faulty = path.join(cwd, 'Dockerfile.faulty');
    writeFileSync(faulty, 'from scratch as Build\nMAINTAINER me\nCMD run\n');
    await assert.rejects(run('dockerfile-checks', [faulty], { cwd }), /MaintainerDeprecated/);
  });

  // make lint-manifests reads those of ECS, make lint-workflows that of the pipeline.
  test('the other stacks pass cfn-lint, down to remarks', async () => {
    const { folder: cwd, files } = collect(
      'stacks',
      file =>
        /^(infra\/[^/]+\.ya?ml|copilot\/.*\/addons\/[^/]+\.yml)$/.test(file) &&
        !/parameters/.test(file),
    );
    await run('cfn-lint', ['--non-zero-exit-code', 'informational', ...files], { cwd });
  });

  for (const { schema, isInput } of [
    { schema: 'vendor.compose-spec', isInput: file => file === 'compose.yaml' },
    { schema: 'vendor.renovate', isInput: file => file === 'renovate.json' },
    { schema: 'vendor.github-workflows', isInput: file => /^\.github\/workflows\//.test(file) },
    {
      schema: 'custom.github-workflows-require-timeout',
      isInput: file => /^\.github\/workflows\//.test(file),
    },
  ]) {
    test(`files fit the published schema ${schema}`, async () => {
      const { folder: cwd, files } = collect(schema, isInput);
      await run('check-jsonschema', ['--builtin-schema', schema, ...files], { cwd });
      writeFileSync(path.join(cwd, 'faulty.json'), '{"jobs": 1, "services": 1, "extends": 1}');
      await assert.rejects(
        run('check-jsonschema', ['--builtin-schema', schema, 'faulty.json'], { cwd }),
      );
    });
  }

  test('the policies of the platform fit every Kubernetes', async () => {
    const { folder: cwd, files } = collect('policies', file => /^policy\/.*\.yaml$/.test(file));
    for (const version of kubernetesVersions()) {
      const location = schemaLocation(schemas, version);
      const output = await run(
        'kubeconform',
        ['-strict', '-ignore-missing-schemas', '-summary', '-schema-location', location, ...files],
        { cwd },
      );
      assert.match(output, /Valid: [1-9]\d*, Invalid: 0, Errors: 0/);
    }
  });

  test('checkov finds nothing but what was reviewed', async () => {
    const { folder: cwd } = collect('scanned', file =>
      /^(Dockerfile|\.gitlab-ci\.yml|\.github\/workflows\/.*|infra\/(?!service|job)[^/]+\.yaml)$/.test(
        file,
      ),
    );
    const { open, unused } = await checkovFindings(cwd);
    assert.deepEqual(open, []);
    assert.deepEqual(unused, [], 'a reason for something that is no longer found');
  });

  test('the repository of parent images passes its own checks', async () => {
    const cwd = path.join(folder, 'parent-images');
    cpSync(path.join(root, 'examples/organisation/parent-images'), cwd, { recursive: true });
    await run('git', ['init', '--quiet'], { cwd });
    await run('make', ['check', 'lint-dockerfiles', 'lint-workflows', 'lint-infrastructure'], {
      cwd,
    });
    const dockerfiles = readdirSync(path.join(cwd, 'images')).map(
      image => `images/${image}/Dockerfile`,
    );
    await run('dockerfile-checks', dockerfiles, { cwd });
  });

  test('the tools have the versions that the pipelines install', async () => {
    const { file } = distinctFiles(repositories, name => name === 'ci/tools.sh')[0];
    const tools = file.content.toString('utf8');
    const locks = ['requirements.in', 'go.mod']
      .map(name => readFileSync(path.join(root, 'tools/validators', name), 'utf8'))
      .join('\n');
    for (const pin of ['checkov==', 'cfn-lint==', 'check-jsonschema==']) {
      const [pinned] = new RegExp(`${pin}[\\w.]+`).exec(tools) ?? [];
      assert.ok(pinned && locks.includes(`${pinned}\n`), `${pinned} is not in requirements.in`);
    }
    for (const module of ['github.com/rhysd/actionlint', 'github.com/yannh/kubeconform']) {
      const [, version] = new RegExp(`${module}/cmd/\\w+@(\\S+)`).exec(tools) ?? [];
      assert.ok(
        version && new RegExp(`${module} ${version}\\s`).test(locks),
        `${module} ${version}`,
      );
    }
    for (const name of ['hadolint', 'shellcheck']) {
      const lock = distinctFiles(repositories, other => other === `ci/${name}.txt`)[0].file;
      const [pinned] = /^[\w-]+==\S+/m.exec(lock.content.toString('utf8')) ?? [];
      assert.ok(pinned && locks.includes(`${pinned}\n`), `${pinned} is not in requirements.in`);
    }
  });
});

function collect(name, isInput) {
  const distinct = distinctFiles(repositories, isInput);
  assert.ok(distinct.length > 0, `nothing to collect for ${name}`);
  return workshop.collect(name, distinct);
}

/** The path of a file of which only the end is known. */
function findFile(cwd, end) {
  const found = readdirSync(cwd, { recursive: true }).find(file => file.endsWith(end));
  assert.ok(found, `there is no ${end} in ${cwd}`);
  return found;
}
