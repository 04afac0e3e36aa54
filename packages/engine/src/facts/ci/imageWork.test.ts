import { Fact, FactInput } from '../../contract/fact';
import { Observation } from '../../contract/observation';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../organisation/organisation';
import { Resolved } from '../resolved';
import { CiModel } from './model/pipeline';
import { pipelines } from './pipelines';

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

const valueOf = <T>(field: Resolved<T> | undefined) =>
  field && (field.resolved ? field.value : 'unresolved');

/** A workflow of one job with these steps. */
const job = (steps: string, more = '', files: Readonly<Record<string, string>> = {}) =>
  readCi({
    ...files,
    '.github/workflows/w.yml': `on: [push, pull_request]\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps.replace(/^/gm, '      ')}`,
  });

describe('image builds of GitHub Actions', () => {
  it('reads build-push-action with the outputs of metadata-action', () => {
    const { builds, pushes } = job(
      `
- id: meta
  uses: docker/metadata-action@v5
  with:
    images: |
      ghcr.io/acme/app
    tags: |
      type=semver,pattern={{version}}
      type=sha
- uses: docker/build-push-action@v6
  with:
    context: .
    platforms: linux/amd64,linux/arm64
    push: \${{ github.event_name != 'pull_request' }}
    tags: \${{ steps.meta.outputs.tags }}
    labels: \${{ steps.meta.outputs.labels }}
    cache-from: type=gha
    cache-to: type=gha,mode=max
    provenance: mode=max
    sbom: true
    build-args: |
      VERSION=1.2
      TOKEN=\${{ secrets.TOKEN }}
`,
    );
    expect(builds).toHaveLength(1);
    expect(builds[0]).toMatchObject({
      tool: 'build-push-action',
      tags: [
        'ghcr.io/acme/app:{{version}}',
        'ghcr.io/acme/app:sha-{{sha}}',
        'ghcr.io/acme/app:latest',
      ],
      cacheFrom: ['type=gha'],
      cacheTo: ['type=gha,mode=max'],
      provenance: 'mode=max',
      sbom: 'true',
      noCache: false,
    });
    expect([...builds[0]!.labels.keys()]).toEqual(['*']);
    expect(valueOf(builds[0]!.platforms)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(builds[0]!.pushTriggers.map(({ kind }) => kind)).toEqual(['push']);
    expect([...builds[0]!.secretArgs.keys()]).toEqual(['TOKEN']);
    expect(pushes.map(({ tags }) => tags.length)).toEqual([3]);
  });

  it('follows an archive to the command that pushes it', () => {
    const { builds } = job(`
- run: |
    docker buildx build --output type=oci,dest=out/image.tar .
    skopeo copy --all oci-archive:image.tar docker://registry.example.com/app:1.0.0
- run: |
    /kaniko/executor --no-push --tar-path app.tar --context .
    crane push app.tar registry.example.com/other:1.0.0
`);
    expect(builds.map(({ tags, pushTriggers }) => [tags, pushTriggers.length > 0])).toEqual([
      [['registry.example.com/app:1.0.0'], true],
      [['registry.example.com/other:1.0.0'], true],
    ]);
  });

  it('follows names through variables, tags and later pushes', () => {
    const { builds, pushes } = job(
      `
- id: vars
  run: echo "tag=\${GITHUB_SHA::7}" >> "$GITHUB_OUTPUT"
- run: |
    IMAGE=$REGISTRY/app
    docker build -t app -f docker/Dockerfile --label a=b .
    docker tag app $IMAGE:\${{ steps.vars.outputs.tag }}
    docker push "$IMAGE:\${{ steps.vars.outputs.tag }}"
  if: github.ref == 'refs/heads/main'
`,
      '    env: { REGISTRY: registry.example.com }\n',
    );
    expect(builds[0]?.tags).toEqual(['app', 'registry.example.com/app:${GITHUB_SHA::7}']);
    expect(valueOf(builds[0]?.file)).toBe('docker/Dockerfile');
    expect(builds[0]?.pushTriggers).toMatchObject([{ kind: 'push', branches: ['main'] }]);
    expect(pushes).toHaveLength(1);
  });

  it.each([
    [
      'docker buildx build --push -t a:1 --platform linux/arm64 app',
      'buildx',
      'app/Dockerfile',
      true,
    ],
    ['docker image build .', 'docker', 'Dockerfile', false],
    ['podman build -f Containerfile .', 'podman', 'Containerfile', false],
    ['buildah bud -t a .', 'buildah', 'Dockerfile', false],
    [
      '/kaniko/executor --context "$GITHUB_WORKSPACE/app" --dockerfile run.Dockerfile --destination a:1',
      'kaniko',
      'app/run.Dockerfile',
      true,
    ],
    [
      'docker run --rm -v $PWD:/workspace gcr.io/kaniko-project/executor:v1 --context=/workspace --no-push',
      'kaniko',
      'Dockerfile',
      false,
    ],
    ['depot build -t a .', 'depot', 'Dockerfile', false],
    ['ko build ./cmd/app', 'ko', undefined, true],
    ['pack build acme/app --builder x --publish', 'pack', undefined, true],
    ['./mvnw -B compile jib:build -Djib.to.image=acme/app', 'jib', undefined, true],
    ['./gradlew :app:jib', 'jib', undefined, true],
    ['./gradlew bootBuildImage', 'spring-boot', undefined, false],
    ['mvn -B spring-boot:build-image', 'spring-boot', undefined, false],
    ['earthly --push +image', 'earthly', undefined, true],
    ['nixpacks build . --name a', 'nixpacks', undefined, false],
    ['copilot svc deploy --name api --env prod', 'copilot', undefined, true],
    ['aws imagebuilder start-image-pipeline-execution --arn x', 'image-builder', undefined, true],
    ['docker compose build', 'other', undefined, false],
  ])('reads %s', (command, tool, file, pushes) => {
    const { builds } = job(`- run: ${JSON.stringify(command)}`);
    expect(builds).toHaveLength(1);
    expect(builds[0]!.tool).toBe(tool);
    expect(valueOf(builds[0]!.file)).toBe(file);
    expect(builds[0]!.pushTriggers.length > 0).toBe(pushes);
  });

  it.each([
    'docker run app build',
    'echo docker build .',
    'npm run build',
    'docker compose up -d',
    'make build',
    'git push',
    'helm template x',
    'kubectl get pods',
    'kubectl rollout status deploy/app',
    'terraform plan',
    'kubectl apply --dry-run=server -f x',
  ])('takes %s for nothing', command => {
    const { builds, pushes, deployments } = job(`- run: ${JSON.stringify(command)}`);
    expect([builds, pushes, deployments]).toEqual([[], [], []]);
  });

  it.each([
    ['docker push a:1', ['a:1'], undefined],
    ['crane copy a:1 b:2', ['b:2'], 'a:1'],
    ['skopeo copy docker://a:1 docker://b:2', ['b:2'], 'a:1'],
    ['skopeo copy oci-archive:a.tar docker://b:2', ['b:2'], undefined],
    ['docker buildx imagetools create -t b:2 a:1', ['b:2'], 'a:1'],
    ['docker manifest push b:2', ['b:2'], undefined],
    ['oras cp a:1 b:2', ['b:2'], 'a:1'],
  ])('reads the push %s', (command, tags, source) => {
    expect(job(`- run: ${command}`).pushes).toMatchObject([{ tags, source }]);
  });

  it.each([
    ['run: helm upgrade --install app chart -f values-prod.yaml', 'helm', 'prod', false],
    ['run: kubectl apply -f k8s/', 'kubectl', undefined, false],
    ['run: kubectl -n staging set image deploy/app app=a:1', 'kubectl', 'staging', false],
    ['run: kubectl apply -k overlays/production', 'kustomize', 'production', false],
    ['run: kubectl run app --image a', 'kubectl', undefined, true],
    [
      'run: aws ecs update-service --cluster live --service a --force-new-deployment',
      'ecs',
      'live',
      false,
    ],
    ['run: npx cdk deploy --all', 'cdk', undefined, false],
    ['run: terraform -chdir=infra apply -auto-approve', 'terraform', undefined, false],
    ['run: ssh host "docker compose pull && docker compose up -d"', 'docker', undefined, false],
    ['run: argocd app sync app', 'argocd', undefined, false],
    ['uses: aws-actions/amazon-ecs-deploy-task-definition@v2', 'ecs', undefined, false],
  ])('reads the deployment %s', (step, tool, environment, imperative) => {
    expect(job(`- ${step}`).deployments).toMatchObject([{ tool, environment, imperative }]);
  });

  it('takes a commit of an image to a repository of manifests for a deployment', () => {
    const { deployments } = job(`
- uses: actions/checkout@v4
  with: { repository: acme/gitops }
- run: |
    kustomize edit set image app=a:1
    git commit -am x
    git push
`);
    expect(deployments).toMatchObject([{ tool: 'gitops' }]);
  });

  it('reads builds in scripts, make targets and package scripts', () => {
    const { builds } = job(
      '- run: make image TAG=1\n- run: npm run docker\n- run: sh ci/build.sh api',
      '',
      {
        Makefile:
          'IMAGE ?= acme/app\nFILE := Dockerfile\nimage: test\n\tdocker build -t $(IMAGE):$(TAG) \\\n\t  -f $(FILE) .\ntest:\n\tnpm test\n',
        'package.json': '{"scripts": {"docker": "docker build -t web ."}}',
        'ci/build.sh':
          'set -eu\ncd "$(dirname "$0")/.."\ndocker build -t "acme/$1" "services/$1"\n',
      },
    );
    expect(
      builds.map(({ path, line, tags, context }) => [path, line, tags[0], valueOf(context)]),
    ).toEqual([
      ['Makefile', 4, 'acme/app:1', ''],
      ['package.json', 1, 'web', ''],
      ['ci/build.sh', 3, 'acme/api', 'services/api'],
    ]);
  });

  it('puts in what a script takes or demands as argument', () => {
    const { builds } = job('- run: sh ci/build.sh arm64', '', {
      'ci/build.sh':
        'arch=${1:?usage: build.sh ARCH}\ndocker build --platform "linux/$arch" -t "app:${2:-x}" "${3?folder}"\n',
    });
    expect(valueOf(builds[0]?.platforms)).toEqual(['linux/arm64']);
    expect(builds[0]?.tags).toEqual(['app:${2:-x}']);
    expect(valueOf(builds[0]?.context)).toBe('unresolved');
  });

  it('reads what a Makefile includes, with the place of each line', () => {
    const { builds } = job('- run: make image', '', {
      Makefile:
        'PARTS = make.d\ninclude $(sort $(wildcard $(PARTS)/*.mk))\n-include local.mk # optional\n',
      'make.d/common.mk': 'IMAGE ?= acme/app\nimage: test\n\tdocker build -t $(IMAGE) .\ntest:\n',
      'make.d/node.mk': 'include Makefile\ntest: unit\nunit:\n\tdocker build -t unit .\n',
      'make.d/other.txt': 'image:\n\tdocker build -t never .\n',
    });
    expect(builds.map(({ path, line, tags }) => [path, line, tags[0]])).toEqual([
      ['make.d/node.mk', 4, 'unit'],
      ['make.d/common.mk', 3, 'acme/app'],
    ]);
  });

  it('leaves out what includes lead out of the repository or are written by a program', () => {
    const { builds } = job('- run: make image', '', {
      Makefile:
        'include ../x.mk $(shell find . -name "*.mk") a*b*c*d*e*.mk\nimage:\n\tdocker build -t acme/app .\n',
      'x.mk': 'image:\n\tdocker build -t never .\n',
    });
    expect(builds.map(({ tags }) => tags[0])).toEqual(['acme/app']);
  });
});
