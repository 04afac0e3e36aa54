import fc from 'fast-check';
import { parse } from 'yaml';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { scaffoldLockPath, scaffoldLockSchema } from '../lock/scaffoldLock';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { poorLanguages, readPoorExample } from './__testUtils__/poorExamples';
import { planRetrofit } from './planRetrofit';
import { readService } from './readService';
import { RetrofitFiles } from './retrofitFiles';
import { RetrofitPlan } from './retrofitPlan';

// A bound for machines that do other things as well.
jest.setTimeout(180_000);

const config = goldenPathConfigSchema.parse({});
const library = OverlayLibrary.create();
const now = new Date('2026-11-22T00:00:00Z');
const owner = 'group:default/storefront';

function plan(
  files: RetrofitFiles,
  choices: Record<string, unknown> = {},
  overrides = {},
): Promise<RetrofitPlan> {
  const organisation = exampleOrganisation;
  return planRetrofit({
    files,
    facts: readService({ files, overrides, repositoryName: 'poor-service', organisation, now }),
    choices: { owner, ...choices },
    config,
    library,
    organisation,
    now,
  });
}

function apply(files: RetrofitFiles, { changes }: RetrofitPlan): RetrofitFiles {
  return new Map([...files, ...changes.map(({ path, after }) => [path, after] as const)]);
}

const textIn = ({ changes }: RetrofitPlan, path: string) =>
  changes.find(change => change.path === path)?.after ?? '';

/** What a retrofit may change where it exists. */
const mayChange =
  /^((.*\/)?(Dockerfile|[^/]*\.dockerignore)|\.gitignore|catalog-info\.ya?ml|\.container-lens\/scaffold\.json)$/;

