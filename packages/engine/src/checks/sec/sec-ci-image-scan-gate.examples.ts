import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';
const image = 'ghcr.io/acme/orders:${{ github.sha }}';
const build = `docker build -t ${image} .`;
const push = `run: docker push ${image}`;
const trivy = `uses: aquasecurity/trivy-action@0.28.0\nwith:\n  image-ref: ${image}`;
const gate = `${trivy}\n  severity: CRITICAL\n  exit-code: "1"`;

function job(id: string, steps: readonly string[], extra = ''): string {
  const list = steps.map(step => `      - ${step.replaceAll('\n', '\n        ')}\n`).join('');
  return `  ${id}:\n    runs-on: ubuntu-24.04\n${extra}    steps:\n${list}`;
}

function workflow(...steps: readonly string[]): Record<string, string> {
  return files(job('image', ['uses: actions/checkout@v4', ...steps]));
}

function files(...jobs: readonly string[]): Record<string, string> {
  return { Dockerfile: 'FROM scratch\n', [path]: `on: push\njobs:\n${jobs.join('')}` };
}

const deploy = job(
  'deploy',
  ['run: helm upgrade --install orders deploy/chart'],
  '    needs: image\n',
);
const built = `run: ${build}`;

export const examples = defineExamples('sec-ci-image-scan-gate', [
  {
    title: 'Scanned between build and push',
    files: workflow(built, gate, push),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Nothing scans the image',
    files: workflow(built, push),
    verdict: 'fail',
    at: path,
    showInDocs: true,
  },
  {
    title: 'The scan never fails',
    files: workflow(built, trivy, push),
    verdict: 'warn',
    calibration: 1,
    reason: 'no CRITICAL finding makes it fail',
    showInDocs: true,
  },
  {
    title: 'Only the files are scanned',
    files: workflow(
      'uses: aquasecurity/trivy-action@0.28.0\nwith:\n  scan-type: fs\n  exit-code: 1',
      built,
      push,
    ),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'A scan that may fail',
    files: workflow(built, `${gate}\ncontinue-on-error: true`, push),
    verdict: 'warn',
    reason: 'without stopping',
  },
  {
    title: 'A failure that is swallowed',
    files: workflow(built, `run: trivy image --exit-code 1 ${image} || true`, push),
    verdict: 'warn',
  },
  {
    title: 'A threshold below CRITICAL only',
    files: workflow(built, `run: trivy image --exit-code 1 --severity HIGH ${image}`, push),
    verdict: 'warn',
  },
  {
    title: 'HIGH and CRITICAL',
    files: workflow(
      built,
      `run: trivy image --exit-code 1 --ignore-unfixed --severity HIGH,CRITICAL ${image}`,
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'Scanned after the push, and nothing deploys',
    files: workflow(built, push, gate),
    verdict: 'warn',
    reason: 'without waiting',
  },
  {
    title: 'Scanned after the push and before the deployment',
    files: files(job('image', [built, push, gate]), deploy),
    verdict: 'pass',
  },
  {
    title: 'The push runs whatever the scan says',
    files: workflow(built, gate, `if: always()\n${push}`),
    verdict: 'warn',
  },
  {
    title: 'The push is in a job that does not wait',
    files: files(job('image', [built, gate]), job('push', [built, push])),
    verdict: 'warn',
  },
  {
    title: 'A build action that pushes in one go',
    files: workflow(
      `uses: docker/build-push-action@v6\nwith:\n  context: .\n  push: true\n  tags: ${image}`,
      gate,
    ),
    verdict: 'warn',
  },
  {
    title: 'A build action that loads, a scan, and the push',
    files: workflow(
      `uses: docker/build-push-action@v6\nwith:\n  context: .\n  load: true\n  tags: ${image}`,
      gate,
      `uses: docker/build-push-action@v6\nwith:\n  context: .\n  push: true\n  tags: ${image}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'Another image is scanned',
    files: workflow(
      'run: docker build -t ghcr.io/acme/orders:1.2 .',
      'run: trivy image --exit-code 1 nginx:1.27',
      'run: docker push ghcr.io/acme/orders:1.2',
    ),
    verdict: 'fail',
  },
  {
    title: 'The archive of the image is scanned',
    files: workflow(
      built,
      'run: docker save -o image.tar orders',
      'run: trivy image --input image.tar --exit-code 1',
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'grype with a threshold',
    files: workflow(built, `run: grype ${image} --fail-on high`, push),
    verdict: 'pass',
  },
  {
    title: 'grype without a threshold',
    files: workflow(built, `run: grype ${image}`, push),
    verdict: 'warn',
  },
  {
    title: 'grype in a script that insists on its argument',
    files: {
      ...workflow(built, 'run: ci/scan.sh "$IMAGE"', push),
      'ci/scan.sh':
        '#!/bin/sh\nset -eu\ngrype "${1:?usage: ci/scan.sh IMAGE}" --fail-on "${LEVEL:-high}"\n',
    },
    verdict: 'pass',
  },
  {
    title: 'grype over the folder',
    files: workflow(built, 'run: grype dir:. --fail-on high', push),
    verdict: 'fail',
  },
  {
    title: 'The action of anchore fails by itself',
    files: workflow(built, `uses: anchore/scan-action@v6\nwith:\n  image: ${image}`, push),
    verdict: 'pass',
  },
  {
    title: 'snyk container test',
    files: workflow(built, `run: npx snyk container test ${image} --file=Dockerfile`, push),
    verdict: 'pass',
  },
  {
    title: 'snyk container monitor',
    files: workflow(built, `run: snyk container monitor ${image}`, push),
    verdict: 'warn',
  },
  {
    title: 'snyk test looks at dependencies',
    files: workflow(built, 'run: snyk test', push),
    verdict: 'fail',
  },
  {
    title: 'docker scout with an exit code',
    files: workflow(
      built,
      `run: docker scout cves ${image} --exit-code --only-severity critical,high`,
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'docker scout without an exit code',
    files: workflow(built, `run: docker scout cves ${image}`, push),
    verdict: 'warn',
  },
  {
    title: 'trivy from its image',
    files: workflow(
      built,
      `run: docker run --rm -v /var/run/docker.sock:/var/run/docker.sock aquasec/trivy:0.57.0 image --exit-code 1 ${image}`,
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'The exit code stands in the environment',
    files: workflow(
      built,
      `run: trivy image ${image}\nenv:\n  TRIVY_EXIT_CODE: 1\n  TRIVY_SEVERITY: CRITICAL`,
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'The severity is only known when the pipeline runs',
    files: workflow(built, `run: trivy image --exit-code 1 --severity "$LEVELS" ${image}`, push),
    verdict: 'unknown',
  },
  {
    title: 'A script waits for the findings of ECR before the deployment',
    files: files(
      job('image', [
        built,
        push,
        'run: |\n  aws ecr wait image-scan-complete --repository-name orders --image-id imageTag=$TAG\n  count=$(aws ecr describe-image-scan-findings --repository-name orders --image-id imageTag=$TAG --query imageScanFindings.findingSeverityCounts.CRITICAL)\n  if [ "$count" != None ]; then exit 1; fi',
      ]),
      deploy,
    ),
    verdict: 'pass',
  },
  {
    title: 'The Inspector action, with a step that looks at its outcome',
    files: workflow(
      built,
      `id: inspector\nuses: aws-actions/vulnerability-scan-github-action-for-amazon-inspector@v1\nwith:\n  artifact_type: container\n  artifact_path: ${image}\n  critical_threshold: 1`,
      'run: exit ${{ steps.inspector.outputs.vulnerability_threshold_exceeded }}',
      push,
    ),
    verdict: 'pass',
  },
  {
    title: 'The Inspector action, and nobody looks',
    files: workflow(
      built,
      `uses: aws-actions/vulnerability-scan-github-action-for-amazon-inspector@v1\nwith:\n  artifact_type: container\n  artifact_path: ${image}\n  critical_threshold: 1`,
      push,
    ),
    verdict: 'warn',
  },
  {
    title: 'One of two images is scanned',
    files: {
      'api/Dockerfile': 'FROM scratch\n',
      'web/Dockerfile': 'FROM scratch\n',
      [path]: `on: push\njobs:\n${job('image', ['run: docker build -t ghcr.io/acme/api:1.2 api && docker build -t ghcr.io/acme/web:1.2 web', 'run: trivy image --exit-code 1 ghcr.io/acme/api:1.2', 'run: docker push ghcr.io/acme/api:1.2 && docker push ghcr.io/acme/web:1.2'])}`,
    },
    verdict: 'fail',
  },
  {
    title: 'The scan may be in a workflow of another repository',
    files: files(
      job('image', [built, push]),
      '  scan:\n    needs: image\n    uses: acme/workflows/.github/workflows/scan.yml@v2\n',
    ),
    verdict: 'unknown',
    reason: 'acme/workflows',
  },
  {
    title: 'A scanner of the organisation',
    files: workflow(built, `run: acme-scan ${image}`, push),
    organisation: { extraTools: [{ kind: 'image-scanner', command: 'acme-scan' }] },
    verdict: 'pass',
  },
  {
    title: 'GitLab: scanned after the push, and the deployment waits for it',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.gitlab-ci.yml':
        'stages: [build, scan, deploy]\nbuild:\n  stage: build\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\nscan:\n  stage: scan\n  script:\n    - trivy image --exit-code 1 --severity CRITICAL $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\ndeploy:\n  stage: deploy\n  script:\n    - kubectl apply -f deploy\n',
    },
    verdict: 'pass',
  },
  {
    title: 'GitLab: the template for container scanning never fails',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.gitlab-ci.yml':
        'include:\n  - template: Jobs/Container-Scanning.gitlab-ci.yml\nbuild:\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n',
    },
    verdict: 'warn',
  },
  {
    title: 'CodeBuild: a scan in build does not keep post_build from pushing',
    files: {
      Dockerfile: 'FROM scratch\n',
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $REPO:$TAG .\n      - trivy image --exit-code 1 $REPO:$TAG\n  post_build:\n    commands:\n      - docker push $REPO:$TAG\n',
    },
    verdict: 'warn',
    calibration: 2,
    reason: 'without waiting',
  },
  {
    title: 'CodeBuild: scan and push in the same phase, one after the other',
    files: {
      Dockerfile: 'FROM scratch\n',
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $REPO:$TAG .\n      - trivy image --exit-code 1 $REPO:$TAG\n      - docker push $REPO:$TAG\n',
    },
    verdict: 'pass',
  },
  {
    title: 'No image build',
    files: { [path]: `on: push\njobs:\n${job('test', ['run: npm test'])}` },
    verdict: 'not-applicable',
  },
  {
    title: 'The whole pipeline is a template of another repository',
    files: {
      Dockerfile: 'FROM scratch\n',
      [path]:
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@v3\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Scanned for requests only, and pushed from main',
    files: {
      ...files(
        job('image', [
          built,
          `if: github.event_name == 'pull_request'\n${gate}`,
          `if: github.event_name == 'push'\n${push}`,
        ]),
      ),
      [path]: files(
        job('image', [
          built,
          `if: github.event_name == 'pull_request'\n${gate}`,
          `if: github.event_name == 'push'\n${push}`,
        ]),
      )[path]!.replace('on: push', 'on: [push, pull_request]'),
    },
    verdict: 'warn',
  },
]);
