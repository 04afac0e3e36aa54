import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { RenderedFile } from '../render/renderedFile';
import { renderSkeleton } from '../render/renderSkeleton';
import { exampleParentValues } from './__testUtils__/exampleParentValues';
import { parentOverlays } from './parentOverlays';

const folder = join(templatesDirectory(), '../examples/organisation/parent-images');
/** What the example has beside the template: its stand-ins for upstreams, and how to call them. */
const own = /^(README\.md|make\.d\/|stand-in\/|certs\/machine\.pem$|\.cache\/)/;

let files: readonly RenderedFile[];
beforeAll(async () => {
  const skeleton = await renderSkeleton({
    library: OverlayLibrary.create(),
    overlays: parentOverlays(),
    values: exampleParentValues(),
    template: 'template:default/parent-image',
    templateVersion: '1.0.0',
  });
  files = skeleton.files.filter(({ path }) => !own.test(path)).map(asExample);
  // UPDATE_TEMPLATES=1 writes the example; without it a stale file fails.
  if (process.env.UPDATE_TEMPLATES) {
    for (const { path, content, executable } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content, { mode: executable ? 0o755 : 0o644 });
    }
  }
});

/** The catalog marks everything of the example. */
function asExample(file: RenderedFile): RenderedFile {
  if (file.path !== 'catalog-info.yaml') {
    return file;
  }
  const text = file.content
    .toString('utf8')
    .replaceAll('  annotations:\n', "  annotations:\n    container-lens/example: 'true'\n");
  return { ...file, content: Buffer.from(text) };
}

describe('the example repository of parent images', () => {
  it('has every file of the template, as the template renders it', () => {
    for (const { path, content, executable } of files) {
      const actual = join(folder, path);
      expect({ path, text: readFileSync(actual, 'utf8') }).toEqual({
        path,
        text: content.toString('utf8'),
      });
      expect({ path, executable: (statSync(actual).mode & 0o100) !== 0 }).toEqual({
        path,
        executable,
      });
    }
  });

  it('has nothing else than its stand-ins', () => {
    const known = new Set(files.map(({ path }) => path));
    const unknown = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter(path => !known.has(path) && !own.test(path));
    expect(unknown).toEqual([]);
  });
});
