import fc from 'fast-check';
import { isMap, isScalar, isSeq, Node, parseDocument } from 'yaml';
import { readSimpleYaml } from './readSimpleYaml';
import { resolveCoreScalar } from './resolveCoreScalar';
import { simpleData } from './simpleData';
import { SimpleNode } from './simpleNode';

const words = { plain: 'PLAIN', quoted: 'QUOTE', block: 'BLOCK' } as const;

function fromSimple(node: SimpleNode): unknown {
  const { at, tag } = node;
  if (node.kind === 'list') return { at, tag, items: node.items.map(fromSimple) };
  if (node.kind === 'map') {
    const pairs = node.keys.map((key, index) => [fromSimple(key), fromSimple(node.values[index]!)]);
    return { at, tag, pairs };
  }
  const isText = node.style !== 'plain' || tag !== undefined;
  const value = isText ? node.text : resolveCoreScalar(node.text);
  return { at: value === null ? 0 : at, tag, value, style: words[node.style] };
}

function fromLibrary(node: unknown): unknown {
  const { range, tag: given } = node as Node;
  const at = range![0];
  const tag = given?.startsWith('!') ? given : undefined;
  if (isSeq(node)) return { at, tag, items: node.items.map(fromLibrary) };
  if (isMap(node)) {
    const pairs = node.items.map(({ key, value }) => [fromLibrary(key), fromLibrary(value)]);
    return { at, tag, pairs };
  }
  if (!isScalar(node)) return 'something else';
  const style = Object.values(words).find(word => node.type?.includes(word));
  return { at: node.value === null ? 0 : at, tag, value: node.value, style };
}

/** Whether the fast reader reads it, having compared what it reads with what the library reads. */
function agrees(text: string): boolean {
  const simple = readSimpleYaml(text, { tags: true });
  if (!simple) return false;
  const document = parseDocument(text, { merge: true, logLevel: 'silent', prettyErrors: false });
  expect({ text, errors: document.errors.map(String) }).toEqual({ text, errors: [] });
  const plain = readSimpleYaml(text);
  if (plain) expect({ text, data: simpleData(plain) }).toEqual({ text, data: document.toJS() });
  expect({ text, node: fromSimple(simple) }).toEqual({
    text,
    node: fromLibrary(document.contents),
  });
  return true;
}

describe('what the fast reader reads', () => {
  it.each([
    'a: 1\n',
    'a: b',
    '# head\n---\na: b # c\nc:\n  - d\n  -   e: f\n      g: "h # i"\n',
    'on:\n  push:\n    branches: [main, "release/**", 3.10]\n  workflow_dispatch:\njobs: {}\n',
    'a: \'it\'\'s\'\nb: "x \\"y\\" \\\\ \\n z"\nc: {d: [e, {f: g}], h: i-j}\n',
    'run: |\n  set -e\n\n  if x; then\n    y\n  fi\n\nnext: >-\n  one\n  two\n\n  three\n',
    '- - a\n  - b\n- c: d\n- |\n  text\n- !Ref x\n',
    'a: !Sub "${B}:latest"\nb: !GetAtt C.Arn\nc: !Join\n  - ""\n  - - d\n    - !Ref e\nf: !If [g, h, i]\n',
    'a: http://x:80/y#z\nb: 80:80\nc: -x\nd: a - b\ne: ?x\nf: :x\n',
    '"a b": 1\n\'c\': 2\n/d: 3\nf.g/h: 4\ni j: 5\n',
    'a:\n- b\n-  c\nd: e\n',
    'a:\n\n  # comment\n  b: c\n   # odd comment\n  d: e\n# end\n',
    'a: ~\nb: null\nc: yes\nd: 0x1F\ne: 1e3\nf: .5\ng: 0o17\nh: -.inf\ni: .NaN\nj: True\nk: 1_000\n',
    'image: {{ .Values.image }}'.replace(/[{}]{2}/g, '$$'),
    'a: |-\n  # no comment\n  b\n\n\nc: d\n',
    'a: |\n  b',
    'a: >\n  b\n  c\n',
    'a: { b: 25%, c: [d*, "e", !Ref f], g: !GetAtt h.i, j: -k }\n',
    '__proto__: a\n',
  ])('%j', text => {
    expect(agrees(text)).toBe(true);
  });

  it.each([
    '',
    '# nothing\n',
    'text\n',
    'a: &b c\n',
    'a: *b\n',
    '<<: {a: b}\n',
    'a: b\na: c\n',
    'a: b\n c\n',
    'a: "b\n  c"\n',
    'a: b: c\n',
    'a: [b,\n  c]\n',
    'a: b\n---\nc: d\n',
    'a:\tb\n',
    '? a\n: b\n',
    'a: |2\n   b\n',
    'a: |+\n  b\n\n',
    'a: >\n  b\n    c\n',
    'a: @b\n',
    'a: !!str 1\n',
    '- a\nb: c\n',
    'a:\n  b\n',
    'a:\n    b: c\n  d: e\n',
    'a: "b" c\n',
    'a: "b"#c\n',
    'a: [b]c\n',
    '%YAML 1.1\n---\na: b\n',
    'a: b\n...\n',
    'true: a\n',
    '1.0: a\n',
    'a: "\\x41"\n',
  ])('is left to the library: %j', text => {
    expect(agrees(text)).toBe(false);
  });
});

/* eslint-disable jest/expect-expect -- agrees() holds the assertions */
describe('whatever it is given', () => {
  const piece = fc.constantFrom(
    ...'a|b c|key|- |-|: |:|\n|\n  |\n    |\n- |\n  - |#| #|"|\'|[|]|{|}|, |,|!Ref |!|&|*|>|>-|~|null|1|0x1|true|<<|?|%|@|`|---|...|\\|\\n|\t| '.split(
      '|',
    ),
    '|',
    '|\n',
    ': |\n  ',
    ': >\n  ',
    ': "',
    ": '",
  );
  it('agrees with the library wherever it reads at all', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), pieces => {
        agrees(pieces.join(''));
      }),
      { numRuns: 20_000 },
    );
  });

  const line = fc
    .tuple(
      fc.constantFrom('', '  ', '    ', '      '),
      fc.constantFrom('- ', '', '', 'k: ', 'l: ', '- m: ', '- - ', "'q': "),
      fc.constantFrom(
        '',
        'v',
        '"v"',
        "'v'",
        '[a, b]',
        '{a: b}',
        '{a: !Ref b, c: 1}',
        '[a:b, -c, d%]',
        '|',
        '>',
        '|-',
        'n:',
        '# c',
        '!Ref x',
        '!Sub',
        'x # y',
      ),
    )
    .map(parts => parts.join(''));
  it('agrees with the library on lines as people write them', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), lines => {
        agrees(`${lines.join('\n')}\n`);
      }),
      { numRuns: 20_000 },
    );
  });
});
