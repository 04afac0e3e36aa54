import { defineExamples } from '../checkExample';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';

export const examples = defineExamples('sec-image-no-secret-files', [
  {
    title: 'A tracked .env is copied with everything else',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\n', '.env': 'DB_PASSWORD=hunter2\n' },
    verdict: 'fail',
    reason: '.env',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'The certificate of an authority',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY certs/rds-ca.pem /etc/ssl/\n',
      'certs/rds-ca.pem': certificate,
    },
    verdict: 'pass',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'A private key below a copied folder',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY certs /etc/ssl/\n', 'certs/tls.key': key },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'The ignore file leaves the key out',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      '.dockerignore': '.env\n**/*.key\n',
      'certs/tls.key': key,
    },
    verdict: 'pass',
  },
  {
    title: 'A later exception takes the key back in',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      '.dockerignore': '.env\n**/*.key\n!certs/tls.key\n',
      'certs/tls.key': key,
    },
    verdict: 'fail',
  },
  {
    title: 'The whole repository without a guard for a later .env',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\n', 'server.js': '' },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Only a build stage copies the credentials',
    files: {
      Dockerfile:
        'FROM node:22-slim AS build\nCOPY . .\nFROM scratch\nCOPY --from=build /app /app\n',
      '.npmrc': '//npm.example.com/:_authToken=abcdef\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
  },
  {
    title: 'An .npmrc that names a variable holds no credential',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY .npmrc ./\n',
      '.npmrc': '//npm.example.com/:_authToken=${NPM_TOKEN}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Test data warns',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY test ./test\n',
      'test/fixtures/server.key': key,
    },
    verdict: 'warn',
  },
  {
    title: 'What is copied is a variable that nobody sets',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG CONFIG\nCOPY $CONFIG /etc/app/\n',
      'conf/.env.production': 'A=b\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Nothing comes from the context',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY --from=busybox:1.36 /bin/wget /bin/\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'Everything is copied, and the ignore file cannot be read',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\n', 'index.js': '' },
    unreadable: { '.dockerignore': '.dockerignore is too large.' },
    verdict: 'unknown',
  },
]);
