import { defineExamples } from '../checkExample';

export const examples = defineExamples('cost-deps-production-only', [
  {
    title: 'Installed without development dependencies',
    files: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Installed with everything',
    files: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
    reason: 'npm ci',
    at: 'Dockerfile:4',
    showInDocs: true,
  },
  {
    title: 'The environment says production',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nENV NODE_ENV=production\nCOPY . .\nRUN npm ci\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Production is set only after the install',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\nENV NODE_ENV=production\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Everything copied from the build stage',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app .\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
    at: 'Dockerfile:4',
  },
  {
    title: 'The packages copied from the build stage',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app/dist ./dist\nCOPY --from=build /app/node_modules ./node_modules\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Pruned before it is copied',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build && npm prune --omit=dev\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app .\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A stage for production dependencies',
    files: {
      Dockerfile:
        'FROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\nFROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=deps /app/node_modules ./node_modules\nCOPY --from=build /app/dist ./dist\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Only the bundle is copied',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM nginx:1.29-alpine\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'The standalone output of Next.js',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app/.next/standalone ./\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Standalone output is configured, and everything is copied',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app ./\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
      'next.config.js': "module.exports = { output: 'standalone' };\n",
    },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'The packages go through two stages',
    files: {
      Dockerfile:
        'FROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM node:22 AS build\nWORKDIR /app\nCOPY . .\nCOPY --from=deps /app/node_modules ./node_modules\nRUN npm run build\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app ./\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
  },
  {
    title: 'A second install without them',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build && rm -rf node_modules && npm ci --omit=dev\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'pnpm deploys for production',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN pnpm i --frozen-lockfile && pnpm --filter=api deploy --prod /out\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /out .\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Yarn focuses on production',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN yarn workspaces focus --production\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Yarn with everything',
    files: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN yarn install --immutable\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'fail',
  },
  {
    title: 'A package.json without development dependencies',
    files: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      'package.json': '{"dependencies":{"express":"^5.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'Poetry with the main group',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN poetry install --only main\n',
      'pyproject.toml':
        '[tool.poetry.dependencies]\nfastapi = "^0.115"\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Poetry without the development group',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN poetry install --no-root --without dev,test\n',
      'pyproject.toml':
        '[tool.poetry.dependencies]\nfastapi = "^0.115"\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Poetry with everything',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN poetry install\n',
      'pyproject.toml':
        '[tool.poetry.dependencies]\nfastapi = "^0.115"\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'uv without development',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --frozen --no-dev\n',
      'pyproject.toml':
        '[project]\ndependencies = ["fastapi"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'uv with everything',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --frozen\n',
      'pyproject.toml':
        '[project]\ndependencies = ["fastapi"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'uv in a virtual environment that is copied',
    files: {
      Dockerfile:
        'FROM python:3.13-slim AS build\nWORKDIR /app\nCOPY . .\nRUN uv sync --frozen\nFROM python:3.13-slim\nCOPY --from=build /app/.venv /app/.venv\n',
      'pyproject.toml':
        '[project]\ndependencies = ["fastapi"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Requirements for production beside those for development',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0\n',
      'requirements-dev.txt': 'pytest==8.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Requirements for development',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt -r requirements-dev.txt\n',
      'requirements.txt': 'flask==3.0.0\n',
      'requirements-dev.txt': 'pytest==8.0.0\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Requirements for development in a second command',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements-dev.txt\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0\n',
      'requirements-dev.txt': 'pytest==8.0.0\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Only requirements.txt',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n',
      'requirements.txt': 'flask==3.0.0\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'The extra for tests',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .[test]\n',
      'pyproject.toml':
        '[project]\ndependencies = ["flask"]\n[project.optional-dependencies]\ntest = ["pytest"]\n',
      'poetry.lock': '',
      'uv.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Bundler without development',
    files: {
      Dockerfile:
        'FROM ruby:3.4-slim\nENV BUNDLE_WITHOUT="development:test"\nCOPY . .\nRUN bundle install\n',
      Gemfile: 'gem "rails"\ngroup :development, :test do\n  gem "rspec"\nend\n',
      'Gemfile.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Bundler by its configuration',
    files: {
      Dockerfile:
        "FROM ruby:3.4-slim\nCOPY . .\nRUN bundle config set --local without 'development test' && bundle install\n",
      Gemfile: 'gem "rails"\ngroup :development, :test do\n  gem "rspec"\nend\n',
      'Gemfile.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Bundler without development, and with the tests',
    files: {
      Dockerfile:
        'FROM ruby:3.4-slim\nENV BUNDLE_WITHOUT="development"\nCOPY . .\nRUN bundle install\n',
      Gemfile: 'gem "rails"\ngroup :development, :test do\n  gem "rspec"\nend\n',
      'Gemfile.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Bundler without development where nothing is for tests',
    files: {
      Dockerfile:
        'FROM ruby:3.4-slim\nENV BUNDLE_WITHOUT="development"\nCOPY . .\nRUN bundle install\n',
      Gemfile: 'gem "rails"\ngroup :development do\n  gem "web-console"\nend\n',
      'Gemfile.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'NODE_ENV exported before the install',
    files: {
      Dockerfile:
        'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN export NODE_ENV=production && npm ci\n',
      'package.json': '{"devDependencies":{"jest":"^30"}}\n',
      'package-lock.json': '{}',
    },
    verdict: 'pass',
  },
  {
    title: 'NODE_ENV exported after the install',
    files: {
      Dockerfile:
        'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci && export NODE_ENV=production\n',
      'package.json': '{"devDependencies":{"jest":"^30"}}\n',
      'package-lock.json': '{}',
    },
    verdict: 'fail',
  },
  {
    title: 'Omitted by .npmrc',
    files: {
      Dockerfile: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      'package.json': '{"devDependencies":{"jest":"^30"}}\n',
      'package-lock.json': '{}',
      '.npmrc': 'fund=false\nomit=dev\n',
    },
    verdict: 'pass',
  },
  {
    title: 'An .npmrc that the build does not have',
    files: {
      Dockerfile: 'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n',
      'package.json': '{"devDependencies":{"jest":"^30"}}\n',
      'package-lock.json': '{}',
      '.npmrc': 'omit=dev\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Bundler with everything',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nCOPY . .\nRUN bundle install\n',
      Gemfile: 'gem "rails"\ngroup :test do\n  gem "rspec"\nend\n',
      'Gemfile.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: 'Composer without development',
    files: {
      Dockerfile: 'FROM php:8.4-fpm\nCOPY . .\nRUN composer install --no-dev\n',
      'composer.json': '{"require-dev":{"phpunit/phpunit":"^11"}}\n',
      'composer.lock': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Composer with everything, in the stage that is copied',
    files: {
      Dockerfile:
        'FROM composer:2 AS build\nWORKDIR /app\nCOPY . .\nRUN composer install\nFROM php:8.4-fpm\nCOPY --from=build /app/vendor /var/www/vendor\n',
      'composer.json': '{"require-dev":{"phpunit/phpunit":"^11"}}\n',
      'composer.lock': '',
    },
    verdict: 'fail',
  },
  {
    title: '.NET declares no development dependencies',
    files: {
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nCOPY . .\nRUN dotnet publish -o /out\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /out .\n',
      'a.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'The path that is copied is not known',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node:22-slim\nWORKDIR /app\nARG OUT\nCOPY --from=build ${OUT} ./\n',
      'package.json':
        '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"jest":"^30.0.0"}}\n',
      'package-lock.json': '',
    },
    verdict: 'unknown',
  },
  {
    title: 'None of these languages',
    files: { Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build .\n', 'go.mod': 'module x\n' },
    verdict: 'not-applicable',
  },
]);
