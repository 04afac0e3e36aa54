import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { organisationSchema } from '@container-lens/engine';
import {
  goldenPathConfigSchema,
  listOptions,
  previewGoldenPath,
} from '@container-lens/golden-path';
import { parse } from 'yaml';
import { runLens } from '../runLens';
import * as testFolderModule from './testFolder';

jest.setTimeout(300_000);

const root = join(__dirname, '../../../..');
const read = (page: string) => readFileSync(join(root, 'docs/golden-paths', page), 'utf8');

interface Block {
  language: string;
  text: string;
  /** The path that stands alone in the line before. */
  path?: string;
}

function blocksOf(page: string): Block[] {
  const found: Block[] = [];
  const fence = /(?:^`([^`\n]{1,200})`\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
  for (const [, path, language = '', text = ''] of read(page).matchAll(fence)) {
    found.push({ language, text, path });
  }
  return found;
}

async function lens(cwd: string, command: string) {
  let output = '';
  const exitCode = await runLens(command.trim().split(' ').slice(1), {
    cwd,
    env: {},
    terminalColumns: undefined,
    writeOutput: text => {
      output += text;
    },
    writeError: text => {
      output += text;
    },
    loadGoldenPath: async () => testFolderModule,
  });
  return { exitCode, output };
}

describe('platform-overrides.md', () => {
  const blocks = blocksOf('platform-overrides.md');
  const merged: { goldenPath: Record<string, unknown>; organisation: Record<string, unknown> } = {
    goldenPath: {},
    organisation: {},
  };
  for (const { language, text } of blocks) {
    if (language === 'yaml' && !text.includes('# Instead of')) {
      const { containerLens } = parse(text);
      Object.assign(merged.goldenPath, containerLens.goldenPath);
      Object.assign(merged.organisation, containerLens.organisation);
    }
  }
  const goldenPath = goldenPathConfigSchema.parse({
    ...merged.goldenPath,
    overlayPaths: (merged.goldenPath.overlayPaths as string[]).map(path => join(root, path)),
  });
  const organisation = organisationSchema.parse(merged.organisation);

  it('is the configuration of the example', () => {
    const file = join(root, 'examples/organisation/golden-path/app-config.golden-path.yaml');
    expect(merged).toEqual(parse(readFileSync(file, 'utf8')).containerLens);
    const other = blocks.find(({ text }) => text.includes('# Instead of'))!;
    expect(
      goldenPathConfigSchema.safeParse(parse(other.text).containerLens.goldenPath).success,
    ).toBe(true);
  });

  it('names every key, and no other', () => {
    const table = read('platform-overrides.md').split('## All keys')[1]!;
    const named = [...table.matchAll(/^\| `([\w.]+)`/gm)].map(([, key]) => key!.split('.')[0]);
    expect(named.sort()).toEqual(Object.keys(goldenPathConfigSchema.shape).sort());
  });

  it('gives the form what it says', async () => {
    const options = await listOptions(goldenPath, 'node');
    expect(options.targets.map(({ id, status }) => [id, status])).toEqual([
      ['helm', 'active'],
      ['ecs', 'active'],
      ['kustomize', 'deprecated'],
    ]);
    expect(options.sizes.map(({ cpu }) => cpu)).toEqual([256, 512, 1024, 2048]);
    expect(options.ci).toContainEqual({
      id: 'github',
      title: 'GitHub Actions on our runners',
      default: true,
    });
    expect(new Set(options.parents.map(({ choice }) => choice))).toEqual(new Set(['lts', 'next']));
    expect(options.labels.map(({ name, required }) => [name, required])).toEqual([
      ['cost-center', true],
      ['data-class', true],
      ['division', false],
    ]);
  });

  it('makes services as it says, with grade A', async () => {
    const labels = { 'cost-center': '4711', 'data-class': 'internal' };
    const request = { language: 'node', name: 'orders', parent: 'next', labels };
    const preview = await previewGoldenPath({ config: goldenPath, organisation, request });
    expect(preview.score).toMatchObject({ grade: 'A', highRisks: 0 });
    expect(preview.files.map(({ path }) => path)).toContain('observability/log-labels.yaml');
    await expect(
      previewGoldenPath({ config: goldenPath, request: { ...request, target: 'copilot' } }),
    ).rejects.toThrow('not offered here');
    await expect(
      previewGoldenPath({
        config: goldenPath,
        request: { ...request, size: { cpu: 4096, memory: 8192 } },
      }),
    ).rejects.toThrow('above what this organisation allows');
    const go = await previewGoldenPath({
      config: goldenPath,
      request: { ...request, language: 'go', parent: undefined },
    });
    expect(go.files.map(({ path }) => path)).not.toContain('observability/log-labels.yaml');
  });

  it('passes the test that it runs', async () => {
    const command = blocks.find(({ language }) => language === 'sh')!.text;
    const { exitCode, output } = await lens(root, command);
    expect(output).toContain('Passed: 0 errors');
    expect(exitCode).toBe(0);
  });
});

describe('publish-a-golden-path.md', () => {
  const blocks = blocksOf('publish-a-golden-path.md');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'publish-'));
    for (const { path, text } of blocks) {
      if (path === undefined) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const [passed, failed] = blocks.filter(({ language }) => language === 'text');
  const command = blocks.find(({ language }) => language === 'sh')!.text;

  it('leads to a golden path that passes', async () => {
    const { exitCode, output } = await lens(folder, command);
    expect(output).toContain(passed!.text.trim());
    expect(output).toContain('templates: internal-api.yaml');
    expect(output).toMatch(/Rendered 9 times: 3 of 3 combinations/);
    expect(exitCode).toBe(0);
  });

  it('shows the problem of a misspelt value as the command does', async () => {
    const page = join(folder, 'overlays/policy/data-class/docs/data.md.njk');
    const right = readFileSync(page, 'utf8');
    writeFileSync(page, right.replace('${{ values.dataClass }}', '${{ values.dataClas }}'));
    const { exitCode, output } = await lens(folder, command);
    writeFileSync(page, right);
    expect(output).toContain(failed!.text);
    expect(exitCode).toBe(1);
  });

  it('configures the portal with what it knows', () => {
    const { containerLens, catalog } = parse(blocks.at(-1)!.text);
    expect(goldenPathConfigSchema.safeParse(containerLens.goldenPath).success).toBe(true);
    expect(catalog.locations[0].target).toMatch(/internal-api\.yaml$/);
  });
});
