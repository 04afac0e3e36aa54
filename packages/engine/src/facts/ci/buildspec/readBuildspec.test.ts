import { repositoryFromFiles } from '../../../evidence/repositoryFromFiles';
import { Fact, FactInput } from '../../../contract/fact';
import { Observation } from '../../../contract/observation';
import { defaultOrganisation } from '../../../organisation/organisation';
import { CiModel } from '../model/pipeline';
import { pipelines } from '../pipelines';

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

const buildspec = (more = '', post = 'docker push $REPOSITORY_URI:$TAG') => `
version: 0.2
env:
  variables: { APP: orders }
  secrets-manager: { TOKEN: npm:token }
phases:
  install:
    runtime-versions: { nodejs: 20 }
  pre_build:
    commands:
      - TAG=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)
      - npm ci
  build:${more}
    commands:
      - npm test
      - docker build --build-arg TOKEN=$TOKEN -t $APP:latest .
      - docker tag $APP:latest $REPOSITORY_URI:$TAG
      - |
        trivy image $APP:latest
        echo scanned
  post_build:
    commands:
      - ${post}
cache: { paths: [node_modules/**/*] }
`;

const gates = (model: CiModel) =>
  model.pipelines[0]!.jobs[0]!.steps.flatMap(({ commands }) => commands).map(
    ({ name, gating }) => `${name} ${gating}`,
  );

describe('pipelines of CodeBuild', () => {
  it('reads phases, runtimes and what is built and pushed', () => {
    const model = readCi({ 'buildspec.yml': buildspec('\n    on-failure: ABORT') });
    const [job] = model.pipelines[0]!.jobs;
    expect(job!.runner.kind).toBe('codebuild');
    expect(job!.steps.map(({ phase, line }) => [phase, line])).toEqual([
      ['install', 7],
      ['pre_build', 10],
      ['build', 15],
      ['post_build', 23],
    ]);
    expect(job!.steps[0]!.inputs.get('runtime-versions')).toBe('nodejs: 20');
    expect(gates(model)).toContain('npm true');
    // Only the last command of a text of several lines decides.
    expect(gates(model)).toContain('trivy false');
    const [build] = model.builds;
    expect(build!.tags).toEqual([
      'orders:latest',
      '$REPOSITORY_URI:$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)',
    ]);
    expect(build!.pushTriggers).toHaveLength(1);
    expect([...build!.secretArgs.keys()]).toEqual(['TOKEN']);
    expect(model.isBefore(build!, model.pushes[0]!)).toBe(true);
  });

  it('knows that post_build runs after a failed build', () => {
    const test = (text: string) => {
      const model = readCi({ 'buildspec.yml': text });
      return model.pipelines[0]!.jobs[0]!.steps.find(({ phase }) => phase === 'build')!.commands[0]!
        .gating;
    };
    expect(test(buildspec())).toBe(false);
    expect(test(buildspec('\n    on-failure: ABORT'))).toBe(true);
    expect(test(buildspec('', 'echo done'))).toBe(true);
    expect(test(buildspec('', 'test "$CODEBUILD_BUILD_SUCCEEDING" = 1 && docker push x'))).toBe(
      true,
    );
  });

  it('joins CodePipeline, projects and buildspecs', () => {
    const model = readCi({
      'ci/build.yml': buildspec(),
      'infra/pipeline.yaml': `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE, BuildSpec: ci/build.yml }
      TimeoutInMinutes: 20
      Environment: { Type: ARM_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/x:3.0' }
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - Name: Code
              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: '1' }
              Configuration: { BranchName: main }
            - Name: Parent
              ActionTypeId: { Category: Source, Owner: AWS, Provider: ECR, Version: '1' }
        - Name: Build
          Actions:
            - Name: Image
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
              Configuration: { ProjectName: !Ref Build }
        - Name: Prod
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: '1' }
`,
    });
    const [pipeline, ...others] = model.pipelines;
    expect(others).toEqual([]);
    expect(pipeline!.triggers.map(({ kind, branches }) => [kind, branches?.join()])).toEqual([
      ['push', 'main'],
      ['parent-image', undefined],
    ]);
    expect(pipeline!.jobs.map(({ id, needs }) => [id, needs.join(' ')])).toEqual([
      ['Source/Code', ''],
      ['Source/Parent', ''],
      ['Build/Image', 'Source/Code Source/Parent'],
      ['Prod/Deploy', 'Build/Image'],
    ]);
    expect(pipeline!.jobs[2]!.timeoutMinutes).toEqual({ resolved: true, value: 20 });
    expect(model.builds).toHaveLength(1);
    expect(model.deployments).toMatchObject([{ tool: 'codepipeline', environment: 'prod' }]);
    expect(model.isBefore(model.pushes[0]!, model.deployments[0]!)).toBe(true);
  });

  it.each([
    ['', [['schedule', 'rate(7 days)']]],
    ['      State: DISABLED\n', [['other', undefined]]],
  ])('knows the rule that starts a project%s', (state, expected) => {
    const model = readCi({
      'ci/scan.yml': buildspec(),
      'infra/scan.yaml': `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Scan:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: GITHUB, BuildSpec: ci/scan.yml }
  Other:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets: [{ Id: a, Arn: 'arn:aws:sns:eu-west-1:111122223333:a' }]
  Weekly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(7 days)
${state}      Targets: [{ Id: scan, Arn: !GetAtt Scan.Arn }]
`,
    });
    expect(model.pipelines[0]!.triggers.map(({ kind, cron }) => [kind, cron])).toEqual(expected);
  });

  it('names what it cannot read', () => {
    expect(readCi({ 'buildspec.yml': 'version: 0.2' }).unread).toHaveLength(1);
    expect(readCi({ 'buildspec.yml': '[' }).unread).toHaveLength(1);
  });
});
