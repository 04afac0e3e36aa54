import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError } from '../errors/InputError';
import { loadOverlay } from './loadOverlay';
import { templatesDirectory } from './templatesDirectory';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overlay-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const manifest = `id: deploy/demo
version: 1.0.0
description: A demo.
files: [{ path: '**', class: managed }]
lens: []
`;
const load = () => loadOverlay({ folder, id: 'deploy/demo', source: 'test' });

describe('loadOverlay', () => {
  it('reads files, executable bits and a hash over both', async () => {
    write({ 'overlay.yaml': manifest, 'ci/run.sh': 'true\n' });
    const before = await load();
    chmodSync(join(folder, 'ci/run.sh'), 0o755);
    const after = await load();
    expect(before.files).toMatchObject([{ path: 'ci/run.sh', executable: false }]);
    expect(after.files).toMatchObject([{ path: 'ci/run.sh', executable: true }]);
    expect(after.sha256).not.toBe(before.sha256);
  });

  it.each([
    ['no manifest', {}, /no overlay.yaml/],
    ['broken YAML', { 'overlay.yaml': 'a: [' }, /not valid YAML/],
    ['another id', { 'overlay.yaml': manifest.replace('deploy/demo', 'deploy/other') }, /agree/],
    ['an unknown key', { 'overlay.yaml': `${manifest}surprise: 1\n` }, /surprise/],
    ['no version', { 'overlay.yaml': manifest.replace('1.0.0', 'latest') }, /version/],
    ['a huge file', { 'overlay.yaml': manifest, big: 'x'.repeat(3_000_000) }, /too large/],
  ])('refuses %s', async (_, files, message) => {
    write(files);
    await expect(load()).rejects.toThrow(InputError);
    await expect(load()).rejects.toThrow(message);
  });

  it('refuses links, which could lead out of the folder', async () => {
    write({ 'overlay.yaml': manifest });
    symlinkSync('/etc/passwd', join(folder, 'passwd'));
    await expect(load()).rejects.toThrow(/not a plain file/);
  });

  it('reads the copy in a package as it reads the repository', async () => {
    const packed = join(folder, 'packed');
    const script = join(__dirname, '../../scripts/copyTemplates.mjs');
    execFileSync(process.execPath, [script, packed]);
    for (const id of ['base', 'lang/node', 'deploy/helm', 'ci/github', 'updates/renovate']) {
      const from = (root: string) =>
        loadOverlay({ folder: join(root, 'overlays', id), id, source: 'packaged' });
      expect(await from(packed)).toEqual(await from(templatesDirectory()));
    }
  });
});
