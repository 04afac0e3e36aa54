import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OverlayLibrary } from '../overlay/overlayLibrary';

const example = join(__dirname, '../../../../examples/organisation/golden-path/overlays/ci/github');

/** The packaged pipeline as the example organisation replaces it: on its own runners. */
async function replaced(): Promise<Map<string, { text: string; executable: boolean }>> {
  const overlay = await OverlayLibrary.create().get('ci/github');
  const manifest = readFileSync(
    join(__dirname, '../../../../templates/overlays/ci/github/overlay.yaml'),
    'utf8',
  );
  const files = [
    ...overlay.files.map(file => ({ ...file, text: file.content.toString('utf8') })),
    {
      path: 'overlay.yaml',
      executable: false,
      text: manifest
        .replace(/^title: .*$/m, 'title: GitHub Actions on our runners')
        .replace(/^version: (.*)$/m, 'version: $1-example.1'),
    },
  ];
  return new Map(
    files.map(({ path, text, executable }) => [
      path,
      {
        executable,
        text: text
          .replaceAll('ubuntu-24.04-arm', 'example-linux-arm64')
          .replaceAll('ubuntu-24.04', 'example-linux-amd64'),
      },
    ]),
  );
}

function list(folder: string, path = ''): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap(entry => {
    const child = path ? `${path}/${entry.name}` : entry.name;
    return entry.isDirectory() ? list(folder, child) : [child];
  });
}

describe('the pipeline of the example organisation', () => {
  // UPDATE_TEMPLATES=1 writes it; without it a stale copy fails.
  it('is the packaged one but for the machines it runs on', async () => {
    const files = await replaced();
    if (process.env.UPDATE_TEMPLATES) {
      rmSync(example, { recursive: true, force: true });
      for (const [path, { text, executable }] of files) {
        mkdirSync(dirname(join(example, path)), { recursive: true });
        writeFileSync(join(example, path), text);
        chmodSync(join(example, path), executable ? 0o755 : 0o644);
      }
    }
    expect(list(example).sort()).toEqual([...files.keys()].sort());
    for (const [path, { text }] of files) {
      expect(readFileSync(join(example, path), 'utf8')).toBe(text);
    }
    expect(files.get('.github/workflows/ci.yml')!.text).toContain('runs-on: example-linux-amd64');
  });
});
