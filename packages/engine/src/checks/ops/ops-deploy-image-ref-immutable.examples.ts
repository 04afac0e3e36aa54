import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  imageValues,
  manifest,
  taskDefinition,
  terraform,
  workflow,
} from '../deployedExamples';

const image = (tag: string) => manifest({ image: `registry.example.com/shop/orders${tag}` });
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders';
const latestTask = taskDefinition({ image: `${ecr}:latest` });
const render = (text: string) => `- uses: aws-actions/amazon-ecs-render-task-definition@v1
  id: render
  with:
    task-definition: deploy/task-definition.json
    container-name: app
    image: ${text}
- uses: aws-actions/amazon-ecs-deploy-task-definition@v2
  with:
    task-definition: \${{ steps.render.outputs.task-definition }}`;

export const examples = defineExamples('ops-deploy-image-ref-immutable', [
  {
    title: 'A digest',
    files: image(`@sha256:${'4f'.repeat(32)}`),
    verdict: 'pass',
    reason: 'is a digest',
    showInDocs: true,
  },
  { title: 'A version with three parts', files: image(':1.4.2'), verdict: 'pass' },
  { title: 'A version with a v and a pre-release', files: image(':v1.4.2-rc.1'), verdict: 'pass' },
  { title: 'A commit behind the branch', files: image(':main-3f2c1ab'), verdict: 'pass' },
  {
    title: 'latest',
    files: image(':latest'),
    verdict: 'fail',
    reason: 'floating tag latest',
    at: 'k8s/deployment.yaml:8',
    showInDocs: true,
  },
  { title: 'No tag', files: image(''), verdict: 'fail', reason: 'has no tag' },
  { title: 'A channel', files: image(':stable-alpine'), verdict: 'fail' },
  {
    title: 'Two parts of a version',
    files: image(':1.4'),
    verdict: 'warn',
    reason: 'only a part of a version',
    showInDocs: true,
  },
  { title: 'The name of a branch', files: image(':develop'), verdict: 'warn' },
  { title: 'A date is no commit', files: image(':20261122'), verdict: 'warn' },
  {
    title: 'Helm image.tag "" and appVersion "1.4.2"',
    files: chart({ 'values.yaml': imageValues }),
    verdict: 'pass',
    reason: 'orders:1.4.2',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'Helm image.tag "" and appVersion latest',
    files: chart({ 'values.yaml': imageValues }, { appVersion: 'latest' }),
    verdict: 'fail',
  },
  {
    title: 'The tag of production counts, not the default',
    files: chart({
      'values.yaml': 'image: { repository: registry.example.com/shop/orders, tag: latest }\n',
      'values-production.yaml': 'image: { tag: 1.4.2 }\n',
    }),
    verdict: 'pass',
  },
  {
    title: 'The pipeline sets the tag of the chart to the commit',
    files: {
      ...chart({
        'values.yaml': 'image: { repository: registry.example.com/shop/orders, tag: latest }\n',
      }),
      ...workflow('- run: helm upgrade --install orders ./chart --set image.tag=${{ github.sha }}'),
    },
    verdict: 'pass',
    calibration: 2,
    reason: 'The pipeline sets',
    showInDocs: true,
  },
  {
    title: 'The pipeline sets the tag of the chart to a branch',
    files: {
      ...chart({ 'values.yaml': imageValues }),
      ...workflow('- run: helm upgrade --install orders chart --set image.tag=$GITHUB_REF_NAME'),
    },
    verdict: 'warn',
    at: '.github/workflows/deploy.yaml',
  },
  {
    title: 'The pipeline sets the tag of the chart to latest',
    files: {
      ...chart({ 'values.yaml': imageValues }),
      ...workflow('- run: helm upgrade --install orders chart --set-string image.tag=latest'),
    },
    verdict: 'fail',
  },
  {
    title: 'A placeholder that nothing fills in',
    files: image(':${IMAGE_TAG}'),
    verdict: 'unknown',
    reason: 'is not known',
  },
  {
    title: 'A placeholder that envsubst fills with the commit',
    files: {
      ...image(':${IMAGE_TAG}'),
      ...workflow(`- run: envsubst < k8s/deployment.yaml | kubectl apply -f -
  env:
    IMAGE_TAG: \${{ github.sha }}`),
    },
    verdict: 'pass',
  },
  {
    title: 'A placeholder that sed fills with the commit',
    files: {
      ...image(':IMAGE_TAG'),
      ...workflow('- run: sed -i "s|IMAGE_TAG|$GITHUB_SHA|g" k8s/deployment.yaml'),
    },
    verdict: 'pass',
  },
  {
    title: 'kubectl set image with the commit',
    files: {
      ...image(':latest'),
      ...workflow(
        '- run: kubectl set image deployment/orders app=registry.example.com/shop/orders:${GITHUB_SHA}',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'kubectl set image of another container',
    files: {
      ...image(':latest'),
      ...workflow(
        '- run: kubectl set image deployment/other web=registry.example.com/shop/other:${GITHUB_SHA}',
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'kustomize edit set image with the commit',
    files: {
      ...image(':latest'),
      'k8s/kustomization.yaml': 'resources: [deployment.yaml]\n',
      ...workflow(
        '- run: cd k8s && kustomize edit set image registry.example.com/shop/orders=registry.example.com/shop/orders:${{ github.sha }}',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'newTag of Kustomize',
    files: {
      ...image(''),
      'k8s/kustomization.yaml':
        'resources: [deployment.yaml]\nimages: [{ name: registry.example.com/shop/orders, newTag: 1.4.2 }]\n',
    },
    verdict: 'pass',
  },
  { title: 'A task definition with a version', files: taskDefinition(), verdict: 'pass' },
  {
    title: 'A task definition with latest',
    files: latestTask,
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'The pipeline renders the task definition with the commit',
    files: {
      ...latestTask,
      ...workflow(`- id: build
  env:
    IMAGE_TAG: \${{ github.sha }}
  run: |
    docker build -t $ECR_REGISTRY/orders:$IMAGE_TAG .
    docker push $ECR_REGISTRY/orders:$IMAGE_TAG
    echo "image=$ECR_REGISTRY/orders:$IMAGE_TAG" >> $GITHUB_OUTPUT
${render('${{ steps.build.outputs.image }}')}`),
    },
    verdict: 'pass',
  },
  {
    title: 'The pipeline renders the task definition with a digest',
    files: { ...latestTask, ...workflow(render('orders@${{ steps.build.outputs.digest }}')) },
    verdict: 'pass',
  },
  {
    title: 'A parameter of CloudFormation that the pipeline sets to the commit',
    files: {
      ...cloudFormation({
        parameters: 'ImageTag: { Type: String }',
        image: `!Sub "${ecr}:\${ImageTag}"`,
      }),
      ...workflow(
        '- run: aws cloudformation deploy --template-file infra/service.yaml --stack-name orders --parameter-overrides ImageTag=${{ github.sha }}',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A parameter of CloudFormation without default and pipeline',
    files: cloudFormation({
      parameters: 'ImageTag: { Type: String }',
      image: `!Sub "${ecr}:\${ImageTag}"`,
    }),
    verdict: 'unknown',
  },
  {
    title: 'A parameter of CloudFormation that takes nothing but a digest',
    files: cloudFormation({
      parameters: "ImageDigest: { Type: String, AllowedPattern: 'sha256:[a-f0-9]{64}' }",
      image: `!Sub "${ecr}@\${ImageDigest}"`,
    }),
    verdict: 'pass',
    reason: 'is a digest',
  },
  {
    title: 'A parameter of CloudFormation that takes a digest and more',
    files: cloudFormation({
      parameters: "Image: { Type: String, AllowedPattern: '(sha256:[a-f0-9]{64}|latest)' }",
      image: `!Sub "${ecr}:\${Image}"`,
    }),
    verdict: 'unknown',
  },
  {
    title: 'A parameter of CloudFormation with the default latest',
    files: cloudFormation({
      parameters: 'ImageTag: { Type: String, Default: latest }',
      image: `!Sub "${ecr}:\${ImageTag}"`,
    }),
    verdict: 'fail',
  },
  { title: 'Terraform with a version', files: terraform(), verdict: 'pass' },
  { title: 'Copilot builds and tags the image', files: copilot(), verdict: 'pass' },
  {
    title: 'Copilot with an image of elsewhere',
    files: {
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage:\n  location: registry.example.com/shop/orders:latest\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A Swarm stack whose tag the pipeline sets to the commit',
    files: {
      'stack.yaml':
        'services: { app: { image: "registry.example.com/shop/orders:${TAG:-latest}", deploy: { replicas: 2 } } }\n',
      ...workflow(`- run: docker stack deploy -c stack.yaml orders
  env:
    TAG: \${{ github.sha }}`),
    },
    annotations: { 'container-lens/deploy-target': 'swarm' },
    verdict: 'pass',
  },
  {
    title: 'A function whose tag the deployment fills in',
    files: {
      'template.yaml':
        'Transform: AWS::Serverless-2016-10-31\nParameters:\n  ImageTag: { Type: String }\nResources:\n  Thumbs:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n      ImageUri: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/thumbs:${ImageTag}"\n',
      ...workflow(
        '- run: sam deploy --stack-name thumbs --parameter-overrides ImageTag=${{ github.sha }}',
      ),
    },
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'pass',
  },
  {
    title: 'A Swarm stack that a target of the Makefile deploys for the pipeline',
    files: {
      'stack.yaml':
        'services: { app: { image: "registry.example.com/shop/orders:latest", deploy: { replicas: 2 } } }\n',
      Makefile: 'deploy:\n\tdocker stack deploy -c stack.yaml orders\n',
      ...workflow('- run: make deploy'),
    },
    verdict: 'fail',
  },
  {
    title: 'A Swarm stack that Jenkins deploys to another host',
    files: {
      'stack.yaml':
        'services: { app: { image: "registry.example.com/shop/orders:latest", deploy: { replicas: 2 } } }\n',
      Jenkinsfile:
        "pipeline {\n  agent any\n  stages {\n    stage('Deploy') { steps { sh 'docker -H tcp://swarm.example.com:2376 stack deploy -c stack.yaml orders' } }\n  }\n}\n",
    },
    verdict: 'fail',
  },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'A base image is not deployed',
    files: image(':latest'),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'The asset of a synthesised CDK app',
    files: {
      'cdk.out/Orders.template.json': JSON.stringify({
        Resources: {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              Family: 'orders',
              ContainerDefinitions: [
                {
                  Name: 'app',
                  Image: {
                    'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}:${'4f'.repeat(32)}`,
                  },
                },
              ],
            },
          },
        },
      }),
    },
    verdict: 'pass',
    reason: 'names the content',
  },
  {
    title: 'A floating tag behind a registry that only the account knows',
    files: cloudFormation({
      image: '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/orders:latest"',
    }),
    verdict: 'fail',
  },
  {
    title: 'A placeholder of GitLab that envsubst fills with the commit',
    files: {
      ...image(':${CI_COMMIT_SHORT_SHA}'),
      '.gitlab-ci.yml':
        'deploy:\n  environment: production\n  script:\n    - envsubst < k8s/deployment.yaml | kubectl apply -f -\n',
    },
    verdict: 'pass',
    reason: 'CI_COMMIT_SHORT_SHA',
  },
  {
    title: 'A placeholder of GitLab that envsubst fills with the branch',
    files: {
      ...image(':${IMAGE_TAG}'),
      '.gitlab-ci.yml':
        'variables: { IMAGE_TAG: $CI_COMMIT_REF_SLUG }\ndeploy:\n  environment: production\n  script:\n    - envsubst < k8s/deployment.yaml | kubectl apply -f -\n',
    },
    verdict: 'warn',
  },
  {
    title: 'The deployment that sets the tag is switched off',
    files: {
      ...latestTask,
      '.github/workflows/deploy.yml':
        'on: push\njobs:\n  deploy:\n    if: false\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          task-definition: deploy/task-definition.json\n          container-name: app\n          image: registry.example.com/orders:${{ github.sha }}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A function of the latest image',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/thumbnail:latest
`,
    },
    verdict: 'fail',
  },
  {
    title: 'A function whose image SAM builds and names',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
    Metadata: { Dockerfile: Dockerfile, DockerContext: ., DockerTag: v1 }
`,
      Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\n',
    },
    verdict: 'unknown',
  },
]);