describe('planRetrofit', () => {
  it('gains at least 40 points on poor services, in the median, and makes no check worse', async () => {
    const gains: number[] = [];
    for (const language of poorLanguages) {
      const { before, after, changes } = await plan(readPoorExample(language));
      gains.push((after.score.value ?? 0) - (before.score.value ?? 0));
      const verdicts = new Map(after.results.map(({ check, verdict }) => [check, verdict]));
      const lost = before.results.filter(
        ({ check, verdict }) => verdict === 'pass' && verdicts.get(check) !== 'pass',
      );
      expect(lost.map(({ check }) => check)).toEqual([]);
      expect(
        changes.filter(({ path, before: text }) => text !== undefined && !mayChange.test(path)),
      ).toEqual([]);
    }
    expect(gains.sort((a, b) => a - b)[1]).toBeGreaterThanOrEqual(40);
  });

  it.each(poorLanguages)('plans nothing for its own result in %s', async language => {
    const files = readPoorExample(language);
    const result = apply(files, await plan(files));
    const again = await plan(result);
    expect(again.changes).toEqual([]);
    expect(again.after.score).toEqual(again.before.score);
  });

  it('keeps comments, formatting and line ends of the Dockerfile', async () => {
    const files = new Map<string, string>([
      ['package.json', '{ "name": "shop" }'],
      ['server.js', "require('http').createServer().listen(3000); // '/healthz'"],
      [
        'Dockerfile',
        'FROM node:24\r\n# why\r\nWORKDIR  /srv\r\nCOPY . .\r\nEXPOSE 3000\r\n\r\n# starts\r\nCMD node server.js\r\n',
      ],
    ]);
    const text = textIn(await plan(files), 'Dockerfile');
    expect(text.match(/^#.*$/gm)).toEqual(['# why', '# starts']);
    expect(text).toContain('WORKDIR  /srv\r\n');
    expect(text.replace(/\r\n/g, '')).not.toContain('\n');
  });

  it('uses the port, the health path and the tests of the repository', async () => {
    const result = await plan(readPoorExample('node'));
    const values = parse(textIn(result, 'chart/values.yaml'));
    expect(JSON.stringify(values)).toContain('"/health"');
    expect(values.containerPort).toBe(3000);
    expect(textIn(result, 'make.d/repository.mk')).toContain('\tnpm install\n\tnpm test\n');
  });

  it('calls its own Makefile by name where the repository has one', async () => {
    const result = await plan(readPoorExample('go'));
    expect(textIn(result, 'container.mk')).toContain('include $(sort $(wildcard make.d/*.mk))');
    const workflow = textIn(result, '.github/workflows/ci.yml');
    expect(workflow).toContain('run: make -f container.mk check unused-deps');
    expect(workflow).not.toMatch(/run: make (?!-f)/);
  });

  it('does not call tests that are not there, and says so', async () => {
    const result = await plan(readPoorExample('python'));
    expect(textIn(result, '.github/workflows/ci.yml')).toContain('run: make lint lint-scripts');
    expect(result.guidance).toContainEqual(expect.objectContaining({ title: 'Write tests' }));
    const verdict = result.after.results.find(({ check }) => check === 'rel-ci-tests-before-push');
    expect(verdict?.verdict).not.toBe('pass');
  });

  it('brings no second pipeline and no second deployment', async () => {
    const files = new Map<string, Uint8Array | string>(readPoorExample('node'));
    files.set(
      '.github/workflows/build.yml',
      'on: push\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: npm test }] } }\n',
    );
    files.set(
      'deploy.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: shop, image: shop:1 }] } } }\n',
    );
    const result = await plan(files);
    expect(result.changes.filter(({ path }) => /^(chart|\.github)\//.test(path))).toEqual([]);
    expect(result.kept.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['.github/workflows/build.yml', 'deploy.yaml']),
    );
  });

  it('leaves a part away whose files are in the way, as a whole', async () => {
    const files = new Map<string, Uint8Array | string>(readPoorExample('node'));
    files.set('ci/lib.sh', 'echo mine\n');
    const result = await plan(files);
    expect(result.changes.some(({ path }) => path.startsWith('ci/'))).toBe(false);
    expect(result.guidance).toContainEqual(
      expect.objectContaining({ title: 'Not added: the pipeline github' }),
    );
  });

  it('brings no deployment whose probes nobody answers', async () => {
    const files = new Map<string, Uint8Array | string>(readPoorExample('go'));
    files.set('main.go', 'package main\nfunc main() {}\n');
    const without = await plan(files);
    expect(without.changes.some(({ path }) => path.startsWith('chart/'))).toBe(false);
    const told = await plan(files, {}, { healthPath: '/rates' });
    expect(textIn(told, 'chart/values.yaml')).toContain('path: /rates');
  });

  it('does not run a probe on ECS that the image does not have', async () => {
    const node = await plan(readPoorExample('node'), { target: 'ecs' });
    expect(textIn(node, 'infra/service.yaml')).toContain(`["CMD", "node", "-e"`);
    expect(
      node.changes.filter(({ after }) => after.includes('/usr/local/bin/healthprobe')),
    ).toEqual([]);
    const go = await plan(readPoorExample('go'), { target: 'ecs' });
    expect(go.changes.some(({ path }) => path === 'infra/service.yaml')).toBe(false);
  });

  it('moves to the parent of the organisation only where that is proven', async () => {
    const dockerfile = (tag: string) =>
      `FROM node:${tag} AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\n\nFROM node:${tag}\nWORKDIR /app\nCOPY --from=build /app /app\nEXPOSE 3000\nCMD ["node", "src/server.js"]\n`;
    const files = (tag: string) =>
      new Map<string, string | Uint8Array>([
        ...readPoorExample('node'),
        ['Dockerfile', dockerfile(tag)],
      ]);
    const moved = textIn(await plan(files('24-slim')), 'Dockerfile');
    expect(moved).toMatch(/^FROM \S+\/org\/node-runtime:24\S+@sha256:[0-9a-f]{64}$/m);
    for (const [tag, choices] of [
      ['22', {}],
      ['24-alpine', {}],
      ['24-slim', { moveParent: false }],
    ] as const) {
      expect(textIn(await plan(files(tag), choices), 'Dockerfile')).not.toContain('node-runtime');
    }
  });

  it('records what it brought and nothing that it patched', async () => {
    const files = readPoorExample('node');
    const result = await plan(files);
    const lock = scaffoldLockSchema.parse(JSON.parse(textIn(result, scaffoldLockPath)));
    expect(Object.keys(lock.files)).not.toContain('Dockerfile');
    expect(lock.files['chart/Chart.yaml']?.class).toBe('managed');
    expect(lock.files['ci/container-test.sh']?.class).toBe('seed');
    expect(textIn(result, 'docs/container-lens.md')).toMatch(/\| Grade \| F \| [A-D] \|/);
  });

  it('brings no update bot that the pipeline excludes', async () => {
    const files = readPoorExample('go');
    await expect(plan(files, { ci: 'gitlab', updateBot: 'dependabot' })).rejects.toThrow(
      /dependabot works with the pipeline github only/,
    );
    const alone = await plan(files, { target: 'none', ci: 'none', updateBot: 'dependabot' });
    expect(textIn(alone, '.github/dependabot.yml')).toContain('gomod');
    expect(textIn(alone, 'ci/lib.sh')).toContain('die()');
  });

  it('calls its own Makefile by name in the pipeline of GitLab as well', async () => {
    const result = await plan(readPoorExample('go'), { ci: 'gitlab', target: 'kustomize' });
    const pipeline = textIn(result, '.gitlab-ci.yml');
    expect(pipeline).toContain('- make -f container.mk check unused-deps');
    expect(pipeline).not.toMatch(/- make (?!-f)/);
  });

  it('refuses what cannot be retrofitted with a sentence', async () => {
    await expect(plan(new Map([['package.json', '{}']]))).rejects.toThrow(/no Dockerfile/);
    await expect(plan(readPoorExample('go'), { owner: 'a b' })).rejects.toThrow(/owner/);
  });

  it('touches no other file and plans nothing again, whatever is there', async () => {
    const examples = poorLanguages.map(readPoorExample);
    const extra = fc.dictionary(
      fc.constantFrom(
        'Makefile',
        'makefile',
        'GNUmakefile',
        'ci/build.sh',
        'make.d/own.mk',
        'chart/Chart.yaml',
        'renovate.json',
        '.dockerignore',
        '.gitignore',
        'CODEOWNERS',
        'compose.yaml',
        'catalog-info.yaml',
        'docs/container-lens.md',
        '.container-lens.yaml',
        scaffoldLockPath,
        'src/Ünïcode name.txt',
        'docs',
        '.container-lens',
        'chart',
        '.hadolint.yaml',
      ),
      fc.constantFrom(
        '',
        'x',
        '{}',
        '# only a comment\r\n',
        'kind: Component\nmetadata:\n  name: shop # ours\n',
        'kind: Component\nmetadata: { name: shop, annotations: { a: b }, tags: [x] }\n---\nkind: Group\n',
        '**\n!src\n',
      ),
      { maxKeys: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...examples), extra, async (example, added) => {
        const files: RetrofitFiles = new Map<string, string | Uint8Array>([
          ...example,
          ...Object.entries(added),
        ]);
        const result = await plan(files);
        const patched = result.changes.filter(({ before }) => before !== undefined);
        const brought = result.changes.filter(({ before }) => before === undefined);
        expect(brought.filter(({ path }) => files.has(path))).toEqual([]);
        expect(patched.filter(({ path }) => !mayChange.test(path))).toEqual([]);
        const cut = patched.filter(
          ({ path, before, after }) => path.endsWith('ignore') && !after.startsWith(before ?? ''),
        );
        expect(cut).toEqual([]);
        expect((await plan(apply(files, result))).changes).toEqual([]);
      }),
      { numRuns: 8, seed: 7 },
    );
  });
});
