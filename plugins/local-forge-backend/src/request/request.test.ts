import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import path from 'node:path';
import { parseFilePath } from './filePath';
import { isRefName, parseRefName } from './refName';
import { parseName, parseRepositoryName } from './repositoryName';

const anything = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '.', '/', '-', '\\', '\0', '~', ':', ' ', '@', '{') }),
);

/** What a parser made of the value; `undefined` when it refused it as wrong input. */
function accepted<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

describe('what may come from a request', () => {
  it('a name is one safe part of a path, whatever was sent', () => {
    fc.assert(
      fc.property(anything, value => {
        const name = accepted(() => parseName(value, 'repository')) ?? 'refused';
        expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
        expect(path.join('/root', `${name}.git`)).toBe(`/root/${name}.git`);
        expect(path.dirname(path.join('/root', name))).toBe('/root');
      }),
    );
  });

  it('a ref is never an option, a range or an expression, whatever was sent', () => {
    fc.assert(
      fc.property(anything, value => {
        const ref = accepted(() => parseRefName(value));
        expect(isRefName(value)).toBe(ref !== undefined);
        expect(ref ?? 'refused').not.toMatch(/^[-./]|\.\.|[\s~^:?*[\\@{\0]|\/$|\.lock(\/|$)/);
      }),
    );
  });

  it('a path stays below its root, whatever was sent', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), parts => {
        const file = accepted(() => parseFilePath(parts)) ?? 'refused';
        expect(path.posix.normalize(`/root/${file}`)).toBe(`/root/${file}`);
        expect(file).not.toMatch(/[\0\n\\]/);
      }),
    );
  });

  it('takes ordinary values', () => {
    expect(parseRepositoryName('team-1', 'my.repo_2')).toEqual({
      owner: 'team-1',
      name: 'my.repo_2',
    });
    expect(parseRefName('container-lens/update-v1.2')).toBe('container-lens/update-v1.2');
    expect(parseFilePath(['.github', 'ci build.yml'])).toBe('.github/ci build.yml');
    expect(parseFilePath([])).toBe('');
    expect(() => parseRepositoryName('API', 'v1')).toThrow('reserved');
  });
});
