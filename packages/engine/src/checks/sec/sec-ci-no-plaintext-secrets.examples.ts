import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';
/** Put together here, so that no scanner takes the example for a leak. */
const key = ['AKIA', 'Q3EGRWXYZ2ABCDEF'].join('');
const token = ['ghp', 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6'].join('_');

function workflow(step: string, job = ''): Record<string, string> {
  const text = step.replaceAll('\n', '\n        ');
  return {
    [path]: `on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n${job}    steps:\n      - ${text}\n`,
  };
}

const build = '\n    docker build -t app .';
const services =
  '    services:\n      db:\n        image: postgres:17.2\n        env:\n          POSTGRES_PASSWORD: s3cr3t\n';

export const examples = defineExamples('sec-ci-no-plaintext-secrets', [
  {
    title: 'Secrets come from the store of the pipeline',
    files: workflow('run: npm publish\nenv:\n  NPM_TOKEN: ${{ secrets.NPM_TOKEN }}'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A token with a literal value',
    files: workflow('run: npm publish\nenv:\n  NPM_TOKEN: 0f8fad5bd9cb469f'),
    verdict: 'fail',
    reason: 'NPM_TOKEN',
    at: `${path}:8`,
    showInDocs: true,
  },
  {
    title: 'A secret is written into the build context',
    files: workflow(
      `run: |\n    echo "//npm.example.com/:_authToken=\${{ secrets.NPM_TOKEN }}" > .npmrc${build}`,
    ),
    verdict: 'warn',
    reason: '.npmrc',
    showInDocs: true,
  },
  ...[['/tmp/aws-token', 'pass'] as const, ['aws-token', 'warn'] as const].map(
    ([file, verdict]) => ({
      title: `GitLab's proof is written to ${file}, which a variable names`,
      files: {
        '.gitlab-ci.yml': `build:\n  id_tokens: { AWS_TOKEN: { aud: https://gitlab.example.com } }\n  variables: { TOKEN_FILE: ${file} }\n  script:\n    - printf %s "$AWS_TOKEN" > "$TOKEN_FILE"\n    - docker build -t app .\n`,
      },
      verdict,
    }),
  ),
  {
    title: 'An access key of AWS anywhere',
    files: workflow(`run: deploy --id ${key}`),
    verdict: 'fail',
    reason: 'AWS access key',
  },
  { title: 'A token in a comment', files: workflow(`run: make # ${token}`), verdict: 'fail' },
  {
    title: 'A password in a URL',
    files: workflow(
      'run: make\nenv:\n  DATABASE: postgres://orders:hunter22@db.example.com/orders',
    ),
    verdict: 'fail',
  },
  {
    title: 'An input of an action',
    files: workflow('uses: docker/login-action@v3\nwith:\n  username: acme\n  password: hunter22'),
    verdict: 'fail',
    reason: 'password',
  },
  {
    title: 'A variable in a script',
    files: workflow('run: export API_TOKEN=hunter22; make'),
    verdict: 'fail',
  },
  {
    title: 'Placeholders are no secrets',
    files: workflow(
      'run: make\nenv:\n  API_TOKEN: changeme\n  DB_PASSWORD: "<password>"\n  SECRET: example-secret',
    ),
    verdict: 'pass',
  },
  {
    title: 'The password of a service container',
    files: workflow(
      'run: make test\nenv:\n  DB_PASSWORD: s3cr3t\n  URL: postgres://postgres:s3cr3t@localhost:5432/test',
      services,
    ),
    verdict: 'pass',
  },
  {
    title: 'The service by its name',
    files: workflow(
      'run: make test\nenv:\n  URL: postgres://postgres:s3cr3t@db:5432/test',
      services,
    ),
    verdict: 'pass',
  },
  {
    title: 'Another host beside a service container',
    files: workflow(
      'run: make test\nenv:\n  URL: postgres://orders:s3cr3tly@db.example.com/orders',
      services,
    ),
    verdict: 'fail',
  },
  {
    title: 'A password without a service container',
    files: workflow('run: make test\nenv:\n  DB_PASSWORD: s3cr3t'),
    verdict: 'fail',
  },
  {
    title: 'The key of a cache',
    files: workflow('uses: actions/cache@v4\nwith:\n  path: ~/.npm\n  key: npm-v1'),
    verdict: 'pass',
  },
  {
    title: 'A password piped into a login',
    files: workflow('run: echo "${{ secrets.TOKEN }}" | docker login -u acme --password-stdin'),
    verdict: 'pass',
  },
  {
    title: 'A secret that is printed',
    files: workflow('run: echo "$TOKEN"\nenv:\n  TOKEN: ${{ secrets.TOKEN }}'),
    verdict: 'warn',
    reason: 'prints a secret',
  },
  {
    title: 'The whole environment is printed',
    files: workflow('run: printenv\nenv:\n  TOKEN: ${{ secrets.TOKEN }}'),
    verdict: 'warn',
  },
  {
    title: 'The whole environment is printed in order',
    files: workflow('run: printenv | sort\nenv:\n  TOKEN: ${{ secrets.TOKEN }}'),
    verdict: 'warn',
  },
  {
    title: 'One line of the environment goes into a file',
    files: workflow('run: env | sort | grep ^APP_ > app.env\nenv:\n  TOKEN: ${{ secrets.TOKEN }}'),
    verdict: 'pass',
  },
  {
    title: 'The environment without a secret',
    files: workflow('run: printenv\nenv:\n  STAGE: test'),
    verdict: 'pass',
  },
  {
    title: 'set -x in a step with a secret',
    files: workflow(
      'run: |\n    set -euxo pipefail\n    ./deploy.sh\nenv:\n  TOKEN: ${{ secrets.TOKEN }}',
    ),
    verdict: 'warn',
  },
  {
    title: 'A secret for a later step',
    files: workflow('run: echo "TOKEN=${{ secrets.TOKEN }}" >> "$GITHUB_ENV"'),
    verdict: 'pass',
  },
  {
    title: 'A secret in the home folder',
    files: workflow(`run: |\n    echo "\${{ secrets.NPMRC }}" > ~/.npmrc${build}`),
    verdict: 'pass',
  },
  {
    title: 'A file without an image build',
    files: workflow('run: echo "${{ secrets.NPMRC }}" > .npmrc'),
    verdict: 'pass',
  },
  {
    title: 'A variable of a CodeBuild project',
    files: {
      'infra/build.yaml':
        'Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Environment:\n        EnvironmentVariables:\n          - Name: API_TOKEN\n            Value: hunter22\n',
    },
    verdict: 'fail',
    at: 'infra/build.yaml',
  },
  {
    title: 'A variable of a CodeBuild project from the store',
    files: {
      'infra/build.yaml':
        'Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Environment:\n        EnvironmentVariables:\n          - Name: API_TOKEN\n            Type: SECRETS_MANAGER\n            Value: orders/token\n',
    },
    verdict: 'pass',
  },
  { title: 'A workflow that cannot be read', files: { [path]: 'jobs: [' }, verdict: 'unknown' },
  { title: 'No pipeline', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'GitLab: a variable that an anchor brings',
    files: {
      '.gitlab-ci.yml':
        '.all: &all\n  API_KEY: 0f8fad5bd9cb469f\nbuild:\n  variables:\n    <<: *all\n  script: [make]\n',
    },
    verdict: 'fail',
    reason: 'API_KEY',
  },
  {
    title: 'A token in a file that is not understood otherwise',
    files: { [path]: `jobs: [ ${token}` },
    verdict: 'fail',
  },
  {
    title: 'A variable of a system that is not read',
    files: {
      '.circleci/config.yml':
        'version: 2.1\njobs:\n  build:\n    environment:\n      API_TOKEN: 0f8fad5bd9cb469f\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A system that is not read, without a secret that shows',
    files: {
      '.circleci/config.yml': 'version: 2.1\njobs:\n  build:\n    environment:\n      A: b\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A word that makes a name secret in this organisation',
    files: workflow('run: make\nenv:\n  DB_PASSPHRASE: 0f8fad5bd9cb469f'),
    organisation: { secretNames: ['passphrase'] },
    verdict: 'fail',
  },
  {
    title: 'GitLab: variables of rules',
    files: {
      '.gitlab-ci.yml':
        'build:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG\n      variables:\n        API_KEY: 0f8fad5bd9cb469f\n',
    },
    verdict: 'fail',
    at: '.gitlab-ci.yml:6',
  },
  {
    title: 'GitLab: a hidden job, and a matrix',
    files: {
      '.gitlab-ci.yml':
        '.base:\n  variables:\n    API_KEY: 0f8fad5bd9cb469f\nbuild:\n  script: [make]\n  parallel:\n    matrix:\n      - DB_PASSWORD: [hunter2x]\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Credentials of the container of a job',
    files: workflow(
      'run: make',
      '    container:\n      image: registry.example.com/ci:1\n      credentials:\n        username: ci\n        password: hunter2x\n',
    ),
    verdict: 'fail',
    reason: 'password',
  },
  {
    title: 'Credentials of the container from the store',
    files: workflow(
      'run: make',
      '    container:\n      image: registry.example.com/ci:1\n      credentials:\n        username: ci\n        password: ${{ secrets.CI_PASSWORD }}\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A login with a literal password',
    files: workflow('run: echo hunter2x | docker login -u acme --password-stdin ghcr.io'),
    verdict: 'fail',
  },
]);
