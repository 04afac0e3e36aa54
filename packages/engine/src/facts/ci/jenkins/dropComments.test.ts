import fc from 'fast-check';
import { dropComments } from './dropComments';

describe('dropComments', () => {
  it('blanks comments wherever they begin', () => {
    const text = "sh 'make' // sh 'docker push x'\nsh /* 'a'\n 'b' */ 'c'";
    expect(dropComments(text)).toBe(
      `sh 'make' ${' '.repeat(21)}\nsh ${' '.repeat(6)}\n ${' '.repeat(6)} 'c'`,
    );
  });

  it('keeps what only looks like a comment inside a text', () => {
    const text = [
      'git url: \'https://git.example.com/a\' , b: "x // y"',
      "sh '''\n  rm -rf out/*\n  curl https://example.com // it's\n'''",
      "sh 'it\\'s // not one'",
    ].join('\n');
    expect(dropComments(text)).toBe(text);
  });

  it('ends a quote that is left open with its line', () => {
    expect(dropComments("x = /it's/\n// gone")).toBe("x = /it's/\n       ");
  });

  it('leaves open comments open', () => {
    expect(dropComments("a /* b ' c")).toBe('a         ');
  });

  it('keeps length and line ends of every text', () => {
    const parts = fc.constantFrom('/*', '*/', '//', "'", '"', "'''", '"""', '\\', '\n', 'a', ' ');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), pieces => {
        const text = pieces.join('');
        const clean = dropComments(text);
        const ends = (value: string) => [...value].map(c => c === '\n');
        expect(ends(clean)).toEqual(ends(text));
        expect(dropComments(clean)).toHaveLength(text.length);
      }),
    );
  });
});
