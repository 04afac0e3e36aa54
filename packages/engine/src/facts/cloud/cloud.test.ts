import fc from 'fast-check';
import { assess } from '../../assess/assess';
import { defineCheck } from '../../contract/check';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../organisation/organisation';
import { cloud } from './cloud';
import { CloudModel } from './cloudResource';

async function read(files: Readonly<Record<string, string>>): Promise<CloudModel> {
  let seen: CloudModel | undefined;
  const look = defineCheck({
    id: 'rel-resources-bounded',
    needs: { model: cloud },
    judge: ({ model }) => {
      seen = model;
      return [];
    },
  });
  await assess({
    subject: { name: 'test' },
    evidence: { repository: repositoryFromFiles({ files, location: 'test' }) },
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
    checks: [look],
    onError: (_, error) => {
      throw error;
    },
  });
  if (!seen) throw new Error('the check was not run');
  return seen;
}

const value = <T>(given: T) => ({ resolved: true, value: given });

const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: { Type: String, Default: dev }
  Tag: { Type: String, Default: 1.0.0 }
  Open: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsOpen: !Equals [!Ref Open, x]
  NotProd: !Not [!Condition IsProd]
Mappings:
  Sizes:
    dev: { Cpu: 256 }
    prod: { Cpu: 1024 }
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: !Sub 'shop-\${Stage}'
      ImageTagMutability: !If [IsProd, IMMUTABLE, MUTABLE]
      EncryptionConfiguration: !If [IsOpen, { EncryptionType: KMS }, !Ref AWS::NoValue]
      Tags: !If [IsProd, !Ref AWS::NoValue, [{ Key: a, Value: b }]]
  Group:
    Type: AWS::Logs::LogGroup
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: !FindInMap [Sizes, !Ref Stage, Cpu]
      Family: !Join ['-', [shop, !Ref Stage]]
      Memory: !Select [1, !Split [',', 'a,512']]
      ContainerDefinitions:
        - Image: !Sub '\${Repository.RepositoryUri}:\${Tag}'
          Name: !Sub ['\${A}-x', { A: !Ref Stage }]
          User: !Ref Open
          LogConfiguration:
            Options:
              awslogs-group: !Ref Group
              awslogs-region: !Ref AWS::Region
          Hostname: !ImportValue other
  OnlyElsewhere:
    Type: AWS::SNS::Topic
    Condition: NotProd
