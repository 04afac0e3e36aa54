/** Small descriptors for the examples of checks about what is deployed. */

type Files = Readonly<Record<string, string>>;

const indent = (text: string, by: number): string =>
  text
    .trim()
    .split('\n')
    .map(line => (line === '' ? line : `${' '.repeat(by)}${line}`))
    .join('\n');

/** A Deployment (or another kind) as plain manifest, with lines for its container, pod and spec. */
export function manifest(
  parts: {
    readonly image?: string;
    readonly container?: string;
    readonly pod?: string;
    readonly podMetadata?: string;
    readonly spec?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly path?: string;
  } = {},
): Files {
  const { kind = 'Deployment', name = 'orders' } = parts;
  const lines = [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    `metadata: { name: ${name} }`,
    'spec:',
    ...(parts.spec === undefined ? [] : [indent(parts.spec, 2)]),
    '  template:',
    ...(parts.podMetadata === undefined ? [] : ['    metadata:', indent(parts.podMetadata, 6)]),
    '    spec:',
    ...(parts.pod === undefined ? [] : [indent(parts.pod, 6)]),
    '      containers:',
    '        - name: app',
    `          image: ${parts.image ?? `registry.example.com/shop/${name}:1.4.2`}`,
    ...(parts.container === undefined ? [] : [indent(parts.container, 10)]),
  ];
  return { [parts.path ?? 'k8s/deployment.yaml']: `${lines.join('\n')}\n` };
}

/** A chart whose Deployment holds the given lines of a container and pod, and its values files. */
export function chart(
  values: Files,
  parts: {
    readonly container?: string;
    readonly pod?: string;
    readonly spec?: string;
    readonly appVersion?: string;
    readonly templates?: Files;
  } = {},
): Files {
  const { container, pod, spec, appVersion = '1.4.2', templates = {} } = parts;
  const prefix = (files: Files, folder: string): Record<string, string> =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const image =
    '{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}';
  return {
    'chart/Chart.yaml': `apiVersion: v2\nname: orders\nversion: 0.1.0\nappVersion: "${appVersion}"\n`,
    ...prefix(values, 'chart'),
    'chart/templates/deployment.yaml': `${[
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: { name: orders }',
      'spec:',
      ...(spec === undefined ? [] : [indent(spec, 2)]),
      '  template:',
      '    spec:',
      ...(pod === undefined ? [] : [indent(pod, 6)]),
      '      containers:',
      '        - name: app',
      `          image: "${image}"`,
      ...(container === undefined ? [] : [indent(container, 10)]),
    ].join('\n')}\n`,
    ...prefix(templates, 'chart/templates'),
  };
}

/** Values that name the image of `chart`. */
export const imageValues = 'image: { repository: registry.example.com/shop/orders, tag: "" }\n';

/** A task definition as JSON, with further fields of it and of its container. */
export function taskDefinition(
  container: Readonly<Record<string, unknown>> = {},
  task: Readonly<Record<string, unknown>> = {},
): Files {
  const definition = {
    family: 'orders',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    ...task,
    containerDefinitions: [
      {
        name: 'app',
        image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2',
        essential: true,
        ...container,
      },
    ],
  };
  return { 'deploy/task-definition.json': `${JSON.stringify(definition, null, 2)}\n` };
}

/** A CloudFormation template with a Fargate service, and further lines of its parts. */
export function cloudFormation(
  parts: {
    readonly container?: string;
    readonly task?: string;
    readonly service?: string;
    readonly resources?: string;
    readonly parameters?: string;
    readonly image?: string;
    readonly launch?: string;
  } = {},
): Files {
  const { container, task, service, resources, parameters, launch = 'FARGATE' } = parts;
  return {
    'infra/service.yaml': `${[
      'AWSTemplateFormatVersion: "2010-09-09"',
      ...(parameters === undefined ? [] : ['Parameters:', indent(parameters, 2)]),
      'Resources:',
      '  Task:',
      '    Type: AWS::ECS::TaskDefinition',
      '    Properties:',
      '      Family: orders',
      `      RequiresCompatibilities: [${launch}]`,
      '      Cpu: "256"',
      '      Memory: "512"',
      ...(task === undefined ? [] : [indent(task, 6)]),
      '      ContainerDefinitions:',
      '        - Name: app',
      `          Image: ${parts.image ?? '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2'}`,
      ...(container === undefined ? [] : [indent(container, 10)]),
      '  Service:',
      '    Type: AWS::ECS::Service',
      '    Properties:',
      '      TaskDefinition: !Ref Task',
      ...(service === undefined ? [] : [indent(service, 6)]),
      ...(resources === undefined ? [] : [indent(resources, 2)]),
    ].join('\n')}\n`,
  };
}

/** A Terraform service with literal container definitions. */
export function terraform(
  parts: {
    readonly container?: Readonly<Record<string, unknown>>;
    readonly task?: string;
    readonly service?: string;
    readonly more?: string;
  } = {},
): Files {
  const fields = Object.entries(parts.container ?? {})
    .map(([key, value]) => `    ${key} = ${JSON.stringify(value)}\n`)
    .join('');
  return {
    'infra/main.tf': `resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
${parts.task ?? ''}
  container_definitions = jsonencode([{
    name  = "app"
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2"
    essential = true
${fields}  }])
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
${parts.service ?? ''}
}
${parts.more ?? ''}`,
  };
}

/** A Copilot service, with further lines of its manifest. */
export function copilot(lines = '', type = 'Load Balanced Web Service'): Files {
  return {
    'copilot/orders/manifest.yml': `name: orders\ntype: ${type}\nimage:\n  build: Dockerfile\n  port: 8080\ncpu: 256\nmemory: 512\n${lines}`,
  };
}

/** A workflow that runs commands (or steps) on a push to main. */
export function workflow(steps: string, extra = ''): Files {
  return {
    '.github/workflows/deploy.yaml': `on: { push: { branches: [main] } }\n${extra}jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${indent(steps, 6)}\n`,
  };
}
