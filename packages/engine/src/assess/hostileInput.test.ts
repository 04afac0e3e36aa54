import fc from 'fast-check';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { assess } from './assess';

/** Work of this process, which other work on the machine does not lengthen. */
function workSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

jest.setTimeout(120_000);

const service = 'FROM node:22\nCOPY . .\nRUN npm ci\nCMD npm start\n';
const chart = {
  'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'c/values.yaml': 'a: 1',
};
const indices = (length: number) => Array.from({ length }, (_, index) => index);

async function judge(files: Record<string, string>) {
  const errors: string[] = [];
  const start = workSeconds();
  const scorecard = await assess({
    subject: { name: 'hostile' },
    evidence: { repository: repositoryFromFiles({ files }) },
    onError: (source, error) => errors.push(`${source}: ${error}`),
  });
  return { scorecard, errors, seconds: workSeconds() - start };
}

describe('assess, whatever a repository holds', () => {
  it.each<[string, Record<string, string>]>([
    [
      'thousands of Dockerfiles',
      Object.fromEntries(indices(2000).map(i => [`s${i}/Dockerfile`, service])),
    ],
    [
      'tens of thousands of paths',
      { Dockerfile: service, ...Object.fromEntries(indices(20_000).map(i => [`s${i}/a.ts`, ''])) },
    ],
    ['a RUN of thousands of commands', { Dockerfile: `${service}RUN ${'a && '.repeat(12_000)}b` }],
    [
      'thousands of stages',
      {
        Dockerfile: indices(4000)
          .map(i => `FROM ${i > 0 ? `s${i - 1}` : 'node:22'} AS s${i}`)
          .join('\n'),
      },
    ],
    [
      'variables that double each other',
      {
        Dockerfile: `FROM node:22\nENV A0=xxxxxxxx\n${indices(40)
          .map(i => `ENV A${i + 1}=$A${i}$A${i}$A${i}`)
          .join('\n')}\nUSER $A40\n`,
      },
    ],
    ['unclosed quotes', { Dockerfile: `FROM node:22\nRUN ${`"'`.repeat(30_000)}` }],
    ['unclosed substitutions', { Dockerfile: `FROM node:22\nRUN ${'$('.repeat(30_000)}` }],
    ['unclosed expansions', { Dockerfile: `FROM node:22\nUSER ${'${a:-'.repeat(20_000)}` }],
    [
      'costly ignore patterns',
      {
        Dockerfile: service,
        '.dockerignore': `${'**/'.repeat(10)}a*a*a*a*a*a*a*a*b\n`.repeat(2000),
        ...Object.fromEntries(
          indices(300).map(i => [`${'aaaaaaaa/'.repeat(30)}${i}aaaaaaaaaaaa`, '']),
        ),
      },
    ],
    [
      'a script of unclosed branches',
      {
        Dockerfile: 'FROM node:22\nCOPY e.sh /e.sh\nENTRYPOINT ["/e.sh"]\n',
        'e.sh': `#!/bin/sh\n${'if true; then\n'.repeat(30_000)}`,
      },
    ],
    ['deep YAML', { Dockerfile: service, 'k8s/a.yaml': '['.repeat(100_000) }],
    [
      'thousands of manifests',
      {
        Dockerfile: service,
        'k8s/a.yaml': 'apiVersion: apps/v1\nkind: Deployment\n---\n'.repeat(20_000),
      },
    ],
    [
      'a chart that loops',
      {
        ...chart,
        'c/templates/a.yaml': '{{ range until 99999 }}{{ range until 99999 }}x{{ end }}{{ end }}',
      },
    ],
    [
      'a chart that calls itself',
      {
        ...chart,
        'c/templates/a.yaml': '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
      },
    ],
    [
      'a hundred thousand paths',
      {
        Dockerfile: service,
        ...Object.fromEntries(indices(99_990).map(i => [`d${i % 300}/s${i}/a.yaml`, ''])),
      },
    ],
    [
      'a workflow of five hundred jobs that need each other',
      {
        Dockerfile: service,
        '.github/workflows/a.yml': `on: push\njobs:\n${indices(500)
          .map(
            i =>
              `  j${i}:\n    runs-on: ubuntu-24.04\n    needs: [j${(i + 1) % 500}, j${(i * 7) % 500}]\n    strategy: { matrix: { a: [1, 2, 3], b: [4, 5, 6] } }\n    steps: [{ run: "docker build -t a:\${{ matrix.a }} . && docker push a" }]\n`,
          )
          .join('')}`,
      },
    ],
    [
      'GitLab jobs that extend each other in circles',
      {
        Dockerfile: service,
        '.gitlab-ci.yml': indices(500)
          .map(
            i =>
              `j${i}:\n  extends: [j${(i + 1) % 500}, j${(i * 3) % 500}]\n  script: [!reference [j${(i + 2) % 500}, script], docker build .]\n`,
          )
          .join(''),
      },
    ],
    [
      'a chart with two hundred environments',
      {
        Dockerfile: service,
        ...chart,
        'c/templates/a.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a, image: "a:{{ .Values.a }}" }] } } }\n',
        ...Object.fromEntries(indices(200).map(i => [`c/values-prod${i}.yaml`, `a: ${i}\n`])),
        ...Object.fromEntries(
          indices(200).map(i => [`environments/e${i}/prod/values.yaml`, 'a: b']),
        ),
      },
    ],
    [
      'two hundred overlays of each other',
      {
        Dockerfile: service,
        ...Object.fromEntries(
          indices(200).map(i => [
            `k/overlays/prod${i}/kustomization.yaml`,
            `resources: [../prod${(i + 1) % 200}, ../prod${(i * 5) % 200}]\n`,
          ]),
        ),
      },
    ],
    [
      'a template of a thousand resources',
      {
        Dockerfile: service,
        'template.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${indices(1000)
          .map(
            i =>
              `  R${i}: { Type: "AWS::ECS::TaskDefinition", Properties: { Family: !Ref R${(i + 1) % 1000}, ContainerDefinitions: [{ Name: a, Image: !Sub "\${R${(i + 3) % 1000}}" }] } }\n`,
          )
          .join('')}`,
      },
    ],
    [
      'a module of a thousand resources and locals that double each other',
      {
        Dockerfile: service,
        'main.tf': `locals {\n${indices(60)
          .map(i => `  a${i} = "\${local.a${i + 1}}\${local.a${i + 1}}"`)
          .join('\n')}\n  a60 = local.a0\n}\n${indices(1000)
          .map(
            i =>
              `resource "aws_ecs_task_definition" "r${i}" {\n  count = 1000000\n  family = local.a0\n  container_definitions = jsonencode([{ name = "a", image = local.a${i % 60} }])\n}\n`,
          )
          .join('')}`,
      },
    ],
    [
      'modules that call each other',
      {
        Dockerfile: service,
        'main.tf': 'module "a" { source = "./a" }\nmodule "b" { source = "./b" }\n',
        'a/main.tf': 'module "b" { source = "../b" }\nmodule "c" { source = "../b" }\n',
        'b/main.tf': 'module "a" { source = "../a" }\nmodule "c" { source = "../a" }\n',
      },
    ],
    [
      'workflows and scripts that call each other',
      {
        Dockerfile: service,
        '.github/workflows/a.yml':
          'on: { push: , workflow_call: }\njobs:\n  a: { uses: ./.github/workflows/b.yml }\n  b: { uses: ./.github/workflows/b.yml }\n',
        '.github/workflows/b.yml':
          'on: workflow_call\njobs:\n  a: { uses: ./.github/workflows/a.yml }\n  b: { runs-on: x, steps: [{ run: "make a; ./a.sh; npm run a" }] }\n',
        Makefile: 'a: b\n\t./a.sh\n\tmake b\nb: a\n\tmake a\n',
        'a.sh': '#!/bin/sh\n./a.sh\nmake a\n. ./a.sh\n',
        'package.json': '{"scripts":{"a":"npm run b && npm run b","b":"npm run a && npm run a"}}',
      },
    ],
    [
      'names that every object of JavaScript has',
      {
        Dockerfile:
          'FROM node:constructor\nFROM debian:toString\nARG __proto__=constructor\nENV constructor=$__proto__ valueOf=1\nRUN constructor install && toString add && valueOf build\nCOPY --from=__proto__ /bin/constructor /usr/bin/toString\nCMD ["hasOwnProperty", "install"]\n',
        'package.json':
          '{"scripts":{"__proto__":"a","constructor":"b"},"dependencies":{"__proto__":"1","constructor":"2"}}',
        '.github/workflows/a.yml':
          'on: [constructor, toString]\njobs:\n  __proto__: { runs-on: constructor, steps: [{ uses: "constructor@toString", with: { __proto__: a } }] }\n',
        'main.tf':
          'resource "constructor" "__proto__" { valueOf = 1 }\nresource "aws_ecs_service" "a" {\n  constructor = 1\n  toString { a = 2 }\n}\n',
        'k8s/a.yaml':
          'apiVersion: constructor\nkind: toString\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: __proto__ }\nspec: { template: { spec: { nodeSelector: { constructor: a }, volumes: [{ name: a, constructor: {} }, { name: b, csi: { driver: constructor } }], containers: [{ name: __proto__, image: "constructor:toString", constructor: a }] } } }\n',
        'k8s/kustomization.yaml': 'resources: [a.yaml]\nconstructor: [a]\n__proto__: { a: b }\n',
        'renovate.json':
          '{"extends":["constructor","__proto__"],"__proto__":{"a":1},"schedule":["constructor"]}',
        ...chart,
        'c/templates/a.yaml':
          '{{ .Values.constructor }}{{ constructor }}{{ include "__proto__" . }}',
      },
    ],
    ...(
      [
        ['spaces', ' '],
        ['empty lines', '\n'],
        ['tabs on lines of their own', '\n\t'],
        ['open braces of templates', '{{ '],
        ['open expressions', '${{ '],
        ['commas', ','],
        ['dashes', '-'],
        ['letters', 'a'],
        ['words', 'a '],
        ['quotes', `"'`],
        ['slashes', '/'],
        ['dots', '.'],
        ['assignments', 'a='],
        ['colons', 'a:'],
        ['comments', '# a'],
        ['commands', 'docker build ;'],
        ['beginnings of URLs', 'https://a:'],
        ['beginnings of tokens', 'eyJaaaaa.'],
        ['XML', '<a '],
        ['brackets', '[['],
      ] as const
    ).map(([title, piece]): [string, Record<string, string>] => {
      const text = piece.repeat(60_000 / piece.length);
      const paths = [
        ...['k8s/a.yaml', 'c/templates/b.yaml', 'template.yaml', 'compose.yaml', 'main.tf'],
        ...['copilot/a/manifest.yml', 'buildspec.yml', '.gitlab-ci.yml', 'Jenkinsfile', 'Makefile'],
        ...['docker-bake.hcl', 'renovate.json', '.github/dependabot.yml', '.container-lens.yaml'],
        ...[
          'pom.xml',
          'a.csproj',
          'pyproject.toml',
          'go.mod',
          'Gemfile',
          'build.gradle',
          'mix.exs',
        ],
        ...['requirements.txt', 'package.json', 'server.js', 'app.py', 'logback.xml', 'nginx.conf'],
        ...['README.md', 'CODEOWNERS', '.pre-commit-config.yaml', 'lefthook.yml', 'trivy.yaml'],
        ...[
          'setup.py',
          'setup.cfg',
          'application.yml',
          'supervisord.conf',
          '.dockerignore',
          'a.sql',
        ],
      ];
      return [
        `sixty thousand characters of ${title}`,
        {
          ...chart,
          Dockerfile: `${service}RUN ${text}\nENV A="${text.slice(0, 1000)}"\n`,
          'e.sh': `#!/bin/sh\n${text}`,
          '.github/workflows/a.yml': `on: push\njobs: { a: { steps: [{ run: ${JSON.stringify(text)} }] } }\n`,
          ...Object.fromEntries(paths.map(path => [path, text])),
          'k8s/b.yaml': `apiVersion: v1\nkind: ConfigMap\ndata: { a: ${JSON.stringify(text)} }\n`,
        },
      ];
    }),
  ])('ends in time and without an internal error: %s', async (_title, files) => {
    const { errors, seconds, scorecard } = await judge(files);
    expect(errors).toEqual([]);
    expect(seconds).toBeLessThan(10);
    expect(scorecard.results.length).toBeGreaterThan(0);
  });

  it('is never brought to an internal error by pieces of Dockerfiles and manifests', async () => {
    const piece = fc.constantFrom(
      ...[
        'FROM ',
        'node:22',
        'scratch',
        ' AS b',
        '\n',
        '\n',
        '\n',
        'RUN ',
        'apt-get install -y x',
        ' && ',
      ],
      ...[
        'COPY ',
        '--from=b ',
        '. .',
        '<<EOF\n',
        'EOF\n',
        'USER ',
        '1000',
        '$X',
        '${X:-',
        '}',
        'ARG X',
      ],
      ...[
        'ENV A=b',
        'ENV ',
        '"',
        "'",
        '\\\n',
        'CMD ',
        '["npm", "start"]',
        '[',
        ']',
        'ENTRYPOINT ',
        'ADD ',
      ],
      ...[
        'HEALTHCHECK ',
        'NONE',
        '--interval=5s ',
        'SHELL ["bash", "-c"]',
        'ONBUILD ',
        '# escape=`\n',
        '@sha256:',
      ],
      ...[
        'kind: Deployment',
        'spec:',
        '  template:',
        '- ',
        '{{ .Values.x }}',
        '{{',
        '}}',
        '---\n',
        ': ',
        '\0',
        'é',
      ],
    );
    const text = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (dockerfile, manifest, script) => {
        const { errors } = await judge({
          Dockerfile: dockerfile,
          'k8s/app.yaml': manifest,
          'entrypoint.sh': script,
          '.dockerignore': script,
          '.github/workflows/build.yml': manifest,
          ...chart,
          'c/templates/a.yaml': manifest,
        });
        expect(errors).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
