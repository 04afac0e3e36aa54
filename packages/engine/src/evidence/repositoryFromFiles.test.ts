import fc from 'fast-check';
import { RepositoryEvidence } from '../contract/evidence';
import { collectsContent, isDockerfileName } from './collectsContent';
import { contentLimitBytes, evidenceLimits } from './evidenceLimits';
import { RepositoryFile, repositoryFromFiles } from './repositoryFromFiles';

function read(files: Record<string, RepositoryFile>): RepositoryEvidence {
  const observation = repositoryFromFiles({ files });
  if (observation.status !== 'present') throw new Error(`not present: ${observation.status}`);
  return observation.value;
}

const contentOf = (evidence: RepositoryEvidence, path: string) =>
  evidence.entries.find(entry => entry.path === path)?.content;

describe('collectsContent', () => {
  it.each([
    'Dockerfile',
    'services/api/Dockerfile.prod',
    'build/api.Dockerfile',
    'Containerfile',
    '.dockerignore',
    'Dockerfile.dockerignore',
    '.containerignore',
    'chart/Chart.yaml',
    'chart/templates/_helpers.tpl',
    'chart/templates/NOTES.txt',
    'chart/files/settings.json',
    'deploy/service.yml',
    '.github/workflows/build.yml',
    '.gitlab-ci.yml',
    'buildspec-release.yml',
    'copilot/api/manifest.yml',
    'copilot/environments/addons/db.sh',
    'package.json',
    'start.sh',
    'docker/start',
    'bin/run',
    'docker-entrypoint',
    'entrypoint.py',
    '.npmrc',
    'app/.pypirc',
    '.netrc',
    'pip.conf',
    '.yarnrc.yml',
    'settings.xml',
    'NuGet.config',
    'auth.json',
    '.docker/config.json',
    'certs/rds-ca.pem',
    'tls/server.key',
    'compose.yaml',
    'docker-compose.override.yml',
    'catalog-info.yaml',
    '.container-lens.yaml',
    'renovate.json',
    'requirements.txt',
    'requirements-dev.txt',
    'pyproject.toml',
    'go.mod',
    'pom.xml',
    'build.gradle.kts',
    'Cargo.toml',
    'composer.json',
    'Gemfile',
    'infra/main.tf',
    'infra/prod.tfvars',
    'infra/service.template',
    'src/Orders.csproj',
    'Directory.Packages.props',
    'Pipfile',
    'setup.py',
    'mix.exs',
    'src/main/resources/logback-spring.xml',
    'src/main/resources/application.properties',
    'nginx.conf',
    'docker/supervisord.conf',
    'logging.ini',
    'src/index.ts',
    'cmd/orders/run.go',
    'server.js',
    'config/puma.rb',
    'gunicorn.conf.py',
    'data/seed.csv',
    'src/main/java/com/example/orders/OrdersApplication.java',
  ])('reads %s', path => {
    expect(collectsContent(path)).toBe(true);
  });

  it.each([
    'src/orders.ts',
    'src/index.test.ts',
    'test/server.js',
    'src/components/button/button.tsx',
    'CHANGELOG.md',
    'logo.svg.map',
    '.env',
    'package-lock.json',
    'pnpm-lock.yaml',
    'node_modules/left-pad/package.json',
    'vendor/github.com/x/Dockerfile',
    'bin/tool.exe',
    'id_rsa',
  ])('does not read %s', path => {
    expect(collectsContent(path)).toBe(false);
  });
});

describe('isDockerfileName', () => {
  it('knows the names of the catalogue, and ignore files apart', () => {
    const names = [
      'Dockerfile',
      'a/Containerfile',
      'Dockerfile.prod',
      'api.Dockerfile',
      'dockerfile',
    ];
    expect(names.filter(name => !isDockerfileName(name))).toEqual([]);
    const others = ['Dockerfile.dockerignore', '.dockerignore', 'Dockerfiles', 'my-Dockerfile'];
    expect(others.filter(isDockerfileName)).toEqual([]);
  });
});

