import { defineExamples } from '../checkExample';

export const examples = defineExamples('perf-image-single-process', [
  {
    title: 'One program',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["node","server.js"]\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A web server with its workers is one service',
    files: { Dockerfile: 'FROM python:3.13-slim\nCMD ["gunicorn","-w","4","app:app"]\n' },
    verdict: 'pass',
  },
  {
    title: 'The start of a known parent',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n' },
    verdict: 'pass',
  },
  {
    title: 'A script that prepares and hands over',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\nset -e\nmkdir -p /data\n./migrate.sh\nexec "$@"\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Two programs in one shell command',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD nginx -g "daemon off;" & node server.js\n' },
    verdict: 'fail',
    reason: 'background',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'A worker in the background of the script',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\ncelery -A app worker &\nexec gunicorn app:app\n',
    },
    verdict: 'fail',
    reason: 'celery',
    at: 'entrypoint.sh:2',
  },
  {
    title: 'A service beside the program',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\nservice cron start\nexec /app\n',
    },
    verdict: 'fail',
    reason: 'cron',
  },
  {
    title: 'cron as a daemon beside the program',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD cron && /app\n' },
    verdict: 'fail',
  },
  {
    title: 'cron in the foreground as the only program',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD ["cron","-f"]\n' },
    verdict: 'pass',
  },
  {
    title: 'An SSH server',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y openssh-server\nCMD ["/usr/sbin/sshd","-D"]\n',
    },
    verdict: 'fail',
    reason: 'SSH',
  },
  {
    title: 'PHP as a daemon before nginx',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': "#!/bin/sh\nphp-fpm -D\nexec nginx -g 'daemon off;'\n",
    },
    verdict: 'fail',
    reason: 'php-fpm',
  },
  {
    title: 'A supervisor',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD ["/usr/bin/supervisord","-n"]\n' },
    verdict: 'warn',
    reason: 'supervisord',
    showInDocs: true,
  },
  {
    title: 'A supervisor that the script starts',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\nexec supervisord -n -c /etc/supervisord.conf\n',
    },
    verdict: 'warn',
  },
  {
    title: 's6-overlay',
    files: { Dockerfile: 'FROM debian:12-slim\nENTRYPOINT ["/init"]\n' },
    verdict: 'warn',
    reason: 's6',
  },
  {
    title: 'Several scripts at once by npm',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["npm","start"]\n',
      'package.json':
        '{\n "scripts": {\n  "start": "concurrently \\"node api.js\\" \\"node worker.js\\""\n }\n}\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A trap that forwards signals to one child',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': "#!/bin/sh\n/app &\npid=$!\ntrap 'kill -TERM $pid' TERM INT\nwait $pid\n",
    },
    verdict: 'pass',
  },
  {
    title: 'One program in the background and wait',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\n./prepare.sh\n/app &\nwait $!\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Two programs in the background and wait',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\n/api &\n/worker &\nwait -n\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A one-off migration in the background',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\n./migrate.sh &\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A loop in the background that runs a program',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\nwhile true; do php artisan schedule:run; sleep 60; done &\nexec php-fpm\n',
    },
    verdict: 'fail',
    reason: 'php',
  },
  {
    title: 'tee copies the log of one service',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD /app | tee /tmp/out\n' },
    verdict: 'pass',
  },
  {
    title: 'nohup',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\nnohup /worker > /dev/null &\nexec /app\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The script is not in the repository',
    files: { Dockerfile: 'FROM debian:12-slim\nENTRYPOINT ["/opt/start.sh"]\n' },
    verdict: 'unknown',
    reason: 'not in the repository',
  },
  {
    title: 'A parent nobody knows, and nothing of its own',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    verdict: 'unknown',
  },
  {
    title: 'A program of its own on a parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\nENTRYPOINT ["/app"]\n' },
    verdict: 'pass',
  },
  {
    title: 'pm2 with one script',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["pm2-runtime","server.js"]\n' },
    verdict: 'pass',
  },
  {
    title: 'pm2 with a file of apps',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["pm2-runtime","start","ecosystem.config.js"]\n' },
    verdict: 'unknown',
    reason: 'pm2-runtime',
  },
  {
    title: 'A function',
    files: { Dockerfile: 'FROM public.ecr.aws/lambda/nodejs:22\nCMD ["index.handler"]\n' },
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
  {
    title: 'Two file descriptors joined are no background',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD /app 2>&1\n' },
    verdict: 'pass',
  },
  {
    title: 'The image is built elsewhere',
    files: {
      'k8s/orders.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      containers:\n        - name: orders\n          image: registry.example.com/orders:1.4.2\n',
    },
    verdict: 'unknown',
    reason: 'built elsewhere',
  },
  {
    title: 'An own script with the name of the script of the parent starts two programs',
    files: {
      Dockerfile:
        'FROM node:22-slim\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n',
      'docker-entrypoint.sh': '#!/bin/sh\nnode worker.js &\nexec "$@"\n',
    },
    verdict: 'fail',
    at: 'docker-entrypoint.sh:2',
  },
]);
