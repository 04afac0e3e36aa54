import assert from 'node:assert/strict';
import { DESKTOP, PHONE } from './viewports.mjs';

const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

/** Services of the other languages, on other targets, created at different widths and themes. */
export const creations = [
  {
    title: 'a Go worker on Amazon ECS',
    template: 'go-service',
    name: 'mail-sender',
    sentence: 'Sends mails that are waiting.',
    viewport: DESKTOP,
    colorScheme: 'light',
    workload: { label: /worker/ },
    target: /^Amazon ECS \(Fargate\)/,
    secrets: ['smtp-password'],
    parent: `${registry}/org/static`,
    pipeline: { ci: /^GitHub Actions/, updateBot: /^Dependabot/ },
    async onRunPage(view) {
      const express = view.getByRole('radio', { name: /Express/ });
      assert.equal(await express.isDisabled(), true);
      await view.getByText(/runs services only, and this is a worker\./).waitFor();
    },
    expectFiles(files) {
      assert.ok(files.has('go.mod'));
      assert.ok(files.has('.github/dependabot.yml'));
      assert.ok(!files.has('renovate.json'));
      assert.match(files.get('infra/secrets.yaml'), /\/mail-sender\/smtp-password/);
      assert.match(files.get('infra/service.yaml'), /SMTP_PASSWORD/);
    },
  },
  {
    title: 'a Python service on AWS Copilot',
    template: 'python-service',
    name: 'price-list',
    sentence: 'Tells prices.',
    viewport: PHONE,
    colorScheme: 'dark',
    workload: { label: /\(service\)/ },
    target: /^AWS Copilot/,
    secrets: ['db-password'],
    parent: `${registry}/org/python-runtime`,
    pipeline: { ci: /^GitHub Actions/, updateBot: /^Renovate/ },
    async onRunPage(view) {
      await view.getByText('AWS Copilot is deprecated').waitFor();
      await view.getByText(/Use .*Amazon ECS.* instead\./).waitFor();
    },
    expectFiles(files) {
      assert.match(files.get('copilot/price-list/manifest.yml'), /DB_PASSWORD/);
      assert.ok(files.has('renovate.json'));
    },
  },
  {
    title: 'a Java job with Kustomize',
    template: 'java-service',
    name: 'nightly-report',
    sentence: 'Writes the report of the day.',
    viewport: DESKTOP,
    colorScheme: 'dark',
    workload: { label: /job/, schedule: '30 2 * * 1-5' },
    target: /^Kustomize/,
    secrets: [],
    parent: `${registry}/org/java-runtime`,
    pipeline: { ci: /^GitHub Actions/, updateBot: /^Renovate/ },
    async onRunPage(view) {
      await view.getByText(/^Each run gets/).waitFor();
      assert.equal(await view.getByText('Fewest replicas').count(), 0);
    },
    expectFiles(files) {
      assert.ok(files.has('pom.xml'));
      const manifests = [...files].filter(([path]) => path.startsWith('deploy/kustomize/'));
      assert.ok(manifests.some(([, text]) => text.includes('30 2 * * 1-5')));
    },
  },
];