`;

describe('CloudFormation', () => {
  it('resolves what is literal, with the defaults of the parameters', async () => {
    const { resources, unread } = await read({ 'infra/service.yaml': template });
    expect(unread).toEqual([]);
    expect(resources.map(({ name }) => name)).toEqual([
      'Repository',
      'Group',
      'Task',
      'OnlyElsewhere',
    ]);
    const [repository, , task] = resources;
    expect(repository).toMatchObject({ type: 'AWS::ECR::Repository', source: 'cloudformation' });
    expect(repository?.get('RepositoryName')).toEqual(value('shop-dev'));
    expect(repository?.get('ImageTagMutability')).toEqual(value('MUTABLE'));
    expect(repository?.get('EncryptionConfiguration')).toEqual({
      resolved: false,
      reason: 'It depends on the condition IsOpen, which is not known.',
    });
    expect(repository?.get('Tags', 0, 'Key')).toEqual(value('a'));
    expect(task?.get('Cpu')).toEqual(value(256));
    expect(task?.get('Family')).toEqual(value('shop-dev'));
    expect(task?.get('Memory')).toEqual(value('512'));
    expect(task?.get('Missing', 'Deep')).toEqual(value(undefined));
    const container = ['ContainerDefinitions', 0];
    expect(task?.get(...container, 'Image')).toEqual(
      value('${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop-dev:1.0.0'),
    );
    expect(task?.get(...container, 'Name')).toEqual(value('dev-x'));
    expect(task?.get(...container, 'User')).toEqual({
      resolved: false,
      reason: 'The parameter Open has no value here.',
    });
    const options = [...container, 'LogConfiguration', 'Options'];
    expect(task?.references(...options)).toEqual(['Group']);
    expect(task?.get(...options, 'awslogs-region')).toEqual(value('${AWS::Region}'));
    expect(task?.get(...container, 'Hostname')).toMatchObject({ resolved: false });
    expect(task?.lineOf(...container, 'Image')).toBe(31);
    expect(task?.lineOf('Nothing')).toBe(24);
  });

  it.each([
    ['infra/params/prod.json', '[{"ParameterKey":"Stage","ParameterValue":"prod"}]'],
    ['infra/prod.params.json', '["Stage=prod"]'],
    ['infra/prod.json', '{"Parameters":{"Stage":"prod"}}'],
    ['infra/params/prod.json', '{"Stage":"prod","Open":"x"}'],
    ['infra/params/prod.yaml', 'Stage: prod\n'],
    [
      'infra/samconfig.toml',
      '[prod.deploy.parameters]\nparameter_overrides = "Stage=\\"prod\\""\n',
    ],
    [
      'infra/samconfig.toml',
      '[prod.deploy.parameters]\nparameter_overrides = [\n "Stage=prod",\n]\n',
    ],
    [
      'samconfig.yaml',
      'prod:\n  deploy:\n    parameters:\n      parameter_overrides: [Stage=prod]\n',
    ],
  ])('takes the values of production from %s', async (path, text) => {
    const { resources, environments } = await read({
      'infra/service.yaml': template,
      [path]: text,
      'infra/params/dev.json': '[{"ParameterKey":"Stage","ParameterValue":"dev"}]',
    });
    const [repository] = resources;
    expect(repository?.get('RepositoryName')).toEqual(value('shop-prod'));
    expect(repository?.get('ImageTagMutability')).toEqual(value('IMMUTABLE'));
    expect(repository?.get('Tags')).toEqual(value(undefined));
    expect(repository?.environment).toBe('prod');
    expect(resources.map(({ name }) => name)).not.toContain('OnlyElsewhere');
    expect(environments.map(({ name }) => name).sort()).toEqual(['dev', 'prod']);
  });

  it('leaves values alone that are meant for another template', async () => {
    const { resources } = await read({
      'infra/service.yaml': template,
      'infra/config/prod.json': '{"Stage":"prod","logLevel":"info"}',
      'web/params/prod.json': '[{"ParameterKey":"Stage","ParameterValue":"prod"}]',
    });
    expect(resources[0]?.get('RepositoryName')).toEqual(value('shop-dev'));
  });

  it('prefers the folder of production', async () => {
    const { resources } = await read({
      'infra/dev/service.yaml': template,
      'infra/prod/service.yaml': template,
    });
    expect(new Set(resources.map(({ path }) => path))).toEqual(
      new Set(['infra/prod/service.yaml']),
    );
  });

  it('passes values to nested stacks', async () => {
    const child = `Parameters: { Name: { Type: String }, Kind: { Type: String, Default: MUTABLE } }
Resources:
  Repo:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: !Ref Name, ImageTagMutability: !Ref Kind }
`;
    const parent = (names: readonly string[]) => `Parameters: { Stage: { Type: String } }
