import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';

function workflow(...steps: readonly string[]): Record<string, string> {
  const list = steps.map(step => `      - ${step.replaceAll('\n', '\n        ')}\n`).join('');
  return {
    [path]: `on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n${list}`,
  };
}

const role =
  'uses: aws-actions/configure-aws-credentials@v4\nwith:\n  role-to-assume: arn:aws:iam::123456789012:role/orders\n  aws-region: eu-west-1';
const keys =
  'uses: aws-actions/configure-aws-credentials@v4\nwith:\n  aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n  aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n  aws-region: eu-west-1';
const login = (registry: string, password: string) =>
  `uses: docker/login-action@v3\nwith:\n  registry: ${registry}\n  username: acme\n  password: ${password}`;

export const examples = defineExamples('sec-ci-oidc-federation', [
  {
    title: 'Kaniko gets its login as a file with the token of the job',
    files: {
      '.gitlab-ci.yml':
        'image-build:\n  image: gcr.io/kaniko-project/executor:v1.23.2-debug\n  script:\n    - echo "{\\"auths\\":{\\"$CI_REGISTRY\\":{\\"username\\":\\"$CI_REGISTRY_USER\\",\\"password\\":\\"$CI_REGISTRY_PASSWORD\\"}}}" > /kaniko/.docker/config.json\n    - /kaniko/executor --destination $CI_REGISTRY_IMAGE:1.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Kaniko gets its login as a file with a stored password',
    files: {
      '.gitlab-ci.yml':
        'image-build:\n  image: gcr.io/kaniko-project/executor:v1.23.2-debug\n  script:\n    - echo "{\\"auths\\":{\\"quay.io\\":{\\"auth\\":\\"$QUAY_AUTH\\"}}}" > /kaniko/.docker/config.json\n    - /kaniko/executor --destination quay.io/acme/app:1.0.0\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A role by OIDC, and the login to ECR with it',
    files: workflow(role, 'uses: aws-actions/amazon-ecr-login@v2'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Stored access keys',
    files: workflow(keys),
    verdict: 'fail',
    at: `${path}:9`,
    showInDocs: true,
  },
  {
    title: 'A role, and a stored password for Docker Hub',
    files: workflow(role, login('docker.io', '${{ secrets.DOCKERHUB_TOKEN }}')),
    verdict: 'warn',
    reason: 'stored password',
    showInDocs: true,
  },
  {
    title: 'Only Docker Hub with a stored password',
    files: workflow(login('docker.io', '${{ secrets.DOCKERHUB_TOKEN }}')),
    verdict: 'warn',
  },
  {
    title: 'The token of the job',
    files: workflow(login('ghcr.io', '${{ secrets.GITHUB_TOKEN }}')),
    verdict: 'pass',
  },
  {
    title: 'A personal token for the same registry',
    files: workflow(login('ghcr.io', '${{ secrets.CR_PAT }}')),
    verdict: 'warn',
  },
  {
    title: 'The token of the job by way of the environment',
    files: workflow(
      'run: echo "$TOKEN" | docker login ghcr.io -u acme --password-stdin\nenv:\n  TOKEN: ${{ secrets.GITHUB_TOKEN }}',
    ),
    verdict: 'pass',
  },
  {
    title: 'A stored password on the command line',
    files: workflow(
      'run: docker login -u acme -p "${{ secrets.REGISTRY_PASSWORD }}" registry.example.com',
    ),
    verdict: 'warn',
  },
  {
    title: 'The password of ECR is short-lived',
    files: workflow(
      role,
      'run: aws ecr get-login-password | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    ),
    verdict: 'pass',
  },
  {
    title: 'Access keys in the environment of the job',
    files: {
      [path]:
        'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    env:\n      AWS_ACCESS_KEY_ID: ${{ secrets.KEY_ID }}\n      AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\n    steps:\n      - run: aws ecs update-service --service orders\n',
    },
    verdict: 'fail',
    at: `${path}:6`,
  },
  {
    title: 'A role beside stored keys in another step',
    files: workflow(role, keys),
    verdict: 'fail',
  },
  {
    title: 'What a role gave is exported',
    files: workflow(
      'run: |\n  creds=$(aws sts assume-role-with-web-identity --role-arn "$ROLE" --web-identity-token "$TOKEN")\n  export AWS_ACCESS_KEY_ID=$(echo "$creds" | jq -r .Credentials.AccessKeyId)\n  export AWS_SECRET_ACCESS_KEY=$(echo "$creds" | jq -r .Credentials.SecretAccessKey)\n  aws ecr get-login-password',
    ),
    verdict: 'pass',
  },
  {
    title: 'What the role gave is handed to a container',
    files: workflow(
      role,
      'run: docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY acme/tool',
    ),
    verdict: 'pass',
  },
  {
    title: 'A stand-in of AWS for tests',
    files: workflow(
      'run: make test\nenv:\n  AWS_ACCESS_KEY_ID: test\n  AWS_SECRET_ACCESS_KEY: test',
    ),
    verdict: 'not-applicable',
  },
  {
    title: 'The keys stand in a comment',
    files: workflow(`${role}\n# aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}`),
    verdict: 'pass',
  },
  {
    title: 'AWS is called, and nothing says with which credentials',
    files: workflow('run: aws s3 sync public s3://orders'),
    verdict: 'unknown',
  },
  {
    title: 'A runner with a role of its own',
    files: {
      [path]:
        'on: push\njobs:\n  deploy:\n    runs-on: [self-hosted, linux]\n    steps:\n      - run: aws s3 sync public s3://orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Google Cloud by its identity',
    files: workflow(
      'uses: google-github-actions/auth@v2\nwith:\n  workload_identity_provider: projects/1/x\n  service_account: ci@x',
    ),
    verdict: 'pass',
  },
  { title: 'Nothing signs in', files: workflow('run: npm test'), verdict: 'not-applicable' },
  { title: 'No pipeline', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  { title: 'A workflow that cannot be read', files: { [path]: 'jobs: [' }, verdict: 'unknown' },
  {
    title: 'The whole pipeline is a template of another repository',
    files: {
      [path]:
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@v3\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'An action of the repository is given stored keys',
    files: {
      ...workflow('uses: ./.github/actions/login'),
      '.github/actions/login/action.yml':
        'runs:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n      with:\n        aws-access-key-id: ${{ inputs.key }}\n        aws-secret-access-key: ${{ inputs.secret }}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'GitLab: keys are written into the configuration of the AWS CLI',
    files: {
      '.gitlab-ci.yml':
        'deploy:\n  script:\n    - aws configure set aws_access_key_id $AWS_ACCESS_KEY_ID\n    - aws s3 sync dist s3://assets\n',
    },
    verdict: 'fail',
    at: '.gitlab-ci.yml:3',
  },
  {
    title: 'Jenkins binds an access key to the variables of AWS',
    files: {
      Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('Push') {
      steps {
        withCredentials([usernamePassword(credentialsId: 'ecr', usernameVariable: 'AWS_ACCESS_KEY_ID', passwordVariable: 'AWS_SECRET_ACCESS_KEY')]) {
          sh 'aws ecr get-login-password | docker login --username AWS --password-stdin 111122223333.dkr.ecr.eu-west-1.amazonaws.com'
        }
      }
    }
  }
}
`,
    },
    verdict: 'fail',
    at: 'Jenkinsfile:6',
  },
  {
    title: 'Jenkins: the Docker plugin with stored credentials',
    files: {
      Jenkinsfile:
        "pipeline {\n  agent any\n  stages {\n    stage('Image') {\n      steps {\n        script {\n          docker.withRegistry('https://registry.example.com', 'registry-login') { docker.build('orders:1').push() }\n        }\n      }\n    }\n  }\n}\n",
    },
    verdict: 'warn',
    at: 'Jenkinsfile:7',
  },
]);
