import { defineExamples } from '../checkExample';

export const examples = defineExamples('perf-deps-locked', [
  {
    title: 'Lock and frozen install',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm ci\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The install may change the lock',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'warn',
    at: 'Dockerfile:3',
    showInDocs: true,
  },
  {
    title: 'No lock',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
    },
    verdict: 'fail',
    at: 'package.json',
    showInDocs: true,
  },
  {
    title: 'Yarn with its option',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN yarn install --immutable\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'yarn.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Yarn without its option',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN yarn\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'yarn.lock': '',
    },
    verdict: 'warn',
  },
  {
    title: 'pnpm frozen',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN corepack enable && pnpm i --frozen-lockfile\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'pnpm-lock.yaml': '',
    },
    verdict: 'pass',
  },
  {
    title: 'A lock in the root of the workspace',
    files: {
      'apps/api/Dockerfile': 'FROM node:22-slim\nCOPY . .\nRUN npm ci\n',
      'package.json': '{"workspaces":["apps/*"]}\n',
      'package-lock.json': '',
      'apps/api/package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Global tools beside a frozen install',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install -g pm2\nRUN npm ci\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'A prune is no install',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm ci\nRUN npm prune --omit=dev\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'A package.json without dependencies',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install\n',
      'package.json': '{"scripts":{"x":"y"}}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Pinned requirements',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0\ngunicorn==23.0.0  # server\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A requirement that is not pinned',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0\ngunicorn>=20\n',
    },
    verdict: 'fail',
    at: 'requirements.txt:2',
  },
  {
    title: 'A requirement without a version',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A pinned file that includes an unpinned one',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': '-r base.txt\nflask==3.0.0\n',
      'base.txt': 'requests\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Constraints pin what the requirements leave open',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt -c constraints.txt\n',
      'requirements.txt': 'flask\n',
      'constraints.txt': 'flask==3.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Hashes',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nRUN pip install --require-hashes -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0 \\\n  --hash=sha256:00\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Only the compiled lock enters the build',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY requirements.lock .\nRUN pip install --require-hashes --no-deps -r requirements.lock\n',
      '.dockerignore': '**\n!requirements.lock\n',
      'pyproject.toml': '[project]\ndependencies = ["flask>=3"]\n',
      'requirements.lock': 'flask==3.0.0 \\\n  --hash=sha256:00\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A file that calls itself a lock and pins nothing',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY requirements.lock .\nRUN pip install -r requirements.lock\n',
      'requirements.lock': 'flask>=3\n',
    },
    verdict: 'fail',
    at: 'requirements.lock:1',
  },
  {
    title: 'Poetry itself beside its locked install',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nRUN pip install poetry==1.8.5\nRUN poetry install --only main\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'poetry.lock': '',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Poetry without a lock',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install poetry && poetry install\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
    },
    verdict: 'fail',
  },
  {
    title: 'uv frozen',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN uv sync --frozen --no-dev\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'uv.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'uv without its option',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN uv sync\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'uv.lock': '',
    },
    verdict: 'warn',
  },
  {
    title: 'uv frozen by a variable',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENV UV_FROZEN=1\nRUN uv sync\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'uv.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'The project by pip',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install .\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Requirements exported from the lock',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nRUN poetry export -o /tmp/requirements.txt\nRUN pip install -r /tmp/requirements.txt\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'poetry.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'pip installs by name beside a lock',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install fastapi uvicorn\n',
      'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.115"]\n',
      'uv.lock': '',
    },
    verdict: 'warn',
  },
  {
    title: 'Go with its sums',
    files: {
      'go.mod': 'module example.com/a\n\nrequire github.com/x/y v1.0.0\n',
      'go.sum': '',
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build .\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Go without its sums',
    files: {
      'go.mod': 'module example.com/a\n\nrequire github.com/x/y v1.0.0\n',
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build .\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A Go module without dependencies',
    files: {
      'go.mod': 'module example.com/a\n',
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build .\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Cargo locked',
    files: {
      'Cargo.toml': '[dependencies]\nserde = "1"\n',
      'Cargo.lock': '',
      Dockerfile:
        'FROM rust:1 AS build\nCOPY . .\nRUN cargo build --release --locked\nFROM scratch\nCOPY --from=build /a /a\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Cargo not locked',
    files: {
      'Cargo.toml': '[dependencies]\nserde = "1"\n',
      'Cargo.lock': '',
      Dockerfile:
        'FROM rust:1 AS build\nCOPY . .\nRUN cargo build --release\nFROM scratch\nCOPY --from=build /a /a\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Bundler frozen by a variable',
    files: {
      Gemfile: 'gem "rails"\n',
      'Gemfile.lock': '',
      Dockerfile: 'FROM ruby:3.4-slim\nENV BUNDLE_DEPLOYMENT=1\nCOPY . .\nRUN bundle install\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Bundler frozen by its configuration',
    files: {
      Gemfile: 'gem "rails"\n',
      'Gemfile.lock': '',
      Dockerfile:
        'FROM ruby:3.4-slim\nCOPY . .\nRUN bundle config set --local frozen true && bundle install\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Bundler',
    files: {
      Gemfile: 'gem "rails"\n',
      'Gemfile.lock': '',
      Dockerfile: 'FROM ruby:3.4-slim\nCOPY . .\nRUN bundle install\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Composer installs from its lock',
    files: {
      'composer.json': '{"require":{"slim/slim":"^4"}}\n',
      'composer.lock': '',
      Dockerfile: 'FROM php:8.4-fpm\nCOPY . .\nRUN composer install --no-dev\n',
    },
    verdict: 'pass',
  },
  {
    title: '.NET with locked restore',
    files: {
      'a.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="X" Version="1.0.0"/></ItemGroup></Project>\n',
      'packages.lock.json': '{}\n',
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nCOPY . .\nRUN dotnet restore --locked-mode\nRUN dotnet publish -c Release\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /out .\n',
    },
    verdict: 'pass',
  },
  {
    title: '.NET without a lock',
    files: {
      'a.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="X" Version="1.0.0"/></ItemGroup></Project>\n',
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nCOPY . .\nRUN dotnet publish -c Release\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /out .\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Maven with fixed versions',
    files: {
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:21-jre\nCOPY --from=build /target/a.jar /\n',
      'pom.xml':
        '<project><groupId>com.example</groupId><artifactId>orders</artifactId><version>1.0-SNAPSHOT</version><dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.2.3</version></dependency></dependencies></project>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Maven with a range',
    files: {
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:21-jre\nCOPY --from=build /target/a.jar /\n',
      'pom.xml':
        '<project><groupId>com.example</groupId><artifactId>orders</artifactId><version>1.0-SNAPSHOT</version><dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>[1.0,2.0)</version></dependency></dependencies></project>\n',
    },
    verdict: 'fail',
    reason: 'moving',
    at: 'pom.xml:1',
  },
  {
    title: 'Maven with a snapshot of others',
    files: {
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:21-jre\nCOPY --from=build /target/a.jar /\n',
      'pom.xml':
        '<project><groupId>com.example</groupId><artifactId>orders</artifactId><version>1.0-SNAPSHOT</version><dependencies><dependency><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.0-SNAPSHOT</version></dependency></dependencies></project>\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Maven with a module of the same repository',
    files: {
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:21-jre\nCOPY --from=build /target/a.jar /\n',
      'pom.xml':
        '<project><groupId>com.example</groupId><artifactId>orders</artifactId><version>1.0-SNAPSHOT</version><dependencies><dependency><groupId>com.example</groupId><artifactId>core</artifactId><version>1.0-SNAPSHOT</version></dependency></dependencies></project>\n',
      'core/pom.xml':
        '<project><parent><groupId>com.example</groupId><artifactId>orders</artifactId><version>1.0-SNAPSHOT</version></parent><artifactId>core</artifactId></project>\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Gradle with a dynamic version',
    files: {
      'build.gradle': "dependencies {\n implementation 'org.example:lib:1.+'\n}\n",
      Dockerfile:
        'FROM gradle:9-jdk21 AS build\nCOPY . .\nRUN gradle build\nFROM eclipse-temurin:21-jre\nCOPY --from=build /a.jar /\n',
    },
    verdict: 'fail',
    at: 'build.gradle:2',
  },
  {
    title: 'Gradle with a dynamic version and a lock',
    files: {
      'build.gradle': "dependencies {\n implementation 'org.example:lib:1.+'\n}\n",
      'gradle.lockfile': '',
      Dockerfile:
        'FROM gradle:9-jdk21 AS build\nCOPY . .\nRUN gradle build\nFROM eclipse-temurin:21-jre\nCOPY --from=build /a.jar /\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A manifest that the ignore file leaves out',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      '.dockerignore': 'package.json\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'No manifest',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'Locked, and installed outside of the image',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","a.js"]\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Not locked, and installed outside of the image',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node","a.js"]\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A manifest that is no JSON',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nRUN npm install\n',
      'package.json': '{ broken\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A manifest without lock that the image does not install, beside one it installs',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n',
      'go.mod': 'module example.com/app\n\nrequire github.com/a/b v1.0.0\n',
      'go.sum': 'github.com/a/b v1.0.0 h1:x=\n',
      'package.json': '{"devDependencies":{"husky":"^9.0.0"}}',
    },
    verdict: 'pass',
  },
  {
    title: 'The only manifest has no lock and nothing installs it',
    files: {
      Dockerfile: 'FROM nginx:1.27\nCOPY . /usr/share/nginx/html\n',
      'package.json': '{"dependencies":{"react":"^19.0.0"}}',
    },
    verdict: 'unknown',
    reason: 'outside of the image',
  },
  {
    title: 'Wheels of a pinned file that an argument names',
    files: {
      Dockerfile:
        'FROM python:3.13-slim AS wheels\nARG KIND=production\nCOPY requirements .\nRUN pip wheel --wheel-dir /wheels -r ${KIND}.txt\nFROM python:3.13-slim\nCOPY --from=wheels /wheels /wheels\nRUN pip install --no-index --find-links=/wheels /wheels/*\n',
      'requirements/production.txt': 'gunicorn==23.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Central versions of .NET are locked beside the project',
    files: {
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .\nRUN dotnet restore src/Api --locked-mode\n',
      'Directory.Packages.props':
        '<Project><ItemGroup><PackageVersion Include="Serilog" Version="4.3.0" /></ItemGroup></Project>',
      'src/Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Serilog" /></ItemGroup></Project>',
      'src/Api/packages.lock.json': '{}',
    },
    verdict: 'pass',
  },
  {
    title: 'A requirement that follows a branch',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'git+https://git.example.com/shop/tools.git@main#egg=tools\n',
    },
    verdict: 'fail',
    at: 'requirements.txt:1',
  },
  {
    title: 'A requirement at a commit',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt':
        'git+https://git.example.com/shop/tools.git@4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d#egg=tools\n',
    },
    verdict: 'pass',
  },
]);
