import fc from 'fast-check';
import { DockerfileParser } from 'dockerfile-ast';
import { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parseDockerfile';

function parse(text: string): Dockerfile {
  const parsed = parseDockerfile('Dockerfile', text);
  if (parsed.status !== 'present') {
    throw new Error(parsed.status === 'unavailable' ? parsed.reason : 'absent');
  }
  return parsed.value;
}

function refusal(text: string): string {
  const parsed = parseDockerfile('Dockerfile', text);
  return parsed.status === 'unavailable' ? parsed.reason : `read: ${text}`;
}

const outline = (text: string) => parse(text).instructions.map(i => `${i.keyword}:${i.line}`);

describe('parseDockerfile', () => {
  it.each([
    ['continuation lines', 'FROM a\nRUN b && \\\n  c\nUSER 1', 'FROM:1 RUN:2 USER:4'],
    [
      'comments and empty lines inside',
      'FROM a\nRUN b \\\n\n # c\n  d\nUSER 1',
      'FROM:1 RUN:2 USER:6',
    ],
    ['blanks behind the escape', 'FROM a\nRUN b \\  \n c\nUSER 1', 'FROM:1 RUN:2 USER:4'],
    ['an escaped escape at the end', 'FROM a\nRUN b \\\\\nUSER 1', 'FROM:1 RUN:2 USER:3'],
    ['the backtick', '# escape=`\nFROM a\nRUN b `\n c\nUSER 1', 'FROM:2 RUN:3 USER:5'],
    [
      'a directive after a comment is a comment',
      '# x\n# escape=`\nFROM a\nRUN b \\\n c',
      'FROM:3 RUN:4',
    ],
    ['a here-document', 'FROM a\nRUN <<EOF\nUSER 9\nEOF\nUSER 1', 'FROM:1 RUN:2 USER:5'],
    [
      'two here-documents',
      'FROM a\nCOPY <<A <<B /x/\nUSER 3\nA\nUSER 4\nB\nUSER 1',
      'FROM:1 COPY:2 USER:7',
    ],
    ['stripped tabs', 'FROM a\nRUN cat <<-E\n\tx\n\tE\nUSER 1', 'FROM:1 RUN:2 USER:5'],
    ['a file descriptor', 'FROM a\nRUN cat 3<<E\nUSER 9\nE\nUSER 1', 'FROM:1 RUN:2 USER:5'],
    ['a quoted delimiter', 'FROM a\nRUN cat <<"E F"\nUSER 9\nE F\nUSER 1', 'FROM:1 RUN:2 USER:5'],
    ['an operator in quotes is none', 'FROM a\nRUN echo "x <<E y"\nUSER 1', 'FROM:1 RUN:2 USER:3'],
    ['a here-string is none', 'FROM a\nRUN cat <<< x\nUSER 1', 'FROM:1 RUN:2 USER:3'],
    ['lower case and tabs', '\tfrom a\n\tuser 1', 'FROM:1 USER:2'],
    ['Windows line ends', 'FROM a\r\nRUN b \\\r\n c\r\nUSER 1\r\n', 'FROM:1 RUN:2 USER:4'],
    ['a byte order mark', '\uFEFFFROM a\n', 'FROM:1'],
  ])('follows %s', (_what, text, expected) => {
    expect(outline(text).join(' ')).toBe(expected);
  });

  it('reads flags, JSON form and the text behind them', () => {
    const [, copy, cmd, broken] = parse(
      'FROM a\nCOPY --from=b --chown=1:1 ["x y", "/z"]\nCMD [ "node", "a.js" ]\nENTRYPOINT [node]',
    ).instructions;
    expect(copy?.flags).toEqual([
      { name: 'from', value: 'b' },
      { name: 'chown', value: '1:1' },
    ]);
    expect(copy?.json).toEqual(['x y', '/z']);
    expect(cmd?.json).toEqual(['node', 'a.js']);
    expect(broken?.json).toBeUndefined();
    expect(broken?.body).toBe('[node]');
  });

  it.each([
    ['', 'no FROM'],
    ['RUN x\nFROM a', 'before the first FROM'],
    ['FROM a\nRUNN x', 'no Dockerfile instruction'],
    ['FROM', 'no valid FROM'],
    ['FROM a as', 'no valid FROM'],
    ['FROM a\nRUN <<EOF\nx', 'never ends it'],
    ['FROM a\n\0', 'NUL'],
    [`FROM a\n${'# x\n'.repeat(40_000)}`, '128 KiB'],
    [`FROM a\nRUN ${'x'.repeat(70_000)}`, '64 KiB'],
    [`FROM a\n${'RUN x\n'.repeat(2100)}`, '2000 instructions'],
  ])('refuses %#', (text, reason) => {
    expect(refusal(text)).toContain(reason);
  });

  const piece = fc.oneof(
    fc.string({ maxLength: 30, unit: 'grapheme' }),
    fc.constantFrom(
      ...[
        'FROM a',
        'RUN ',
        '\n',
        '\\\n',
        '<<EOF',
        'EOF\n',
        '"',
        "'",
        '$',
        '${a:-',
        '}',
        '# escape=`\n',
        '--x=',
        '[',
        '["a"]',
        'ENV A=',
        'ARG B\n',
        '\0',
        '\r',
      ],
    ),
  );

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const parsed = parseDockerfile('Dockerfile', pieces.join(''));
        expect(['present', 'unavailable']).toContain(parsed.status);
      }),
      { numRuns: 2000 },
    );
  });

  it('splits like dockerfile-ast where that library follows BuildKit', () => {
    const argument = fc.constantFrom(
      'a b',
      'x=1 y="2 3"',
      '--flag=1 z',
      '["a", "b"]',
      'a \\\n  b',
      'a && \\\n# c\n\n b',
    );
    const keyword = fc.constantFrom('RUN', 'ENV', 'COPY', 'CMD', 'LABEL', 'user', 'WorkDir');
    const line = fc.tuple(keyword, argument, fc.constantFrom('\n', '\n\n', '\n# note\n'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), lines => {
        const text = `FROM a\n${lines.map(([k, a, end]) => `${k} ${a}${end}`).join('')}`;
        const second = DockerfileParser.parse(text)
          .getInstructions()
          .map(i => `${i.getKeyword()}:${i.getRange().start.line + 1}`);
        expect(outline(text)).toEqual(second);
      }),
      { numRuns: 300 },
    );
  });
});
