import { observeDeployment } from '../__testUtils__/observeDeployment';

const deploy = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: 2
  template:
    metadata:
      labels: { app: orders }
      annotations: { prometheus.io/scrape: "true", instrumentation.opentelemetry.io/inject-java: "false" }
    spec:
      serviceAccountName: orders
      terminationGracePeriodSeconds: 45
      nodeSelector: { kubernetes.io/arch: arm64 }
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{ key: node.kubernetes.io/instance-type, operator: In, values: [m7g.large] }]
              - matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [a] }]
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              preference: { matchExpressions: [{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m7g] }] }
      initContainers:
        - { name: migrate, image: a/orders:1, command: [npm, run, migrate] }
        - { name: proxy, image: a/proxy:1, restartPolicy: Always }
      containers:
        - name: orders
          image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.2.3
          ports: [{ containerPort: 8080 }, { containerPort: 53, protocol: UDP }]
          envFrom:
            - configMapRef: { name: settings }
            - secretRef: { name: hidden }
          env:
            - { name: HOST, value: db }
            - { name: URL, value: "postgres://$(HOST)/x" }
            - { name: PASS, valueFrom: { secretKeyRef: { name: hidden, key: p } } }
            - { name: PGPASSWORD, value: "$(PASS)" }
            - { name: IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
            - { name: QUEUE, value: "arn:aws:sqs:eu-central-1:123456789012:q" }
          lifecycle: { preStop: { exec: { command: [sh, -c, "sleep 10 && nginx -s quit"] } } }
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: tmp, mountPath: /tmp }
            - { name: efs, mountPath: /efs, readOnly: true }
            - { name: node, mountPath: /host }
        - { name: otel, image: "otel/opentelemetry-collector:1" }
      volumes:
        - { name: data, persistentVolumeClaim: { claimName: data } }
        - name: tmp
          emptyDir:
        - { name: efs, csi: { driver: efs.csi.aws.com } }
        - { name: node, hostPath: { path: /var/lib } }
`;
const others = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { AWS_REGION: eu-west-2 }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: orders, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/orders" } }
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata: { name: orders, labels: { app: orders } }
spec: { selector: { app: orders }, sessionAffinity: ClientIP }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/target-group-attributes: "stickiness.enabled=true,x=1" } }
spec: { defaultBackend: { service: { name: orders } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: orders }
spec: { scaleTargetRef: { kind: Deployment, name: orders }, minReplicas: 2, maxReplicas: 6 }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: other }
spec: { scaleTargetRef: { name: other } }
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: orders }
spec: { groups: [{ name: a, rules: [{ alert: Down, expr: up == 0 }] }] }
`;

