import fc from 'fast-check';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { assess } from './assess';

const service = 'FROM node:22\nCOPY . .\nRUN npm ci\nCMD npm start\n';
const chart = {
  'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'c/values.yaml': 'a: 1',
};
const indices = (length: number) => Array.from({ length }, (_, index) => index);

async function judge(files: Record<string, string>) {
  const errors: string[] = [];
  const start = performance.now();
  const scorecard = await assess({
    subject: { name: 'hostile' },
    evidence: { repository: repositoryFromFiles({ files }) },
    onError: (source, error) => errors.push(`${source}: ${error}`),
  });
  return { scorecard, errors, seconds: (performance.now() - start) / 1000 };
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
