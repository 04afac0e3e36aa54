import { defineExamples } from '../checkExample';
import { chart, cloudFormation, copilot, imageValues, manifest } from '../deployedExamples';

const npm = (...names: string[]) => ({
  'package.json': `${JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '^1.0.0'])) })}\n`,
});
const rule = {
  'k8s/alerts.yaml':
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: orders }\nspec: { groups: [{ name: orders, rules: [{ alert: Errors, expr: "rate(errors[5m]) > 1" }] }] }\n',
};
const alarm = {
  'infra/alarms.yaml':
    'Resources:\n  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties: { MetricName: HTTPCode_Target_5XX_Count, Threshold: 1, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold }\n',
};

export const examples = defineExamples('ops-telemetry-signals', [
  {
    title: 'OpenTelemetry and a PrometheusRule',
    files: { ...manifest(), ...npm('@opentelemetry/sdk-node'), ...rule },
    verdict: 'pass',
    reason: '@opentelemetry/sdk-node',
    showInDocs: true,
  },
  {
    title: 'A JSON logger and an alarm of CloudWatch',
    files: { ...npm('pino'), ...alarm },
    verdict: 'pass',
  },
  {
    title: 'Neither',
    files: { ...manifest(), ...npm('express') },
    verdict: 'fail',
    reason: 'neither telemetry nor an alarm',
    showInDocs: true,
  },
  {
    title: 'A logger without an alarm',
    files: { ...manifest(), ...npm('pino') },
    verdict: 'warn',
    reason: 'no alarm beside it',
    at: 'package.json',
    showInDocs: true,
  },
  {
    title: 'An alarm without telemetry',
    files: { ...npm('express'), ...alarm },
    verdict: 'warn',
    reason: 'no telemetry beside it',
  },
  {
    title: 'A logger among the development dependencies',
    files: { 'package.json': '{ "devDependencies": { "pino": "^9.0.0" } }\n' },
    verdict: 'fail',
  },
  {
    title: 'Only the X-Ray SDK beside an alarm',
    files: { ...npm('aws-xray-sdk'), ...alarm },
    verdict: 'warn',
    reason: '2027-02-25',
  },
  {
    title: 'Micrometer of Spring Boot and an alarm',
    files: {
      'pom.xml':
        '<project><dependencies><dependency><groupId>io.micrometer</groupId><artifactId>micrometer-registry-prometheus</artifactId></dependency></dependencies></project>\n',
      ...alarm,
    },
    verdict: 'pass',
  },
  {
    title: 'structlog of Python and an alarm',
    files: { 'requirements.txt': 'structlog==25.4.0\n', ...alarm },
    verdict: 'pass',
  },
  {
    title: 'zap of Go and an alarm',
    files: {
      'go.mod': 'module example.com/orders\n\ngo 1.25\n\nrequire go.uber.org/zap v1.27.0\n',
      ...alarm,
    },
    verdict: 'pass',
  },
  {
    title: 'slog of Go, which is no dependency',
    files: {
      'go.mod': 'module example.com/orders\n\ngo 1.25\n',
      'cmd/orders/main.go':
        'package main\n\nvar log = slog.New(slog.NewJSONHandler(os.Stdout, nil))\n',
      ...alarm,
    },
    verdict: 'pass',
  },
  {
    title: 'A scrape annotation and a PrometheusRule in a chart',
    files: chart(
      { 'values.yaml': imageValues },
      {
        templates: {
          'service.yaml':
            'apiVersion: v1\nkind: Service\nmetadata: { name: orders, annotations: { prometheus.io/scrape: "true" } }\nspec: { selector: { app: orders } }\n',
          'alerts.yaml': rule['k8s/alerts.yaml'],
        },
      },
    ),
    verdict: 'warn',
  },
  {
    title: 'An agent of OpenTelemetry in the image',
    files: {
      Dockerfile:
        'FROM eclipse-temurin:21-jre\nADD https://example.com/opentelemetry-javaagent.jar /otel.jar\n',
      ...alarm,
    },
    verdict: 'pass',
  },
  {
    title: 'Deployment alarms of ECS and a Prometheus client',
    files: {
      ...npm('prom-client'),
      ...cloudFormation({
        service:
          'DeploymentConfiguration: { Alarms: { AlarmNames: [errors], Enable: true, Rollback: true } }',
      }),
    },
    verdict: 'pass',
  },
  {
    title: 'Copilot with tracing by X-Ray and rollback alarms',
    files: copilot(
      'observability:\n  tracing: awsxray\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 80\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A logger and attested alarms',
    files: {
      ...npm('winston'),
      '.container-lens.yaml': `attestations:
  - check: ops-telemetry-signals
    answer: yes
    statement: Alarms on error rate and latency are in the platform repository
    evidence_url: https://example.com/alarms
    attested_by: user:default/ada
    attested_at: 2026-11-01
    expires_at: 2027-04-01
`,
    },
    verdict: 'pass',
  },
  {
    title: 'No dependency manifest at all',
    files: { Dockerfile: 'FROM nginx:1.28\n' },
    verdict: 'unknown',
    reason: 'no dependency manifest',
  },
  {
    title: 'A manifest that cannot be read',
    files: { 'package.json': '{' },
    verdict: 'unknown',
  },
  {
    title: 'A job',
    files: { ...manifest({ kind: 'Job' }), ...npm('express') },
    verdict: 'not-applicable',
  },
]);
