import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  imageValues,
  manifest,
  taskDefinition,
  terraform,
} from '../deployedExamples';

const hpa = (min: number, max: number | string, name = 'orders') => ({
  'k8s/hpa.yaml': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: ${min}
  maxReplicas: ${max}
`,
});
const template = {
  'hpa.yaml': `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: orders }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
  minReplicas: 2
  maxReplicas: 6
{{- end }}
`,
};
const target = (policy: string) => `Target:
  Type: AWS::ApplicationAutoScaling::ScalableTarget
  Properties:
    MinCapacity: 2
    MaxCapacity: 6
    ResourceId: !Sub service/cluster/\${Service.Name}
    ScalableDimension: ecs:service:DesiredCount
    ServiceNamespace: ecs
${policy}`;
const policy = `Policy:
  Type: AWS::ApplicationAutoScaling::ScalingPolicy
  Properties:
    PolicyName: cpu
    PolicyType: TargetTrackingScaling
    ScalingTargetId: !Ref Target
    TargetTrackingScalingPolicyConfiguration:
      TargetValue: 60
      PredefinedMetricSpecification: { PredefinedMetricType: ECSServiceAverageCPUUtilization }`;

export const examples = defineExamples('cost-autoscaling-configured', [
  {
    title: 'A HorizontalPodAutoscaler from 2 to 6',
    files: { ...manifest(), ...hpa(2, 6) },
    verdict: 'pass',
    reason: 'from 2 to 6',
    showInDocs: true,
  },
  {
    title: 'No autoscaler',
    files: manifest({ spec: 'replicas: 3' }),
    verdict: 'fail',
    reason: 'Nothing scales Deployment/orders',
    at: 'k8s/deployment.yaml',
    showInDocs: true,
  },
  {
    title: 'The same minimum and maximum',
    files: { ...manifest(), ...hpa(3, 3) },
    verdict: 'warn',
    calibration: 1,
    at: 'k8s/hpa.yaml',
    showInDocs: true,
  },
  {
    title: 'An autoscaler of another workload',
    files: { ...manifest(), ...hpa(2, 6, 'other') },
    verdict: 'fail',
  },
  {
    title: 'A maximum that the pipeline fills in',
    files: { ...manifest(), ...hpa(2, '"${MAX}"') },
    verdict: 'unknown',
  },
  {
    title: 'KEDA',
    files: {
      ...manifest(),
      'k8s/scaler.yaml':
        'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: orders }\nspec:\n  scaleTargetRef: { name: orders }\n  maxReplicaCount: 10\n  triggers: [{ type: cpu, metadata: { value: "60" } }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Only a VerticalPodAutoscaler',
    files: {
      ...manifest(),
      'k8s/vpa.yaml':
        'apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: orders }\nspec:\n  targetRef: { kind: Deployment, name: orders }\n',
    },
    verdict: 'warn',
    reason: 'Only a VerticalPodAutoscaler',
  },
  {
    title: 'A chart that scales in production',
    files: chart(
      {
        'values.yaml': `${imageValues}autoscaling: { enabled: false }\n`,
        'values-prod.yaml': 'autoscaling: { enabled: true }\n',
      },
      { templates: template },
    ),
    verdict: 'pass',
  },
  {
    title: 'A chart whose autoscaler is off in production',
    files: chart(
      {
        'values.yaml': `${imageValues}autoscaling: { enabled: true }\n`,
        'values-prod.yaml': 'autoscaling: { enabled: false }\n',
      },
      { templates: template },
    ),
    verdict: 'warn',
    reason: 'off in production',
    at: 'chart/templates/hpa.yaml',
  },
  {
    title: 'Knative scales by itself',
    files: {
      'k8s/service.yaml':
        'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      containers:\n        - image: registry.example.com/shop/orders:1.4.2\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A DaemonSet',
    files: manifest({ kind: 'DaemonSet' }),
    verdict: 'not-applicable',
  },
  {
    title: 'A cron job beside the service',
    files: {
      ...manifest(),
      ...hpa(2, 6),
      'k8s/job.yaml':
        'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{ name: report, image: "registry.example.com/shop/report:1.4.2" }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A declared singleton',
    files: manifest(),
    annotations: { 'container-lens/profile': 'singleton' },
    verdict: 'not-applicable',
  },
  {
    title: 'A scalable target with a policy',
    files: cloudFormation({ resources: target(policy) }),
    verdict: 'pass',
  },
  {
    title: 'A scalable target without a policy',
    files: cloudFormation({ resources: target('') }),
    verdict: 'warn',
  },
  { title: 'A service of ECS without scaling', files: cloudFormation(), verdict: 'fail' },
  {
    title: 'Terraform with target and policy',
    files: terraform({
      more: `resource "aws_appautoscaling_target" "orders" {
  min_capacity       = 2
  max_capacity       = 6
  resource_id        = "service/main/\${aws_ecs_service.orders.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders.resource_id
  scalable_dimension = aws_appautoscaling_target.orders.scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders.service_namespace
}
`,
    }),
    verdict: 'pass',
  },
  { title: 'A task definition alone', files: taskDefinition(), verdict: 'fail' },
  {
    title: 'Copilot with a range',
    files: copilot('count:\n  range: 2-6\n  cpu_percentage: 60\n'),
    verdict: 'pass',
  },
  { title: 'Copilot with a fixed count', files: copilot('count: 2\n'), verdict: 'fail' },
  {
    title: 'A job',
    files: manifest({ kind: 'Job' }),
    verdict: 'not-applicable',
  },
]);
