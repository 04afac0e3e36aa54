import { RepositoryFile, repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { assess } from './assess';

/** Work of this process, which other work on the machine does not lengthen. */
function workSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

jest.setTimeout(120_000);

const service = {
  Dockerfile:
    'FROM node:22.11.0-bookworm-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY src src\nFROM gcr.io/distroless/nodejs22-debian12:nonroot\nCOPY --from=build /app /app\nUSER 65532\nCMD ["/app/src/server.js"]\n',
  '.dockerignore': '.env\n.git\nnode_modules\n',
  'package.json':
    '{"name":"a","dependencies":{"express":"4.21.0"},"devDependencies":{"jest":"30.0.0"}}',
  'package-lock.json': '{}',
  'src/server.js': "process.on('SIGTERM', () => server.close());\n",
  'renovate.json': '{"extends":["config:recommended"]}',
};

const formats: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '.github/workflows/build.yml': {
    '.github/workflows/build.yml':
      'on: { push: { branches: [main] } }\npermissions: { contents: read, id-token: write }\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n      - uses: actions/checkout@v4\n      - uses: docker/build-push-action@v6\n        with: { push: true, tags: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:${{ github.sha }}" }\n',
  },
  '.gitlab-ci.yml': {
    '.gitlab-ci.yml':
      'build:\n  image: docker:27\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n',
  },
  'buildspec.yml': {
    'buildspec.yml':
      'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $R:$CODEBUILD_RESOLVED_SOURCE_VERSION .\n      - docker push $R:$CODEBUILD_RESOLVED_SOURCE_VERSION\n',
  },
  'template.yaml': {
    'template.yaml':
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Cpu: 256\n      Memory: 512\n      RequiresCompatibilities: [FARGATE]\n      ContainerDefinitions: [{ Name: a, Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1.2.3", ReadonlyRootFilesystem: true }]\n',
  },
  'k8s/deployment.yaml': {
    'k8s/deployment.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers: [{ name: a, image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1.2.3", securityContext: { readOnlyRootFilesystem: true }, resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } } }]\n',
  },
  'chart/values.yaml': {
    'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
    'chart/values.yaml': 'image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1.2.3"\n',
    'chart/templates/d.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers: [{ name: a, image: "{{ .Values.image }}", resources: { limits: { memory: 1Gi } } }]\n',
  },
  'copilot/a/manifest.yml': {
    'copilot/a/manifest.yml':
      'name: a\ntype: Backend Service\nimage: { build: Dockerfile, port: 80 }\ncpu: 256\nmemory: 512\ncount: 2\n',
  },
  'compose.yaml': {
    'compose.yaml': 'services:\n  a: { build: ., image: a, deploy: { replicas: 2 } }\n',
    '.container-lens.yaml': 'entity: { deploy-target: compose }\n',
  },
  Dockerfile: {},
};

type Damage = (path: string) => RepositoryFile;

const bomb = [
  'b0: &b0 [x, x]\n',
  ...Array.from({ length: 30 }, (_, i) => `b${i + 1}: &b${i + 1} [*b${i}, *b${i}, *b${i}]\n`),
].join('');

const damages: Readonly<Record<string, Damage>> = {
  'a link': () => ({ type: 'link', size: 10 }),
  binary: () => Uint8Array.from({ length: 5_000 }, (_, index) => index % 7),
  'not UTF-8': () => Uint8Array.from({ length: 5_000 }, () => 0xe9),
  'larger than files may be': file =>
    `${healthy(file)}${'# filled up\n'.repeat(200_000)}`.slice(0, 2_000_000),
  'not readable': () => ({
    size: 10,
    unavailable: { status: 'unavailable', code: 'access-denied', reason: 'It may not be read.' },
  }),
};
/** A Dockerfile is no YAML. */
const yamlDamages: Readonly<Record<string, Damage>> = {
  'a bomb of aliases': file => `${bomb}${healthy(file)}`,
  'nested too deep': file => `${healthy(file)}\nx: ${'['.repeat(20_000)}`,
  'cut off': file => `${healthy(file)}\nx: { y: "`,
};

function healthy(file: string): string {
  const files: Readonly<Record<string, string>> = { ...service, ...formats[file] };
  return files[file] ?? '';
}

async function judge(files: Readonly<Record<string, RepositoryFile>>) {
  const start = workSeconds();
  const { results } = await assess({
    subject: { name: 'hostile' },
    evidence: { repository: repositoryFromFiles({ files }) },
    now: new Date('2026-11-22T00:00:00Z'),
    onError: (source, error) => {
      throw new Error(`${source} threw`, { cause: error });
    },
  });
  const verdicts = new Map(results.map(result => [result.check, result]));
  return { verdicts, seconds: workSeconds() - start };
}

const cases = Object.keys(formats).flatMap(file =>
  Object.entries({ ...damages, ...(file === 'Dockerfile' ? {} : yamlDamages) }).map(
    ([damage, make]) => [file, damage, make] as const,
  ),
);

describe('a file that cannot be read', () => {
  it.each(cases)('is never taken for good news or for none: %s is %s', async (file, _, damage) => {
    const whole: Readonly<Record<string, string>> = { ...service, ...formats[file] };
    const without = Object.fromEntries(Object.entries(whole).filter(([path]) => path !== file));
    const damaged = { ...whole, [file]: damage(file) };
    const before = await judge(whole);
    const absent = await judge(without);
    const after = await judge(damaged);
    expect(after.seconds).toBeLessThan(5);
    const wrong: string[] = [];
    for (const [check, { verdict, units }] of after.verdicts) {
      const read = before.verdicts.get(check)?.verdict;
      if (read === absent.verdicts.get(check)?.verdict) continue;
      // What depends on the file is not known now, unless something else is wrong anyway.
      const isKnown = verdict === 'pass' || verdict === 'not-applicable';
      const reasons = units.map(unit => unit.reason).join(' | ');
      if (isKnown) wrong.push(`${check}: ${read} -> ${verdict} (${reasons})`);
      else if (
        verdict === 'unknown' &&
        units.some(unit => unit.verdict === 'unknown' && !unit.code)
      ) {
        wrong.push(`${check}: unknown without a code`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
