import { RenderBudget } from '../../helm/renderBudget';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { absent } from '../../contract/observation';
import { kubernetesObjects } from '../deployment/kubernetes/kubernetesObjects';
import { RepositoryTree } from '../repository/repositoryTree';
import { KustomizeBuilder } from './buildKustomization';

function treeOf(files: Readonly<Record<string, string>>): RepositoryTree {
  const evidence = repositoryFromFiles({ files, location: 'test' });
  if (evidence.status !== 'present') throw new Error('no files');
  const { entries } = evidence.value;
  return {
    entries,
    links: [],
    has: path => path in files,
    hasFolder: () => true,
    read: path => entries.find(entry => entry.path === path)?.content ?? absent<string>(),
  };
}

function build(files: Readonly<Record<string, string>>, folder: string) {
  const builder = new KustomizeBuilder(treeOf(files), RenderBudget.create());
  const { resources, problems } = builder.build(folder);
  const documents = resources.map(({ value }) => builder.yaml.document(value));
  const objects = kubernetesObjects({
    path: '',
    documents,
    mainImages: [],
    reasonOf: () => undefined,
  });
  return { objects, problems };
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      containers:
        - name: web
          image: web:1
          env:
            - { name: A, value: "1" }
            - { name: B, valueFrom: { configMapKeyRef: { name: settings, key: b } } }
        - { name: helper, image: helper:1 }
`;

describe('a Kustomize build', () => {
  it('patches, names, labels and sets images and replicas', () => {
    const { objects, problems } = build(
      {
        'base/kustomization.yaml': `resources: [deployment.yaml, account.yaml]
configMapGenerator: [{ name: settings, literals: [b=one, c="two"] }]
`,
        'base/deployment.yaml': deployment,
        'base/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n',
        'overlays/prod/kustomization.yaml': `resources: [../../base]
namePrefix: prod-
namespace: shop
labels: [{ pairs: { env: prod }, includeSelectors: true }]
configMapGenerator: [{ name: settings, behavior: merge, literals: [b=three] }]
images: [{ name: web, newName: registry.example.com/web, newTag: 1.2.3 }]
replicas: [{ name: web, count: 3 }]
patches:
  - path: patch.yaml
  - target: { kind: Deploy.*, name: web }
    patch: |-
      - op: add
        path: /spec/template/spec/securityContext
        value: { runAsNonRoot: true }
      - { op: remove, path: /spec/template/spec/containers/1 }
`,
        'overlays/prod/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          resources: { limits: { memory: 1Gi } }
          env: [{ name: A, value: "2" }, { name: B, $patch: delete }, { name: C, value: x }]
`,
      },
      'overlays/prod',
    );
    expect(problems).toEqual([]);
    const [web, account, settings] = objects;
    expect(web?.data).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'prod-web', namespace: 'shop', labels: { env: 'prod' } },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web', env: 'prod' } },
        template: {
          metadata: { labels: { app: 'web', env: 'prod' } },
          spec: {
            serviceAccountName: 'prod-web',
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                name: 'web',
                image: 'registry.example.com/web:1.2.3',
                resources: { limits: { memory: '1Gi' } },
                env: [
                  { name: 'A', value: '2' },
                  { name: 'C', value: 'x' },
                ],
              },
            ],
          },
        },
      },
    });
    expect(account).toMatchObject({ kind: 'ServiceAccount', name: 'prod-web', namespace: 'shop' });
    expect(settings?.data).toMatchObject({
      metadata: { name: 'prod-settings' },
      data: { b: 'three', c: 'two' },
    });
    const way = ['spec', 'template', 'spec', 'containers', 0] as const;
    expect(web?.locate(...way)).toEqual({ path: 'base/deployment.yaml', line: 12 });
    expect(web?.locate(...way, 'resources')).toEqual({
      path: 'overlays/prod/patch.yaml',
      line: 9,
    });
    expect(web?.locate(...way, 'image')).toEqual({
      path: 'overlays/prod/kustomization.yaml',
      line: 6,
    });
    expect(web?.locate('spec', 'template', 'spec', 'securityContext')).toEqual({
      path: 'overlays/prod/kustomization.yaml',
      line: 14,
    });
  });

  it('applies components to what was gathered before, and replacements', () => {
    const { objects, problems } = build(
      {
        'app/kustomization.yml': `resources: [d.yaml]
components: [../hard]
replacements:
  - source: { kind: Deployment, name: web, fieldPath: metadata.name }
    targets:
      - select: { kind: Deployment }
        fieldPaths: ["spec.template.spec.containers.[name=helper].image"]
        options: { delimiter: ":", index: 0 }
`,
        'app/d.yaml': deployment,
        'hard/kustomization.yaml': `kind: Component
patches: [{ patch: "apiVersion: apps/v1\\nkind: Deployment\\nmetadata: { name: web }\\nspec: { template: { spec: { hostNetwork: false } } }" }]
`,
      },
      'app',
    );
    expect(problems).toEqual([]);
    expect(objects[0]?.data).toMatchObject({
      spec: { template: { spec: { hostNetwork: false, containers: [{}, { image: 'web:1' }] } } },
    });
  });

  it.each([
    ['resources: ["https://example.com/base?ref=v1"]', 'another repository'],
    ['resources: ["../../elsewhere"]', 'outside of the repository'],
    ['resources: [missing.yaml]', 'not in the repository'],
    ['helmCharts: [{ name: x }]', 'uses helmCharts'],
    ['resources: [.]', 'lead to each other'],
    ['patches: [{ path: p.yaml }]', 'not in the repository'],
  ])('names what it cannot build: %s', (text, reason) => {
    let said: string;
    try {
      said = build({ 'a/kustomization.yaml': text }, 'a')
        .problems.map(problem => problem.reason)
        .join(' ');
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain(reason);
  });

  it('ends with kustomizations that use each other often', () => {
    const files = Object.fromEntries(
      Array.from({ length: 19 }, (_, i) => [
        `k${i}/kustomization.yaml`,
        `resources: [../k${i + 1}, ../k${i + 1}, ../k${i + 1}]`,
      ]),
    );
    expect(() => build({ ...files, 'k19/kustomization.yaml': 'resources: []' }, 'k0')).toThrow(
      'steps',
    );
  });
});
