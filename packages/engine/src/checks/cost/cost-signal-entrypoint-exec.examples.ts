import { defineExamples } from '../checkExample';

const Dockerfile =
  'FROM debian:12-slim\nCOPY docker/entrypoint.sh /usr/local/bin/\nENTRYPOINT ["entrypoint.sh"]\nCMD ["/app"]\n';
const script = (text: string) => ({ Dockerfile, 'docker/entrypoint.sh': text });

export const examples = defineExamples('cost-signal-entrypoint-exec', [
  {
    title: 'The script ends with exec',
    files: script('#!/bin/sh\nset -e\nif [ -f /config ]; then . /config; fi\nexec "$@"\n'),
    verdict: 'pass',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'The program is a child of the script',
    files: script('#!/bin/sh\nset -e\necho starting\n"$@"\n'),
    verdict: 'fail',
    at: 'docker/entrypoint.sh:4',
    showInDocs: true,
  },
  {
    title: 'One branch forgets exec',
    files: script(
      '#!/bin/bash\nif [ "$1" = web ]; then\n  exec gunicorn app:app\nelse\n  python worker.py\nfi\n',
    ),
    verdict: 'fail',
    at: 'docker/entrypoint.sh:5',
  },
  {
    title: 'Every branch hands over or ends',
    files: script(
      '#!/bin/sh\ncase "$1" in\n  web) exec gunicorn app:app ;;\n  migrate) python manage.py migrate; exit 0 ;;\n  *) echo usage; exit 1 ;;\nesac\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The script forwards TERM and waits',
    files: script(
      "#!/bin/sh\nnode server.js &\npid=$!\ntrap 'kill -TERM $pid' TERM INT\nwait $pid\n",
    ),
    verdict: 'warn',
    at: 'docker/entrypoint.sh:2',
    showInDocs: true,
  },
  {
    title: 'A trap that only leaves does not forward',
    files: script("#!/bin/sh\ntrap 'exit 0' TERM\nnode server.js &\nwait\n"),
    verdict: 'fail',
  },
  {
    title: 'A function hands over',
    files: script('#!/bin/sh\nmain() {\n  migrate || exit 1\n  exec "$@"\n}\nmain "$@"\n'),
    verdict: 'pass',
  },
  {
    title: 'Under an init that signals the group',
    files: {
      ...script('#!/bin/sh\nnode server.js\n'),
      Dockerfile: Dockerfile.replace('["entrypoint.sh"]', '["tini", "-g", "--", "entrypoint.sh"]'),
    },
    verdict: 'warn',
  },
  {
    title: 'exec only moves the output',
    files: script('#!/bin/sh\nexec >/proc/1/fd/1 2>&1\nnode server.js\n'),
    verdict: 'fail',
    at: 'docker/entrypoint.sh:3',
  },
  {
    title: 'The script comes from a here-document',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY --chmod=755 <<EOF /run.sh\n#!/bin/sh\nnode server.js\nEOF\nCMD ["/run.sh"]\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:4',
  },
  {
    title: 'The script of a known parent',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n' },
    verdict: 'pass',
  },
  {
    title: 'The script goes on elsewhere',
    files: script('#!/bin/bash\nsource /opt/run.sh\n'),
    verdict: 'unknown',
  },
  {
    title: 'The script is not in the repository',
    files: { Dockerfile: 'FROM registry.example.com/base:1.0\nCMD ["/opt/start.sh"]\n' },
    verdict: 'unknown',
  },
  {
    title: 'No script',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD ["/app"]\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The script behind the script hands over as well',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY entrypoint start /\nENTRYPOINT ["/entrypoint"]\nCMD ["/start"]\n',
      entrypoint: '#!/bin/sh\nwait-for-it db:5432\nexec "$@"\n',
      start: '#!/bin/sh\npython manage.py migrate\nexec gunicorn shop.wsgi\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The script behind the script keeps the signals',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY entrypoint start /\nENTRYPOINT ["/entrypoint"]\nCMD ["/start"]\n',
      entrypoint: '#!/bin/sh\nwait-for-it db:5432\nexec "$@"\n',
      start: '#!/bin/sh\npython manage.py migrate\ngunicorn shop.wsgi\n',
    },
    verdict: 'fail',
    at: 'start:3',
  },
  {
    title: 'An own script with the name of the script of the parent',
    files: {
      Dockerfile:
        'FROM node:22-slim\nCOPY docker-entrypoint.sh /docker-entrypoint.sh\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n',
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\n"$@"\n',
    },
    verdict: 'fail',
    at: 'docker-entrypoint.sh:3',
  },
  {
    title: 'An own script over the script of the parent',
    files: {
      Dockerfile: 'FROM postgres:17\nCOPY docker-entrypoint.sh /usr/local/bin/\n',
      'docker-entrypoint.sh': '#!/bin/sh\npostgres -D /data\n',
    },
    verdict: 'fail',
    at: 'docker-entrypoint.sh:2',
  },
  {
    title: 'The script of the parent named again',
    files: {
      Dockerfile:
        'FROM node:22-slim\nCOPY . /app\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The script of a base image, called by its name',
    files: {
      Dockerfile:
        'FROM debian:13.1-slim\nCOPY run-java.sh /usr/local/bin/run-java\nENTRYPOINT ["run-java"]\n',
      'run-java.sh': '#!/bin/bash\njava $JAVA_OPTS -jar /app/app.jar "$@"\n',
    },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'fail',
    at: 'run-java.sh:2',
  },
]);
