import fc from 'fast-check';
import { repositoryFromFiles } from '../../../evidence/repositoryFromFiles';
import { Fact, FactInput } from '../../../contract/fact';
import { Observation } from '../../../contract/observation';
import { defaultOrganisation } from '../../../organisation/organisation';
import { Resolved } from '../../resolved';
import { CiModel, Trigger } from '../model/pipeline';
import { pipelines } from '../pipelines';

function readCi(files: Readonly<Record<string, string>>, location?: string): CiModel {
  const input: FactInput = {
    subject: { name: 'x' },
    evidence: { repository: repositoryFromFiles({ files, location }) },
    organisation: defaultOrganisation,
    now: new Date('2026-01-01'),
  };
  const read = <T>(fact: Fact<T>): Observation<T> => fact.derive(input, read);
  const model = read(pipelines);
  if (model.status !== 'present') throw new Error(model.status);
  return model.value;
}
const jobOf = (model: CiModel, id: string) => {
  const found = model.pipelines[0]?.jobs.find(job => job.id === id);
  if (!found) throw new Error(`no job ${id}`);
  return found;
};
const describeTriggers = (triggers: readonly Trigger[]) =>
  triggers.map(({ kind, branches, tags }) =>
    kind === 'push' ? `push ${branches?.join(',') ?? '*'} / ${tags?.join(',') ?? '*'}` : kind,
  );
const valueOf = <T>(field: Resolved<T> | undefined) =>
  field && (field.resolved ? field.value : 'unresolved');

const realistic = {
  '.gitlab-ci.yml': `
include:
  - local: /ci/build.yml
  - template: Jobs/Secret-Detection.gitlab-ci.yml
  - project: acme/ci
    ref: v1.2
    file: /deploy.yml
stages: [test, build, deploy]
variables:
  IMAGE: $CI_REGISTRY_IMAGE
default:
  image: node:22
  interruptible: true
  tags: [build-farm]
unit:
  stage: test
  script:
    - npm ci
    - npm test
  needs: []
lint:
  stage: test
  allow_failure: true
  script: npm run lint
package:
  extends: .build
  variables: { TARGET: runtime }
  timeout: 1h 30m
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      when: never
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_COMMIT_TAG
deploy-prod:
  stage: deploy
  environment: { name: production }
  tags: []
  id_tokens: { AWS_TOKEN: { aud: https://aws } }
  script: [helm upgrade --install app ./chart]
  rules:
    - { if: $CI_COMMIT_TAG, when: manual }
`,
  'ci/build.yml': `
.login:
  before_script:
    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin $CI_REGISTRY
.build:
  stage: build
  image: docker:27
  services: [docker:27-dind]
  before_script:
    - !reference [.login, before_script]
    - export TAG=$CI_COMMIT_SHORT_SHA
  script:
    - docker build --target $TARGET -t $IMAGE:$TAG .
    - |
      docker push $IMAGE:$TAG
`,
};

