import { defineExamples } from '../checkExample';

export const examples = defineExamples('cost-signal-app-handler', [
  {
    title: 'Node.js handles the signal',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js':
        "const server = app.listen(8080);\nprocess.on('SIGTERM', () => server.close());\n",
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A job ends by itself',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY train.py .\nCMD ["python","train.py"]\n',
      'train.py': 'print(1)\n',
      'deploy/job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: train }\nspec:\n  template:\n    spec:\n      containers: [{ name: train, image: "registry.example.com/train:1.0.0" }]\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'A job of the same image beside the service',
    files: {
      'api/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn","app.main:app"]\n',
      'copilot/api/manifest.yml':
        'name: api\ntype: Load Balanced Web Service\nimage:\n  build: api/Dockerfile\n  port: 8000\n',
      'copilot/nightly/manifest.yml':
        'name: nightly\ntype: Scheduled Job\nimage:\n  build: api/Dockerfile\ncommand: ./nightly\non:\n  schedule: "@daily"\n',
    },
    verdict: 'pass',
  },
  {
    title: 'One handler for several signals',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': "for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);\n",
    },
    verdict: 'pass',
  },
  {
    title: 'A list of signals',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js':
        "['SIGINT', 'SIGTERM'].forEach(signal => {\n  process.on(signal, stop);\n});\n",
    },
    verdict: 'pass',
  },
  {
    title: 'Only in a comment',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': "// process.on('SIGTERM', stop);\napp.listen(8080);\n",
    },
    verdict: 'unknown',
  },
  {
    title: 'Only in a test',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'test/server.js': "process.on('SIGTERM', stop);\n",
    },
    verdict: 'unknown',
  },
  {
    title: 'The code ignores the signal',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': "process.on('SIGTERM', () => {});\n",
    },
    verdict: 'fail',
    at: 'src/server.js:1',
    showInDocs: true,
  },
  {
    title: 'Nest with its hooks',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/main.ts':
        'const app = await NestFactory.create(AppModule);\napp.enableShutdownHooks();\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A library of Node.js',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'package.json': '{"dependencies":{"@godaddy/terminus":"^4.12.0"}}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Go notifies',
    files: {
      Dockerfile: 'FROM scratch\nCOPY app /app\nCMD ["/app"]\n',
      'cmd/orders/main.go':
        'ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Go ignores',
    files: {
      Dockerfile: 'FROM scratch\nCOPY app /app\nCMD ["/app"]\n',
      'main.go': 'signal.Ignore(syscall.SIGTERM)\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Go handles only the interrupt',
    files: {
      Dockerfile: 'FROM scratch\nCOPY app /app\nCMD ["/app"]\n',
      'main.go': 'signal.Notify(c, os.Interrupt)\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Python handles the signal',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCMD ["python","worker.py"]\n',
      'worker.py': 'signal.signal(signal.SIGTERM, stop)\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Python ignores the signal',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCMD ["python","worker.py"]\n',
      'worker.py': 'signal.signal(signal.SIGTERM, signal.SIG_IGN)\n',
    },
    verdict: 'fail',
  },
  {
    title: 'gunicorn',
    files: { Dockerfile: 'FROM python:3.13-slim\nCMD ["gunicorn","app:app"]\n' },
    verdict: 'pass',
    reason: 'gunicorn',
  },
  {
    title: 'uvicorn as a module',
    files: { Dockerfile: 'FROM python:3.13-slim\nCMD ["python","-m","uvicorn","app:app"]\n' },
    verdict: 'pass',
  },
  {
    title: 'Behind a script',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n',
      'start.sh': '#!/bin/sh\npython manage.py migrate\nexec gunicorn app:app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Spring Boot 3.4 and later',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'pom.xml':
        '<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent></project>\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Spring Boot before 3.4',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'pom.xml':
        '<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.3.0</version></parent></project>\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Spring Boot before 3.4, configured',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/application.yml': 'server:\n  port: 8080\n  shutdown: graceful\n',
      'pom.xml':
        '<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.3.0</version></parent></project>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Spring Boot 3.5 told to stop at once',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'src/main/resources/application.properties': 'server.shutdown=immediate\n',
      'pom.xml':
        '<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent></project>\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Spring Boot as a plugin of Gradle',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'build.gradle.kts': 'plugins {\n  id("org.springframework.boot") version "3.5.1"\n}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Quarkus',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\nCMD ["java","-jar","/app.jar"]\n',
      'build.gradle': "plugins {\n  id 'io.quarkus'\n}\n",
    },
    verdict: 'pass',
  },
  {
    title: '.NET for the web',
    files: {
      Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT ["dotnet","a.dll"]\n',
      'a.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'puma by bundler',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nCMD ["bundle","exec","puma","-C","config/puma.rb"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Tokio',
    files: {
      Dockerfile: 'FROM scratch\nCOPY app /app\nCMD ["/app"]\n',
      'src/main.rs': 'let mut term = signal(SignalKind::terminate())?;\n',
    },
    verdict: 'pass',
  },
  {
    title: 'nginx as the main process',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\n' },
    verdict: 'pass',
  },
  {
    title: 'Nothing found and nobody attests',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': 'app.listen(8080);\n',
    },
    verdict: 'unknown',
    reason: 'attested',
  },
  {
    title: 'A test is attested',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': 'app.listen(8080);\n',
      '.container-lens.yaml':
        "attestations:\n  - check: cost-signal-app-handler\n    answer: 'yes'\n    statement: A test stops the service under load.\n    evidence_url: https://tests.example.com/termination\n    attested_by: group:default/orders\n    attested_at: '2026-11-01'\n    expires_at: '2027-03-01'\n",
    },
    verdict: 'pass',
  },
  {
    title: 'A test is attested for a few more days',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': 'app.listen(8080);\n',
      '.container-lens.yaml':
        "attestations:\n  - check: cost-signal-app-handler\n    answer: 'yes'\n    statement: A test stops the service under load.\n    evidence_url: https://tests.example.com/termination\n    attested_by: group:default/orders\n    attested_at: '2026-11-01'\n    expires_at: '2026-11-30'\n",
    },
    verdict: 'warn',
  },
  {
    title: 'The test fails, whatever the code says',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","src/server.js"]\n',
      'src/server.js': "process.on('SIGTERM', stop);\n",
      '.container-lens.yaml':
        "attestations:\n  - check: cost-signal-app-handler\n    answer: 'no'\n    statement: A test stops the service under load.\n    evidence_url: https://tests.example.com/termination\n    attested_by: group:default/orders\n    attested_at: '2026-11-01'\n    expires_at: '2027-03-01'\n",
    },
    verdict: 'fail',
  },
  {
    title: 'A job',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["node","a.js"]\n' },
    annotations: { 'container-lens/workload-type': 'job' },
    verdict: 'not-applicable',
  },
  {
    title: 'gunicorn in a script that the entrypoint hands over to',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY entrypoint start /\nENTRYPOINT ["/entrypoint"]\nCMD ["/start"]\n',
      entrypoint: '#!/bin/sh\nexec "$@"\n',
      start: '#!/bin/sh\nexec /usr/local/bin/gunicorn shop.wsgi\n',
    },
    verdict: 'pass',
    reason: 'gunicorn',
  },
  {
    title: 'rails server with puma in the Gemfile',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nCMD ["./bin/thrust","./bin/rails","server"]\n',
      Gemfile: "source 'https://rubygems.example.com'\ngem 'rails'\ngem 'puma', '>= 5.0'\n",
    },
    verdict: 'pass',
    reason: 'puma',
  },
  {
    title: 'rails server without a server that is known',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nCMD ["./bin/rails","server"]\n',
      Gemfile: "source 'https://rubygems.example.com'\ngem 'rails'\n",
    },
    verdict: 'unknown',
  },
  {
    title: 'The handler of another service of the monorepo',
    files: {
      'apps/api/Dockerfile': 'FROM node:22.11-slim\nCOPY . .\nCMD ["node", "apps/api/main.js"]\n',
      'apps/api/main.js': "process.on('SIGTERM', stop);\n",
      'apps/web/Dockerfile': 'FROM node:22.11-slim\nCOPY . .\nCMD ["node", "apps/web/main.js"]\n',
      'apps/web/main.js': 'listen();\n',
      'compose.yaml':
        'services:\n  api: { build: { context: ., dockerfile: apps/api/Dockerfile } }\n  web: { build: { context: ., dockerfile: apps/web/Dockerfile } }\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  images:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build -f apps/api/Dockerfile .\n      - run: docker build -f apps/web/Dockerfile .\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'The start script ignores SIGTERM for what it starts',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY start.sh /\nCMD ["/start.sh"]\n',
      'start.sh': "#!/bin/bash\nset -e\ntrap '' INT TERM\nexec /app\n",
    },
    verdict: 'fail',
    at: 'start.sh:3',
  },
  {
    title: 'A handler behind one that is commented out',
    files: {
      Dockerfile: 'FROM node:22.11-slim\nCOPY . .\nCMD ["node", "main.js"]\n',
      'main.js': "// process.on('SIGTERM', stop);\nprocess.on('SIGTERM', () => close());\n",
    },
    verdict: 'pass',
    reason: 'process.on',
  },
]);