describe('workloads of Kubernetes', () => {
  it('gathers what the objects say about one workload', async () => {
    const { workloads, ownContainers, objects } = await observeDeployment({
      'k8s/deploy.yaml': deploy,
      'k8s/others.yaml': others,
    });
    const [workload] = workloads;
    expect(workloads).toHaveLength(1);
    expect(workload).toMatchObject({
      id: 'Deployment/orders',
      replicas: { value: 2 },
      gracePeriodSeconds: { value: 45 },
      serviceAccount: {
        name: { value: 'orders' },
        automountsToken: { value: false },
        roleArn: { value: 'arn:aws:iam::123456789012:role/orders' },
      },
      autoscalers: [
        { kind: 'HorizontalPodAutoscaler', min: { value: 2 }, max: { value: 6 }, active: true },
      ],
      placement: [
        { subject: 'architecture', required: true, values: { value: ['arm64'] } },
        { subject: 'instance-family', required: false, values: { value: ['m7g'] } },
      ],
      affinitySignals: [
        { message: 'Service/orders has sessionAffinity ClientIP.', path: 'k8s/others.yaml' },
        { message: expect.stringContaining('target-group-attributes') },
      ],
      regions: ['eu-central-1', 'eu-west-2'],
      runsInAws: true,
    });
    expect(workload?.containers.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'orders own',
      'otel sidecar',
      'migrate init',
      'proxy sidecar',
    ]);
    expect(workload?.telemetrySignals.map(({ group, message }) => `${group}: ${message}`)).toEqual([
      'instrumentation: The container otel collects telemetry.',
      'instrumentation: Deployment/orders has the annotation prometheus.io/scrape.',
      'alarm: PrometheusRule/orders defines alerts.',
    ]);
    expect(
      workload?.mountsByContainer.get('orders')?.map(({ volume, readOnly }) => [volume, readOnly]),
    ).toEqual([
      ['persistent-claim', false],
      ['empty-dir', false],
      ['efs', true],
      ['host-path', false],
    ]);
    const [own] = ownContainers;
    expect(own).toMatchObject({
      workload: 'Deployment/orders',
      ports: { value: ['8080/TCP', '53/UDP'] },
      preStopSeconds: { value: 10 },
      environmentFrom: [
        { kind: 'config', name: 'settings' },
        { kind: 'secret', name: 'hidden' },
      ],
    });
    expect(
      own?.environment.map(({ name, source, value }) => [
        name,
        source,
        value.resolved ? value.value : value.reason,
      ]),
    ).toEqual([
      ['AWS_REGION', 'config', 'eu-west-2'],
      ['HOST', 'literal', 'db'],
      ['URL', 'literal', 'postgres://db/x'],
      ['PASS', 'secret', undefined],
      ['PGPASSWORD', 'secret', undefined],
      ['IP', 'field', undefined],
      ['QUEUE', 'literal', 'arn:aws:sqs:eu-central-1:123456789012:q'],
    ]);
    expect(objects.map(({ kind, name }) => `${kind}/${name}`)).toContain('ConfigMap/settings');
    expect(objects.find(({ kind }) => kind === 'ConfigMap')?.data).toMatchObject({
      data: { AWS_REGION: 'eu-west-2' },
    });
  });

  it('scales what a Rollout of Argo takes its pods from', async () => {
    const { workloads } = await observeDeployment({
      'k8s/a.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec: { template: { spec: { containers: [{ name: a, image: "a:1" }] } } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: a-rollout }
spec: { workloadRef: { apiVersion: apps/v1, kind: Deployment, name: a } }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: a, annotations: { autoscaling.keda.sh/paused: "true" } }
spec: { scaleTargetRef: { kind: Rollout, name: a-rollout }, maxReplicaCount: 5, triggers: [{ type: cpu }] }
`,
    });
    expect(workloads.map(({ autoscalers }) => autoscalers)).toMatchObject([
      [{ kind: 'ScaledObject', min: { value: 0 }, max: { value: 5 }, active: false }],
    ]);
  });

  it('ends with variables that grow by each other', async () => {
    const env = Array.from({ length: 60 }, (_, i) => ({
      name: `V${i}`,
      value: i === 0 ? 'xxxxxxxxxx' : `$(V${i - 1})$(V${i - 1})`,
    }));
    const { ownContainers } = await observeDeployment({
      'k8s/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: p, image: a, env: ${JSON.stringify(env)} }] }\n`,
    });
    expect(ownContainers[0]?.environment.at(-1)?.value).toMatchObject({ resolved: false });
  });

  it.each([
    ['[sleep, "15"]', 15],
    ['["/bin/sh", "-c", "sleep 1m"]', 60],
    ['[sh, -c, "curl localhost/stop; /bin/sleep 5; sleep 2"]', 7],
    ['[nginx, -s, quit]', undefined],
  ])('reads the sleep of the preStop hook %s', async (command, seconds) => {
    const { ownContainers } = await observeDeployment({
      'k8s/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: p, image: a, lifecycle: { preStop: { exec: { command: ${command} } } } }] }\n`,
    });
    expect(ownContainers[0]?.preStopSeconds).toEqual({ resolved: true, value: seconds });
  });
});
