import fc from 'fast-check';
import { Fact, FactInput } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../organisation/organisation';
import { CiModel, PipelineJob } from './model/pipeline';
import { pipelines } from './pipelines';

function readCi(files: Readonly<Record<string, string>>): CiModel {
  const input: FactInput = {
    subject: { name: 'x' },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation: defaultOrganisation,
    now: new Date('2026-01-01'),
  };
  const read = <T>(fact: Fact<T>): Observation<T> => fact.derive(input, read);
  const model = read(pipelines);
  if (model.status !== 'present') throw new Error(model.status);
  return model.value;
}

const job = (model: CiModel, id: string): PipelineJob => {
  const found = model.pipelines.flatMap(({ jobs }) => jobs).find(({ id: name }) => name === id);
  if (!found) throw new Error(`no job ${id}`);
  return found;
};

describe('pipelines of GitHub Actions', () => {
  it('reads a workflow', () => {
    const model = readCi({
      '.github/workflows/build.yml': `
name: build
on:
  push:
    branches: [main]
    tags: ['v*']
  pull_request:
permissions: read-all
concurrency: { group: a, cancel-in-progress: true }
env: { IMAGE: ghcr.io/acme/app }
jobs:
  test:
    runs-on: \${{ matrix.os }}
    timeout-minutes: 10
    strategy: { matrix: { os: [ubuntu-24.04, windows-2022] } }
    container: { image: node:22 }
    services: { db: { image: 'postgres:17@sha256:00' } }
    steps:
      - uses: actions/checkout@v4
      - run: |
          npm ci
          npm test || true
        env: { CI: 1 }
      - run: npm run lint
        continue-on-error: true
  image:
    needs: test
    if: github.event_name != 'pull_request'
    runs-on: [self-hosted, linux]
    environment: { name: production }
    permissions: { contents: read, packages: write }
    steps:
      - uses: docker/build-push-action@4f58ea79222b3b9dc2c8bbdd6debcef730109a75
        with: { push: true }
  after:
    needs: [image]
    runs-on: codebuild-app-\${{ github.run_id }}-\${{ github.run_attempt }}
    permissions: {}
    steps: [{ run: ./ci/deploy.sh prod }]
`,
      'ci/deploy.sh':
        '#!/bin/bash\nset -e\nmake -C .. x\nhelm upgrade app chart --namespace "$1"\n',
    });
    const [pipeline] = model.pipelines;
    expect(pipeline).toMatchObject({ system: 'github', name: 'build', permissions: 'read-all' });
    expect(pipeline!.jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['test', []],
      ['image', ['test']],
      ['after', ['image']],
    ]);
    const test = job(model, 'test');
    expect(test.runner).toMatchObject({ kind: 'hosted', labels: ['ubuntu-24.04', 'windows-2022'] });
    expect(test.timeoutMinutes).toEqual({ resolved: true, value: 10 });
    expect(test.matrix.map(run => run.get('os'))).toEqual(['ubuntu-24.04', 'windows-2022']);
    expect(test.cancelsInProgress).toBe(true);
    expect(test.images.map(({ name, ref }) => [name, ref])).toEqual([
      ['node', '22'],
      ['postgres', 'sha256:00'],
    ]);
    expect(test.steps.map(({ line, gating }) => [line, gating])).toEqual([
      [19, true],
      [20, true],
      [24, false],
    ]);
    expect(
      test.steps[1]!.commands.map(({ words, line, gating }) => [words.join(' '), line, gating]),
    ).toEqual([
      ['npm ci', 21, true],
      ['npm test', 22, false],
      ['true', 22, true],
    ]);
    expect([...test.steps[1]!.env]).toEqual([
      ['IMAGE', 'ghcr.io/acme/app'],
      ['CI', '1'],
    ]);
    const image = job(model, 'image');
    expect(image.triggers.map(({ kind }) => kind)).toEqual(['push']);
    expect(image.runner.kind).toBe('self-hosted');
    expect(image.environment).toEqual({ resolved: true, value: 'production' });
    expect(image.permissions).toEqual(
      new Map([
        ['contents', 'read'],
        ['packages', 'write'],
      ]),
    );
    const after = job(model, 'after');
    expect(after.runner.kind).toBe('codebuild');
    expect(after.permissions).toEqual(new Map());
    expect(after.triggers.map(({ kind }) => kind)).toEqual(['push']);
    expect(after.steps[0]!.commands.map(({ name, path, line }) => [name, path, line])).toEqual([
      ['deploy.sh', '.github/workflows/build.yml', 39],
      ['set', 'ci/deploy.sh', 2],
      ['make', 'ci/deploy.sh', 3],
      ['helm', 'ci/deploy.sh', 4],
    ]);
    expect(pipeline!.references.map(({ kind, text }) => [kind, text.slice(0, 30)])).toEqual([
      ['image', 'node:22'],
      ['image', 'postgres:17@sha256:00'],
      ['action', 'actions/checkout@v4'],
      ['action', 'docker/build-push-action@4f58e'],
    ]);
    const place = (id: string, step = 0) => {
      const of = job(model, id);
      return { pipeline: pipeline!, job: of, step: of.steps[step]! };
    };
    expect(model.isBefore(place('test'), place('after'))).toBe(true);
    expect(model.isBefore(place('after'), place('test'))).toBe(false);
    expect(model.isBefore(place('test', 0), place('test', 2))).toBe(true);
    expect(model.isBefore(place('test', 2), place('test', 2))).toBe(false);
  });

  it('reads called workflows and local actions where they are called', () => {
    const model = readCi({
      '.github/workflows/main.yml': `
on: push
permissions: { contents: read }
jobs:
  test: { runs-on: ubuntu-latest, steps: [{ uses: ./.github/actions/test, with: { command: npm test } }] }
  dev:
    needs: test
    uses: ./.github/workflows/deploy.yml
    with: { environment: dev }
  prod:
    needs: dev
    if: github.ref == 'refs/heads/main'
    uses: ./.github/workflows/deploy.yml
    with: { environment: production }
  notify: { needs: prod, uses: acme/ci/.github/workflows/notify.yml@v1 }
`,
      '.github/workflows/deploy.yml': `
on:
  workflow_call:
    inputs: { environment: { type: string }, dry: { type: boolean } }
jobs:
  plan: { runs-on: ubuntu-latest, steps: [{ run: echo plan, if: inputs.dry }] }
  apply:
    needs: plan
    runs-on: ubuntu-latest
    environment: \${{ inputs.environment }}
    steps: [{ run: 'helm upgrade --install app ./chart -n \${{ inputs.environment }}' }]
`,
      '.github/actions/test/action.yml': `
inputs: { command: {} }
runs:
  using: composite
  steps: [{ run: '\${{ inputs.command }}', shell: bash }]
`,
    });
    expect(model.pipelines.map(({ path }) => path)).toEqual(['.github/workflows/main.yml']);
    expect(model.pipelines[0]!.jobs.map(({ id, needs }) => [id, needs.join(' ')])).toEqual([
      ['test', ''],
      ['dev/plan', 'test'],
      ['dev/apply', 'dev/plan'],
      ['dev', 'test dev/plan dev/apply'],
      ['prod/plan', 'dev'],
      ['prod/apply', 'prod/plan'],
      ['prod', 'dev prod/plan prod/apply'],
      ['notify', 'prod'],
    ]);
    const apply = job(model, 'prod/apply');
    expect(apply.environment).toEqual({ resolved: true, value: 'production' });
    expect(apply.path).toBe('.github/workflows/deploy.yml');
    expect(apply.permissions).toEqual(new Map([['contents', 'read']]));
    expect(apply.triggers).toMatchObject([{ kind: 'push', branches: ['main'], tags: [] }]);
    expect(apply.steps[0]!.commands[0]!.words.at(-1)).toBe('production');
    expect(job(model, 'prod/plan').steps[0]!.triggers).toEqual([]);
    expect(job(model, 'notify').opaque[0]?.reason).toContain('acme/ci');
    const { steps } = job(model, 'test');
    expect(steps.map(step => step.commands.map(({ words }) => words.join(' ')))).toEqual([
      [],
      ['npm test'],
    ]);
  });

  it('names what it cannot read', () => {
    const model = readCi({
      '.github/workflows/a.yml': 'jobs: [',
      '.github/workflows/b.yml': `jobs: {${Array.from({ length: 600 }, (_, i) => `j${i}: {steps: []}`).join(', ')}}`,
      '.github/workflows/c.yml': `jobs: {a: {steps: [{uses: ./missing}, ${'{run: x}, '.repeat(600)}]}}`,
      '.github/workflows/d.yml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]\n`)
        .join('')}`,
      '.github/workflows/e.yml': `on: push\n# ${'x'.repeat(1024 * 1024)}`,
      '.circleci/config.yml': 'jobs: {}',
    });
    expect(model.unread.map(({ system, path }) => [system, path.at(-5)])).toEqual([
      ['circleci', 'g'],
      ['github', 'a'],
      ['github', 'd'],
      ['github', 'e'],
    ]);
    expect(model.pipelines.map(({ opaque }) => opaque.length)).toEqual([1, 0]);
    expect(model.pipelines[1]!.jobs[0]!.opaque).toHaveLength(2);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        'on: [push]\n',
        'jobs:\n',
        '  a:\n',
        '    needs: [a, b]\n',
        '    strategy: {matrix: {a: [1, 2]}}\n',
        '    steps:\n',
        '      - run: |\n',
        '          make x && ./y.sh\n',
        '      - uses: ./a\n',
        '    uses: ./.github/workflows/w.yml\n',
        '    if: ',
        '&a ',
        '*a ',
        '<<: ',
        '[',
        '{',
        'null\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), pieces => {
        const text = pieces.join('');
        const model = readCi({
          '.github/workflows/w.yml': text,
          'a/action.yml': text,
          Makefile: text,
          'y.sh': text,
        });
        expect(model.pipelines.length + model.unread.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
