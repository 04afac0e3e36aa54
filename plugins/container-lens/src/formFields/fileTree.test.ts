import fc from 'fast-check';
import { Folder, growTree } from './fileTree';

const file = (path: string) => ({ path, size: 1, executable: false });

function paths(folder: Folder): string[] {
  return [
    ...folder.folders.flatMap(inner => paths(inner)),
    ...folder.files.map(({ path }) => path),
  ];
}

describe('growTree', () => {
  it('puts files into folders', () => {
    const tree = growTree([file('src/server.ts'), file('README.md'), file('src/http/livez.ts')]);
    expect(tree.files.map(({ name }) => name)).toEqual(['README.md']);
    expect(tree.folders.map(({ name }) => name)).toEqual(['src']);
    expect(tree.folders[0]!.folders[0]!.files[0]!.name).toBe('livez.ts');
  });

  it('loses no file, however deep', () => {
    expect(paths(growTree([file(`${'a/'.repeat(5_000)}b`)]))).toHaveLength(1);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '/') })), list => {
        expect(paths(growTree(list.map(file))).sort()).toEqual([...list].sort());
      }),
    );
  });
});
