import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { RepositoryEvidence } from '@container-lens/engine';
import { InMemoryTrees } from '../__testUtils__/InMemoryTrees';
import { TarEntry, tarArchive } from '../__testUtils__/tarArchive';
import { UrlReaderEvidenceSource } from './UrlReaderEvidenceSource';

jest.setTimeout(30_000);

const commit = 'c'.repeat(40);
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

/** A Gitea host with one repository, read by the stock reader of Backstage. */
async function createForge(archive: Buffer | 'never answers') {
  const requests: string[] = [];
  const server = createServer((req, res) => {
    requests.push(req.url!);
    if (req.url!.includes('/git/commits/main')) {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ sha: commit }));
    } else if (req.url!.includes('/archive/main.tar.gz') && archive !== 'never answers') {
      res.end(archive);
    } else if (!req.url!.includes('/archive/')) {
      res.statusCode = 404;
      res.end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = mockServices.rootConfig({
    data: { integrations: { gitea: [{ host, baseUrl: `http://${host}/api/local-forge` }] } },
  });
  const urlReader = UrlReaders.default({ config, logger: mockServices.logger.mock() });
  const source = UrlReaderEvidenceSource.create({ urlReader });
  const collect = (
    folder = '',
    options: { etag?: string; signal?: AbortSignal; branch?: string } = {},
  ) =>
    source.collect({
      subject: {
        entityRef: 'component:default/orders',
        name: 'orders',
        annotations: {},
        sourceUrl: `http://${host}/api/local-forge/acme/orders/src/branch/${options.branch ?? 'main'}/${folder}`,
      },
      signal: options.signal ?? new AbortController().signal,
      etag: options.etag,
    });
  return { collect, requests };
}

async function read(entries: TarEntry[], folder?: string): Promise<RepositoryEvidence> {
  const { collect } = await createForge(tarArchive(entries));
  const answer = await collect(folder);
  const repository = answer.status === 'collected' ? answer.evidence.repository : undefined;
  if (repository?.status !== 'present') {
    throw new Error(`No evidence: ${JSON.stringify(answer)}`);
  }
  return repository.value;
}

// Other tests make folders of other names at the same time.
const leftovers = () =>
  readdirSync(tmpdir()).filter(name => name.startsWith('container-lens-evidence-'));

