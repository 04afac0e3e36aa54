import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest } from '../deployedExamples';

const attested = (answer: string, until = '2027-04-01') => ({
  '.container-lens.yaml': `attestations:
  - check: rel-app-stateless
    answer: ${answer}
    statement: Replicas were killed under load
    evidence_url: https://example.com/replica-kill
    attested_by: user:default/ada
    attested_at: 2026-11-01
    expires_at: ${until}
`,
});
const three = manifest({ spec: 'replicas: 3' });
const service = (spec: string) => ({
  ...manifest({ spec: 'replicas: 3', podMetadata: 'labels: { app: orders }' }),
  'k8s/service.yaml': `apiVersion: v1\nkind: Service\nmetadata: { name: orders }\nspec:\n  selector: { app: orders }\n  ${spec}\n`,
});

export const examples = defineExamples('rel-app-stateless', [
  {
    title: 'Three replicas and nothing that ties a client to one',
    files: three,
    verdict: 'pass',
    reason: 'up to 3 replicas',
    showInDocs: true,
  },
  {
    title: 'A Service with sessionAffinity ClientIP',
    files: service('sessionAffinity: ClientIP'),
    verdict: 'warn',
    reason: 'sessionAffinity ClientIP',
    at: 'k8s/service.yaml',
    showInDocs: true,
  },
  {
    title: 'A Service with sessionAffinity None',
    files: service('sessionAffinity: None'),
    verdict: 'pass',
  },
  {
    title: 'express-session without a store',
    files: { ...three, 'package.json': '{ "dependencies": { "express-session": "^1.18.0" } }\n' },
    verdict: 'warn',
    reason: 'keeps sessions in the process',
  },
  {
    title: 'express-session with Redis',
    files: {
      ...three,
      'package.json':
        '{ "dependencies": { "express-session": "^1.18.0", "connect-redis": "^9.0.0" } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Flask-Session without a store',
    files: { ...three, 'requirements.txt': 'Flask==3.1.0\nFlask-Session==0.8.0\n' },
    verdict: 'warn',
  },
  {
    title: 'One replica',
    files: manifest({ spec: 'replicas: 1' }),
    verdict: 'unknown',
    reason: 'one replica',
    showInDocs: true,
  },
  {
    title: 'One replica that may scale',
    files: {
      ...manifest({ spec: 'replicas: 1' }),
      'k8s/hpa.yaml':
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: orders }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }\n  minReplicas: 1\n  maxReplicas: 4\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Replicas that the pipeline fills in',
    files: manifest({ spec: 'replicas: "${N}"' }),
    verdict: 'unknown',
  },
  {
    title: 'One replica and an attestation',
    files: { ...manifest({ spec: 'replicas: 1' }), ...attested('yes') },
    verdict: 'pass',
  },
  { title: 'An attestation that says no', files: { ...three, ...attested('no') }, verdict: 'fail' },
  {
    title: 'An attestation in its last days',
    files: { ...three, ...attested('yes', '2026-12-01') },
    verdict: 'warn',
  },
  {
    title: 'A service of ECS with two tasks',
    files: cloudFormation({ service: 'DesiredCount: 2' }),
    verdict: 'pass',
  },
  {
    title: 'A sticky target group',
    files: cloudFormation({
      service:
        'DesiredCount: 2\nLoadBalancers: [{ ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref Group }]',
      resources: `Group:
  Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Properties:
    Port: 8080
    Protocol: HTTP
    TargetGroupAttributes: [{ Key: stickiness.enabled, Value: "true" }]`,
    }),
    verdict: 'warn',
  },
  { title: 'Copilot with two tasks', files: copilot('count: 2\n'), verdict: 'pass' },
  {
    title: 'Copilot with stickiness',
    files: copilot("count: 2\nhttp:\n  path: '/'\n  stickiness: true\n"),
    verdict: 'warn',
  },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'unknown' },
  {
    title: 'A job',
    files: manifest({ kind: 'Job' }),
    verdict: 'not-applicable',
  },
]);
