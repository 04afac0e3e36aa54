import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { resolveValues } from '../service/resolveValues';
import { renderOverlay } from './renderOverlay';
import { createTemplateText } from './templateText';

jest.setTimeout(60_000);

async function render(id: string, language: string) {
  const resolved = resolveValues({
    language,
    target: 'helm',
    ci: 'github',
    updateBot: 'dependabot',
    name: 'orders',
    config: goldenPathConfigSchema.parse({}),
  });
  const values = {
    name: 'orders',
    description: '',
    service: resolved.service,
    platform: resolved.values,
  };
  const overlay = await OverlayLibrary.create({}).get(id);
  const files = renderOverlay({ overlay, values, text: createTemplateText(values) });
  return new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
}

const languages = [
  ['node', 'npm'],
  ['go', 'gomod'],
  ['python', 'pip'],
  ['java', 'maven'],
];

describe('Dependabot', () => {
  it.each(languages)('raises what a service in %s consists of', async (language, ecosystem) => {
    const files = await render('updates/dependabot', language!);
    const { updates, registries } = parse(files.get('.github/dependabot.yml')!);
    expect(updates.map((entry: any) => entry['package-ecosystem'])).toEqual([
      'docker',
      'github-actions',
      ecosystem,
    ]);
    expect(updates[0].cooldown).toBeUndefined();
    expect(registries.parents.password).toBe('${{ secrets.PARENTS_PASSWORD }}');
  });

  it.each(languages)(
    'finds the parents of %s in FROM, by moving tag and digest',
    async language => {
      const text = (await render(`lang/${language}`, language!)).get('Dockerfile')!;
      const parents = [...text.matchAll(/^FROM (?:--\S+ )?(\S+)/gm)].map(([, parent]) => parent);
      expect(parents.length).toBeGreaterThan(1);
      for (const parent of parents) {
        expect(parent).toMatch(/:\d+\.\d+-stable@sha256:[a-f0-9]{64}$/);
      }
      expect(text).not.toMatch(/(BUILD|RUNTIME)_IMAGE/);
    },
  );

  it('merges only what Dependabot itself pushed, with the rights of a request', async () => {
    const text = (await render('updates/dependabot', 'node')).get(
      '.github/workflows/dependabot-merge.yml',
    )!;
    const workflow = parse(text);
    expect(workflow.on).toBe('pull_request');
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.merge.if).toContain("github.actor == 'dependabot[bot]'");
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(uses.filter(action => !/@[a-f0-9]{40}$/.test(action!))).toEqual([]);
  });
});

describe('what is merged without anybody looking', () => {
  const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
  const base = `FROM h.example.com/n-build:24.21-stable@${digest('a')} AS build\nFROM h.example.com/n:24.21.3@${digest('a')}\nUSER 1\n`;
  let folder: string;

  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parents-'));
    mkdirSync(join(folder, 'ci'));
    const overlays = join(templatesDirectory(), 'overlays');
    copyFileSync(join(overlays, 'base/ci/lib.sh'), join(folder, 'ci/lib.sh'));
    const script = 'ci/parents-only.sh';
    copyFileSync(join(overlays, 'updates/dependabot', script), join(folder, script));
    git('init', '--quiet');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const commit = (files: Record<string, string>) => {
    Object.entries(files).forEach(([path, text]) => writeFileSync(join(folder, path), text));
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
    return git('rev-parse', 'HEAD');
  };

  it.each<[string, (text: string) => string, boolean]>([
    ['a digest', text => text.replace(digest('a'), digest('b')), true],
    ['a patch release', text => text.replace('24.21.3', '24.21.4'), true],
    ['a minor release', text => text.replace('24.21-stable', '24.22-stable'), false],
    ['another image', text => text.replace('/n:', '/m:'), false],
    ['a lost digest', text => text.replace(`@${digest('a')}`, ''), false],
    ['another line', text => text.replace('USER 1', 'USER 0'), false],
  ])('decides about %s', (_, change, merged) => {
    const before = commit({ Dockerfile: base });
    const after = commit({ Dockerfile: change(base) });
    expect(change(base)).not.toBe(base);
    const { status } = spawnSync('bash', ['ci/parents-only.sh', before, after], { cwd: folder });
    expect(status === 0).toBe(merged);
  });

  it('leaves a change of more than the Dockerfile to a person', () => {
    const before = commit({ Dockerfile: base });
    const changed = base.replace(digest('a'), digest('b'));
    const after = commit({ Dockerfile: changed, 'package.json': '{}' });
    const { status } = spawnSync('bash', ['ci/parents-only.sh', before, after], { cwd: folder });
    expect(status).toBe(1);
  });
});
