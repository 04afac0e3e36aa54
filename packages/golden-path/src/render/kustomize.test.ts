import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { defaultGoldenPathConfig } from '../config/goldenPathConfig';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { Workload } from '../service/serviceSpec';
import { kubernetesProblems } from '../proof/kubernetes/kubernetesProblems';
import { realKubectl } from './__testUtils__/realKubectl';
import { renderTarget } from './__testUtils__/renderTarget';

jest.setTimeout(120_000);

type Rendered = Awaited<ReturnType<typeof renderTarget>>;
type KubernetesObject = Record<string, any>;

const kubectl = realKubectl();
const withKubectl = kubectl ? describe : describe.skip;
const workloads: Workload[] = ['service', 'worker', 'job'];
const environments = ['staging', 'production'];
const repository = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/services/orders';
const digest = `sha256:${'a1'.repeat(32)}`;

const rendered = {} as Record<Workload, Rendered>;
const charts = {} as Record<Workload, Rendered>;
beforeAll(async () => {
  for (const workload of workloads) {
    const overrides = { workload, secrets: ['database-url'] };
    rendered[workload] = await renderTarget({ target: 'kustomize', overrides });
    charts[workload] = await renderTarget({ target: 'helm', overrides });
  }
});
afterAll(() =>
  [...Object.values(rendered), ...Object.values(charts)].forEach(({ remove }) => remove()),
);

function parseObjects(text: string): KubernetesObject[] {
  return parseAllDocuments(text).map(document => document.toJS());
}

const built = new Map<string, string>();

function build(workload: Workload, environment: string): KubernetesObject[] {
  const folder = join(rendered[workload].folder, 'deploy/kustomize/overlays', environment);
  const text =
    built.get(folder) ?? execFileSync(kubectl!, ['kustomize', folder], { encoding: 'utf8' });
  built.set(folder, text);
  return parseObjects(text);
}

function podOf(objects: readonly KubernetesObject[]): KubernetesObject {
  const workload = objects.find(({ kind }) => kind === 'Deployment' || kind === 'CronJob')!;
  return (workload.spec.jobTemplate?.spec ?? workload.spec).template.spec;
}

