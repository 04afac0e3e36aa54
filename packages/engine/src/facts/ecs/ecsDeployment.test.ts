import { observeFact } from '../__testUtils__/observeFact';
import { EcsDeployment, ecsDeployment } from './ecsDeployment';

const observe = (
  files: Readonly<Record<string, string>>,
  annotations?: Readonly<Record<string, string>>,
) => observeFact(ecsDeployment, files, annotations);

async function read(
  files: Readonly<Record<string, string>>,
  annotations?: Readonly<Record<string, string>>,
): Promise<EcsDeployment> {
  const seen = await observe(files, annotations);
  if (seen.status !== 'present') throw new Error(`not present: ${seen.status}`);
  return seen.value;
}

const value = <T>(given: T) => ({ resolved: true, value: given });

const task = {
  family: 'orders',
  networkMode: 'host',
  pidMode: 'task',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::111122223333:role/exec',
  taskRoleArn: 'arn:aws:iam::111122223333:role/orders',
  runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
  volumes: [
    { name: 'shared', efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
    { name: 'host', host: { sourcePath: '/data' } },
    { name: 'scratch' },
    { name: 'disk', configuredAtLaunch: true },
  ],
  placementConstraints: [
    { type: 'memberOf', expression: 'attribute:ecs.instance-type == m7g.large' },
  ],
  containerDefinitions: [
    {
      name: 'orders',
      image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2',
      user: '1000:1000',
      entryPoint: ['node'],
      command: ['server.js'],
      privileged: false,
      readonlyRootFilesystem: true,
      stopTimeout: 60,
      portMappings: [{ containerPort: 8080 }],
      linuxParameters: { capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] } },
      healthCheck: { command: ['CMD-SHELL', 'curl -f localhost'] },
      environment: [
        { name: 'LEVEL', value: 'info' },
        { name: 'PASSWORD', value: '${PASSWORD}' },
      ],
      secrets: [
        { name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:a' },
      ],
      environmentFiles: [{ value: 'arn:aws:s3:::b/x.env', type: 's3' }],
      mountPoints: [
        { sourceVolume: 'shared', containerPath: '/a', readOnly: true },
        { sourceVolume: 'host', containerPath: '/b' },
        { sourceVolume: 'scratch', containerPath: '/c' },
        { sourceVolume: 'disk', containerPath: '/d' },
      ],
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-region': 'eu-west-1' } },
    },
    { name: 'otel', image: 'public.ecr.aws/aws-observability/aws-otel-collector:v1' },
  ],
};

describe('a task definition in JSON', () => {
  it.each([
    ['.aws/task-definition.json', JSON.stringify(task)],
    ['ecs/orders.json', JSON.stringify({ taskDefinition: task, tags: [] }, undefined, 2)],
    ['ecs/orders.yaml', JSON.stringify(task, undefined, 2)],
  ])('is read from %s', async (path, text) => {
    const { ownContainers, workloads, unread, environments } = await read({ [path]: text });
    expect(unread).toEqual([]);
    expect(environments).toEqual([]);
    expect(ownContainers).toHaveLength(1);
    expect(ownContainers[0]).toMatchObject({
      unit: 'task-definition/orders orders',
      platform: 'ecs',
      path,
      image: value('111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2'),
      command: value(['node']),
      args: value(['server.js']),
      runAsUser: value('1000:1000'),
      privileged: value(false),
      hostNamespaces: value(['networkMode is host']),
      addedCapabilities: value(['SYS_PTRACE']),
      droppedCapabilities: value(['ALL']),
      limitsCpu: value('256'),
      limitsMemory: value('512'),
      hasLivenessProbe: value(true),
      hasTargetGroupCheck: value(false),
      healthCommands: [{ kind: 'container', command: ['CMD-SHELL', 'curl -f localhost'], path }],
      readOnlyRootFilesystem: value(true),
      ports: value(['8080/TCP']),
      logDriver: value('awslogs'),
      essential: true,
      environmentFrom: [{ kind: 'config', name: 'arn:aws:s3:::b/x.env' }],
    });
    expect(ownContainers[0]?.logOptions?.get('awslogs-region')).toBe('eu-west-1');
    expect(ownContainers[0]?.environment).toMatchObject([
      { name: 'LEVEL', source: 'literal', value: value('info') },
      { name: 'PASSWORD', source: 'literal', value: { resolved: false } },
      { name: 'TOKEN', source: 'secret', value: { resolved: false } },
    ]);
    expect(workloads[0]).toMatchObject({
      id: 'task-definition/orders',
      taskRole: value('arn:aws:iam::111122223333:role/orders'),
      executionRole: value('arn:aws:iam::111122223333:role/exec'),
      launchTypes: value(['FARGATE']),
      architecture: value('ARM64'),
      gracePeriodSeconds: value(60),
      regions: ['eu-central-1', 'eu-west-1'],
      placement: [{ subject: 'instance-type', required: true, values: value(['m7g.large']) }],
      telemetrySignals: [{ group: 'instrumentation' }],
    });
    const mounts = workloads[0]?.mountsByContainer.get('orders') ?? [];
    expect(mounts.map(({ volume, hostPath, readOnly }) => [volume, hostPath, readOnly])).toEqual([
      ['efs', undefined, true],
      ['host-path', '/data', false],
      ['ephemeral', undefined, false],
      ['ebs', undefined, false],
    ]);
  });

  it('takes production, and names the other environments', async () => {
    const of = (tag: string) =>
      JSON.stringify({ family: 'a', containerDefinitions: [{ name: 'a', image: `x/a:${tag}` }] });
    const { ownContainers, environments } = await read({
      'ecs/task-dev.json': of('dev'),
      'ecs/task-prod.json': of('1.0.0'),
    });
    expect(ownContainers.map(({ image }) => image)).toEqual([value('x/a:1.0.0')]);
    expect(environments.map(({ name, source }) => [name, source])).toEqual([
      ['dev', 'ecs/task-*.json'],
      ['prod', 'ecs/task-*.json'],
    ]);
  });

  it('leaves placeholders open and says what it cannot read', async () => {
    const { ownContainers, unread } = await read({
      'a.json': '{"containerDefinitions":[{"name":"a","image":"<IMAGE1_NAME>","user":"$USER_ID"}]}',
      'b.json': '{"containerDefinitions": [{"cpu": ${CPU}}]}',
      'c.json': '{"containerDefinitions": "nothing"}',
    });
    expect(ownContainers[0]).toMatchObject({
      image: { resolved: false, reason: '<IMAGE1_NAME> is a placeholder.' },
      runAsUser: { resolved: false },
    });
    expect(unread.map(({ path }) => path).sort()).toEqual(['b.json', 'c.json']);
  });

  it('is absent where nothing is', async () => {
    await expect(observe({ 'k8s/a.yaml': 'kind: Service' })).resolves.toEqual({ status: 'absent' });
  });
});

