import fc from 'fast-check';
import { defaultOrganisation } from '../../organisation/organisation';
import { createFactReader } from '../../assess/createFactReader';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { dependencies } from './dependencies';
import { readRequirement } from './pythonName';
import { readToml } from './readTomlManifest';
import { readXml } from './readXml';

function read(files: Record<string, string>) {
  const input = {
    subject: { name: 'test' },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
  };
  const reader = createFactReader(input, (source, error) => {
    throw new Error(source, { cause: error });
  });
  const fact = reader(dependencies);
  if (fact.status !== 'present') throw new Error('not present');
  return fact.value;
}

/** `name version` of each dependency, `(dev)` behind those for development. */
function list(files: Record<string, string>): string[] {
  return read(files).manifests.flatMap(manifest =>
    manifest.dependencies.map(
      ({ name, version, development, line, role }) =>
        `${name}${version === undefined ? '' : ` ${version}`}${development ? ' (dev)' : ''}${role ? ` [${role}]` : ''} :${line}`,
    ),
  );
}

describe('dependencies', () => {
  it('reads package.json', () => {
    const text = `{
  "scripts": { "express": "x" },
  "dependencies": {
    "@aws-sdk/client-s3": "^3.600.0",
    "express": "5.1.0"
  },
  "devDependencies": {
    "jest": "~30.0.0"
  }
}`;
    expect(list({ 'package.json': text })).toEqual([
      '@aws-sdk/client-s3 ^3.600.0 :4',
      'express 5.1.0 :5',
      'jest ~30.0.0 (dev) :8',
    ]);
  });

  it('reads requirements with includes, constraints, hashes and links', () => {
    const files = {
      'requirements.txt':
        '-r base/common.txt\n-c constraints.txt\nboto3==1.35.0 \\\n    --hash=sha256:abc\nFlask_SQLAlchemy[async]>=3; python_version > "3.9"  # why\nhttpx\n-e .\ngit+https://git.example.com/own/lib.git@v1#egg=own-lib\n--index-url https://pypi.example.com\n',
      'base/common.txt': 'uvicorn==0.30.0\n',
      'constraints.txt': 'httpx==0.27.0\nunused==1.0\n',
      'requirements-dev.txt': 'pytest==8.0.0\n',
    };
    expect(list(files)).toEqual([
      'pytest ==8.0.0 (dev) :1',
      'uvicorn ==0.30.0 :1',
      'boto3 ==1.35.0 :3',
      'flask-sqlalchemy >=3 :5',
      'httpx ==0.27.0 :6',
      'own-lib git+https://git.example.com/own/lib.git@v1#egg=own-lib :8',
    ]);
  });

  it('survives requirements that include each other and says what is missing', () => {
    const found = read({ 'requirements.txt': '-r requirements.txt\n-r gone.txt\nboto3\n' });
    expect(found.manifests[0]?.dependencies.map(({ name }) => name)).toEqual(['boto3']);
    expect(found.manifests[0]?.unreadable).toContain('gone.txt');
  });

  it('reads pyproject.toml of PEP 621, uv and Poetry', () => {
    const pep =
      '[project]\ndependencies = [\n  "fastapi>=0.115",\n  "boto3",\n]\n[project.optional-dependencies]\ntest = ["pytest"]\npostgres = ["psycopg[binary]~=3.2"]\n[dependency-groups]\ndev = ["ruff"]\n';
    expect(list({ 'pyproject.toml': pep })).toEqual([
      'fastapi >=0.115 :3',
      'boto3 :4',
      'pytest (dev) :7',
      'psycopg ~=3.2 :8',
      'ruff (dev) :10',
    ]);
    const poetry =
      '[tool.poetry.dependencies]\npython = "^3.12"\nrequests = "^2.32"\nDjango = { version = "5.1", extras = ["argon2"] }\n[tool.poetry.group.dev.dependencies]\nmypy = "*"\n';
    expect(list({ 'pyproject.toml': poetry })).toEqual([
      'requests ^2.32 :3',
      'django 5.1 :4',
      'mypy * (dev) :6',
    ]);
  });

  it('reads Pipfile, setup.cfg and setup.py', () => {
    expect(
      list({ Pipfile: '[packages]\nflask = "==3.0"\n[dev-packages]\npytest = "*"\n' }),
    ).toEqual(['flask ==3.0 :2', 'pytest * (dev) :4']);
    const cfg =
      '[metadata]\nname = own\n[options]\ninstall_requires =\n    boto3>=1.3\n    click\npackages = find:\n[options.extras_require]\ntest = pytest\n';
    expect(list({ 'setup.cfg': cfg })).toEqual(['boto3 >=1.3 :5', 'click :6', 'pytest (dev) :9']);
    const py = 'setup(\n  name="own",\n  install_requires=[\n    "requests>=2", "six",\n  ],\n)\n';
    expect(list({ 'setup.py': py })).toEqual(['requests >=2 :4', 'six :4']);
  });

  it('reads go.mod without indirect modules', () => {
    const text =
      'module example.com/own\n\ngo 1.24\n\nrequire github.com/aws/aws-sdk-go-v2 v1.30.0\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n\tgolang.org/x/sys v0.20.0 // indirect\n)\n';
    expect(list({ 'go.mod': text })).toEqual([
      'github.com/aws/aws-sdk-go-v2 v1.30.0 :5',
      'github.com/gin-gonic/gin v1.10.0 :8',
    ]);
  });

  it('reads pom.xml with properties, parent and bill of materials', () => {
    const text = `<?xml version="1.0"?>
<!-- <dependency> in a comment -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.4.1</version></parent>
  <properties><aws.version>2.29.0</aws.version></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>bom</artifactId><version>\${aws.version}</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId>
    </dependency>
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>
  </dependencies>
</project>`;
    expect(list({ 'pom.xml': text })).toEqual([
      'org.springframework.boot:spring-boot-starter-parent 3.4.1 [parent] :4',
      'software.amazon.awssdk:s3 :10',
      'org.junit.jupiter:junit-jupiter (dev) :13',
      'software.amazon.awssdk:bom 2.29.0 [versions] :7',
    ]);
  });

  it('reads Gradle in both languages with its version catalog', () => {
    const files = {
      'gradle/libs.versions.toml':
        '[versions]\naws = "2.29.0"\n[libraries]\naws-s3 = { module = "software.amazon.awssdk:s3", version.ref = "aws" }\n[plugins]\nboot = { id = "org.springframework.boot", version = "3.4.1" }\n',
      'build.gradle.kts':
        'plugins {\n  alias(libs.plugins.boot)\n  id("java") \n}\ndependencies {\n  implementation(libs.aws.s3)\n  implementation(platform("org.example:bom:1.0"))\n  testImplementation("org.junit:junit:5.1")\n}\n',
      'legacy/build.gradle':
        "def v = '6.0'\ndependencies {\n  compile group: 'com.example', name: 'a', version: '1.+'\n  implementation \"com.example:b:$v\"\n  // implementation 'com.example:c:1'\n}\n",
    };
    expect(list(files)).toEqual([
      'org.springframework.boot 3.4.1 [plugin] :2',
      'java [plugin] :3',
      'software.amazon.awssdk:s3 2.29.0 :6',
      'org.example:bom 1.0 [versions] :7',
      'org.junit:junit 5.1 (dev) :8',
      'com.example:a 1.+ :3',
      'com.example:b 6.0 :4',
    ]);
  });

  it('reads Cargo.toml, Gemfile, composer.json, .NET projects and mix.exs', () => {
    expect(
      list({
        'Cargo.toml':
          '[dependencies]\naws-sdk-s3 = "1.50"\ntokio = { version = "1", features = ["full"] }\n[dev-dependencies]\nwiremock = "0.6"\n[target."cfg(unix)".dependencies]\nnix = "0.29"\n',
      }),
    ).toEqual(['aws-sdk-s3 1.50 :2', 'tokio 1 :3', 'wiremock 0.6 (dev) :5', 'nix 0.29 :7']);
    expect(
      list({
        Gemfile:
          'source "https://rubygems.example.com"\ngem "rails", "~> 8.0"\ngroup :development, :test do\n  gem "rspec"\nend\ngroup :production do\n  gem "puma"\nend\ngem "pry", group: :development\n',
      }),
    ).toEqual(['rails ~> 8.0 :2', 'rspec (dev) :4', 'puma :7', 'pry (dev) :9']);
    expect(
      list({
        'composer.json':
          '{\n"require": {\n"php": ">=8.2",\n"aws/aws-sdk-php": "^3.0"\n},\n"require-dev": {\n"phpunit/phpunit": "^11"\n}}',
      }),
    ).toEqual(['aws/aws-sdk-php ^3.0 :4', 'phpunit/phpunit ^11 (dev) :7']);
    expect(
      list({
        'src/Own.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web">\n<ItemGroup>\n<PackageReference Include="AWSSDK.S3" Version="3.7.400" />\n<PackageReference Include="Analyzers"><PrivateAssets>all</PrivateAssets></PackageReference>\n</ItemGroup>\n</Project>',
      }),
    ).toEqual(['Microsoft.NET.Sdk.Web [parent] :1', 'AWSSDK.S3 3.7.400 :3', 'Analyzers (dev) :4']);
    expect(
      list({
        'mix.exs':
          'defp deps do\n[\n{:phoenix, "~> 1.7"},\n{:credo, "~> 1.7", only: [:dev, :test]}\n]\nend\n',
      }),
    ).toEqual(['phoenix ~> 1.7 :3', 'credo ~> 1.7 (dev) :4']);
  });

  it('finds locks beside the manifest and in the root of a workspace', () => {
    const { manifests } = read({
      'package.json': '{}',
      'yarn.lock': '',
      'apps/api/package.json': '{}',
      'tools/go.mod': 'module x\n',
      'go.sum': '',
    });
    expect(manifests.map(({ path, locks }) => [path, locks])).toEqual([
      ['apps/api/package.json', ['yarn.lock']],
      ['package.json', ['yarn.lock']],
      ['tools/go.mod', []],
    ]);
  });

  it('leaves out vendored code, tests and examples, and says what cannot be read', () => {
    const found = read({
      'vendor/x/package.json': '{}',
      'examples/a/package.json': '{}',
      'tests/requirements.txt': 'pytest\n',
      'package.json': '{ broken',
    });
    expect(found.manifests.map(({ path }) => path)).toEqual(['package.json']);
    expect(found.manifests[0]?.unreadable).toBe('package.json cannot be parsed.');
  });

  it('finds only production dependencies, whatever the flags of the pattern', () => {
    const found = read({
      'package.json': '{"dependencies":{"a-sdk":"1","b-sdk":"1"},"devDependencies":{"c-sdk":"1"}}',
    });
    expect(found.find(/-sdk$/g).map(({ dependency }) => dependency.name)).toEqual([
      'a-sdk',
      'b-sdk',
    ]);
  });

  it('reads any text without throwing', () => {
    const names = [
      'package.json',
      'requirements.txt',
      'pyproject.toml',
      'Pipfile',
      'setup.cfg',
      'setup.py',
      'go.mod',
      'pom.xml',
      'build.gradle',
      'Cargo.toml',
      'Gemfile',
      'composer.json',
      'a.csproj',
      'mix.exs',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(fc.constantFrom('<a>', '</a>', '[', ']', '=', '"', "'", '\n', 'gem "x"', '{', ':'), {
          maxLength: 60,
        })
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, content) => {
        expect(read({ [name]: content }).manifests).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('takes linear time for hostile text', () => {
    const start = performance.now();
    readXml('<a '.repeat(150_000));
    readXml('<a>'.repeat(100_000));
    readToml('['.repeat(100_000));
    readToml(`a = ${'['.repeat(100_000)}`);
    readRequirement(`a${' '.repeat(200_000)}[`);
    const files = {
      'build.gradle': `implementation ${'"a:b'.repeat(100_000)}`,
      Gemfile: `gem "${'a '.repeat(200_000)}`,
      'setup.py': `install_requires=[${'"a'.repeat(200_000)}`,
      'requirements.txt': `${'a\\\n'.repeat(100_000)}`,
    };
    read(files);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
