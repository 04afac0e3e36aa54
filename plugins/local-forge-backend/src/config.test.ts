import { ConfigReader } from '@backstage/config';
import { loadConfigSchema } from '@backstage/config-loader';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readForgeConfig } from './config';

jest.setTimeout(60_000);

/** The documented block: what the read-me shows is what is tested. */
async function documentedConfig(): Promise<string> {
  const readme = await readFile(path.join(__dirname, '../README.md'), 'utf8');
  const [, block] = /```yaml title="app-config.yaml"\n([^]*?)```/.exec(readme) ?? [];
  if (!block) {
    throw new Error('The read-me shows no configuration.');
  }
  return block;
}

/** Reads the flat, two-level block of the read-me; it holds no lists and no quotes. */
function parseFlatYaml(text: string): { localForge: Record<string, string | number | boolean> } {
  const localForge: Record<string, string | number | boolean> = {};
  for (const line of text.split('\n')) {
    const [, key, value] = /^ {2}(\w+): ([^#\s]+)/.exec(line) ?? [];
    if (key && value) {
      localForge[key] = /^(\d+|true|false)$/.test(value) ? JSON.parse(value) : value;
    }
  }
  return { localForge };
}

describe('readForgeConfig', () => {
  it('is off without configuration', () => {
    expect(readForgeConfig(new ConfigReader({}))).toEqual({
      enabled: false,
      dataDir: './data/forge',
      readAccess: 'authenticated',
      maxRepositoryBytes: 50 * 1024 * 1024,
    });
  });

  it('reads the documented block, all of whose keys are in the schema', async () => {
    const data = parseFlatYaml(await documentedConfig());
    expect(Object.keys(data.localForge).sort()).toEqual([
      'dataDir',
      'enabled',
      'maxRepositoryMiB',
      'readAccess',
    ]);
    const schema = await loadConfigSchema({
      dependencies: ['@container-lens/backstage-plugin-local-forge-backend'],
      packagePaths: [path.join(__dirname, '../package.json')],
    });
    const portal = {
      baseUrl: 'http://localhost:7007',
      listen: ':7007',
      database: { client: 'better-sqlite3', connection: ':memory:' },
    };
    const whole = { app: { baseUrl: portal.baseUrl }, backend: portal, ...data };
    const asBackend = schema.process([{ context: 'README', data: whole }], {
      visibility: ['backend'],
    });
    expect(asBackend[0]?.data).toMatchObject(data);
    const asFrontend = schema.process([{ context: 'README', data: whole }], {
      visibility: ['frontend'],
    });
    expect(asFrontend[0]?.data).not.toHaveProperty('localForge');
    expect(readForgeConfig(new ConfigReader(data))).toEqual({
      enabled: true,
      dataDir: './data/forge',
      readAccess: 'authenticated',
      maxRepositoryBytes: 50 * 1024 * 1024,
    });
  });

  it.each([
    [{ readAccess: 'everyone' }, 'localForge.readAccess'],
    [{ maxRepositoryMiB: 0 }, 'localForge.maxRepositoryMiB'],
    [{ maxRepositoryMiB: 1e9 }, 'localForge.maxRepositoryMiB'],
    [{ enabled: 'perhaps' }, 'enabled'],
    [{ dataDir: '' }, 'dataDir'],
  ])('names the key that is wrong: %j', (localForge, key) => {
    expect(() => readForgeConfig(new ConfigReader({ localForge }))).toThrow(key);
  });
});
