import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest, taskDefinition } from '../deployedExamples';

const dockerfile = (line: string, parent = 'node:22-slim') => ({
  Dockerfile: `FROM ${parent}\n${line}\nCMD ["node", "server.js"]\n`,
});
const grace = (seconds: number | string) =>
  manifest({ pod: `terminationGracePeriodSeconds: ${seconds}` });
const preStop = (seconds: number, pod?: string) =>
  manifest({
    pod,
    container: `lifecycle: { preStop: { exec: { command: [sh, -c, "sleep ${seconds}"] } } }`,
  });

export const examples = defineExamples('cost-signal-grace-period', [
  {
    title: 'Nothing is said',
    files: { ...dockerfile('WORKDIR /app'), ...manifest() },
    verdict: 'pass',
  },
  {
    title: 'SIGTERM and a grace period of one minute',
    files: { ...dockerfile('STOPSIGNAL SIGTERM'), ...grace(60) },
    verdict: 'pass',
    reason: '60 seconds to stop',
    showInDocs: true,
  },
  {
    title: 'SIGQUIT of nginx',
    files: dockerfile('STOPSIGNAL SIGQUIT', 'nginx:1.28'),
    verdict: 'pass',
  },
  {
    title: 'SIGWINCH of httpd',
    files: dockerfile('STOPSIGNAL SIGWINCH', 'httpd:2.4'),
    verdict: 'pass',
  },
  {
    title: 'SIGWINCH elsewhere',
    files: dockerfile('STOPSIGNAL SIGWINCH'),
    verdict: 'warn',
    at: 'Dockerfile:2',
  },
  {
    title: 'STOPSIGNAL SIGKILL',
    files: dockerfile('STOPSIGNAL SIGKILL'),
    verdict: 'fail',
    reason: 'ends the process at once',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  { title: 'STOPSIGNAL as number', files: dockerfile('STOPSIGNAL 9'), verdict: 'fail' },
  {
    title: 'The last STOPSIGNAL counts',
    files: dockerfile('STOPSIGNAL 9\nSTOPSIGNAL 15'),
    verdict: 'pass',
  },
  {
    title: 'STOPSIGNAL of a build stage does not count',
    files: { Dockerfile: 'FROM node:22 AS build\nSTOPSIGNAL SIGKILL\nFROM node:22-slim\n' },
    verdict: 'pass',
  },
  {
    title: 'A grace period of two seconds',
    files: grace(2),
    verdict: 'fail',
    reason: 'killed 2 seconds after',
    showInDocs: true,
  },
  { title: 'A grace period of zero seconds', files: grace(0), verdict: 'fail' },
  { title: 'A grace period of 20 minutes', files: grace(1200), verdict: 'warn' },
  { title: 'A preStop sleep within the default period', files: preStop(10), verdict: 'pass' },
  {
    title: 'A preStop sleep that leaves three seconds',
    files: preStop(27),
    verdict: 'warn',
    reason: 'leaves 3 to stop',
  },
  { title: 'A preStop sleep that leaves five seconds', files: preStop(25), verdict: 'pass' },
  {
    title: 'A preStop sleep as long as the default period',
    files: preStop(30),
    verdict: 'fail',
    reason: 'without a stop signal',
  },
  {
    title: 'A long preStop sleep in a longer period',
    files: preStop(30, 'terminationGracePeriodSeconds: 90'),
    verdict: 'pass',
  },
  {
    title: 'A grace period that the pipeline fills in',
    files: grace('"${GRACE}"'),
    verdict: 'unknown',
    reason: 'is not known',
  },
  {
    title: 'stopTimeout of a task definition',
    files: taskDefinition({ stopTimeout: 90 }),
    verdict: 'pass',
  },
  {
    title: 'stopTimeout of two seconds',
    files: taskDefinition({ stopTimeout: 2 }),
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'stopTimeout above the limit of Fargate',
    files: cloudFormation({ container: 'StopTimeout: 300' }),
    verdict: 'warn',
    reason: 'Fargate',
  },
  { title: 'A Copilot service', files: copilot(), verdict: 'pass' },
  {
    title: 'stop_grace_period of compose as deploy target',
    files: {
      'compose.yaml':
        'services: { app: { image: "registry.example.com/orders:1.4.2", stop_grace_period: 1s } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'fail',
  },
  {
    title: 'stop_signal of compose that kills',
    files: {
      'compose.yaml':
        'services: { app: { image: "registry.example.com/orders:1.4.2", stop_signal: SIGKILL } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'fail',
    reason: 'cannot finish its work',
  },
  {
    title: 'stop_signal of compose that few programs expect',
    files: {
      'compose.yaml':
        'services: { app: { image: "registry.example.com/orders:1.4.2", stop_signal: SIGUSR1 } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'warn',
  },
  {
    title: 'stop_signal of compose that is the usual one',
    files: {
      'compose.yaml':
        'services: { app: { image: "registry.example.com/orders:1.4.2", stop_signal: SIGTERM } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'pass',
  },
  {
    title: 'A base image',
    files: dockerfile('STOPSIGNAL 9'),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
]);
