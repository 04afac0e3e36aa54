import { defineExamples } from '../checkExample';

const foreign = (command: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - name: orders
          image: registry.example.com/orders:1.4.2
${command}`;

export const examples = defineExamples('cost-signal-pid1', [
  {
    title: 'The command of a Copilot manifest takes the place of CMD',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
      'copilot/web/manifest.yml':
        'name: web\ntype: Load Balanced Web Service\nimage: { build: ./Dockerfile, port: 80 }\ncommand: npm start\n',
    },
    verdict: 'fail',
    reason: 'npm',
  },
  {
    title: 'Two images of Copilot, and the command of one',
    files: {
      'web/Dockerfile': 'FROM node:22-slim\nCMD npm start\n',
      'mail/Dockerfile': 'FROM node:22-slim\nCMD ["node", "mail.js"]\n',
      'copilot/web/manifest.yml':
        'name: web\ntype: Load Balanced Web Service\nimage: { build: web/Dockerfile, port: 80 }\ncommand: [node, web.js]\n',
      'copilot/mail/manifest.yml':
        'name: mail\ntype: Worker Service\nimage: { build: { context: mail } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'npm as process 1',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["npm", "start"]\n',
      'package.json': '{"scripts":{"start":"node dist/main.js"}}',
    },
    verdict: 'fail',
    reason: 'node dist/main.js',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'npm under an init that signals the process group',
    files: {
      Dockerfile: 'FROM node:22-slim\nENTRYPOINT ["dumb-init", "--"]\nCMD ["npm", "start"]\n',
    },
    verdict: 'warn',
    calibration: 2,
  },
  {
    title: 'Shell form on Debian',
    files: { Dockerfile: 'FROM node:22-slim\nCMD node server.js\n' },
    verdict: 'fail',
    reason: 'dash',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 3,
  },
  {
    title: 'One simple command and a shell that nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/node:22\nCMD node server.js\n' },
    verdict: 'warn',
    calibration: 4,
  },
  {
    title: 'sh -c where sh is bash',
    files: {
      Dockerfile:
        'FROM public.ecr.aws/amazonlinux/amazonlinux:2023\nENTRYPOINT ["sh", "-c", "java $JAVA_OPTS -jar /app/app.jar"]\n',
    },
    verdict: 'warn',
    reason: 'bash',
    calibration: 5,
  },
  {
    title: 'Shell form without a shell',
    files: { Dockerfile: 'FROM gcr.io/distroless/static-debian12:nonroot\nCMD ./server\n' },
    verdict: 'fail',
    calibration: 6,
  },
  {
    title: 'Several commands in dash',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCMD ["sh", "-c", "python migrate.py && gunicorn app:app"]\n',
    },
    verdict: 'fail',
    calibration: 7,
  },
  {
    title: 'The chart replaces the command of the image',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["npm", "start"]\n',
      'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
      'chart/values.yaml': 'image: registry.example.com/orders:1.0.0\n',
      'chart/templates/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  selector:\n    matchLabels:\n      app: orders\n  template:\n    metadata:\n      labels:\n        app: orders\n    spec:\n      containers:\n        - name: app\n          image: {{ .Values.image }}\n          command: ["node", "dist/main.js"]\n',
    },
    verdict: 'pass',
    calibration: 8,
  },
  {
    title: 'The program itself in exec form',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Shell form that hands over',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCMD python migrate.py && exec gunicorn app:app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'exec of a wrapper is still a wrapper',
    files: { Dockerfile: 'FROM node:22-slim\nCMD exec npm start\n' },
    verdict: 'fail',
  },
  {
    title: 'A pipeline keeps the shell alive',
    files: { Dockerfile: 'FROM node:22.11-alpine\nCMD node server.js | tee /dev/stderr\n' },
    verdict: 'fail',
  },
  {
    title: 'tini and su-exec are stripped',
    files: {
      Dockerfile:
        'FROM node:22.11-alpine\nENTRYPOINT ["/sbin/tini", "--", "su-exec", "node"]\nCMD ["node", "server.js"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'SHELL names bash for the shell form',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD server --port 80\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A function has no process of its own',
    files: { Dockerfile: 'FROM node:22-slim\nCMD npm start\n' },
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
  {
    title: 'Nobody says what starts',
    files: { Dockerfile: 'FROM registry.example.com/base/node:22\n' },
    verdict: 'unknown',
  },
  {
    title: 'The task definition replaces the command of the image by the program itself',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD npm start\n',
      'ecs/task-definition.json':
        '{"family":"a","containerDefinitions":[{"name":"app","image":"x/a:1","entryPoint":["node"],"command":["server.js"]}]}',
    },
    verdict: 'pass',
  },
  {
    title: 'An init process of ECS does not make npm pass signals on',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
      'ecs/task-definition.json':
        '{"family":"a","containerDefinitions":[{"name":"app","image":"x/a:1","entryPoint":["npm"],"command":["start"],"linuxParameters":{"initProcessEnabled":true}}]}',
    },
    verdict: 'fail',
  },
  {
    title: 'The task definition starts what the image says',
    files: {
      Dockerfile: 'FROM node:22-slim\nENTRYPOINT ["node", "server.js"]\n',
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: app, Image: x/a:1, Command: [] }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A task of Terraform starts npm',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
      'infra/main.tf':
        'resource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1", command = ["npm", "start"] }])\n}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The image is built elsewhere and the manifest names no command',
    files: { 'k8s/orders.yaml': foreign('') },
    verdict: 'unknown',
    reason: 'built elsewhere',
  },
  {
    title: 'The image is built elsewhere and the manifest starts npm',
    files: { 'k8s/orders.yaml': foreign('          command: [npm, start]\n') },
    verdict: 'fail',
    reason: 'npm',
  },
  {
    title: 'The image is built elsewhere and the manifest starts the program',
    files: { 'k8s/orders.yaml': foreign('          command: [/app, serve]\n') },
    verdict: 'pass',
  },
]);
