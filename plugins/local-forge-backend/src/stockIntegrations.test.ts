import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGiteaAction } from '@backstage/plugin-scaffolder-backend-module-gitea';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitClient } from './__testUtils__/GitClient';
import { removeDir, startForge, temporaryDir, type TestForge } from './__testUtils__/startForge';

jest.setTimeout(60_000);

const CATALOG_INFO = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: published
spec:
  type: service
  lifecycle: production
  owner: team
`;

describe('stock Backstage parts, unmodified', () => {
  let forge: TestForge;
  let work: string;
  let config: ConfigReader;
  let integrations: ScmIntegrations;
  let reader: UrlReaderService;

  beforeAll(async () => {
    forge = await startForge({ settings: { readAccess: 'public' } });
    work = await temporaryDir();
    config = new ConfigReader({
      integrations: {
        gitea: [
          {
            host: forge.host,
            baseUrl: forge.baseUrl,
            username: 'scaffolder',
            password: `${forge.token}\n`,
          },
        ],
      },
    });
    integrations = ScmIntegrations.fromConfig(config);
    reader = UrlReaders.default({ config, logger: mockServices.logger.mock() });
  });

  afterAll(async () => {
    await forge.stop();
    await removeDir(forge.dataDir);
    await removeDir(work);
  });

  async function publish(repo: string, defaultBranch?: string) {
    const workspacePath = path.join(work, `workspace-${repo}`);
    await mkdir(path.join(workspacePath, 'docs'), { recursive: true });
    await writeFile(path.join(workspacePath, 'catalog-info.yaml'), CATALOG_INFO);
    await writeFile(path.join(workspacePath, 'docs/index.md'), '# Docs\n');
    await writeFile(path.join(workspacePath, 'run.sh'), '#!/bin/sh\n');
    await chmod(path.join(workspacePath, 'run.sh'), 0o755);
    const output: Record<string, unknown> = {};
    const action = createPublishGiteaAction({ integrations, config });
    const context = createMockActionContext({
      input: {
        repoUrl: `${forge.host}?owner=team&repo=${repo}`,
        description: 'Made by the stock action',
        ...(defaultBranch ? { defaultBranch } : {}),
      },
      workspacePath,
    });
    await action.handler({
      ...(context as Parameters<typeof action.handler>[0]),
      output: (key: string, value: unknown) => {
        output[key] = value;
      },
    });
    return output;
  }

  it('publish:gitea creates and pushes', async () => {
    const output = await publish('published');
    expect(output).toEqual({
      remoteUrl: `${forge.baseUrl}/team/published.git`,
      commitHash: expect.stringMatching(/^[0-9a-f]{40}$/),
      repoContentsUrl: `${forge.baseUrl}/team/published/src/branch/main/`,
    });
    const page = await fetch(String(output.repoContentsUrl));
    expect(page.status).toBe(200);
    const clone = path.join(work, 'published');
    const git = GitClient.create({ homeDir: work });
    await git.git(work, 'clone', '-q', String(output.remoteUrl), clone);
    expect(await git.git(clone, 'rev-parse', 'HEAD')).toBe(output.commitHash);
    expect(await git.git(clone, 'ls-files', '-s', 'run.sh')).toMatch(/^100755/);
    expect(forge.pushes).toMatchObject([
      { ref: 'refs/heads/main', after: output.commitHash, defaultBranch: true },
    ]);
    await expect(publish('published')).rejects.toThrow(/409/);
  });

  it('publish:gitea may choose another default branch', async () => {
    await publish('trunk-based', 'trunk');
    const answer = await fetch(`${forge.baseUrl}/api/v1/repos/team/trunk-based`);
    expect(await answer.json()).toMatchObject({ default_branch: 'trunk' });
  });

  it('the URL reader reads a file with an etag', async () => {
    const url = `${forge.baseUrl}/team/published/src/branch/main/docs/index.md`;
    const response = await reader.readUrl(url);
    expect((await response.buffer()).toString()).toBe('# Docs\n');
    expect(response.etag).toMatch(/^"[0-9a-f]{40}"$/);
    expect((await reader.readUrl(url)).etag).toBe(response.etag);
    await expect(reader.readUrl(`${url}.missing`)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('the URL reader reads a tree once', async () => {
    const url = `${forge.baseUrl}/team/published/src/branch/main/`;
    const tree = await reader.readTree(url);
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual([
      'catalog-info.yaml',
      'docs/index.md',
      'run.sh',
    ]);
    await expect(reader.readTree(url, { etag: tree.etag })).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
    const docs = await (await reader.readTree(`${url}docs`)).files();
    expect(docs.map(file => file.path)).toEqual(['index.md']);
    const missing = `${forge.baseUrl}/team/missing/src/branch/main/`;
    await expect(reader.readTree(missing)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('reads a catalog location of this host and port, as catalog:register does', async () => {
    const url = `${forge.baseUrl}/team/published/src/branch/main/catalog-info.yaml`;
    const found = await reader.search(url);
    expect(found.files).toHaveLength(1);
    expect(String(await found.files[0]?.content())).toBe(CATALOG_INFO);
    expect(found.etag).toMatch(/^"[0-9a-f]{40}"$/);
    expect((await reader.search(`${url}.missing`)).files).toEqual([]);
    expect(integrations.byUrl(url)?.type).toBe('gitea');
  });

  it('serves what the integration makes of a file, a line and an edit link', async () => {
    const base = `${forge.baseUrl}/team/published/src/branch/main/catalog-info.yaml`;
    const line = integrations.resolveUrl({ url: './docs/index.md', base, lineNumber: 1 });
    expect(line).toBe(`${forge.baseUrl}/team/published/src/branch/main/docs/index.md#L1`);
    const page = await fetch(line);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<li id="L1">');
    const edit = integrations.resolveEditUrl(base);
    expect(edit).toContain('/_edit/main/catalog-info.yaml');
    const landed = await fetch(edit);
    expect([landed.status, landed.url]).toEqual([200, base]);
  });
});
