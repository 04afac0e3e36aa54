import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';

function workflow(on: string, steps: string, job = ''): Record<string, string> {
  return {
    [path]: `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n${job}    steps:\n${steps}`,
  };
}

const head =
  '      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n';
const image = (push: string) =>
  `      - uses: actions/checkout@v4\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: ${push}\n          tags: ghcr.io/acme/orders:\${{ github.sha }}\n`;

export const examples = defineExamples('sec-ci-untrusted-code-isolated', [
  {
    title: 'Requests are built without a push',
    files: workflow('[push, pull_request]', image("${{ github.event_name != 'pull_request' }}")),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Code of a request runs with the rights of the repository',
    files: workflow('pull_request_target', `${head}      - run: npm ci && npm test\n`),
    verdict: 'fail',
    at: `${path}:6`,
    showInDocs: true,
  },
  {
    title: 'The title of a request becomes part of a script',
    files: workflow('pull_request', '      - run: echo "${{ github.event.pull_request.title }}"\n'),
    verdict: 'fail',
    reason: 'pull_request.title',
    showInDocs: true,
  },
  {
    title: 'An image is pushed for requests',
    files: workflow('[push, pull_request]', image('true')),
    verdict: 'warn',
    reason: 'pull requests',
  },
  {
    title: 'A push that the job keeps from requests',
    files: workflow('[push, pull_request]', image('true'), "    if: github.event_name == 'push'\n"),
    verdict: 'pass',
  },
  {
    title: 'A push to main only',
    files: workflow('{ push: { branches: [main] } }', image('true')),
    verdict: 'pass',
  },
  {
    title: 'An unguarded login beside a guarded push',
    files: workflow(
      '[push, pull_request]',
      `      - uses: docker/login-action@v3\n        with:\n          registry: ghcr.io\n          username: x\n          password: \${{ secrets.GITHUB_TOKEN }}\n${image("${{ github.event_name != 'pull_request' }}")}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'The title reaches the script through the environment',
    files: workflow(
      'pull_request',
      '      - run: echo "$TITLE"\n        env:\n          TITLE: ${{ github.event.pull_request.title }}\n',
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The environment is put into the script as an expression',
    files: workflow(
      'pull_request',
      '      - run: echo "${{ env.TITLE }}"\n        env:\n          TITLE: ${{ github.event.pull_request.title }}\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'A branch name of a request in a script',
    files: workflow('pull_request', '      - run: docker build -t app:${{ github.head_ref }} .\n'),
    verdict: 'fail',
    reason: 'github.head_ref',
  },
  {
    title: 'The number of a request is harmless',
    files: workflow(
      'pull_request',
      '      - run: docker build -t app:pr-${{ github.event.number }} .\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A comparison with the title is harmless',
    files: workflow(
      'pull_request',
      "      - run: echo ${{ contains(github.event.pull_request.title, 'wip') }}\n",
    ),
    verdict: 'pass',
  },
  {
    title: 'The message of a commit in a script',
    files: workflow('push', '      - run: echo "${{ github.event.head_commit.message }}"\n'),
    verdict: 'fail',
  },
  {
    title: 'The body of a comment in a script of github-script',
    files: workflow(
      'issue_comment',
      '      - uses: actions/github-script@v7\n        with:\n          script: console.log("${{ github.event.comment.body }}")\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'The name of an author',
    files: workflow('push', '      - run: echo "${{ github.event.head_commit.author.name }}"\n'),
    verdict: 'fail',
  },
  {
    title: 'pull_request_target that checks out the target',
    files: workflow(
      'pull_request_target',
      '      - uses: actions/checkout@v4\n      - run: npm ci\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'pull_request_target that only reads the files of the request',
    files: workflow('pull_request_target', `${head}      - run: git diff --stat origin/main\n`),
    verdict: 'pass',
  },
  {
    title: 'workflow_run that checks out and builds the commit that started it',
    files: workflow(
      '{ workflow_run: { workflows: [ci], types: [completed] } }',
      '      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.workflow_run.head_sha }}\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'gh pr checkout and a script of it',
    files: workflow(
      'pull_request_target',
      '      - uses: actions/checkout@v4\n      - run: |\n          gh pr checkout ${{ github.event.number }}\n          ./scripts/build.sh\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'Code of a request runs with the rights of the request',
    files: workflow('pull_request', `${head}      - run: npm ci && npm test\n`),
    verdict: 'pass',
  },
  {
    title:
      'A runner of your own serves requests, and nobody knows whether the repository is public',
    files: {
      [path]:
        'on: pull_request\njobs:\n  build:\n    runs-on: [self-hosted, linux]\n    steps:\n      - uses: actions/checkout@v4\n      - run: make\n',
    },
    verdict: 'unknown',
    reason: 'public',
  },
  {
    title: 'No workflow of GitHub',
    files: { Dockerfile: 'FROM scratch\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The commit of the request comes by way of the environment',
    files: workflow(
      'pull_request_target',
      '      - uses: actions/checkout@v4\n        with:\n          ref: ${{ env.HEAD }}\n      - run: npm ci\n',
      '    env:\n      HEAD: ${{ github.event.pull_request.head.sha }}\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'The commit of the request is asked for in an earlier step',
    files: workflow(
      'pull_request_target',
      '      - id: pr\n        run: echo "sha=$(gh pr view $PR --json headRefOid -q .headRefOid)" >> $GITHUB_OUTPUT\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ steps.pr.outputs.sha }}\n      - run: npm ci\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'Another output of an earlier step is checked out',
    files: workflow(
      'pull_request_target',
      '      - id: base\n        run: echo "ref=release" >> $GITHUB_OUTPUT\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ steps.base.outputs.ref }}\n      - run: npm ci\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The title with brackets',
    files: workflow('issues', `      - run: echo "\${{ github.event['issue']['title'] }}"\n`),
    verdict: 'fail',
  },
  {
    title: 'The title behind a comparison is still the result',
    files: workflow(
      'pull_request',
      `      - run: echo "\${{ github.event.action == 'opened' && github.event.pull_request.title || 'x' }}"\n`,
    ),
    verdict: 'fail',
  },
  {
    title: 'The shell asks for the branch before it pushes',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        'on: [push, pull_request]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n      - run: |\n          docker build -t ghcr.io/acme/orders:1 .\n          if [[ "$GITHUB_REF" == refs/heads/main ]]; then\n            docker push ghcr.io/acme/orders:1\n          fi\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The shell asks for the event and pushes in either case',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        'on: [push, pull_request]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n      - run: |\n          docker build -t ghcr.io/acme/orders:1 .\n          if [ "$GITHUB_EVENT_NAME" = push ]; then echo release; fi\n          docker push ghcr.io/acme/orders:1\n',
    },
    verdict: 'warn',
  },
]);
