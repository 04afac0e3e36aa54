import { RandomSource } from '../fuzz/randomSource';
import { chartFiles } from './chartFiles';
import { dockerfileOf, Stack, stacks } from './dockerfiles';
import { workflowFiles } from './workflowFiles';

/** Path to text. */
export type BenchFiles = Readonly<Record<string, string>>;

const words = (
  'orders billing stock ledger mail search basket prices users audit report media invoice route quote claims cards ' +
  'token feed rates tasks notes pages files links maps jobs teams plans tags'
).split(' ');

const nodeServer =
  "import Fastify from 'fastify';\n\nconst app = Fastify({ logger: true });\napp.get('/healthz', async () => ({ ok: true }));\n\nprocess.on('SIGTERM', async () => {\n  await app.close();\n  process.exit(0);\n});\n\nawait app.listen({ port: 8080, host: '0.0.0.0' });\n";
const pythonServer =
  "import structlog\nfrom fastapi import FastAPI\n\nlog = structlog.get_logger()\napp = FastAPI()\n\n\n@app.get('/healthz')\ndef healthz():\n    return {'ok': True}\n";
const goServer =
  'package main\n\nimport (\n\t"context"\n\t"log/slog"\n\t"net/http"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tlog := slog.New(slog.NewJSONHandler(os.Stdout, nil))\n\tctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)\n\tdefer stop()\n\tserver := &http.Server{Addr: ":8080"}\n\tgo server.ListenAndServe()\n\t<-ctx.Done()\n\tlog.Info("stopping")\n\tserver.Shutdown(context.Background())\n}\n';
const javaServer =
  'package com.example;\n\nimport org.springframework.boot.SpringApplication;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n\n@SpringBootApplication\npublic class Application {\n  public static void main(String[] args) {\n    SpringApplication.run(Application.class, args);\n  }\n}\n';

function name(random: RandomSource): string {
  return `${random.pick(words)}-${random.pick(words)}-${random.below(1000)}`;
}

/** A service as teams keep it: about 30 files that are read as evidence. The same number gives the same repository. */
export function typicalRepository(number: number): BenchFiles {
  const random = new RandomSource('typical', number);
  const service = name(random);
  const stack = random.pick(stacks);
  return {
    Dockerfile: dockerfileOf(stack, random),
    '.dockerignore': '.git\nnode_modules\n**/*.log\n.env*\ntarget\n__pycache__\n',
    ...manifests(stack, service, random),
    ...workflowFiles(service, stack, random),
    ...chartFiles(service, stack, random),
    ...scripts(service),
    'compose.yaml': compose(service, random),
    'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${service}\n  annotations:\n    github.com/project-slug: example/${service}\nspec:\n  type: service\n  lifecycle: production\n  owner: team-${random.below(40)}\n`,
    'renovate.json': `{\n  "extends": ["config:recommended", "docker:pinDigests"],\n  "packageRules": [\n    { "matchUpdateTypes": ["minor", "patch"], "automerge": true },\n    { "matchDepTypes": ["devDependencies"], "groupName": "tools ${random.below(90)}" }\n  ]\n}\n`,
    '.hadolint.yaml': 'failure-threshold: warning\nignored:\n  - DL3008\n',
    'infra/ecr.yaml': registry(service, random),
    CODEOWNERS: '* @example/team\nDockerfile @example/platform\n',
    'README.md': `# ${service}\n\nRun it with \`make up\`; test it with \`make test\`.\n`,
  };
}

function manifests(stack: Stack, service: string, random: RandomSource): BenchFiles {
  const minor = random.below(30);
  switch (stack) {
    case 'node':
      return {
        'package.json': `${JSON.stringify(
          {
            name: service,
            version: `1.${minor}.0`,
            scripts: {
              build: 'tsc -p .',
              test: 'vitest run',
              lint: 'biome ci .',
              start: 'node dist/server.js',
            },
            dependencies: { fastify: `^5.${minor}.0`, pino: '^9.0.0', pg: '^8.11.0' },
            devDependencies: { typescript: '~5.8.0', vitest: '^3.0.0', knip: '^5.0.0' },
          },
          undefined,
          2,
        )}\n`,
        'package-lock.json': lockFile(service, random),
        'src/server.ts': nodeServer,
      };
    case 'python':
      return {
        'pyproject.toml': `[project]\nname = "${service}"\nversion = "1.${minor}.0"\nrequires-python = ">=3.12"\ndependencies = ["fastapi>=0.115", "uvicorn>=0.30", "structlog>=24"]\n\n[dependency-groups]\ndev = ["pytest>=8", "ruff>=0.9"]\n`,
        'uv.lock': `version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "fastapi"\nversion = "0.115.${minor}"\n`,
        'app/main.py': pythonServer,
      };
    case 'go':
      return {
        'go.mod': `module example.com/${service}\n\ngo 1.24\n\nrequire github.com/go-chi/chi/v5 v5.2.${minor}\n`,
        'go.sum': `github.com/go-chi/chi/v5 v5.2.${minor} h1:AAAA=\n`,
        'cmd/server/main.go': goServer,
      };
    default:
      return {
        'pom.xml': `<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>${service}</artifactId><version>1.${minor}</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId><version>3.4.1</version></dependency></dependencies></project>\n`,
        'src/main/resources/application.yaml': `server:\n  port: 8080\n  shutdown: graceful\nspring:\n  application:\n    name: ${service}\n`,
        'src/main/java/com/example/Application.java': javaServer,
      };
  }
}

