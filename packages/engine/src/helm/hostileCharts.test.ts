import fc from 'fast-check';
import { present } from '../contract/observation';
import { ChartFile } from './chart/chart';
import { readChart } from './chart/readChart';
import { RenderedTemplate, renderChart } from './chart/renderChart';
import { allFunctions } from './functions/allFunctions';
import { RegularExpression } from './functions/regularExpression';
import { RenderBudget } from './renderBudget';
import { RenderError } from './renderError';
import { readYaml } from './yaml/readYaml';

function file(path: string, text: string): ChartFile {
  return { path, location: path, content: present(text) };
}

function render(template: string, values = '', helpers = ''): RenderedTemplate {
  const chart = readChart([
    file('Chart.yaml', 'apiVersion: v2\nname: hostile\nversion: 0.1.0\n'),
    file('values.yaml', values),
    file('templates/_helpers.tpl', helpers),
    file('templates/a.yaml', template),
  ]);
  const [rendered] = renderChart({ chart }).templates;
  if (!rendered) throw new Error('nothing was rendered');
  return rendered;
}

/** The tests wait for the end of each chart; the bounds are what makes them end. */
const wide = 'x'.repeat(1000);

describe('hostile charts end with a reason', () => {
  it.each([
    [
      'a template that includes itself',
      '{{ include "a" . }}',
      '{{ define "a" }}{{ include "a" . }}{{ end }}',
    ],
    [
      'includes that double at each level',
      '{{ include "a0" . }}',
      Array.from(
        { length: 40 },
        (_, i) =>
          `{{ define "a${i}" }}{{ include "a${i + 1}" . }}{{ include "a${i + 1}" . }}{{ end }}`,
      ).join(''),
    ],
    ['a long range', '{{ range until 1000000000 }}x{{ end }}', ''],
    ['a long range over a number', '{{ range $i := 1000000000 }}x{{ end }}', ''],
    ['nested ranges', `${'{{ range until 1000 }}'.repeat(4)}x${'{{ end }}'.repeat(4)}`, ''],
    ['untilStep without end', '{{ untilStep 0 2000000000 1 | len }}', ''],
    ['seq without end', '{{ seq 0 1 9000000000 }}', ''],
    ['a huge repeat', '{{ repeat 1000000000 "abc" }}', ''],
    ['repeats of repeats', `{{ "${wide}"${' | repeat 50'.repeat(6)} }}`, ''],
    ['a huge indent', '{{ "a" | indent 2000000000 }}', ''],
    ['a huge indent of many lines', `{{ "${'\\n'.repeat(5000)}" | nindent 1000000 }}`, ''],
    ['a huge printf width', '{{ printf "%099999999d" 1 }}', ''],
    [
      'a text that doubles',
      '{{ $x := "aaaaaaaa" }}{{ range until 60 }}{{ $x = print $x $x }}{{ end }}{{ $x }}',
      '',
    ],
    [
      'a list that doubles',
      '{{ $x := list 1 2 3 }}{{ range until 60 }}{{ $x = concat $x $x }}{{ end }}{{ len $x }}',
      '',
    ],
    ['a map inside of itself', '{{ $x := dict }}{{ $_ := set $x "x" $x }}{{ $x }}', ''],
    [
      'a map inside of its list',
      '{{ $x := dict }}{{ $_ := set $x "x" (list $x) }}{{ toYaml $x }}',
      '',
    ],
    ['tpl of itself', '{{ tpl .Values.t . }}', ''],
    [
      'a merge that grows',
      '{{ $x := dict "a" (dict) }}{{ range $i := until 100000 }}{{ $x = merge (dict (print $i) $x) $x }}{{ end }}{{ toJson $x }}',
      '',
    ],
    [
      'a JSON bomb',
      '{{ $x := list 1 }}{{ range until 40 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x | len }}',
      '',
    ],
    ['deep parentheses', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`, ''],
    ['deep blocks', `${'{{ if true }}'.repeat(5000)}x${'{{ end }}'.repeat(5000)}`, ''],
    ['a long chain of else if', `{{ if false }}${'{{ else if false }}'.repeat(5000)}{{ end }}`, ''],
    ['a regular expression that grows', '{{ regexMatch "((a{1000}){1000}){1000}" "a" }}', ''],
    ['an open action', '{{ ', ''],
    ['an open comment', '{{/* ', ''],
    ['the private area', 'a: "\uE0000\uE001"', ''],
  ])('%s', (_, template, helpers) => {
    const { problems } = render(
      template,
      "t: '{{ tpl .Values.t . }}{{ tpl .Values.t . }}'\n",
      helpers,
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toBeInstanceOf(RenderError);
    expect(problems[0]?.message.length).toBeGreaterThan(10);
  });

  it('regular expressions take the time of their length', () => {
    const budget = RenderBudget.create();
    const text = `${'a'.repeat(2000)}!`;
    for (const pattern of ['^(a+)+$', '^(a|aa)+$', '^(.*a){10}$', '(a*)*b', '(x+x+)+y']) {
      expect(RegularExpression.create(pattern).findAll(text, 1, budget)).toEqual([]);
    }
  });

  it.each([
    [
      'an alias bomb',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`).join('\n')}\n`,
    ],
    ['an alias of itself', 'a: &a [*a]\n'],
    ['deep lists', `a: ${'['.repeat(20000)}${']'.repeat(20000)}\n`],
    ['deep dashes', `${'- '.repeat(20000)}a\n`],
    ['deep maps', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['a large text', 'a: x\n'.repeat(300_000)],
  ])('YAML: %s', (_, text) => {
    expect(() => readYaml(text)).toThrow(RenderError);
  });
});

describe('any chart at all', () => {
  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '{{',
        '}}',
        '{{-',
        '-}}',
        ' ',
        '(',
        ')',
        '|',
        '.',
        '$',
        '$x',
        ':=',
        '=',
        ',',
        '"',
        '`',
        "'",
        '/*',
        '*/',
        '\n',
        '\\',
        '%',
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'if',
        'else',
        'end',
        'range',
        'with',
        'define',
        'template',
        'block',
        'break',
        'continue',
        'include',
        'tpl',
        'toYaml',
        'fromYaml',
        'index',
        'printf',
        'repeat',
        'nindent',
        'until',
        'dict',
        'list',
        'set',
        'merge',
        'regexReplaceAll',
        'splitList',
        'dig',
        'now',
        'required',
        'eq',
        'and',
        'slice',
        'semverCompare',
        'nil',
        'true',
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '.Values',
        '.Values.a',
        '.Chart.Name',
        '.Files',
        '.Release',
        '"a"',
        '"a" .',
        '1',
        '-1',
        '99999999999',
        '1.5',
        '0x',
        '{{ if .Values.a }}',
        '{{ end }}',
        '{{ range .Values.l }}',
        '{{ define "a" }}',
        '{{ include "a" . }}',
        '{{ .Values.l }}',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  );

  it('renders, or says why not, and throws nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(piece, { maxLength: 20 }),
        (main, helpers) => {
          const { problems } = render(main.join(' '), 'a: 1\nl: [1, {b: x}]\n', helpers.join(' '));
          for (const problem of problems) expect(problem).toBeInstanceOf(RenderError);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('calls any function with anything', () => {
    const value = fc.constantFrom(
      'nil',
      '""',
      '"a"',
      '"a.b-c"',
      '0',
      '1',
      '-3',
      '70000',
      '1.5',
      'true',
      '.',
      '.Values',
      '.Values.l',
      '.Values.m',
      '.Values.none',
      '(list 1 "a" nil)',
      '(dict "a" 1)',
      '.Files',
      '.Capabilities',
      'now',
      '"[a-z]*(b|c)+"',
      '">=1.2"',
    );
    const names = [...allFunctions.keys(), 'and', 'or'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(value, { maxLength: 4 }), (name, args) => {
        const { problems } = render(
          `a: {{ ${name} ${args.join(' ')} | quote }}`,
          'l: [1, x]\nm: {a: b}\n',
        );
        for (const problem of problems) expect(problem).toBeInstanceOf(RenderError);
      }),
      { numRuns: 800 },
    );
  });

  it('reads any YAML, or says why not', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              '- ',
              ': ',
              '\n',
              '  ',
              '[',
              ']',
              '{',
              '}',
              '&a ',
              '*a',
              '|',
              '>',
              '"',
              "'",
              '#',
              '---',
              '<<',
              '? ',
              '!!str ',
              'a',
              '1',
              '~',
            ),
            fc.string({ maxLength: 5 }),
          ),
          { maxLength: 60 },
        ),
        parts => {
          let problem: unknown;
          try {
            readYaml(parts.join(''));
          } catch (error) {
            problem = error;
          }
          expect(problem === undefined || problem instanceof RenderError).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what cannot be known', () => {
  it('is printed as unknown and never decided by', () => {
    const printed = render(
      'a: {{ randAlphaNum 8 | quote }}\nb: {{ now | date "2006" | trunc 2 }}\nc: 1\n',
    );
    expect(printed.problems).toEqual([]);
    const value = printed.documents[0]?.value;
    expect(value?.get('a')).toMatch(/\uE000/);
    expect(value?.get('b')).toMatch(/\uE000/);
    expect(value?.get('c')).toBe(1);
    const decided = render('a: {{ if eq (randAlphaNum 1) "a" }}yes{{ end }}\n');
    expect(decided.problems[0]?.code).toBe('unsupported');
    expect(decided.problems[0]?.describe()).toContain('templates/a.yaml:1');
  });

  it('hides only its own template', () => {
    const chart = readChart([
      file('Chart.yaml', 'name: a\nversion: 0.1.0\n'),
      file('templates/bad.yaml', 'a: b\n\n\n{{ snakecase "a" }}\n'),
      file('templates/good.yaml', '\n\na: b\n'),
    ]);
    const { templates } = renderChart({ chart });
    const [bad, good] = [...templates].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(bad?.problems[0]?.describe()).toContain('templates/bad.yaml:4');
    expect(good?.documents[0]?.originAt(['a'])).toEqual({ path: 'templates/good.yaml', line: 3 });
  });
});
