import { RandomSource } from './randomSource';

/** A source of pieces for mutations: other texts, best of the same format. */
export interface Pieces {
  readonly alike: readonly string[];
  readonly all: readonly string[];
}

type Mutation = (text: string, random: RandomSource, pieces: Pieces) => string;

/** Characters of one mutated text at most. */
export const longestText = 128 * 1024;

/** Looks like credentials of well-known kinds; never allowed to appear in what is said about a repository. */
export const canaries = [
  'AKIAQ7CANARY4FUZZ9X2',
  `ghp_${'C4n4ryFuzz'.repeat(4)}`,
  'sk_live_c4n4ryFuzzc4n4ry',
  'glpat-c4n4ryFuzz-c4n4ry',
];

const oddities = [
  ...[
    '\0',
    '\uFEFF',
    '\r',
    '\r\n',
    '\u2028',
    '\u0085',
    '\u00a0',
    '\u{1F433}',
    '\uD800',
    '\u202e',
    '\t',
    '\v',
    '\b',
  ],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\\n',
    '$',
    '${',
    '}',
    '$(',
    '$((',
    ')',
    '((',
    '[[',
    '{{',
    '}}',
    '${{',
    '{%',
    '<<',
    '<<-EOF\n',
    'EOF\n',
  ],
  ...[
    '#',
    '# escape=`\n',
    '# syntax=x\n',
    '//',
    '/*',
    '*/',
    ';',
    '|',
    '||',
    '&',
    '&&',
    '>',
    '2>&1',
    '!',
    '?',
    '*',
    '**',
    '**/',
    '[!a',
    '[^',
  ],
  ...[
    ': ',
    '- ',
    '? ',
    '| ',
    '|2-\n',
    '>+\n',
    '&a ',
    '*a',
    '<<: *a\n',
    '!Ref a',
    '!Sub "${a}"',
    '!reference [a, b]',
    '!!binary x',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '~',
    '{}',
    '[]',
    '{',
    '[',
    ',',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'true',
    '.nan',
    '-.inf',
    '0x',
    '1e999',
    '-1',
    '99999999999999999999',
    '2147483648',
    '0.1.2',
    '1_000',
    '08',
    '12:30:45',
    '2026-13-45',
  ],
  ...[
    'FROM ',
    'FROM scratch\n',
    'RUN ',
    'COPY --from=0 ',
    'ARG X=${X}\n',
    'ENV A=$A$A\n',
    'USER $A\n',
    'ONBUILD ',
    'HEALTHCHECK ',
    'SHELL [""]\n',
    'CMD []\n',
    'ENTRYPOINT [""]\n',
  ],
  ...[
    '{{ define "a" }}{{ include "a" . }}{{ end }}',
    '{{ range until 99999 }}',
    '{{ end }}',
    '{{- toYaml .Values | nindent 4 -}}',
    '{{ tpl .Values.a . }}',
    '{{ fail "x" }}',
  ],
  ...[
    'if true; then\n',
    'fi\n',
    'case x in\n',
    'esac\n',
    'for i in 1 2; do\n',
    'done\n',
    'exec "$@"\n',
    'trap x TERM\n',
    'a() { a; }\na\n',
  ],
  ...[
    'on: push\n',
    'needs: [a]\n',
    'uses: ./.github/workflows/a.yml\n',
    'extends: .a\n',
    'include: a.yml\n',
    'if: ${{ always() && !(a == b) }}\n',
    'rules: [{ if: \'$A == "b"\' }]\n',
  ],
  ...canaries.map(canary => ` ${canary} `),
];

const lineOf = (text: string): string[] => text.split('\n');

function range(random: RandomSource, length: number): [from: number, to: number] {
  const from = random.below(length + 1);
  return [from, Math.min(length, from + 1 + random.below(8))];
}

