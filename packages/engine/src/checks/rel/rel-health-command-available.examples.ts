import { defineExamples } from '../checkExample';

export const examples = defineExamples('rel-health-command-available', [
  {
    title: 'curl is not in Debian slim',
    files: {
      Dockerfile: 'FROM debian:12-slim\nHEALTHCHECK CMD curl -f http://localhost:8080/\n',
    },
    verdict: 'fail',
    reason: 'curl',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'No shell in distroless',
    files: {
      Dockerfile: 'FROM gcr.io/distroless/nodejs22-debian12\nHEALTHCHECK CMD curl localhost\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
    calibration: 2,
  },
  {
    title: 'curl is installed in the stage that ships',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nHEALTHCHECK --interval=10s CMD curl -f http://localhost:8080/ || exit 1\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The interpreter of the parent',
    files: { Dockerfile: 'FROM node:22-slim\nHEALTHCHECK CMD ["node", "health.js"]\n' },
    verdict: 'pass',
  },
  {
    title: 'A probe that is copied in',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS b\nFROM scratch\nCOPY --from=b /out/healthprobe /usr/local/bin/healthprobe\nHEALTHCHECK CMD ["/usr/local/bin/healthprobe", "8080"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The program checks itself',
    files: {
      Dockerfile:
        'FROM registry.example.com/base:1.0\nHEALTHCHECK CMD ["/app", "health"]\nENTRYPOINT ["/app"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'busybox has wget and no curl',
    files: {
      Dockerfile: 'FROM node:22.11-alpine\nHEALTHCHECK CMD curl -f http://localhost:3000/\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The check asks another host',
    files: {
      Dockerfile: 'FROM node:22.11-alpine\nHEALTHCHECK CMD wget -qO- https://example.com/status\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'A parent that nobody knows',
    files: {
      Dockerfile: 'FROM registry.example.com/base:1.0\nHEALTHCHECK CMD curl -f http://localhost/\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'No command checks the health',
    files: { Dockerfile: 'FROM node:22-slim\nHEALTHCHECK NONE\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The health check of a task calls curl, which the slim image does not have',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'ecs/task-definition.json':
        '{"family":"a","containerDefinitions":[{"name":"app","image":"x/a:1","healthCheck":{"command":["CMD-SHELL","curl -f http://localhost/ || exit 1"]}}]}',
    },
    verdict: 'fail',
    at: 'ecs/task-definition.json:1',
  },
  {
    title: 'The health check of a task in CloudFormation runs the interpreter',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Image: x/a:1\n          HealthCheck: { Command: [CMD, node, check.js] }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A health check of a task in a shell, and the image has none',
    files: {
      Dockerfile:
        'FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\nENTRYPOINT ["/app"]\n',
      'ecs/task-definition.json':
        '{"family":"a","containerDefinitions":[{"name":"app","image":"x/a:1","healthCheck":{"command":["CMD-SHELL","/app check"]}}]}',
    },
    verdict: 'fail',
  },
]);