Resources:
${names
  .map(
    name => `  Stack${name}:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./templates/child.yaml
      Parameters: { Name: !Sub '${name}-\${Stage}', Kind: IMMUTABLE }
`,
  )
  .join('')}`;
    const files = {
      'cfn/templates/child.yaml': child,
      'cfn/params/prod.json': '[{"ParameterKey":"Stage","ParameterValue":"prod"}]',
    };
    const once = await read({ ...files, 'cfn/main.yaml': parent(['a']) });
    const [repository] = once.ofType('AWS::ECR::Repository');
    expect(repository?.get('RepositoryName')).toEqual(value('a-prod'));
    expect(repository?.get('ImageTagMutability')).toEqual(value('IMMUTABLE'));
    const twice = await read({ ...files, 'cfn/main.yaml': parent(['a', 'b']) });
    const [unclear] = twice.ofType('AWS::ECR::Repository');
    expect(unclear?.get('RepositoryName')).toMatchObject({ resolved: false });
    expect(unclear?.get('ImageTagMutability')).toEqual(value('IMMUTABLE'));
  });

  it('reads JSON and CDK output with lines', async () => {
    const { resources } = await read({
      'cdk.out/Shop.template.json': `{
  "Resources": {
    "Repo": {
      "Type": "AWS::ECR::Repository",
      "Properties": { "RepositoryName": { "Fn::Join": ["/", ["shop", { "Ref": "AWS::Region" }]] },
        "ImageTagMutability": "IMMUTABLE" }
    }
  }
}`,
    });
    expect(resources[0]).toMatchObject({ source: 'cdk', line: 3 });
    expect(resources[0]?.get('RepositoryName')).toEqual(value('shop/${AWS::Region}'));
    expect(resources[0]?.lineOf('ImageTagMutability')).toBe(6);
  });

  it('keeps the types of SAM', async () => {
    const { ofType } = await read({
      'template.yml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }
`,
    });
    expect(ofType('AWS::Serverless::Function')[0]).toMatchObject({ source: 'sam' });
  });

  it('says what it cannot read', async () => {
    const { resources, unread } = await read({
      'broken.yaml': 'Resources:\n  A:\n    Type: AWS::ECS::Service\n   Properties: [',
      'Chart.yaml': 'Resources: none',
    });
    expect(resources).toEqual([]);
    expect(unread).toEqual([
      {
        path: 'broken.yaml',
        reason: 'broken.yaml names CloudFormation resources and cannot be parsed.',
        types: ['AWS::ECS::Service'],
      },
    ]);
  });

  it('names programs whose output is not in the repository', async () => {
    const { unread } = await read({ 'infra/cdk.json': '{}', 'Pulumi.yaml': 'name: a' });
    expect(unread.map(({ path, types }) => [path, types])).toEqual([
      ['Pulumi.yaml', []],
      ['infra/cdk.json', []],
    ]);
    const synthesised = await read({
      'cdk.json': '{}',
      'cdk.out/A.template.json': '{"Resources":{"A":{"Type":"AWS::ECR::Repository"}}}',
    });
    expect(synthesised.unread).toEqual([]);
  });

  it('names infrastructure that is too large to be collected', async () => {
    const { unread } = await read({ 'infra/main.tf': '#'.repeat(1024 * 1024 + 1) });
    expect(unread).toMatchObject([{ path: 'infra/main.tf', types: [] }]);
  });

  it('is not led in circles, and does not grow without bounds', async () => {
    const names = [...Array(40).keys()];
    const doubling = names.map(
      i =>
        `  R${i}: { Type: AWS::ECR::Repository, Properties: { RepositoryName: !Sub '\${R${i + 1}.RepositoryUri}\${R${i + 1}.RepositoryUri}' } }`,
    );
    const circle = `Conditions:
  A: !Condition B
  B: !Not [!Condition A]
Resources:
  X: { Type: AWS::ECR::Repository, Condition: A, Properties: { RepositoryName: !Ref X } }
${doubling.join('\n')}
`;
    const started = Date.now();
    const { resources } = await read({ 'a.yaml': circle });
    expect(resources).toHaveLength(41);
    expect(resources[0]?.get('RepositoryName')).toMatchObject({ resolved: false });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('survives any input', async () => {
    const pieces = fc.constantFrom(
      ...[
        'Resources:',
        '\n',
        '  ',
        'A:',
        ' !Ref A',
        ' !Sub "${A}"',
        '{',
        '}',
        '[',
        ']',
        'Type: AWS::X::Y',
      ],
      ...[
        '"Fn::If"',
        ':',
        ',',
        '&a',
        '*a',
        '<<: *a',
        '!GetAtt',
        'Properties:',
        '- ',
        'Conditions:',
        '"',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async parts => {
        const text = `Resources:\n  A:\n    Type: AWS::ECR::Repository\n${parts.join('')}`;
        const model = await read({ 'a.yaml': text, 'b.json': text, 'params/prod.json': text });
        expect(Array.isArray(model.resources)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