function insertAt(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

const insert = (text: string, random: RandomSource, piece: string): string =>
  insertAt(text, random.below(text.length + 1), piece);

function changeLines(change: (lines: string[], random: RandomSource) => void): Mutation {
  return (text, random) => {
    const lines = lineOf(text);
    change(lines, random);
    return lines.join('\n');
  };
}

const wordPattern = /[\w./:@$-]+/g;

function swapWord(text: string, random: RandomSource, pieces: Pieces): string {
  const words = [...text.matchAll(wordPattern)];
  const others = random.pick(random.once(4) ? pieces.all : pieces.alike).match(wordPattern);
  if (words.length === 0 || !others) return text;
  const { index, 0: word } = random.pick(words);
  const other = random.once(4) ? random.pick(oddities) : random.pick(others);
  return text.slice(0, index) + other + text.slice(index + word.length);
}

function changeNumber(text: string, random: RandomSource): string {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const { index, 0: number } = random.pick(numbers);
  const other = random.pick([
    '0',
    '-1',
    '1e9',
    '4294967296',
    '9'.repeat(30),
    '0.0',
    '',
    'NaN',
    '065',
  ]);
  return text.slice(0, index) + other + text.slice(index + number.length);
}

const nests = [
  '[',
  '{',
  '(',
  '{"a":',
  '- ',
  '$(',
  '${a:-',
  '{{ if a }}',
  '{{ (',
  '((',
  '"$(',
  'if a; then ',
  '! ',
  '- - ',
  'a: {',
  '<a>',
  'x[',
  '${{ ',
  'not ',
  '{a {\n',
];

const aliasBomb = (random: RandomSource): string => {
  const width = 2 + random.below(9);
  const names = Array.from({ length: 3 + random.below(20) }, (_, index) => `b${index}`);
  return names
    .map((name, index) =>
      index === 0
        ? `${name}: &${name} [x, y]\n`
        : `${name}: &${name} [${Array(width)
            .fill(`*${names[index - 1]}`)
            .join(', ')}]\n`,
    )
    .join('');
};

const cheap: readonly Mutation[] = [
  changeLines((lines, random) => lines.splice(...spliceRange(lines, random))),
  changeLines((lines, random) => {
    const [from, to] = range(random, lines.length);
    lines.splice(random.below(lines.length + 1), 0, ...lines.slice(from, to));
  }),
  changeLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  }),
  changeLines((lines, random) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    lines[at] = random.once(2) ? `${' '.repeat(1 + random.below(6))}${line}` : line.trimStart();
  }),
  (text, random, { alike }) => {
    const lines = lineOf(random.pick(alike));
    const [from, to] = range(random, lines.length);
    const own = lineOf(text);
    own.splice(random.below(own.length + 1), 0, ...lines.slice(from, to));
    return own.join('\n');
  },
  (text, random) => insert(text, random, random.pick(oddities)),
  (text, random) => insert(text, random, random.pick(oddities)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(10));
  },
  (text, random) =>
    insertAt(text, random.below(text.length + 1), String.fromCharCode(random.below(128))),
  swapWord,
  swapWord,
  changeNumber,
];

function spliceRange(lines: readonly string[], random: RandomSource): [number, number] {
  const [from, to] = range(random, lines.length);
  return [from, to - from];
}

const rare: readonly Mutation[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, { alike, all }) => {
    const other = random.pick(random.once(3) ? all : alike);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length));
  },
  text => text.replaceAll('\n', '\r\n'),
  text => `\uFEFF${text}`,
  text => text.replaceAll('  ', '\t'),
  (text, random) => insert(text, random, random.pick(nests).repeat(2 + random.below(60))),
  (text, random) => aliasBomb(random) + text,
  (text, random) => `${text}\n${aliasBomb(random)}`,
  (text, random) => insert(text, random, random.pick(oddities).repeat(1 + random.below(50))),
  text => `${text}\n${text}`,
  (text, random) => {
    const word = random.pick(text.match(/[A-Za-z_]\w*/g) ?? ['A']);
    return insert(
      text,
      random,
      random.pick([`\${${word}}`, `$${word}`, `{{ .Values.${word} }}`, `*${word}`]),
    );
  },
];

const huge: readonly Mutation[] = [
  (text, random) => insert(text, random, random.pick(nests).repeat(1 + random.below(30_000))),
  (text, random) => insert(text, random, random.pick(oddities).repeat(1 + random.below(30_000))),
  (text, random) =>
    insert(
      text,
      random,
      random
        .pick(['a', ' ', '\n', 'a ', 'a=', '$a', '/', '-', '.*', '\t\n', 'a,'])
        .repeat(1 + random.below(60_000)),
    ),
  (text, random) => {
    const [from, to] = range(random, text.length);
    return insert(text, random, text.slice(from, to).repeat(1 + random.below(5_000)));
  },
  (text, random) => {
    const lines = lineOf(text);
    const [from, to] = range(random, lines.length);
    const piece = lines.slice(from, to).map(line => `${line}\n`);
    const at = Math.min(to, lines.length);
    return [
      ...lines.slice(0, at),
      ...Array(1 + random.below(2_000)).fill(piece.join('').trimEnd()),
      ...lines.slice(at),
    ].join('\n');
  },
];

/** One changed text. Most changes are small; about one in `hugeOnce` is as large as files may be. */
export function mutateText(
  text: string,
  random: RandomSource,
  options: Pieces & { readonly hugeOnce?: number },
): string {
  let changed = text;
  for (let left = 1 + random.below(5); left > 0; left--) {
    const mutation = random.once(8) ? random.pick(rare) : random.pick(cheap);
    changed = mutation(changed, random, options).slice(0, longestText);
  }
  if (random.once(options.hugeOnce ?? 800)) changed = random.pick(huge)(changed, random, options);
  return changed.slice(0, longestText);
}
