import fc from 'fast-check';
import { parse } from 'yaml';
import { InputError } from '../errors/InputError';
import { mergeDocument } from './mergeDocument';
import { mergeLines } from './mergeLines';
import { MergeConflict, Structure, isEqual, isMap, mergeStructure } from './mergeStructure';

// A bound for machines that do other things as well; the tests take a fraction of it.
jest.setTimeout(60_000);

const structure = fc.letrec<{ any: Structure }>(tie => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 8 }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-e]$/), tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** The result, or `undefined` for a conflict. */
function tryMerge(base: Structure, added: Structure): Structure | undefined {
  try {
    return mergeStructure(base, added);
  } catch (error) {
    if (error instanceof MergeConflict) {
      return undefined;
    }
    throw error;
  }
}

/** Everything of `part` stands in `whole`. */
function contains(whole: Structure, part: Structure): boolean {
  if (Array.isArray(part) && Array.isArray(whole)) {
    return part.every(item => whole.some(other => isEqual(other, item)));
  }
  if (isMap(part) && isMap(whole)) {
    return Object.keys(part).every(
      key => Object.hasOwn(whole, key) && contains(whole[key]!, part[key]!),
    );
  }
  return isEqual(whole, part);
}

describe('mergeStructure', () => {
  it('never loses what either side says', () => {
    let merged = 0;
    fc.assert(
      fc.property(structure, structure, (base, added) => {
        const result = tryMerge(base, added);
        merged += result === undefined ? 0 : 1;
        return result === undefined || (contains(result, base) && contains(result, added));
      }),
      { numRuns: 500 },
    );
    expect(merged).toBeGreaterThan(20);
  });

  it('changes nothing when merged a second time', () => {
    fc.assert(
      fc.property(structure, structure, (base, added) => {
        const once = tryMerge(base, added);
        expect(once === undefined || isEqual(mergeStructure(once, added), once)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of contributions, up to the order of lists and keys', () => {
    fc.assert(
      fc.property(structure, structure, structure, (base, left, right) => {
        const orders = [
          [left, right],
          [right, left],
        ].map(([first, second]) => {
          const once = tryMerge(base, first!);
          return once === undefined ? undefined : tryMerge(once, second!);
        });
        const [one, two] = orders;
        expect(
          one === undefined || two === undefined || (contains(one, two) && contains(two, one)),
        ).toBe(true);
      }),
    );
  });

  it('refuses different values at one place, and keys that change objects', () => {
    expect(() => mergeStructure({ a: { b: 1 } }, { a: { b: 2 } })).toThrow(/a\.b/);
    expect(() => mergeStructure({}, JSON.parse('{"__proto__": {"x": 1}}'))).toThrow(MergeConflict);
  });
});

describe('mergeLines', () => {
  const line = fc.stringMatching(/^[a-z*!/.#]{1,6}$/);
  it('is a union that keeps order and appears the same a second time', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (base, added) => {
        const text = base.map(entry => `${entry}\n`).join('');
        const merged = mergeLines(text, added);
        expect(merged.startsWith(text)).toBe(true);
        for (const entry of added) {
          expect(merged.split('\n')).toContain(entry);
        }
        expect(mergeLines(merged, added)).toBe(merged);
      }),
    );
  });
});

describe('mergeDocument', () => {
  const catalog = `# kept\nmetadata:\n  name: orders # kept too\n  tags:\n    - container\nspec:\n  owner: me\n`;
  const merge = (
    document: Parameters<typeof mergeDocument>[0]['document'],
    text: string,
    content: Structure,
  ) => mergeDocument({ document, text, content, overlay: 'deploy/demo' });

  it('adds to a YAML document and keeps comments', () => {
    const merged = merge('catalog-info.yaml', catalog, {
      metadata: { tags: ['container', 'helm'], annotations: { 'a/b': 'c' } },
    });
    expect(parse(merged)).toEqual({
      metadata: { name: 'orders', tags: ['container', 'helm'], annotations: { 'a/b': 'c' } },
      spec: { owner: 'me' },
    });
    expect(merged).toContain('# kept\n');
    expect(merged).toContain('# kept too');
  });

  it('adds to package.json', () => {
    const merged = merge('package.json', '{"name":"orders","scripts":{"test":"x"}}', {
      scripts: { lint: 'y' },
    });
    expect(JSON.parse(merged)).toEqual({ name: 'orders', scripts: { test: 'x', lint: 'y' } });
  });

  it.each<[string, Parameters<typeof mergeDocument>[0]['document'], string, Structure]>([
    ['another owner', 'catalog-info.yaml', catalog, { spec: { owner: 'you' } }],
    ['another name', 'package.json', '{"name":"orders"}', { name: 'x' }],
    ['another script', 'package.json', '{"scripts":{"test":"x"}}', { scripts: { test: 'y' } }],
    ['a map for lines', '.gitignore', 'a\n', { a: 'b' }],
    ['lines for a map', 'mkdocs.yml', 'nav: []\n', ['a']],
  ])('refuses %s', (_, document, text, content) => {
    expect(() => merge(document, text, content)).toThrow(InputError);
    expect(() => merge(document, text, content)).toThrow(/deploy\/demo/);
  });
});