describe('UrlReaderEvidenceSource with the Gitea reader of Backstage', () => {
  it('lists every path, reads what facts need, and says which commit it was', async () => {
    const before = leftovers();
    const evidence = await read([
      { path: 'orders/Dockerfile', content: 'FROM scratch\n' },
      { path: 'orders/src/prices.ts', content: 'export {};\n' },
      { path: 'orders/chart/values.yaml', content: '' },
      { path: 'orders/logo.png', content: Buffer.from([0, 1, 2]) },
    ]);
    expect(evidence.commit).toBe(commit);
    expect(evidence.location).toMatch(/\/acme\/orders\/src\/branch\/main\/$/);
    expect(evidence.entries.map(({ path, size, type }) => [path, size, type])).toEqual([
      ['Dockerfile', 13, 'file'],
      ['chart/values.yaml', 0, 'file'],
      ['logo.png', 3, 'file'],
      ['src/prices.ts', 11, 'file'],
    ]);
    const content = (path: string) => evidence.entries.find(e => e.path === path)?.content;
    expect(content('Dockerfile')).toEqual({ status: 'present', value: 'FROM scratch\n' });
    expect(content('chart/values.yaml')).toEqual({ status: 'present', value: '' });
    expect(content('src/prices.ts')).toMatchObject({ status: 'unavailable' });
    expect(leftovers()).toEqual(before);
  });

  it('reads only the folder of the service', async () => {
    const evidence = await read(
      [
        { path: 'orders/Dockerfile', content: 'FROM a\n' },
        { path: 'orders/services/cart/Dockerfile', content: 'FROM b\n' },
        { path: 'orders/services/cart-2/Dockerfile', content: 'FROM c\n' },
      ],
      'services/cart/',
    );
    expect(evidence.entries).toEqual([
      expect.objectContaining({
        path: 'Dockerfile',
        content: { status: 'present', value: 'FROM b\n' },
      }),
    ]);
  });

  it('asks only for the commit when nothing changed', async () => {
    const { collect, requests } = await createForge(tarArchive([]));
    await expect(collect('', { etag: commit })).resolves.toEqual({ status: 'unchanged' });
    expect(requests).toEqual([expect.stringContaining('/git/commits/main')]);
  });

  it('does not follow links, not even out of the repository', async () => {
    const evidence = await read([
      { path: 'orders/docker/app', content: 'FROM scratch\n' },
      { path: 'orders/Dockerfile', link: 'docker/app' },
      { path: 'orders/values.yaml', link: '/etc/passwd' },
      { path: 'orders/compose.yaml', link: '../../../../etc/passwd' },
    ]);
    expect(JSON.stringify(evidence)).not.toContain('root:');
    expect(evidence.entries.find(entry => entry.path === 'Dockerfile')).toMatchObject({
      type: 'link',
      content: { status: 'unavailable', reason: expect.stringContaining('link') },
    });
  });

  it('never writes outside of its own folder', async () => {
    const evidence = await read([
      { path: 'orders/../../escaped/Dockerfile', content: 'FROM evil\n' },
      { path: '/abs/Dockerfile', content: 'FROM evil\n' },
      { path: 'orders/Dockerfile', content: 'FROM scratch\n' },
    ]).catch(error => error);
    expect(readdirSync(tmpdir())).not.toContain('escaped');
    expect(readdirSync('/')).not.toContain('abs');
    expect(JSON.stringify(evidence)).not.toContain('FROM evil');
  });

  it('does not read what is too large or not text, and says so', async () => {
    const evidence = await read([
      { path: 'orders/Dockerfile', content: `#${'x'.repeat(200 * 1024)}` },
      { path: 'orders/values.yaml', content: Buffer.from([0x61, 0]) },
    ]);
    expect(evidence.entries).toEqual([
      expect.objectContaining({
        path: 'Dockerfile',
        content: expect.objectContaining({
          status: 'unavailable',
          reason: 'Dockerfile was not read: it is larger than 128 KiB.',
        }),
      }),
      expect.objectContaining({
        path: 'values.yaml',
        content: expect.objectContaining({ status: 'unavailable' }),
      }),
    ]);
  });

  it('says that a repository with too many files was not read', async () => {
    const sourceUrl = 'https://git.example.com/acme/huge/';
    const trees = InMemoryTrees.create();
    const names = Array.from({ length: 100_001 }, (_, i) => [`${i}.ts`, ''] as const);
    trees.set(sourceUrl, { etag: commit, files: Object.fromEntries(names) });
    const source = UrlReaderEvidenceSource.create({
      urlReader: mockServices.urlReader.mock({ readTree: trees.readTree }),
    });
    const answer = await source.collect({
      subject: { entityRef: 'component:default/huge', name: 'huge', annotations: {}, sourceUrl },
      signal: new AbortController().signal,
    });
    expect(answer).toMatchObject({
      evidence: {
        repository: {
          status: 'unavailable',
          reason: 'The repository has more than 100000 files and was not read.',
        },
      },
    });
  });

  it('gives up when the time is over, and leaves nothing behind', async () => {
    const before = leftovers();
    const { collect } = await createForge('never answers');
    await expect(collect('', { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      /abort|timeout/i,
    );
    expect(leftovers()).toEqual(before);
  });

  it('rejects when there is no such branch', async () => {
    const { collect } = await createForge(tarArchive([]));
    await expect(collect('', { branch: 'dev' })).rejects.toThrow(/404/);
  });
});
