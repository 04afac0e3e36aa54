import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runOrFail, isStopping } from '../process/run.mjs';
import { UsageError } from '../process/usageError.mjs';
import { logs, root, say } from '../toolchain.mjs';

const OWNER = 'example';
const CATALOG_LIMIT_MS = 60_000;
const source = path.join(root, 'examples', 'organisation');

/**
 * Makes sure that the example organisation is in the embedded forge and in the catalog. What is there already stays as
 * it is, with everything that was pushed since.
 */
export async function loadExampleOrganisation({ port, data, env }) {
  const forge = Forge.of(port, data);
  const history = JSON.parse(readFileSync(path.join(source, 'history.json'), 'utf8'));
  const missing = [];
  for (const name of Object.keys(history)) if (!(await forge.hasCommits(name))) missing.push(name);
  if (missing.length > 0) {
    say(
      `Loading the example organisation into the embedded forge (${missing.length} repositories)`,
    );
    for (const name of missing) {
      await forge.create(name);
      await push({ name, commits: history[name], forge, data, env });
    }
  }
  await registerInCatalog({ port, names: Object.keys(history) });
}

class Forge {
  static of(port, data) {
    const forge = new Forge();
    forge.url = `http://localhost:${port}/api/local-forge`;
    forge.authorization = `Basic ${Buffer.from(`start:${readFileSync(data.token, 'utf8').trim()}`).toString('base64')}`;
    return forge;
  }

  async hasCommits(name) {
    const answer = await this.#request('GET', `/api/v1/repos/${OWNER}/${name}/git/commits/main`);
    if (answer.status === 200) return true;
    if (answer.status === 404 || answer.status === 409) return false;
    throw unexpected(`read the repository ${name}`, answer);
  }

  async create(name) {
    const answer = await this.#request('POST', `/api/v1/orgs/${OWNER}/repos`, {
      name,
      description: 'Example',
      default_branch: 'main',
      private: false,
    });
    // 409: an earlier start was stopped between creating and pushing.
    if (answer.status !== 201 && answer.status !== 409)
      throw unexpected(`create the repository ${name}`, answer);
  }

  async #request(method, where, body) {
    const answer = await fetch(`${this.url}${where}`, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: answer.status, text: await answer.text() };
  }
}

async function push({ name, commits, forge, data, env }) {
  const folder = mkdtempSync(path.join(data.folder, 'work', `example-${name}-`));
  const git = (args, extra = {}) =>
    runOrFail('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', ...args], {
      cwd: folder,
      env: { ...env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0', ...extra },
      log: path.join(logs, 'examples.log'),
      sentence: `The example repository ${name} could not be loaded`,
    });
  try {
    cpSync(path.join(source, name), folder, { recursive: true });
    await git(['init', '--quiet', '--initial-branch=main']);
    for (const { author, date, message, paths } of commits) {
      const [, person, mail] = /^(.+) <(.+)>$/.exec(author);
      await git(['add', '--', ...paths]);
      // The same person, date and content give the same commit on every machine.
      await git(['commit', '--quiet', '--message', message], {
        GIT_AUTHOR_NAME: person,
        GIT_AUTHOR_EMAIL: mail,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: person,
        GIT_COMMITTER_EMAIL: mail,
        GIT_COMMITTER_DATE: date,
      });
    }
    // In the environment, because arguments are visible to every user of the machine.
    await git(['push', '--quiet', `${forge.url}/${OWNER}/${name}.git`, 'main'], {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: ${forge.authorization}`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function registerInCatalog({ port, names }) {
  const api = await signIn(port);
  const targetOf = name =>
    `http://localhost:${port}/api/local-forge/${OWNER}/${name}/src/branch/main/catalog-info.yaml`;
  const known = (await api('GET', '/catalog/locations')).body.map(({ data }) => data);
  for (const { id, target } of known) {
    if (isExampleOfOtherPort({ target, port, names })) {
      await api('DELETE', `/catalog/locations/${id}`);
    }
  }
  for (const name of names) {
    const target = targetOf(name);
    if (known.some(location => location.target === target)) continue;
    const { status, body } = await api('POST', '/catalog/locations', { type: 'url', target });
    if (status !== 201 && status !== 409) {
      throw new UsageError(
        `The catalog refused the example ${name}: ${body?.error?.message ?? status}`,
      );
    }
  }
  const services = names.filter(name => name !== 'org' && name !== 'parent-images');
  const expected = [
    'user:default/guest',
    'group:default/storefront',
    'group:default/back-office',
    ...services.map(name => `component:default/${name}`),
  ];
  const giveUpAt = Date.now() + CATALOG_LIMIT_MS;
  for (;;) {
    const { body } = await api('POST', '/catalog/entities/by-refs', {
      entityRefs: expected,
      fields: ['metadata.name'],
    });
    const absent = expected.filter((_, index) => !body?.items?.[index]);
    if (absent.length === 0) return;
    if (isStopping()) return;
    if (Date.now() > giveUpAt) {
      throw new UsageError(
        `The catalog did not take in these examples within a minute: ${absent.join(', ')}.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

/**
 * Whether a location of the catalog is one of the examples, left by a start on another port. People create their own
 * services beside the examples, and those locations are theirs.
 */
export function isExampleOfOtherPort({ target, port, names }) {
  const match =
    /^http:\/\/localhost:(\d+)\/api\/local-forge\/([^/]+)\/([^/]+)\/src\/branch\/main\/catalog-info\.yaml$/.exec(
      target ?? '',
    );
  return (
    match !== null && Number(match[1]) !== port && match[2] === OWNER && names.includes(match[3])
  );
}

/** Signs in as the guest, as the browser does, and returns a function that calls the backend's APIs. */
async function signIn(port) {
  const base = `http://localhost:${port}/api`;
  const answer = await fetch(`${base}/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
    signal: AbortSignal.timeout(15_000),
  });
  const token = answer.ok ? (await answer.json()).backstageIdentity?.token : undefined;
  if (!token) throw new UsageError(`The guest could not sign in (HTTP ${answer.status}).`);
  return async (method, where, body) => {
    const response = await fetch(`${base}${where}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  };
}

function unexpected(what, { status, text }) {
  return new UsageError(`The forge could not ${what} (HTTP ${status}): ${text.slice(0, 300)}`);
}
