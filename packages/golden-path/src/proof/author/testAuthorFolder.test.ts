import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { exampleOrganisation } from '../../config/exampleOrganisation';
import { defaultGoldenPathConfig } from '../../config/goldenPathConfig';
import { authorFolder, manifest } from './__testUtils__/authorFolder';
import { testAuthorFolder, TestAuthorFolderOptions } from './testAuthorFolder';

jest.setTimeout(120_000);

const now = new Date('2026-11-22T12:00:00Z');

async function test(
  files: Record<string, string | readonly string[]>,
  more: Partial<TestAuthorFolderOptions> & { prepare?: (folder: string) => void } = {},
) {
  const { folder, remove } = authorFolder(files);
  try {
    more.prepare?.(folder);
    return await testAuthorFolder({
      folder,
      config: defaultGoldenPathConfig,
      organisation: exampleOrganisation,
      coverage: 'pairs',
      now,
      ...more,
    });
  } finally {
    remove();
  }
}

const good = {
  'extra/logging/overlay.yaml': manifest(
    'extra/logging',
    "merges: [{ document: mkdocs.yml, content: { nav: [{ Logging: 'logging.md' }] } }]",
  ),
  'extra/logging/docs/logging.md.njk': 'Logs of ${{ values.name }}.\n',
};

describe('a folder that is right', () => {
  it('is rendered with everything that it fits, and gets its grade', async () => {
    const rendered: string[] = [];
    const report = await test(good, {
      onRendered: (name, files) => {
        rendered.push(name);
        const texts = new Map(files.map(({ path, content }) => [path, content.toString()]));
        expect(texts.get('docs/logging.md')).toBe('Logs of greeting.\n');
        expect(texts.get('mkdocs.yml')).toContain('Logging: logging.md');
      },
    });
    expect(report.findings).toEqual([]);
    expect(report.overlays).toEqual(['extra/logging']);
    expect(rendered.length).toBe(report.rendered);
    expect(rendered.every(name => name.startsWith('node-kustomize-gitlab-'))).toBe(true);
    expect(report.grades).toEqual({ A: report.rendered });
  });

  it('may be one overlay, whatever its folder is called', async () => {
    const { findings, overlays } = await test({
      'overlay.yaml': good['extra/logging/overlay.yaml'],
      'docs/logging.md.njk': good['extra/logging/docs/logging.md.njk'],
    });
    expect({ findings, overlays }).toEqual({ findings: [], overlays: ['extra/logging'] });
  });
});

