import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApiClient } from './ApiClient.mjs';
import { WorkingCopy } from './WorkingCopy.mjs';

const exec = promisify(execFile);
const poor = path.join(path.dirname(fileURLToPath(import.meta.url)), '../containers/poor/node');
const entity = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: poor-shop # as on the sign above the door
spec:
  type: service
  lifecycle: production
  owner: group:default/storefront
`;

/** A repository as nobody should have one, in the forge of a portal. */
export class PoorRepository {
  #portal;

  static async create(portal, name) {
    const repository = new PoorRepository();
    repository.#portal = portal;
    repository.name = name;
    repository.url = `${portal.url}/api/local-forge/example/${name}`;
    await repository.#call('POST', 'orgs/example/repos', { name, default_branch: 'main' });
    await repository.#push();
    return repository;
  }

  /** Makes the portal know and judge it. */
  async register() {
    const api = await ApiClient.signIn(this.#portal.url);
    const target = `${this.url}/src/branch/main/catalog-info.yaml`;
    assert.ok(await api.request('POST', 'catalog/locations', { type: 'url', target }));
  }

  /** The open requests, newest first. */
  requests() {
    return this.#call('GET', `repos/example/${this.name}/pulls`);
  }

  merge(number) {
    return this.#call('POST', `repos/example/${this.name}/pulls/${number}/merge`, { Do: 'merge' });
  }

  clone() {
    return WorkingCopy.clone(`${this.url}.git`);
  }

  async #call(method, route, body) {
    const answer = await fetch(`${this.#portal.url}/api/local-forge/api/v1/${route}`, {
      method,
      headers: { authorization: this.#authorization, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${route}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  get #authorization() {
    return `Basic ${Buffer.from(`scaffolder:${this.#portal.token}`).toString('base64')}`;
  }

  async #push() {
    const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-poor-'));
    const env = {
      ...process.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: ${this.#authorization}`,
    };
    const git = (...args) => exec('git', args, { cwd: folder, env });
    try {
      cpSync(poor, folder, { recursive: true });
      writeFileSync(path.join(folder, 'catalog-info.yaml'), entity);
      await git('init', '--quiet', '--initial-branch', 'main');
      await git('add', '--all');
      const author = ['-c', 'user.name=Amara Diallo', '-c', 'user.email=amara@example.com'];
      await git(...author, 'commit', '--quiet', '--message', 'Sell things');
      await git('push', '--quiet', `${this.url}.git`, 'main');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** The whole way of a person: address, choices, preview. Returns the address of the request. */
export async function retrofitInForm({ view, portal, repository, look }) {
  await view.goto(`${portal.url}/create/templates/default/retrofit-service`);
  await view.getByRole('textbox', { name: 'Repository' }).fill(repository.url);
  await view.getByRole('textbox', { name: 'Owner' }).click();
  await view.getByRole('option', { name: /storefront/i }).click();
  await look('1-repository');
  await view.getByRole('button', { name: 'Next' }).click();

  await view.getByText('Added where the repository has none.').waitFor();
  await look('2-choices');
  await view.getByRole('button', { name: 'Next' }).click();

  const preview = view.getByRole('region', { name: 'Now and after' });
  const now = preview.getByRole('group', { name: 'Now' });
  await now.getByRole('img', { name: /^Grade F/ }).waitFor();
  await preview
    .getByRole('group', { name: 'After' })
    .getByRole('img', { name: /^Grade [ABC]/ })
    .waitFor();
  await preview.getByText('src/server.js:9').waitFor();
  // By keyboard, as everything on the page.
  const left = preview.getByText(/points? left to people$/);
  await left.focus();
  await left.press('Enter');
  await preview.getByText('No floating parent tags').waitFor();
  await look('3-preview');

  await view.getByRole('button', { name: 'Review' }).click();
  await view.getByRole('button', { name: 'Create', exact: true }).click();
  const link = view.getByRole('link', { name: 'Open the request' });
  // The page of the task is the scaffolder's own.
  await link.waitFor({ timeout: 120_000 });
  return link.getAttribute('href');
}

/** What the merged repository must still hold, byte by byte. */
export async function expectUntouched(repository) {
  const clone = await repository.clone();
  try {
    const files = new Map((await clone.files()).map(file => [file.path, file.content]));
    for (const name of ['src/server.js', 'test/shop.test.js', 'package.json', 'README.md']) {
      assert.ok(files.get(name)?.equals(readFileSync(path.join(poor, name))), `${name} changed`);
    }
    assert.match(files.get('Dockerfile').toString(), /# Starts the shop\.\nCMD \["node", /);
    assert.match(files.get('catalog-info.yaml').toString(), /# as on the sign above the door/);
    assert.ok(files.has('.container-lens/scaffold.json'));
  } finally {
    clone.remove();
  }
}