function lockFile(service: string, random: RandomSource): string {
  const packages = Object.fromEntries(
    Array.from({ length: 150 + random.below(150) }, (_, index) => [
      `node_modules/package-${index}`,
      {
        version: `1.${random.below(30)}.0`,
        resolved: `https://npm.example.com/package-${index}.tgz`,
        license: 'MIT',
      },
    ]),
  );
  return `${JSON.stringify({ name: service, lockfileVersion: 3, packages }, undefined, 2)}\n`;
}

function scripts(service: string): BenchFiles {
  return {
    Makefile: `SERVICE := ${service}\nTAG ?= dev\n\n.PHONY: up test build scan\n\nup:\n\tdocker compose up --build\n\ntest:\n\t./ci/test.sh\n\nbuild:\n\t./ci/build.sh $(SERVICE) $(TAG)\n\nscan:\n\t./ci/scan.sh $(SERVICE):$(TAG)\n`,
    'ci/build.sh': `#!/usr/bin/env bash\nset -euo pipefail\n. "$(dirname "$0")/lib.sh"\n\nimage="$REGISTRY/$1:$2"\nlog "building $image"\ndocker buildx build --platform linux/amd64,linux/arm64 --provenance=mode=max --sbom=true --cache-from type=gha --cache-to type=gha,mode=max --tag "$image" --push .\n`,
    'ci/lib.sh':
      '#!/usr/bin/env bash\nlog() {\n  printf "%s %s\\n" "$(date -u +%FT%TZ)" "$*" >&2\n}\n\nretry() {\n  local n=0\n  until "$@"; do\n    n=$((n + 1))\n    if [ "$n" -ge 3 ]; then\n      return 1\n    fi\n    sleep "$n"\n  done\n}\n',
    'ci/scan.sh':
      '#!/usr/bin/env bash\nset -euo pipefail\n. "$(dirname "$0")/lib.sh"\n\nretry trivy image --exit-code 1 --severity CRITICAL,HIGH --ignore-unfixed "$1"\nsyft "$1" -o spdx-json > sbom.json\n',
    'ci/test.sh':
      '#!/usr/bin/env bash\nset -euo pipefail\n\ndocker compose up -d --wait\ntrap "docker compose down -v" EXIT\ncurl --fail --retry 5 http://localhost:8080/healthz\n',
  };
}

function compose(service: string, random: RandomSource): string {
  const database = random.pick(['postgres:17', 'mysql:8.4', 'redis:7.4', 'mongo:8']);
  return `services:\n  app:\n    build: .\n    image: ${service}\n    ports:\n      - "8080:8080"\n    environment:\n      DATABASE_URL: postgres://app@db/app\n      LOG_LEVEL: debug\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: ${database}\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n    healthcheck:\n      test: ["CMD", "true"]\n      interval: 5s\n    volumes:\n      - data:/var/lib/data\nvolumes:\n  data: {}\n`;
}

function registry(service: string, random: RandomSource): string {
  return `AWSTemplateFormatVersion: "2010-09-09"\nDescription: Registry of ${service}.\nResources:\n  Repository:\n    Type: AWS::ECR::Repository\n    Properties:\n      RepositoryName: ${service}\n      ImageTagMutability: ${random.pick(['IMMUTABLE', 'MUTABLE'])}\n      ImageScanningConfiguration:\n        ScanOnPush: true\n      LifecyclePolicy:\n        LifecyclePolicyText: |\n          {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": ${7 + random.below(20)}}, "action": {"type": "expire"}}]}\nOutputs:\n  Uri:\n    Value: !GetAtt Repository.RepositoryUri\n`;
}