const stack = (more = ''): string => `Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      ServiceName: orders
      DesiredCount: 2
      LoadBalancers: [{ TargetGroupArn: !Ref Group, ContainerName: app }]
      CapacityProviderStrategy: [{ CapacityProvider: FARGATE_SPOT, Weight: 1 }]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetGroupAttributes: [{ Key: stickiness.enabled, Value: 'true' }]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: orders
      Cpu: 512
      Memory: 1024
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/orders:1.4.2'
          Cpu: 0
${more}  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: !Sub 'service/cluster/\${Service.Name}'
      ServiceNamespace: ecs
      MinCapacity: 2
      MaxCapacity: 6
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties: { ScalingTargetId: !Ref Target, PolicyType: TargetTrackingScaling }
  High: { Type: AWS::CloudWatch::Alarm }
`;

describe('a service in CloudFormation', () => {
  it('is read with its load balancer, scaling and alarms', async () => {
    const { ownContainers, workloads } = await read({ 'infra/service.yaml': stack() });
    expect(ownContainers[0]).toMatchObject({
      limitsCpu: value('512'),
      limitsMemory: value('1024'),
      requestsCpu: value('512'),
      hasLivenessProbe: value(false),
      hasTargetGroupCheck: value(true),
      line: 22,
    });
    expect(workloads[0]).toMatchObject({
      taskRole: value('TaskRole'),
      replicas: value(2),
      launchTypes: value(['FARGATE']),
      usesCapacityProviders: true,
      autoscalers: [{ kind: 'ScalableTarget', min: value(2), max: value(6), active: true }],
      affinitySignals: [{ path: 'infra/service.yaml' }],
      telemetrySignals: [{ group: 'alarm' }],
    });
  });

  it('keeps apart what bounds a container on EC2', async () => {
    const files = (own: string) => ({
      'a.yaml': `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: 2048
      ContainerDefinitions: [{ Name: a, Image: x/a:1, ${own} }]
`,
    });
    const soft = await read(files('MemoryReservation: 128'));
    expect(soft.ownContainers[0]).toMatchObject({
      requestsMemory: value('128'),
      limitsMemory: value(undefined),
    });
    const hard = await read(files('Memory: 256, Cpu: 128'));
    expect(hard.ownContainers[0]).toMatchObject({
      limitsMemory: value('256'),
      limitsCpu: value('128'),
    });
  });

  it('reads an Express Mode service', async () => {
    const { ownContainers, workloads } = await read({
      'a.yaml': `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      ServiceName: web
      PrimaryContainer: { Image: 'x/web:1.0.0', ContainerPort: 80 }
      ScalingTarget: { MinTaskCount: 1, MaxTaskCount: 5 }
`,
    });
    expect(ownContainers[0]).toMatchObject({
      image: value('x/web:1.0.0'),
      limitsMemory: value('512'),
      hasTargetGroupCheck: value(true),
      logDriver: value('awslogs'),
    });
    expect(workloads[0]).toMatchObject({
      autoscalers: [{ kind: 'ExpressGatewayService', max: value(5), active: true }],
    });
  });

  it('reads an Express Mode service with a task definition of its own', async () => {
    const { ownContainers, workloads } = await read({
      'a.yaml': `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      RuntimePlatform: { CpuArchitecture: ARM64 }
      ContainerDefinitions: [{ Name: Main, Image: 'x/web:1.0.0', ReadonlyRootFilesystem: true }]
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      TaskDefinitionArn: !Ref Task
      ScalingTarget: { MinTaskCount: 2, MaxTaskCount: 5 }
`,
    });
    expect(ownContainers).toHaveLength(1);
    expect(ownContainers[0]).toMatchObject({
      name: 'Main',
      image: value('x/web:1.0.0'),
      readOnlyRootFilesystem: value(true),
      hasTargetGroupCheck: value(true),
    });
    expect(workloads).toMatchObject([
      {
        architecture: value('ARM64'),
        autoscalers: [{ kind: 'ExpressGatewayService', min: value(2), max: value(5) }],
      },
    ]);
  });

  it('knows a task that a schedule starts', async () => {
    const { ownContainers } = await read({
      'a.yaml': `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: a, Image: x/a:1 }] }
  Nightly:
    Type: AWS::Events::Rule
    Properties: { Targets: [{ EcsParameters: { TaskDefinitionArn: !Ref Task } }] }
`,
    });
    expect(ownContainers[0]?.workloadKind).toBe('scheduled-task');
  });
});
