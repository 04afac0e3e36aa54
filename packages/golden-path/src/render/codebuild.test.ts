import { parse, ScalarTag } from 'yaml';
import { z } from 'zod';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { resolveValues } from '../service/resolveValues';
import { Workload } from '../service/serviceSpec';
import { renderOverlay } from './renderOverlay';
import { createTemplateText } from './templateText';

/** What CodeBuild reads; there is no published schema. */
const commands = z.array(z.string().min(1)).min(1);
const phase = z.strictObject({ 'on-failure': z.enum(['ABORT', 'CONTINUE']), commands });
const buildspecSchema = z.strictObject({
  version: z.literal(0.2),
  env: z.strictObject({
    shell: z.literal('bash'),
    variables: z.record(z.string(), z.string()).optional(),
    'exported-variables': z.array(z.string()).optional(),
  }),
  phases: z.strictObject({
    install: phase.optional(),
    pre_build: phase.optional(),
    build: phase,
    post_build: phase.optional(),
  }),
});

const tags = ['Ref', 'Sub', 'GetAtt'].map((name): ScalarTag => ({
  tag: `!${name}`,
  resolve: (text: string) => ({ [name === 'Ref' ? name : `Fn::${name}`]: text }),
}));

async function render(workload: Workload = 'service', config: object = {}) {
  const resolved = resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'codebuild',
    name: 'orders',
    overrides: { workload },
    config: goldenPathConfigSchema.parse(config),
  });
  const values = { name: 'orders', service: resolved.service, platform: resolved.values };
  const overlay = await OverlayLibrary.create({}).get('ci/codebuild');
  const files = renderOverlay({ overlay, values, text: createTemplateText(values) });
  const texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
  const text = texts.get('infra/pipeline.yaml')!;
  const template = parse(text, { customTags: tags as never });
  const resources: [string, any][] = Object.entries(template.Resources);
  const ofType = (type: string) =>
    resources.filter(([, { Type }]) => Type === type).map(([, { Properties }]) => Properties);
  return { texts, text, ofType };
}

describe('the pipeline of CodePipeline', () => {
  it('has build specifications that CodeBuild reads, and a project for each', async () => {
    const { texts, ofType } = await render();
    const paths = [...texts.keys()].filter(path => path.startsWith('ci/buildspec-'));
    for (const path of paths) {
      expect(() => buildspecSchema.parse(parse(texts.get(path)!))).not.toThrow();
    }
    const used = ofType('AWS::CodeBuild::Project').map(({ Source }) => Source.BuildSpec);
    expect([...new Set(used)].sort()).toEqual(paths.sort());
  });

  it.each([
    ['a misspelt phase', 'phases: { biuld: { on-failure: ABORT, commands: [a] } }'],
    ['no commands', 'phases: { build: { on-failure: ABORT, commands: [] } }'],
    ['a failure that nobody decided', 'phases: { build: { commands: [a] } }'],
  ])('would see %s', (_, phases) => {
    const text = `version: 0.2\nenv: { shell: bash }\n${phases}\n`;
    expect(buildspecSchema.safeParse(parse(text)).success).toBe(false);
  });

  it('is plain YAML: CloudFormation knows no aliases', async () => {
    expect((await render()).text).not.toMatch(/: [&*][a-z]/);
  });

  it('bounds every project in time, number and rights', async () => {
    const { ofType } = await render();
    for (const project of ofType('AWS::CodeBuild::Project')) {
      expect(project.TimeoutInMinutes).toBeLessThanOrEqual(60);
      expect(project.ConcurrentBuildLimit).toBeGreaterThan(0);
      expect(project.LogsConfig.CloudWatchLogs.Status).toBe('ENABLED');
      const pulls = /pull-request|rescan/.test(project.Name);
      expect(project.ServiceRole['Fn::GetAtt'] === 'PullRole.Arn').toBe(pulls);
    }
    const statements = [...ofType('AWS::IAM::Role'), ...ofType('AWS::IAM::ManagedPolicy')].flatMap(
      ({ Policies = [], PolicyDocument }) =>
        [...Policies.map((policy: any) => policy.PolicyDocument), PolicyDocument]
          .filter(Boolean)
          .flatMap(document => document.Statement),
    );
    expect(statements.length).toBeGreaterThan(10);
    const actions = statements.flatMap(({ Action }) => [Action].flat());
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => Resource === '*');
    expect([...new Set(everywhere.map(({ Action }) => Action))]).toEqual([
      'ecr:GetAuthorizationToken',
    ]);
  });

  it('builds both architectures at once on their own machines and deploys one digest', async () => {
    const { ofType } = await render();
    const types = new Map(
      ofType('AWS::CodeBuild::Project').map(({ Name, Environment }) => [Name, Environment.Type]),
    );
    expect(types.get('orders-build-amd64')).toBe('LINUX_CONTAINER');
    expect(types.get('orders-build-arm64')).toBe('ARM_CONTAINER');
    const [pipeline] = ofType('AWS::CodePipeline::Pipeline');
    const stages: any[] = pipeline.Stages;
    expect(stages.map(({ Name }) => Name)).toEqual(
      'Source Verify Build Index staging production'.split(' '),
    );
    expect(stages[2].Actions.map(({ RunOrder }: any) => RunOrder)).toEqual([1, 1]);
    for (const { Actions } of stages.slice(4)) {
      const variables = JSON.parse(Actions.at(-1).Configuration.EnvironmentVariables);
      expect(variables).toEqual([{ name: 'DIGEST', value: '#{Index.DIGEST}', type: 'PLAINTEXT' }]);
    }
    const [approval, deploy] = stages[5].Actions;
    expect(approval.ActionTypeId).toMatchObject({ Category: 'Approval' });
    expect(approval.RunOrder).toBeLessThan(deploy.RunOrder);
  });

  it('gives Docker to a deployment only where the load profile needs it', async () => {
    for (const workload of ['service', 'worker', 'job'] as const) {
      const projects = (await render(workload)).ofType('AWS::CodeBuild::Project');
      const privileged = projects
        .filter(({ Name }) => Name.startsWith('orders-deploy-'))
        .map(({ Environment }) => Environment.PrivilegedMode === true);
      expect(privileged).toEqual([workload === 'worker', false]);
    }
  });
});
