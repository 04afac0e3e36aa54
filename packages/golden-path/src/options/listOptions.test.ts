import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { NotFoundError } from '../errors/NotFoundError';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { listOptions } from './listOptions';

const overlays = (group: string) => readdirSync(join(templatesDirectory(), 'overlays', group));

describe('listOptions', () => {
  it('offers exactly what is packaged, the default first', async () => {
    const options = await listOptions(goldenPathConfigSchema.parse({}), 'node');
    expect(options.languages).toEqual(overlays('lang'));
    expect(options.targets.map(({ id }) => id).sort()).toEqual(overlays('deploy'));
    expect(options.targets[0]).toMatchObject({ id: 'helm', default: true, status: 'active' });
    expect(options.ci.map(({ id }) => id).sort()).toEqual(overlays('ci'));
    expect(options.ci[0]).toEqual({ id: 'github', title: 'GitHub Actions', default: true });
    expect(options.updateBots.map(({ id }) => id).sort()).toEqual(overlays('updates'));
    expect(options.updateBots[0]).toEqual({
      id: 'renovate',
      title: 'Renovate',
      default: true,
      excludes: [],
    });
    expect(options.environments).toEqual([
      { name: 'staging', approval: false },
      { name: 'production', approval: true },
    ]);
    expect(options.sizes.find(({ cpu }) => cpu === 512)?.memory).toEqual([1024, 2048, 3072, 4096]);
  });

  it('keeps to targets and limits of the configuration', async () => {
    const options = await listOptions(
      goldenPathConfigSchema.parse({
        targets: { enabled: ['helm'], deprecated: { helm: 'Use something else.' } },
        limits: { maxCpu: 512, maxMemory: 2048 },
      }),
      'node',
    );
    expect(options.targets).toMatchObject([
      { id: 'helm', status: 'deprecated', message: 'Use something else.' },
    ]);
    expect(options.sizes).toEqual([
      { cpu: 256, memory: [512, 1024, 2048] },
      { cpu: 512, memory: [1024, 2048] },
    ]);
  });

  it('says with which pipelines a bot does not work', async () => {
    const overlayPath = mkdtempSync(join(tmpdir(), 'overlays-'));
    const add = (id: string, more: string[]) => {
      const folder = join(overlayPath, id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'file'), '');
      writeFileSync(
        join(folder, 'overlay.yaml'),
        [
          `id: ${id}`,
          'version: 1.0.0',
          'description: An example.',
          'files: [{ path: file, class: managed }]',
          'lens: []',
          ...more,
        ].join('\n'),
      );
    };
    try {
      add('ci/jenkins', ['title: Jenkins']);
      add('updates/conflicting', ['conflicts: [ci/jenkins]']);
      add('updates/requiring', ['requires: [base, ci/github]']);
      add('updates/free', ["requires: [base, 'ci/*']"]);
      const config = goldenPathConfigSchema.parse({ overlayPaths: [overlayPath] });
      const { ci, updateBots } = await listOptions(config, 'node');
      expect(ci).toContainEqual({ id: 'jenkins', title: 'Jenkins', default: false });
      const excludes = (bot: string) => updateBots.find(({ id }) => id === bot)?.excludes;
      expect(excludes('conflicting')).toEqual(['jenkins']);
      expect(excludes('requiring')).toContain('jenkins');
      expect(excludes('requiring')).not.toContain('github');
      expect(excludes('free')).toEqual([]);
    } finally {
      rmSync(overlayPath, { recursive: true });
    }
  });

  it('offers the configured parents, and else says that those of the example are examples', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const host = 'registry.example.com:5000';
    const config = goldenPathConfigSchema.parse({
      parentImages: {
        go: {
          build: `${host}/team/go-build:1.26@${digest}`,
          runtime: `${host}/team/static:3@${digest}`,
        },
      },
    });
    const { parents } = await listOptions(config, 'go');
    expect(parents).toEqual([
      expect.objectContaining({ role: 'build', example: false, version: '1.26', unknown: true }),
      {
        language: 'go',
        role: 'runtime',
        ref: `${host}/team/static:3@${digest}`,
        repository: `${host}/team/static`,
        version: '3',
        digest,
        choice: 'default',
        choiceTitle: 'default',
        example: false,
        unknown: true,
      },
    ]);
    const { parents: examples } = await listOptions(config, 'java');
    expect(examples.map(({ role, example }) => [role, example])).toEqual([
      ['build', true],
      ['runtime', true],
    ]);
  });

  it('knows no language without an overlay', async () => {
    const options = listOptions(goldenPathConfigSchema.parse({}), 'cobol');
    await expect(options).rejects.toThrow(NotFoundError);
  });
});