describe('the deploy target kustomize', () => {
  it.each(workloads)('gives a %s the grade A without a failed check', async workload => {
    const { scorecard } = await renderAndAssess({
      config: defaultGoldenPathConfig,
      organisation: exampleOrganisation,
      request: { language: 'node', target: 'kustomize', workload, name: 'orders' },
      now: new Date('2026-11-22T00:00:00Z'),
    });
    expect(scorecard.score).toMatchObject({ grade: 'A', highRisks: 0 });
    expect(scorecard.results.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    // What only a registry can prove.
    expect(
      scorecard.results.filter(({ verdict }) => verdict === 'warn').map(({ check }) => check),
    ).toEqual(['sec-image-provenance', 'sec-image-sbom']);
  });

  it('has the policies of the chart, byte for byte', () => {
    const policies = ({ files }: Rendered) =>
      files
        .filter(({ path }) => path.startsWith('policy/'))
        .map(({ path, content }) => [path, content.toString('utf8')]);
    expect(policies(rendered.service).length).toBeGreaterThan(0);
    expect(policies(rendered.service)).toEqual(policies(charts.service));
  });

  it('has one overlay for each environment, which differ as the environments do', async () => {
    const four = await renderTarget({
      target: 'kustomize',
      // The pipelines of Git hosts are static files that know two environments.
      ci: 'codebuild',
      overrides: { env: { LOG_LEVEL: 'warn', GREETING: 'a "quoted": #value' } },
      config: {
        environments: [
          { name: 'dev' },
          { name: 'test' },
          { name: 'staging' },
          { name: 'production', approval: true },
        ],
      },
    });
    const overlay = (name: string) =>
      four.text(`deploy/kustomize/overlays/${name}/kustomization.yaml`)!;
    expect(overlay('test').replaceAll('test', 'dev')).toBe(overlay('dev'));
    expect(overlay('staging').replaceAll('staging', 'dev')).toBe(overlay('dev'));
    expect(overlay('dev')).toContain('/spec/maxReplicas, value: 3');
    expect(overlay('production')).toContain('DoNotSchedule');
    expect(overlay('production')).toContain('name: LOG_LEVEL, value: "warn"');
    const deployment = parseObjects(four.text('deploy/kustomize/base/deployment.yaml')!);
    const env = podOf(deployment).containers[0].env;
    expect(env).toContainEqual({ name: 'GREETING', value: 'a "quoted": #value' });
    expect(env.filter(({ name }: { name: string }) => name === 'LOG_LEVEL')).toHaveLength(1);
    four.remove();
  });

  it('ships an object only where it has a use', () => {
    const files = (workload: Workload) =>
      rendered[workload].files
        .map(({ path }) => path)
        .filter(path => path.startsWith('deploy/kustomize/base/'))
        .map(path => path.slice('deploy/kustomize/base/'.length, -'.yaml'.length));
    const common = ['externalsecret', 'kustomization', 'networkpolicy', 'prometheusrule'];
    expect(files('job')).toEqual(['cronjob', ...common, 'serviceaccount']);
    expect(files('worker')).toEqual(
      ['deployment', 'hpa', 'pdb', ...common, 'serviceaccount'].sort(),
    );
    expect(files('service')).toEqual(
      ['deployment', 'hpa', 'pdb', 'service', ...common, 'serviceaccount'].sort(),
    );
  });

  it('leaves out what the organisation or the service does not have', async () => {
    const plain = await renderTarget({
      target: 'kustomize',
      config: { kubernetes: { alerts: 'none' }, limits: { cpuLimit: 'omit' } },
    });
    const paths = plain.files.map(({ path }) => path);
    expect(paths).not.toContain('deploy/kustomize/base/prometheusrule.yaml');
    expect(paths).not.toContain('deploy/kustomize/base/externalsecret.yaml');
    const kustomization = plain.text('deploy/kustomize/base/kustomization.yaml')!;
    expect(kustomization).not.toMatch(/prometheusrule|externalsecret/);
    const deployment = plain.text('deploy/kustomize/base/deployment.yaml')!;
    expect(deployment).toContain('limits: { memory: 1024Mi }');
    expect(deployment).not.toContain('secretRef');
    plain.remove();
  });
});

withKubectl('manifests built with the real kubectl', () => {
  const all = workloads.flatMap(workload =>
    environments.map(environment => [workload, environment] as const),
  );

  it.each(all)('%s in %s is what the API server accepts', (workload, environment) => {
    const objects = build(workload, environment);
    expect(kubernetesProblems(objects)).toEqual([]);
    expect(objects.every(({ metadata }) => metadata.namespace === environment)).toBe(true);
  });

  it('would notice a faulty object', () => {
    const [account] = build('service', 'staging');
    expect(kubernetesProblems([{ ...account, automountServiceAcountToken: false }])).toHaveLength(
      2,
    );
    expect(kubernetesProblems([{ apiVersion: 'v1', kind: 'Secret' }])).toHaveLength(2);
  });

  it.each(all)(
    '%s in %s runs hardened, by digest and with its own secrets',
    (workload, environment) => {
      const objects = build(workload, environment);
      const pod = podOf(objects);
      const [container] = pod.containers;
      expect(container.image).toBe(`${repository}@sha256:${'0'.repeat(64)}`);
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65532,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        privileged: false,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.env).toContainEqual({
        name: 'OTEL_RESOURCE_ATTRIBUTES',
        value: `deployment.environment.name=${environment}`,
      });
      expect(objects.find(({ kind }) => kind === 'ExternalSecret')!.spec.data).toEqual([
        { secretKey: 'DATABASE_URL', remoteRef: { key: `/${environment}/orders/database-url` } },
      ]);
    },
  );

  it.each(workloads)('%s has the same names of variables in every environment', workload => {
    const names = environments.map(environment =>
      podOf(build(workload, environment))
        .containers[0].env.map(({ name }: { name: string }) => name)
        .sort(),
    );
    expect(names[0]).toEqual(names[1]);
    expect(new Set(names[0]).size).toBe(names[0].length);
  });

  it('waits for the process longer than the process needs', () => {
    const pod = podOf(build('service', 'production'));
    const deadline = pod.containers[0].env.find(
      ({ name }: { name: string }) => name === 'SHUTDOWN_TIMEOUT_SECONDS',
    );
    const preStop = pod.containers[0].lifecycle.preStop.sleep.seconds;
    expect(pod.terminationGracePeriodSeconds).toBe(Number(deadline.value) + preStop + 5);
  });

  it('runs a job alone, in time and in UTC', () => {
    const job = build('job', 'production').find(({ kind }) => kind === 'CronJob')!;
    expect(job.spec).toMatchObject({
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: { activeDeadlineSeconds: 900, template: { spec: { restartPolicy: 'Never' } } },
      },
    });
    const [container] = podOf([job]).containers;
    expect(Object.keys(container)).not.toEqual(expect.arrayContaining(['ports']));
    expect(Object.keys(container).filter(key => /probe/i.test(key))).toEqual([]);
  });

  it('lets nobody call a worker', () => {
    const policy = build('worker', 'production').find(({ kind }) => kind === 'NetworkPolicy')!;
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(policy.spec.ingress).toEqual([]);
  });

  const helm = process.env.CONTAINER_LENS_HELM;
  const withHelm = helm ? describe : describe.skip;
  withHelm('compared with the chart, rendered by the real helm', () => {
    it.each(all)('a %s in %s is the same objects', (workload, environment) => {
      const text = execFileSync(
        helm!,
        [
          ...['template', 'orders', 'chart', '--namespace', environment],
          ...['--values', `chart/values-${environment}.yaml`],
          ...['--values', 'chart/ci/lint-values.yaml'],
        ],
        { cwd: charts[workload].folder, encoding: 'utf8' },
      );
      expect(comparable(build(workload, environment))).toEqual(comparable(parseObjects(text)));
    });
  });

  describe('ci/deploy.sh', () => {
    it('builds with the digest, asks the cluster first, applies and waits', () => {
      const { status, calls, applied } = deploy('service', ['staging', digest]);
      expect(calls).toEqual([
        'apply --dry-run=server',
        'apply --filename',
        '--namespace staging rollout status deployment/orders --timeout 10m',
      ]);
      expect(podOf(parseObjects(applied)).containers[0].image).toBe(`${repository}@${digest}`);
      expect(status).toBe(0);
      const overlay = 'deploy/kustomize/overlays/staging/kustomization.yaml';
      expect(readFileSync(join(rendered.service.folder, overlay), 'utf8')).toBe(
        rendered.service.text(overlay),
      );
    });

    it('takes a failed rollout back and fails', () => {
      const { status, calls, stderr } = deploy('worker', ['production', digest], 'rollout status');
      expect(calls.slice(2)).toEqual([
        '--namespace production rollout status deployment/orders --timeout 10m',
        '--namespace production get pods --selector app.kubernetes.io/name=orders',
        '--namespace production rollout undo deployment/orders',
        '--namespace production rollout status deployment/orders --timeout 10m',
      ]);
      expect(stderr).toContain('did not become ready in production');
      expect(status).toBe(1);
    });

    it('changes nothing when the cluster refuses an object', () => {
      const { status, calls } = deploy('service', ['staging', digest], 'dry-run');
      expect(calls).toEqual(['apply --dry-run=server']);
      expect(status).not.toBe(0);
    });

    it('waits for nothing where a job has no rollout', () => {
      const { status, calls } = deploy('job', ['staging', digest]);
      expect(calls).toEqual(['apply --dry-run=server', 'apply --filename']);
      expect(status).toBe(0);
    });

    it.each([
      ['an environment that is not one', ['test', digest], /not an environment of this service/],
      ['a path as environment', ['../../base', digest], /not the name of an environment/],
      ['a tag', ['staging', 'latest'], /is not a digest/],
      ['nothing', [], /usage/],
    ])('refuses %s', (_, args, message) => {
      const { status, calls, stderr } = deploy('service', args);
      expect(calls).toEqual([]);
      expect(stderr).toMatch(message);
      expect(status).not.toBe(0);
    });
  });
});

