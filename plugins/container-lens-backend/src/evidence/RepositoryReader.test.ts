import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { InMemoryTrees } from '../__testUtils__/InMemoryTrees';
import { RepositoryReader } from './RepositoryReader';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({ data: { integrations: { gitea: [{ host: 'git.example.com' }] } } }),
);
const repoUrl = 'https://git.example.com/shop/orders';
const place = (branch: string) => `${repoUrl}/src/branch/${branch}`;

describe('RepositoryReader', () => {
  const create = () => {
    const trees = InMemoryTrees.create();
    return { trees, reader: RepositoryReader.create({ urlReader: trees, integrations }) };
  };

  it('reads what the checks read and the sources, links by name only', async () => {
    const { trees, reader } = create();
    trees.set(place('master'), {
      etag: 'a'.repeat(40),
      files: {
        Dockerfile: 'FROM scratch\n',
        'deep/routes/orders.js': 'x',
        'node_modules/a/index.js': 'y',
        'large.js': 'z'.repeat(300 * 1024),
        'notes.xyz': 'b',
        outside: { link: '/etc/hostname' },
      },
    });
    const { name, files } = await reader.read({ repoUrl });
    expect(name).toBe('orders');
    const text = (path: string) => {
      const file = files.get(path);
      return file instanceof Uint8Array ? Buffer.from(file).toString() : file;
    };
    expect(text('deep/routes/orders.js')).toBe('x');
    expect(text('Dockerfile')).toBe('FROM scratch\n');
    for (const path of ['node_modules/a/index.js', 'large.js', 'notes.xyz', 'outside']) {
      expect(text(path)).toEqual(expect.objectContaining({ size: expect.any(Number) }));
    }
    expect(trees.reads.map(({ url }) => url)).toEqual([place('main'), place('master')]);
  });

  it('says that nothing was found', async () => {
    await expect(create().reader.read({ repoUrl })).rejects.toThrow(/orders was not found/);
  });

  it('shows no password of the integration when reading fails', async () => {
    const { trees, reader } = create();
    trees.set(place('main'), new Error('connect to https://robot:hunter2@git.example.com failed'));
    const failure = await reader.read({ repoUrl }).catch((error: Error) => error.message);
    expect(failure).toMatch(/could not be read/);
    expect(failure).not.toContain('hunter2');
  });

  it('reads only some at a time, and goes on when they are done', async () => {
    const { reader, trees } = create();
    let release = () => {};
    const waiting = new Promise<void>(resolve => {
      release = resolve;
    });
    const read = trees.readTree;
    trees.readTree = async (...args) => {
      await waiting;
      return read(...args);
    };
    trees.set(place('main'), { etag: 'e', files: { Dockerfile: 'FROM scratch\n' } });
    const first = [1, 2, 3, 4].map(() => reader.read({ repoUrl }));
    await expect(reader.read({ repoUrl })).rejects.toThrow(/Try again/);
    release();
    await Promise.all(first);
    await expect(reader.read({ repoUrl })).resolves.toMatchObject({ name: 'orders' });
  });
});