describe('repositoryFromFiles', () => {
  it('sorts the entries and keeps the texts that facts are read from', () => {
    const evidence = read({ 'src/a.ts': 'secret', Dockerfile: 'FROM scratch\n', './b.yaml': 'b' });
    expect(evidence.entries.map(({ path, size, type }) => [path, size, type])).toEqual([
      ['Dockerfile', 13, 'file'],
      ['b.yaml', 1, 'file'],
      ['src/a.ts', 6, 'file'],
    ]);
    expect(contentOf(evidence, 'Dockerfile')).toEqual({
      status: 'present',
      value: 'FROM scratch\n',
    });
    expect(contentOf(evidence, 'src/a.ts')).toMatchObject({
      status: 'unavailable',
      code: 'no-source-configured',
    });
  });

  it('accepts a map and says where the tree came from', () => {
    expect(
      repositoryFromFiles({
        files: new Map([['Dockerfile', 'FROM scratch']]),
        location: 'https://git.example.com/orders',
        commit: 'b'.repeat(40),
      }),
    ).toMatchObject({
      status: 'present',
      value: { location: 'https://git.example.com/orders', commit: 'b'.repeat(40) },
    });
  });

  it('accepts a file of exactly its limit and refuses one byte more', () => {
    for (const path of ['Dockerfile', 'values.yaml']) {
      const limit = contentLimitBytes(path);
      expect(contentOf(read({ [path]: 'x'.repeat(limit) }), path)?.status).toBe('present');
      const larger = read({ [path]: 'x'.repeat(limit + 1) });
      expect(contentOf(larger, path)).toMatchObject({
        status: 'unavailable',
        code: 'unparseable',
        reason: `${path} is larger than ${path === 'Dockerfile' ? '128 KiB' : '1 MiB'} and was not read.`,
      });
    }
    expect(contentLimitBytes('a/Dockerfile.prod')).toBe(128 * 1024);
  });

  it.each([
    ['binary', new Uint8Array([70, 82, 0, 79]), 'a.yaml is a binary file.'],
    ['not UTF-8', new Uint8Array([0xc3, 0x28]), 'a.yaml is not valid UTF-8.'],
  ])('keeps a %s file as an entry without text', (_title, bytes, reason) => {
    const evidence = read({ 'a.yaml': bytes });
    expect(contentOf(evidence, 'a.yaml')).toEqual({
      status: 'unavailable',
      code: 'unparseable',
      reason,
    });
  });

  it('judges texts as it judges their bytes', () => {
    for (const text of ['FROM a', '\uFEFFFROM a', 'a\0b', 'emoji 😀', 'half \uD83D', '']) {
      const bytes = new TextEncoder().encode(text);
      expect(read({ Dockerfile: text })).toEqual(read({ Dockerfile: bytes }));
    }
  });

  it('drops a byte order mark', () => {
    const evidence = read({ Dockerfile: new Uint8Array([0xef, 0xbb, 0xbf, 70]) });
    expect(contentOf(evidence, 'Dockerfile')).toEqual({ status: 'present', value: 'F' });
  });

  it('keeps links and files nobody could read', () => {
    const evidence = read({
      'a.yaml': { type: 'link', size: 3 },
      'b.yaml': {
        size: 5,
        unavailable: { status: 'unavailable', code: 'access-denied', reason: 'No permission.' },
      },
    });
    expect(evidence.entries[0]).toMatchObject({
      type: 'link',
      content: { reason: 'a.yaml is a link and is not followed.' },
    });
    expect(evidence.entries[1]).toMatchObject({
      type: 'file',
      size: 5,
      content: { code: 'access-denied', reason: 'No permission.' },
    });
  });

  it('reads the decisive files even when others exhaust the budget', () => {
    const files: Record<string, string> = { Dockerfile: 'FROM scratch', 'z/Chart.yaml': 'name: z' };
    const count = evidenceLimits.totalBytes / evidenceLimits.fileBytes;
    const block = 'x'.repeat(evidenceLimits.fileBytes);
    for (let i = 0; i <= count; i += 1) files[`data/${i}.json`] = block;
    const evidence = read(files);
    expect(contentOf(evidence, 'Dockerfile')?.status).toBe('present');
    expect(contentOf(evidence, 'z/Chart.yaml')?.status).toBe('present');
    const refused = evidence.entries.filter(entry => entry.content.status === 'unavailable');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.content).toMatchObject({ reason: expect.stringMatching(/32 MiB together/) });
  });

  it('refuses the whole repository rather than shortening it', () => {
    const many = new Map<string, RepositoryFile>();
    for (let i = 0; i <= evidenceLimits.entries; i += 1) many.set(`f${i}`, { size: 0 });
    expect(repositoryFromFiles({ files: many })).toMatchObject({
      status: 'unavailable',
      reason: expect.stringMatching(/more than 100000 files/),
    });
  });

  it.each(['../a', '/etc/passwd', 'a/../../b', 'a//b', '', 'a\0b', 'a/./b'])(
    'refuses the malformed path %j',
    path => {
      expect(repositoryFromFiles({ files: { [path]: '' } })).toMatchObject({
        status: 'unavailable',
        reason: expect.stringMatching(/malformed path/),
      });
    },
  );

  it('does not read files whose path is too long or too deep', () => {
    const deep = `${'a/'.repeat(evidenceLimits.depth)}b.yaml`;
    const long = `${'a'.repeat(evidenceLimits.pathLength)}.yaml`;
    const evidence = read({ [deep]: 'x', [long]: 'x' });
    for (const path of [deep, long]) {
      expect(contentOf(evidence, path)).toMatchObject({
        reason: expect.stringMatching(/too deep/),
      });
    }
  });

  it('never throws and keeps every path, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), blobs => {
        const files = Object.fromEntries(blobs.map((bytes, index) => [`${index}.yaml`, bytes]));
        expect(read(files).entries).toHaveLength(blobs.length);
      }),
    );
  });
});