const broken: [string, Record<string, string | readonly string[]>, object][] = [
  [
    'a manifest that is no YAML',
    { 'extra/a/overlay.yaml': 'id: [\n', 'extra/a/x': '' },
    { rule: 'overlay', path: 'extra/a/overlay.yaml', line: 2 },
  ],
  [
    'an unknown key, at its line',
    { ...good, 'extra/logging/overlay.yaml': manifest('extra/logging', 'owners: [me]') },
    {
      rule: 'overlay',
      line: 10,
      message: expect.stringContaining('owners'),
      fix: expect.stringContaining('A manifest has: id, version'),
    },
  ],
  [
    'a class that does not exist, at its line',
    {
      'extra/a/overlay.yaml': manifest('extra/a', 'files:', '  - { path: x, class: mine }'),
      'extra/a/x': '',
    },
    { path: 'extra/a/overlay.yaml', line: 10, message: expect.stringContaining('files.0.class') },
  ],
  [
    'an id that is not its folder',
    { 'extra/a/overlay.yaml': manifest('extra/b'), 'extra/a/x': '' },
    { line: 1, message: expect.stringContaining("'extra/a', and the manifest says 'extra/b'") },
  ],
  [
    'a path that another overlay writes, naming both',
    { 'extra/a/overlay.yaml': manifest('extra/a'), 'extra/a/Makefile': 'all:\n' },
    {
      rule: 'composition',
      generated: 'Makefile',
      message: "Both 'base' and 'extra/a' write 'Makefile'. A path belongs to one overlay.",
      combinations: expect.arrayContaining([expect.stringContaining('node-kustomize-gitlab')]),
    },
  ],
  [
    'a value that is not declared, at its line',
    { 'extra/a/overlay.yaml': manifest('extra/a'), 'extra/a/x.md.njk': 'a\n${{ values.tema }}\n' },
    {
      rule: 'render',
      path: 'extra/a/x.md.njk',
      line: 2,
      message: expect.stringContaining('values.tema, which overlay.yaml does not declare'),
    },
  ],
  [
    'a field of the service that does not exist',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/x.md.njk': '${{ values.service.prot }}\n',
    },
    { message: expect.stringContaining('values.service.prot') },
  ],
  [
    'a template that cannot be read',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/x.md.njk': 'a\n{% if values.name %}\n',
    },
    { rule: 'render', path: 'extra/a/x.md.njk', message: expect.stringContaining('rendered') },
  ],
  [
    'an expression that stays',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/x.md.njk': '{% raw %}${{ values.name }}{% endraw %}\n',
    },
    { rule: 'render', message: expect.stringContaining('still has a template expression') },
  ],
  [
    'a value that renders as undefined',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/x.md.njk': '{% set a = values.service %}${{ a }}\n',
    },
    { rule: 'render', path: 'extra/a/x.md.njk' },
  ],
  [
    'a file without an entry',
    {
      'extra/a/overlay.yaml': manifest('extra/a', 'files: [{ path: y, class: seed }]'),
      'extra/a/x': '',
    },
    {
      message: expect.stringContaining('no entry under files'),
      fix: expect.stringMatching(/glob/),
    },
  ],
  [
    'a contribution that contradicts another overlay',
    {
      'extra/a/overlay.yaml': manifest(
        'extra/a',
        'merges: [{ document: package.json, content: { scripts: { test: "true" } } }]',
      ),
      'extra/a/docs/x.md': '',
    },
    { rule: 'render', path: 'extra/a/overlay.yaml', message: expect.stringContaining('scripts') },
  ],
  [
    'a contribution to a place that belongs to the owner',
    {
      'extra/a/overlay.yaml': manifest(
        'extra/a',
        'merges: [{ document: catalog-info.yaml, content: { spec: { owner: me } } }]',
      ),
      'extra/a/docs/x.md': '',
    },
    { message: expect.stringContaining('may not change spec of catalog-info.yaml') },
  ],
  [
    'JSON that is none',
    { 'extra/a/overlay.yaml': manifest('extra/a'), 'extra/a/x.json.njk': '{ "a": 1,\n "b" }\n' },
    { rule: 'syntax', path: 'extra/a/x.json.njk', generated: 'x.json' },
  ],
  [
    'YAML that is none, at its line',
    { 'extra/a/overlay.yaml': manifest('extra/a'), 'extra/a/x.yaml': 'a: 1\nb: "\n' },
    { rule: 'syntax', path: 'extra/a/x.yaml', line: expect.any(Number) },
  ],
  [
    'TOML that is none, at its line',
    { 'extra/a/overlay.yaml': manifest('extra/a'), 'extra/a/x.toml': 'a = 1\nb = \n' },
    { rule: 'syntax', path: 'extra/a/x.toml', line: 2 },
  ],
  [
    'a workflow whose job has no runner',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/.github/workflows/x.yml':
        'on: push\njobs:\n  a:\n    steps: [{ run: make }]\n  b: { needs: c, uses: ./x }\n',
    },
    { rule: 'manifest', line: expect.any(Number), message: expect.stringContaining('runs-on') },
  ],
  [
    'CloudFormation with a reference to nothing',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/infra/x.yaml':
        "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub '${Nmae}-topic'\n",
    },
    { rule: 'manifest', line: 6, message: expect.stringContaining('Nmae is neither') },
  ],
  [
    'a field that Kubernetes does not know',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/k8s/x.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { prots: [] }\n',
    },
    { rule: 'manifest', message: expect.stringContaining('prots') },
  ],
  [
    'what the lens calls a high risk',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/tools/Dockerfile': 'FROM ubuntu:latest\nUSER root\nCMD ["sh"]\n',
    },
    { rule: 'lens', path: 'extra/a/tools/Dockerfile', severity: 'error', fix: expect.any(String) },
  ],
  [
    'a value of its own that nobody gives an example of',
    {
      'extra/a/overlay.yaml': [
        ...manifest('extra/a').filter(line => !line.startsWith('  properties')),
      ].flatMap(line =>
        line === '  type: object' ? [line, '  properties: { team: { type: string } }'] : [line],
      ),
      'extra/a/x.md.njk': '${{ values.team }}\n',
    },
    { rule: 'overlay', message: 'The test cannot know what values.team may be.' },
  ],
  [
    'an overlay that nothing uses',
    { 'monitoring/a/overlay.yaml': manifest('monitoring/a'), 'monitoring/a/x': '' },
    { rule: 'composition', message: expect.stringContaining('never rendered') },
  ],
  [
    'a path that leaves the repository',
    {
      'extra/a/overlay.yaml': manifest('extra/a'),
      "extra/a/${{ '..' }}/x": '',
    },
    { message: expect.stringContaining('not allowed') },
  ],
];

describe('a folder that is wrong', () => {
  it.each(broken)('is refused for %s', async (_, files, finding) => {
    const { findings } = await test(files);
    expect(findings.filter(({ severity }) => severity === 'error')).toContainEqual(
      expect.objectContaining(finding),
    );
  });

  it('shows all problems of an overlay and not the first', async () => {
    const { findings } = await test({
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/x.md.njk': '${{ values.one }}\n',
      'extra/a/y.md.njk': '${{ values.two }}\n',
      'extra/a/z.json': '{',
    });
    expect(findings.map(({ path }) => path)).toEqual([
      'extra/a/x.md.njk',
      'extra/a/y.md.njk',
      'extra/a/z.json',
    ]);
  });

  it('says what it could not validate', async () => {
    const { findings } = await test({
      'extra/a/overlay.yaml': manifest('extra/a'),
      'extra/a/k8s/x.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n',
    });
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        path: 'extra/a/k8s/x.yaml',
        message: expect.stringContaining('no schema here of v1 ConfigMap'),
      }),
    ]);
  });

  it('does not follow links', async () => {
    const { findings } = await test(good, {
      prepare: folder => {
        symlinkSync('/etc', join(folder, 'extra/other'));
        symlinkSync('/etc/passwd', join(folder, 'extra/logging/docs/users.md'));
      },
    });
    expect(findings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "extra/logging: 'docs/users.md' of overlay 'extra/logging' is not a plain file.",
      'extra/other: This is a link, and links are not followed.',
    ]);
  });

  it('says that time ran out instead of that all is well', async () => {
    const { findings } = await test(good, { timeLimit: -1 });
    expect(findings).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^Time ran out after 0 of \d+/) }),
    );
  });

  it.each([
    ['nothing of the kind', {}],
    ['a configuration', { 'app-config.yaml': 'app: {}\n' }],
  ])('is refused when it holds %s', async (_, files) => {
    await expect(test({ 'README.md': '', ...files })).rejects.toThrow('no overlay and no template');
  });
});