/** Runs the script with the real `kubectl kustomize`; what would go to a cluster is written down, and fails on demand. */
function deploy(workload: Workload, args: readonly string[], failing = 'nothing') {
  const { folder } = rendered[workload];
  const bin = join(folder, '.test-bin');
  const log = join(bin, 'calls');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  writeFileSync(join(bin, 'applied'), '');
  const script = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  script('aws', 'exit 0\n');
  script(
    'kubectl',
    `if [ "$1" = kustomize ]; then exec "${kubectl}" "$@"; fi
printf '%s\\n' "$*" >> "${log}"
case "$*" in "apply --filename "*) cp "$3" "${join(bin, 'applied')}" ;; esac
case "$*" in *"${failing}"*) exit 1 ;; esac
`,
  );
  const { status, stderr } = spawnSync('bash', [join(folder, 'ci/deploy.sh'), ...args], {
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      EKS_CLUSTER: 'test',
      AWS_REGION: 'eu-west-1',
    } as unknown as NodeJS.ProcessEnv,
  });
  return {
    status,
    stderr,
    // Without the names of temporary files.
    calls: readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => line.replace(/^(apply --dry-run=server|apply --filename) .*$/, '$1')),
    applied: readFileSync(join(bin, 'applied'), 'utf8'),
  };
}

/** Objects without what only one of the two tools says: who manages the object, and the order of variables. */
function comparable(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(
    objects.map(object => {
      const copy = structuredClone(object);
      delete copy.metadata.namespace;
      visit(copy);
      return [copy.kind, copy];
    }),
  );
}

function visit(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const map = value as KubernetesObject;
  for (const label of [
    'app.kubernetes.io/version',
    'app.kubernetes.io/managed-by',
    'helm.sh/chart',
  ]) {
    delete map[label];
  }
  if (Array.isArray(map.env)) {
    map.env.sort((left: any, right: any) => (left.name < right.name ? -1 : 1));
  }
  Object.values(map).forEach(visit);
}
