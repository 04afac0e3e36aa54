import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { ConflictError } from '../errors/ConflictError';
import { InputError } from '../errors/InputError';
import { NotFoundError } from '../errors/NotFoundError';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { resolveValues } from '../service/resolveValues';
import { renderSkeleton } from './renderSkeleton';
import { serviceOverlays } from './serviceOverlays';
import { writeFiles } from './writeFiles';

const pins = { 'actions/checkout': { sha: 'a'.repeat(40), version: 'v9.9.9' } };

function valuesOf(config: object = {}) {
  const { service, values } = resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'github',
    name: 'orders',
    overrides: { secrets: ['database-url'] },
    config: goldenPathConfigSchema.parse(config),
  });
  return {
    name: 'orders',
    description: 'Takes "orders".',
    owner: 'group:default/team-a',
    system: '',
    service,
    platform: values,
  };
}

function render(options: {
  overlays?: string[];
  values?: Record<string, unknown>;
  paths?: string[];
}) {
  return renderSkeleton({
    library: OverlayLibrary.create({ overlayPaths: options.paths }),
    overlays:
      options.overlays ??
      serviceOverlays({ language: 'node', target: 'helm', ci: 'github', updateBot: 'renovate' }),
    values: options.values ?? valuesOf(),
    template: 'template:default/node-service',
    templateVersion: '1.0.0',
  });
}

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skeleton-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes an overlay of one's own and renders it. */
function renderOwn(
  files: Record<string, string>,
  options: {
    id?: string;
    values?: Record<string, unknown>;
    with?: string[];
    manifest?: string;
  } = {},
) {
  const { id = 'lang/own', values = { name: 'orders' } } = options;
  const manifest = `id: ${id}
version: 1.0.0
description: Own.
values: { type: object, required: [name], properties: { name: { type: string } } }
files: [{ path: '**', class: managed }]
lens: []
${options.manifest ?? ''}`;
  for (const [path, text] of Object.entries({ 'overlay.yaml': manifest, ...files })) {
    const file = join(folder, id, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return render({ overlays: [...(options.with ?? []), id], values, paths: [folder] });
}

const textOf = (rendered: Awaited<ReturnType<typeof render>>, path: string) =>
  rendered.files.find(file => file.path === path)?.content.toString('utf8');

describe('renderSkeleton', () => {
  it('gives the same bytes for the same input', async () => {
    const [first, second] = [await render({}), await render({})];
    expect(second.files.map(({ content }) => content)).toEqual(
      first.files.map(({ content }) => content),
    );
  });

  it('locks every file with overlay, class and hash, and nothing that changes by itself', async () => {
    const rendered = await render({});
    const lock = JSON.parse(textOf(rendered, '.container-lens/scaffold.json') ?? '');
    expect(Object.keys(lock.files).sort()).toEqual(
      rendered.files
        .map(({ path }) => path)
        .filter(path => path !== '.container-lens/scaffold.json'),
    );
    expect(lock.files.Dockerfile).toMatchObject({ overlay: 'lang/node', class: 'managed' });
    expect(lock.files['src/routes/greeting.ts']).toMatchObject({ class: 'seed' });
    expect(JSON.stringify(lock)).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  });

  it('copies what is not a template byte for byte', async () => {
    const source = readFileSync(
      join(templatesDirectory(), 'overlays/ci/github/.github/workflows/ci.yml'),
      'utf8',
    );
    expect(textOf(await render({}), '.github/workflows/ci.yml')).toBe(source);
    expect(source).toContain('${{ github.workflow }}');
  });

  it('replaces only the pins an organisation configures', async () => {
    const workflow = textOf(
      await render({ values: valuesOf({ ci: { actionPins: pins } }) }),
      '.github/workflows/ci.yml',
    );
    expect(workflow).toContain(`actions/checkout@${'a'.repeat(40)} # v9.9.9`);
    expect(workflow).toContain('actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a');
  });

  it('leaves no trace of the template language and no private host in what it renders', async () => {
    for (const { path, content } of (await render({})).files) {
      const text = content.toString('utf8');
      expect(`${path}: ${text.match(/\$\{\{ *(values|parameters)|\{% /)?.[0]}`).toBe(
        `${path}: undefined`,
      );
      expect(`${path}: ${text.match(/"resolved"/)?.[0]}`).toBe(`${path}: undefined`);
    }
  });

  it('merges what several overlays say of one document', async () => {
    const rendered = await render({});
    expect(textOf(rendered, 'catalog-info.yaml')).toContain('backstage.io/kubernetes-id: orders');
    expect(textOf(rendered, '.gitignore')).toContain('node_modules/');
    expect(textOf(rendered, 'mkdocs.yml')).toContain('Deployment: deployment.md');
  });

  it('has secrets by name only, in the chart and in the template of the stack', async () => {
    const rendered = await render({});
    expect(textOf(rendered, 'chart/values.yaml')).toContain('"name":"database-url"');
    expect(textOf(rendered, 'infra/secrets.yaml')).toContain('/${Environment}/orders/database-url');
  });

  it('leaves a file out when its path renders empty or its condition is false', async () => {
    const rendered = await renderOwn(
      {
        '${{ "kept" if values.name else "" }}': '1',
        '${{ "" if values.name else "x" }}': '2',
        other: '3',
      },
      { manifest: '' },
    );
    expect(rendered.files.map(({ path }) => path)).toEqual([
      '.container-lens/scaffold.json',
      'kept',
      'other',
    ]);
  });

  it('lets an own overlay replace a packaged one', async () => {
    const rendered = await renderOwn({ 'renovate.json': '{}' }, { id: 'updates/renovate' });
    expect(textOf(rendered, 'renovate.json')).toBe('{}');
    expect(rendered.lock.overlays[0]).toMatchObject({ id: 'updates/renovate', source: folder });
  });

  it.each<[string, Record<string, string>, object, RegExp]>([
    ['an undeclared value', { 'a.njk': '${{ values.nmae }}' }, {}, /values\.nmae.*declare/],
    ['an undeclared value in a path', { '${{ values.x }}': '' }, {}, /values\.x.*declare/],
    ['a value that is not set', { a: '' }, { values: {} }, /name/],
    ['a value of another type', { a: '' }, { values: { name: 7 } }, /name/],
    ['a part of a text', { 'a.njk': '${{ values.name.x }}' }, {}, /values\.name\.x/],
    ['a broken template', { 'a.njk': '{% if values.name %}' }, {}, /own\/a/],
    [
      'an expression that is left',
      { 'a.njk': '{% raw %}${{ values.name }}{% endraw %}' },
      {},
      /line 1/,
    ],
    ['a path that leaves the folder', { '${{ "../x" }}': '' }, {}, /not allowed/],
    ['the lock', { '.container-lens/scaffold.json': '{}' }, {}, /written by the renderer/],
    [
      'an endless loop',
      {
        'a.njk':
          '{% for a in range(1000000) %}{% for b in range(1000000) %}x{% endfor %}{% endfor %}',
      },
      {},
      /own\/a/,
    ],
  ])('refuses %s', async (_, files, options, message) => {
    const rendering = renderOwn(files, options);
    await expect(rendering).rejects.toThrow(InputError);
    await expect(rendering).rejects.toThrow(message);
  });

  it('refuses a second writer and names both', async () => {
    await expect(
      renderOwn(
        { 'renovate.JSON': '{}' },
        { with: ['base', 'updates/renovate'], values: valuesOf() },
      ),
    ).rejects.toThrow(/updates\/renovate.*lang\/own/);
  });

  it('refuses compositions that do not fit', async () => {
    await expect(render({ overlays: ['deploy/helm'] })).rejects.toThrow(/requires 'base'/);
    await expect(render({ overlays: ['base', 'base'] })).rejects.toThrow(/twice/);
    await expect(render({ overlays: ['base', 'lang/cobol'] })).rejects.toThrow(NotFoundError);
    await expect(render({ overlays: ['../../etc'] })).rejects.toThrow(InputError);
  });
});

describe('writeFiles', () => {
  it('writes contents and executable bits', async () => {
    const { files } = await render({});
    await writeFiles({ files, folder, conflict: 'error' });
    expect(statSync(join(folder, 'ci/build.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(folder, 'Dockerfile')).mode & 0o777).toBe(0o644);
    for (const file of files) {
      expect(readFileSync(join(folder, file.path))).toEqual(file.content);
    }
  });

  it('writes nothing at all when one file is in the way', async () => {
    const { files } = await render({});
    writeFileSync(join(folder, 'renovate.json'), 'mine');
    await expect(writeFiles({ files, folder, conflict: 'error' })).rejects.toThrow(ConflictError);
    expect(readFileSync(join(folder, 'renovate.json'), 'utf8')).toBe('mine');
    expect(() => statSync(join(folder, 'Dockerfile'))).toThrow(/ENOENT/);
  });
});
