import fc from 'fast-check';
import { parse, print } from 'sh-syntax';
import { listShellCommands } from './shellCommands';
import { parseShell } from './shellSyntax';

jest.setTimeout(120_000);

/** Commands as the engine reads them; sorted, because the printer may move what stands in one line. */
const commandsOf = (text: string) => listShellCommands(text).map(({ words }) => words.join(' '));

const word = fc.constantFrom(
  'node',
  'server.js',
  '--port=80',
  '"$PORT"',
  "'a b'",
  '"x; y && z"',
  '$@',
  '${A:-b}',
  '$(cat file)',
  '"$(date +%s)"',
  'a\\ b',
  './run.sh',
  '/usr/bin/env',
  '*.js',
  '[',
  ']',
);
const name = fc.constantFrom('node', 'exec', 'echo', 'npm', 'cd', 'test', './run', 'apt-get');
const redirection = fc.constantFrom(
  '',
  '',
  '',
  ' > log',
  ' 2>&1',
  ' < in',
  ' >> "a b"',
  ' 2>/dev/null',
);
const simple = fc
  .tuple(
    fc.constantFrom('', '', 'A=1 ', 'B="x y" '),
    name,
    fc.array(word, { maxLength: 3 }),
    redirection,
  )
  .map(([assignment, first, rest, to]) => `${assignment}${[first, ...rest].join(' ')}${to}`);

/** Scripts as people write them: lists, pipes, branches, loops, functions and here-documents. */
const { script } = fc.letrec<{ script: string; statement: string; compound: string }>(tie => ({
  script: fc.array(tie('statement'), { minLength: 1, maxLength: 4 }).map(all => all.join('\n')),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc
      .tuple(simple, fc.constantFrom(' && ', ' || ', ' | ', '; ', ' &&\n  ', ' |\n'), simple)
      .map(parts => parts.join('')),
    simple.map(text => `${text} &`),
    simple.map(text => `${text} # a comment; rm -rf x`),
    simple.map(text => `${text} <<EOF\nnot a command; $(but this)\nEOF`),
    simple.map(text => `${text} <<'END'\n$(not this) "\nEND`),
    tie('compound'),
  ),
  compound: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(simple, tie('script')).map(([test, body]) => `if ${test}; then\n${body}\nfi`),
    fc
      .tuple(simple, tie('script'), tie('script'))
      .map(([test, a, b]) => `if ${test}; then\n${a}\nelse\n${b}\nfi`),
    fc.tuple(simple, tie('script')).map(([test, body]) => `while ${test}; do\n${body}\ndone`),
    tie('script').map(body => `for f in a b; do\n${body}\ndone`),
    tie('script').map(body => `case "$1" in\na|b)\n${body}\n;;\n*) exit 1 ;;\nesac`),
    tie('script').map(body => `{\n${body}\n}`),
    tie('script').map(body => `(\n${body}\n)`),
    tie('script').map(body => `start() {\n${body}\n}`),
  ),
}));

describe('the reader of shell scripts beside mvdan/sh', () => {
  it('finds the same commands before and after its printer wrote the script anew', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        const printed = await print(text);
        expect(commandsOf(printed).sort()).toEqual(commandsOf(text).sort());
        expect(parseShell(text)).toBeDefined();
      }),
      { numRuns: 150 },
    );
  });

  it('sees as many statements, and which of them stay in the background', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        const theirs = (await parse(text)).Stmts;
        const ours = parseShell(text);
        const items = ours?.type === 'list' ? ours.items : [{ node: ours, next: ';' as const }];
        const background = items.filter(({ next }) => next === '&').length;
        expect(background).toBe(theirs.filter(({ Background }) => Background).length);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['if a; then', 'a &&', '(a', 'case x in', 'a | | b', '{ a', 'while a; done', 'fi'])(
    'refuses %j as it does',
    async text => {
      await expect(parse(text)).rejects.toThrow();
      expect(parseShell(text)).toBeUndefined();
    },
  );
});
