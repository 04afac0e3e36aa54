import fc from 'fast-check';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { organisationSchema } from '../../organisation/organisation';
import { FactInput, ReadFact } from '../../contract/fact';
import { preCommit, PreCommit } from './preCommit';

function hooksOf(files: Record<string, string>): PreCommit {
  const input: FactInput = {
    subject: { name: 'test' },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation: organisationSchema.parse({}),
    now: new Date(0),
  };
  const read: ReadFact = fact => fact.derive(input, read);
  const fact = read(preCommit);
  if (fact.status !== 'present') throw new Error(fact.status);
  return fact.value;
}

const brief = (files: Record<string, string>) =>
  hooksOf(files).hooks.map(({ id, entry, path, line }) => [id, entry, `${path}:${line}`]);

describe('preCommit', () => {
  it('reads .pre-commit-config.yaml, arguments included, without what only runs by hand', () => {
    const text = [
      'repos:',
      '  - repo: https://example.com/hadolint/hadolint',
      '    rev: v2.12.0',
      '    hooks:',
      '      - id: hadolint-docker',
      '  - repo: local',
      '    hooks:',
      '      - id: trivy',
      '        entry: trivy config',
      '        args: [--exit-code=1, .]',
      '      - id: slow',
      '        stages: [manual]',
    ].join('\n');
    expect(brief({ '.pre-commit-config.yaml': text })).toEqual([
      ['hadolint-docker', undefined, '.pre-commit-config.yaml:5'],
      ['trivy', 'trivy config --exit-code=1 .', '.pre-commit-config.yaml:8'],
    ]);
    expect(hooksOf({ '.pre-commit-config.yaml': text }).hooks[1]?.repo).toBe('local');
  });

  it('reads lefthook with commands, jobs and groups', () => {
    const text = [
      'pre-commit:',
      '  commands:',
      '    lint:',
      '      run: hadolint {staged_files}',
      'pre-push:',
      '  jobs:',
      '    - name: secrets',
      '      run: gitleaks protect',
      '    - group:',
      '        jobs:',
      '          - run: kubeconform deploy',
      'output: [summary]',
    ].join('\n');
    expect(brief({ 'lefthook.yml': text })).toEqual([
      ['lint', 'hadolint {staged_files}', 'lefthook.yml:3'],
      ['secrets', 'gitleaks protect', 'lefthook.yml:7'],
      ['kubeconform', 'kubeconform deploy', 'lefthook.yml:11'],
    ]);
  });

  it('reads husky and follows the scripts of package.json', () => {
    const files = {
      '.husky/pre-commit': '#!/usr/bin/env sh\nnpm run lint:image && npx lint-staged\n',
      '.husky/_/husky.sh': 'echo no hook\n',
      'package.json': JSON.stringify(
        {
          scripts: { 'lint:image': 'hadolint Dockerfile' },
          'lint-staged': { Dockerfile: ['hadolint'], '*.ts': 'eslint' },
        },
        null,
        2,
      ),
    };
    expect(brief(files)).toEqual([
      ['pre-commit', 'hadolint Dockerfile', '.husky/pre-commit:2'],
      ['pre-commit', 'npx lint-staged', '.husky/pre-commit:2'],
      ['Dockerfile', 'hadolint', 'package.json:7'],
      ['*.ts', 'eslint', 'package.json:9'],
    ]);
  });

  it('says which files it cannot read', () => {
    expect(hooksOf({ '.pre-commit-config.yaml': 'repos: [' })).toEqual({
      hooks: [],
      unread: [
        { path: '.pre-commit-config.yaml', reason: '.pre-commit-config.yaml could not be read.' },
      ],
    });
    expect(hooksOf({ Dockerfile: 'FROM scratch\n' })).toEqual({ hooks: [], unread: [] });
  });

  it('never throws, whatever the files hold', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.jsonValue(), (text, json) => {
        for (const content of [text, JSON.stringify(json), JSON.stringify({ repos: json })]) {
          const { hooks } = hooksOf({
            '.pre-commit-config.yaml': content,
            'lefthook.yml': content,
            '.husky/pre-commit': content,
            'package.json': content,
          });
          for (const hook of hooks) expect(hook.path).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});
