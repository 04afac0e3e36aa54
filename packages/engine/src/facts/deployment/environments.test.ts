import { observe, observeDeployment } from './__testUtils__/observeDeployment';

const workload = (image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec: { template: { spec: { containers: [{ name: app, image: "${image}" }] } } }
`;

async function environmentsOf(files: Readonly<Record<string, string>>) {
  const { environments } = await observeDeployment(files);
  return environments.map(({ name, source, ownContainers, objects }) => [
    name,
    source,
    ownContainers.map(({ image }) => (image.resolved ? image.value : image.reason)).join(),
    objects.join(),
  ]);
}

describe('environments', () => {
  it('are the values files of a chart, values.yaml alone and local ones are none', async () => {
    const chart = {
      'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
      'chart/values.yaml': 'image: a/orders:0\nextra: false\n',
      'chart/templates/a.yaml': workload('{{ .Values.image }}'),
      'chart/templates/b.yaml':
        '{{ if .Values.extra }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: more }\n{{ end }}\n',
    };
    expect(await environmentsOf(chart)).toEqual([]);
    expect(
      await environmentsOf({
        ...chart,
        'chart/values-dev.yaml': 'image: a/orders:1\n',
        'chart/values-local.yaml': 'image: a/orders:9\n',
        'chart/ci/test-values.yaml': 'image: a/orders:9\n',
        'chart/values-prod.yaml': 'image: a/orders:2\nextra: true\n',
      }),
    ).toEqual([
      ['prod', 'chart/Chart.yaml', 'a/orders:2', 'ConfigMap/more'],
      ['dev', 'chart/Chart.yaml', 'a/orders:1', ''],
    ]);
  });

  it('are the overlays of Kustomize', async () => {
    expect(
      await environmentsOf({
        'deploy/base/kustomization.yaml': 'resources: [d.yaml]\n',
        'deploy/base/d.yaml': workload('a/orders:0'),
        'deploy/overlays/staging/kustomization.yaml':
          'resources: [../../base]\nimages: [{ name: a/orders, newTag: "1" }]\n',
        'deploy/overlays/production/kustomization.yaml':
          'resources: [../../base]\nimages: [{ name: a/orders, newTag: "2" }]\n',
      }),
    ).toEqual([
      ['production', 'deploy/overlays/*', 'a/orders:2', ''],
      ['staging', 'deploy/overlays/*', 'a/orders:1', ''],
    ]);
  });

  it('name the kustomization that cannot be read as its file is named', async () => {
    for (const name of ['kustomization.yml', 'Kustomization', 'kustomization.yaml']) {
      const path = `deploy/overlays/prod/${name}`;
      const { unread } = await observeDeployment({ [path]: 'resources: [\n' });
      expect(unread.map(descriptor => descriptor.path)).toEqual([path]);
    }
  });

  it('are folders of plain manifests', async () => {
    expect(
      await environmentsOf({
        'k8s/dev/d.yaml': workload('a/orders:1'),
        'k8s/prod/d.yaml': workload('a/orders:2'),
      }),
    ).toEqual([
      ['dev', 'k8s/*', 'a/orders:1', ''],
      ['prod', 'k8s/*', 'a/orders:2', ''],
    ]);
  });

  it('falls back to the base where no overlay is for production', async () => {
    const { ownContainers } = await observeDeployment({
      'deploy/base/kustomization.yaml': 'resources: [d.yaml]\n',
      'deploy/base/d.yaml': workload('a/orders:0'),
      'deploy/overlays/dev/kustomization.yaml':
        'resources: [../../base]\nimages: [{ name: a/orders, newTag: "1" }]\n',
    });
    expect(ownContainers).toMatchObject([{ image: { value: 'a/orders:0' } }]);
  });

  it('renders an overlay of two Regions twice', async () => {
    const overlay = 'resources: [../../base]\n';
    const { ownContainers } = await observeDeployment({
      'deploy/base/kustomization.yaml': 'resources: [d.yaml]\n',
      'deploy/base/d.yaml': workload('a/orders:0'),
      'deploy/overlays/prod-eu/kustomization.yaml': overlay,
      'deploy/overlays/prod-us/kustomization.yaml': overlay,
    });
    expect(ownContainers.map(({ unit }) => unit)).toEqual([
      'Deployment/orders app (deploy/overlays/prod-eu)',
      'Deployment/orders app (deploy/overlays/prod-us)',
    ]);
  });
});

describe('what production gets of several overlays', () => {
  const base = {
    'deploy/base/kustomization.yaml': 'resources: [d.yaml]\n',
    'deploy/base/d.yaml': workload('a/orders:0'),
  };
  const overlay = (tag: string): string =>
    `resources: [../../base]\nimages: [{ name: a/orders, newTag: "${tag}" }]\n`;
  const imagesOf = async (files: Readonly<Record<string, string>>) =>
    (await observeDeployment(files)).ownContainers.map(({ image }) =>
      image.resolved ? image.value : image.reason,
    );

  it('leaves out an overlay for one machine, whatever its name', async () => {
    expect(
      await imagesOf({
        ...base,
        'deploy/overlays/minikube/kustomization.yaml': overlay('1'),
        'deploy/overlays/prod/kustomization.yaml': overlay('2'),
      }),
    ).toEqual(['a/orders:2']);
    expect(
      await imagesOf({
        ...base,
        'deploy/overlays/minikube/kustomization.yaml': overlay('1'),
        'deploy/overlays/dev/kustomization.yaml': overlay('2'),
      }),
    ).toEqual(['a/orders:0']);
  });

  it('keeps another application beside it', async () => {
    expect(
      await imagesOf({
        ...base,
        'deploy/overlays/prod/kustomization.yaml': overlay('2'),
        'mail/kustomization.yaml': 'resources: [d.yaml]\n',
        'mail/d.yaml': workload('a/mail:1').replace('orders', 'mail'),
      }),
    ).toEqual(['a/orders:2', 'a/mail:1']);
  });

  it('does not take an object of Flux for a kustomization', async () => {
    expect(
      await imagesOf({
        'k8s/kustomization.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\nspec: { path: ./x }\n',
        'k8s/d.yaml': workload('a/orders:7'),
      }),
    ).toEqual(['a/orders:7']);
  });
});

describe('objects that deploy what is written elsewhere', () => {
  const release =
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web }\nspec: {}\n';

  it('are not read, where nothing else is deployed', async () => {
    const repositories: Readonly<Record<string, string>>[] = [
      { 'k8s/release.yaml': release },
      { 'k8s/kustomization.yaml': 'resources: [release.yaml]\n', 'k8s/release.yaml': release },
    ];
    for (const files of repositories) {
      const { ownContainers, unread } = await observeDeployment(files);
      expect(ownContainers).toEqual([]);
      expect(unread).toMatchObject([
        { path: 'k8s/release.yaml', reason: expect.stringContaining('HelmRelease/web') },
      ]);
    }
  });

  it('say nothing beside a workload', async () => {
    const { unread } = await observeDeployment({
      'k8s/release.yaml': release,
      'k8s/d.yaml': workload('a/orders:1'),
    });
    expect(unread).toEqual([]);
  });

  it('without any of it, objects are no deployment', async () => {
    const { status } = await observe({
      'k8s/kustomization.yaml': 'resources: [m.yaml]\n',
      'k8s/m.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\n',
    });
    expect(status).toBe('absent');
  });

  it('names an environment that cannot be built, and judges production all the same', async () => {
    const { environments, unread, ownContainers } = await observeDeployment({
      'deploy/base/kustomization.yaml': 'resources: [d.yaml]\n',
      'deploy/base/d.yaml': workload('a/orders:0'),
      'deploy/overlays/dev/kustomization.yaml': 'resources: [\n',
      'deploy/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    });
    expect(unread).toEqual([]);
    expect(ownContainers).toHaveLength(1);
    expect(environments.map(({ name, unread: why }) => [name, why === undefined])).toEqual([
      ['prod', true],
      ['dev', false],
    ]);
  });
});
