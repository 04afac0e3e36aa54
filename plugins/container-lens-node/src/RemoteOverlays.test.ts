import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { OverlayLibrary } from '@container-lens/golden-path';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { RemoteOverlays } from './RemoteOverlays';

const url = 'https://git.example.com/acme/golden-overlays/tree/main/overlays';
const manifest = (id: string) =>
  `id: ${id}\nversion: 1.0.0\ndescription: Ours.\nfiles: [{ path: '**', class: managed }]\nlens: []\n`;

/** A repository behind a URL reader that the test changes. */
function setUp() {
  const state = {
    etag: 'one',
    files: {
      'ci/github/overlay.yaml': manifest('ci/github'),
      'ci/github/run.sh': '#!/bin/sh\n',
    } as Record<string, string>,
    error: undefined as Error | undefined,
    asked: 0,
    clock: 0,
  };
  const remote = RemoteOverlays.create({
    logger: mockServices.logger.mock(),
    now: () => state.clock,
    urlReader: mockServices.urlReader.mock({
      readTree: async (_, options) => {
        state.asked += 1;
        if (state.error) throw state.error;
        if (options?.etag === state.etag) throw new NotModifiedError();
        const kept = Object.entries(state.files).filter(([path, text]) =>
          options?.filter?.(path, { size: text.length }),
        );
        return {
          etag: state.etag,
          files: async () =>
            kept.map(([path, text]) => ({ path, content: async () => Buffer.from(text) })),
          archive: async () => {
            throw new Error('not used');
          },
          dir: async () => '',
        };
      },
    }),
  });
  const fetch = (source: string) => remote.fetch(source);
  const library = OverlayLibrary.create({ overlayPaths: [`url:${url}`], fetch });
  return { state, remote, library };
}

describe('overlays of a repository', () => {
  it('replace packaged ones, and are read again when they changed', async () => {
    const { state, library } = setUp();
    expect((await library.get('ci/github')).manifest.description).toBe('Ours.');
    expect((await library.get('base')).source).toBe('packaged');
    expect((await library.list('ci')).map(({ source }) => source)).toContain(`url:${url}`);
    expect(state.asked).toBe(1);
    state.files['extra/a/overlay.yaml'] = manifest('extra/a');
    state.files['extra/a/x'] = '';
    state.etag = 'two';
    expect(await library.list('extra')).toEqual([]);
    state.clock += 60_000;
    expect((await library.list('extra')).map(one => one.manifest.id)).toEqual(['extra/a']);
  });

  it('are asked once at a time, and not copied again when nothing changed', async () => {
    const { state, remote } = setUp();
    const [first, second] = await Promise.all([remote.fetch(url), remote.fetch(url)]);
    expect(second).toEqual(first);
    expect(state.asked).toBe(1);
    state.clock += 60_000;
    expect(await remote.fetch(url)).toEqual(first);
    expect(state.asked).toBe(2);
    expect(statSync(join(first!.folder, 'ci/github/run.sh')).mode & 0o111).toBe(0o111);
  });

  it('are used as they were when the repository is away, and it is said', async () => {
    const { state, library } = setUp();
    const before = await library.get('ci/github');
    state.error = new Error('connect ECONNREFUSED');
    state.clock += 60_000;
    expect((await library.get('ci/github')).sha256).toBe(before.sha256);
    expect((await library.notices()).join()).toMatch(
      /could not be read again \(connect ECONNREFUSED\); the copy of 1970-01-01T00:00:00.000Z is used/,
    );
    state.error = undefined;
    state.clock += 60_000;
    expect(await library.notices()).toEqual([]);
  });

  it.each([
    ['away', { error: new Error('404 Not Found') }, /cannot be read: 404 Not Found\. Check/],
    ['empty', { files: {} }, /the folder is empty/],
    ['too large', { files: { big: 'x'.repeat(2 * 1024 * 1024 + 1) } }, /larger than 2 MiB/],
    ['a way out', { files: { '../../evil': '' } }, /leaves the folder/],
    [
      'too many',
      { files: Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`f${index}`, ''])) },
      /more than 2000 files/,
    ],
  ])('are refused when they are %s', async (_, change, message) => {
    const { state, library } = setUp();
    Object.assign(state, change);
    await expect(library.get('ci/github')).rejects.toThrow(message);
  });

  it('does not show credentials', async () => {
    const { state, remote } = setUp();
    state.error = new Error('no');
    await expect(remote.fetch('https://me:secret@git.example.com/x')).rejects.toThrow(
      'https://git.example.com/x',
    );
  });
});