describe('pipelines of GitLab CI', () => {
  it('reads includes, extends, references, rules and stages', () => {
    const model = readCi(realistic);
    const [pipeline] = model.pipelines;
    expect(model.unread).toEqual([]);
    expect(pipeline!.jobs.map(({ id, stage, needs }) => [id, stage, needs.join(' ')])).toEqual([
      ['unit', 'test', ''],
      ['lint', 'test', ''],
      ['package', 'build', 'unit lint'],
      ['deploy-prod', 'deploy', 'package'],
    ]);
    expect(
      pipeline!.references
        .filter(({ kind }) => kind === 'include')
        .map(({ name, ref }) => [name, ref]),
    ).toEqual([
      ['Jobs/Secret-Detection.gitlab-ci.yml', undefined],
      ['acme/ci', 'v1.2'],
    ]);
    expect(pipeline!.opaque.map(({ reason, line }) => [reason, line])).toEqual([
      ['the include acme/ci /deploy.yml is not in the repository', 5],
    ]);
    const image = jobOf(model, 'package');
    expect(describeTriggers(image.triggers)).toEqual(['push main / *']);
    expect(valueOf(image.timeoutMinutes)).toBe(90);
    expect(image.cancelsInProgress).toBe(true);
    expect(image.runner).toMatchObject({ kind: 'self-hosted', labels: ['build-farm'] });
    expect(image.images.map(({ text }) => text)).toEqual(['docker:27', 'docker:27-dind']);
    expect(image.steps.map(({ phase, path, line }) => [phase, path, line])).toEqual([
      ['before_script', 'ci/build.yml', 9],
      ['script', 'ci/build.yml', 12],
    ]);
    expect(image.steps[0]!.commands.map(({ name, line }) => [name, line])).toEqual([
      ['echo', 4],
      ['docker', 4],
      ['export', 11],
    ]);
    const deploy = jobOf(model, 'deploy-prod');
    expect(deploy).toMatchObject({ manual: true, runner: { kind: 'unknown' } });
    expect(deploy.idTokens).toEqual(new Map([['AWS_TOKEN', 'https://aws']]));
    expect(jobOf(model, 'lint').steps[0]!.gating).toBe(false);
    const [build] = model.builds;
    expect(build).toMatchObject({
      tool: 'docker',
      path: 'ci/build.yml',
      line: 13,
      tags: ['$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA'],
    });
    expect(valueOf(build!.target)).toBe('runtime');
    expect(describeTriggers(build!.pushTriggers)).toEqual(['push main / *']);
    expect(model.deployments).toMatchObject([{ tool: 'helm', environment: 'production' }]);
    const unit = jobOf(model, 'unit');
    expect(model.isBefore({ pipeline: pipeline!, job: unit, step: unit.steps[0]! }, build!)).toBe(
      true,
    );
    expect(model.isBefore(build!, { pipeline: pipeline!, job: unit, step: unit.steps[0]! })).toBe(
      false,
    );
  });

  it('knows hosted runners only of gitlab.com', () => {
    const files = {
      '.gitlab-ci.yml': 'a: { script: x }\nb: { script: x, tags: [saas-linux-large-amd64] }',
    };
    const kinds = (location?: string) =>
      readCi(files, location).pipelines[0]!.jobs.map(({ runner }) => runner.kind);
    expect(kinds('https://gitlab.com/acme/app')).toEqual(['hosted', 'hosted']);
    expect(kinds('https://gitlab.example.com/gitlab.com/app')).toEqual(['unknown', 'hosted']);
    expect(kinds()).toEqual(['unknown', 'hosted']);
  });

  it.each([
    ['', ['push * / *']],
    ['only: [main, tags]', ['push main / *']],
    ['only: [merge_requests]', ['pull-request']],
    ['only: { refs: [schedules] }', ['schedule']],
    ['except: [tags]', ['push * / ']],
    ['except: [main]', ['push **,!main / *']],
    ['rules: [{ if: "$CI_COMMIT_BRANCH == \'main\'" }]', ['push main / ']],
    ['rules: [{ if: "$CI_COMMIT_BRANCH" }]', ['push * / ']],
    ['rules: [{ if: "$CI_COMMIT_TAG =~ /^v/" }]', ['push  / *']],
    ['rules: [{ if: "$CI_PIPELINE_SOURCE == \'schedule\'" }]', ['schedule']],
    [
      'rules: [{ if: "$CI_PIPELINE_SOURCE == \'merge_request_event\'" }, { if: "$CI_COMMIT_TAG" }]',
      ['push  / *', 'pull-request'],
    ],
    ['rules: [{ if: "$CI_COMMIT_TAG", when: never }, { when: on_success }]', ['push * / ']],
    ['rules: [{ if: "$UNKNOWN == \'x\'", when: never }, { when: on_success }]', ['push * / *']],
    ['rules: [{ if: "$DEPLOY == \'no\'" }]', []],
    ['rules: [{ when: never }]', []],
    ['rules: [{ if: "not ( understood" }]', ['push * / *']],
    ['rules: [{ changes: [src] }]', ['push * / *']],
    ['rules: [!reference [.rules, rules]]', ['push main / ']],
  ])('reads when a job runs: %s', (rules, expected) => {
    const model = readCi({
      '.gitlab-ci.yml': `variables: { DEPLOY: yes }\n.rules: { rules: [{ if: "$CI_COMMIT_BRANCH == \\"main\\"" }] }\na:\n  script: x\n  ${rules}\n`,
    });
    expect(describeTriggers(jobOf(model, 'a').triggers)).toEqual(expected);
  });

  it('knows what starts a pipeline from lists of rules under any name', () => {
    const model = readCi({
      '.gitlab-ci.yml':
        '.when:\n  both:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH == "main"\na:\n  rules: !reference [.when, both]\n  script: x\n',
    });
    expect(describeTriggers(jobOf(model, 'a').triggers)).toEqual(['push main / ', 'pull-request']);
  });

  it('reads a matrix, a header of inputs and kaniko', () => {
    const { builds } = readCi({
      '.gitlab-ci.yml': `spec:
  inputs: {}
---
package:
  image: { name: 'gcr.io/kaniko-project/executor:v1.23.0-debug', entrypoint: [''] }
  parallel: { matrix: [{ APP: [api, web] }] }
  script:
    - /kaniko/executor --context "$CI_PROJECT_DIR/$APP" --dockerfile "$CI_PROJECT_DIR/$APP/Dockerfile" --destination "$CI_REGISTRY_IMAGE/$APP:$CI_COMMIT_SHA" --cache=true
`,
    });
    expect(builds.map(build => [valueOf(build.context), valueOf(build.file), build.line])).toEqual([
      ['api', 'api/Dockerfile', 8],
      ['web', 'web/Dockerfile', 8],
    ]);
    expect(builds[0]!.cacheFrom).toHaveLength(1);
    expect(builds[0]!.pushTriggers).toHaveLength(1);
  });

  it('survives loops and never throws', () => {
    const loops = readCi({
      '.gitlab-ci.yml':
        'include: [/.gitlab-ci.yml, /missing.yml]\na: { extends: b, script: !reference [a, script] }\nb: { extends: a, needs: [b] }\n',
    });
    expect(loops.pipelines[0]!.opaque).toHaveLength(1);
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        'a:\n',
        '  script:\n',
        '    - docker build .\n',
        '  extends: a\n',
        '  rules: [{if: $A}]\n',
        '  rules:\n',
        'include: ',
        '/x.yml\n',
        'stages: [a]\n',
        '  needs: [a]\n',
        '!reference [a, script]\n',
        '&a ',
        '*a ',
        '<<: ',
        '[',
        '{',
        '  parallel: {matrix: [{A: [b]}]}\n',
        'variables: {A: b}\n',
        'spec:\n',
        '---\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), pieces => {
        const text = pieces.join('');
        const model = readCi({ '.gitlab-ci.yml': text, 'x.yml': text });
        expect(model.pipelines.length + model.unread.length).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});
