import fc from 'fast-check';
import { Resolved } from '../resolved';
import { Fact, FactInput } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../organisation/organisation';
import { ciBuilds } from './ciBuilds';

const read = (text: string) => {
  const files = { '.github/workflows/ci.yml': text };
  const input: FactInput = {
    subject: { name: 'x' },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation: defaultOrganisation,
    now: new Date('2026-01-01'),
  };
  const derive = <T>(fact: Fact<T>): Observation<T> => fact.derive(input, derive);
  const ci = derive(ciBuilds);
  return ci.status === 'present' ? ci.value.builds : [];
};

describe('ciBuilds', () => {
  it('reads the inputs of build-push-action', () => {
    const [build] = read(`
env:
  REPO: app
jobs:
  image:
    env: { LOGIN: "\${{ secrets.LOGIN }}" }
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: ./services/\${{ env.REPO }}
          file: docker/\${{ env.REPO }}.Dockerfile
          target: runtime
          push: \${{ github.ref == 'refs/heads/main' }}
          build-args: |
            VERSION=1.2
            SHA=\${{ github.sha }}
            TOKEN=\${{ secrets.TOKEN }}
            LOGIN=\${{ env.LOGIN }}
`);
    expect(build).toMatchObject({
      line: 8,
      context: { resolved: true, value: 'services/app' },
      file: { resolved: true, value: 'docker/app.Dockerfile' },
      target: { resolved: true, value: 'runtime' },
      pushes: true,
    });
    expect([...build!.buildArgs]).toEqual([
      ['VERSION', '1.2'],
      ['SHA', undefined],
      ['TOKEN', undefined],
      ['LOGIN', undefined],
    ]);
    expect([...build!.secretArgs.keys()]).toEqual(['TOKEN', 'LOGIN']);
  });

  it('reads build commands with folders, flags and secrets', () => {
    const builds = read(`
jobs:
  image:
    defaults: { run: { working-directory: app } }
    steps:
      - run: |
          cd docker
          docker buildx build --platform linux/amd64 --push -f Run.Dockerfile \\
            --target=run --build-arg A=1 --build-arg "T=$TOKEN" --label a=b ..
        env: { TOKEN: "\${{ secrets.TOKEN }}" }
      - run: podman build -t x \${{ matrix.folder }}
      - run: docker run x
`);
    expect(builds).toHaveLength(2);
    expect(builds[0]).toMatchObject({
      line: 8,
      context: { value: 'app' },
      file: { value: 'app/docker/Run.Dockerfile' },
      target: { value: 'run' },
      pushes: true,
    });
    expect([...builds[0]!.secretArgs.keys()]).toEqual(['T']);
    expect(builds[1]?.context.resolved).toBe(false);
    expect(builds[1]?.file.resolved).toBe(false);
  });

  it('reads one build for each run of a literal matrix', () => {
    const builds = read(`
jobs:
  image:
    strategy:
      matrix:
        app: [api, web, old]
        arch: [amd64, arm64]
        exclude: [{ app: old }]
        include:
          - { app: web, stage: site }
          - { app: job, stage: run, image: { name: nightly } }
    env: { FOLDER: "services/\${{ matrix.app }}" }
    steps:
      - run: docker build -t x/\${{ matrix.app }}:1 --target=\${{ matrix.stage || 'x' }} .
      - uses: docker/build-push-action@v6
        with:
          context: \${{ env.FOLDER }}
          target: \${{ matrix.stage }}
      - run: docker build -t \${{ matrix.image.name }} tools
      - run: docker push nightly
`);
    const value = (text: Resolved<string>) => (text.resolved ? text.value : undefined);
    const folders = builds.filter(build => value(build.context)?.startsWith('services/'));
    expect(folders.map(build => [value(build.context), value(build.target)])).toEqual([
      ['services/api', undefined],
      ['services/web', 'site'],
      ['services/job', 'run'],
    ]);
    expect(folders[0]?.target.resolved).toBe(false);
    const tools = builds.filter(build => value(build.context) === 'tools');
    expect(tools.map(build => build.pushes).sort()).toEqual([false, true]);
  });

  it.each([
    ['an expression', 'matrix: "${{ fromJSON(needs.a.outputs.b) }}"'],
    ['an expression as axis', 'matrix: { app: "${{ fromJSON(inputs.apps) }}" }'],
    ['an expression as value', 'matrix: { app: [a, "${{ inputs.app }}"] }'],
    ['an expression as include', 'matrix: { app: [a], include: "${{ inputs.more }}" }'],
    ['too many runs', `matrix: { app: [${[...Array(21).keys()].join(', ')}] }`],
  ])('leaves the matrix open with %s', (_, matrix) => {
    const builds = read(
      `jobs: {a: {strategy: {${matrix}}, steps: [{run: 'docker build \${{ matrix.app }}'}]}}`,
    );
    expect(builds.map(build => build.context.resolved)).toEqual([false]);
  });

  it.each([
    '',
    '- a',
    'a: [',
    `a: ${'['.repeat(5000)}`,
    'a: &x [*x, *x]',
    'jobs: 1',
    'jobs: {a: {steps: [1, {uses: 1}]}}',
  ])('survives %#', text => {
    expect(read(text)).toEqual([]);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom(
        'jobs:\n',
        '  a:\n',
        '    strategy: {matrix: {a: [1, 2], include: [{a: 1, b: 2}]}}\n',
        '    steps:\n',
        '      - run: docker build .\n',
        '      - uses: docker/build-push-action@v6\n',
        '        with:\n',
        '          context: .\n',
        '&a ',
        '*a ',
        '<<: ',
        '|\n',
        '[',
        '{',
        '\t',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        expect(Array.isArray(read(pieces.join('')))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
