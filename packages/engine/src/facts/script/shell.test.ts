import fc from 'fast-check';
import { classifyStart } from './classifyStart';
import { readEntrypoint } from './entrypointPaths';
import { findLastCommand, listShellCommands } from './shellCommands';
import { parseShell } from './shellSyntax';

const names = (text: string) => listShellCommands(text).map(c => c.words.join(' '));

describe('listShellCommands', () => {
  it.each([
    ['a && b || c; d | e', ['a', 'b', 'c', 'd', 'e']],
    ['A=1 sudo -u app env B=2 exec node x', ['node x']],
    ['echo "a && b" \'c; d\'', ['echo a && b c; d']],
    ['if a; then b; else c; fi', ['a', 'b', 'c']],
    ['cat <<EOF\nnpm ci\nEOF\nb', ['cat', 'b']],
    ['a > f 2>&1 < g; b', ['a', 'b']],
    ['x=$(npm ci) y', ['npm ci', 'y']],
    ['a \\\n  b # c && d\ne', ['a b', 'e']],
    ['(cd x && make)', ['cd x', 'make']],
    ['nice -n 10 /usr/bin/make all', ['/usr/bin/make all']],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('findLastCommand', () => {
  it.each([
    ['node a', 'node', false, true],
    ['a && exec node a', 'exec', false, false],
    ['a | b', 'b', true, false],
    ['{ a; b; }', 'b', false, false],
  ])('%j', (text, first, inPipeline, only) => {
    expect(findLastCommand(text)).toMatchObject({ first, inPipeline, only });
  });

  it.each(['a &', 'if a; then b; fi', 'a (', 'while true; do a; done'])(
    'knows nothing of %j',
    text => {
      expect(findLastCommand(text)).toBeUndefined();
    },
  );
});

describe('readEntrypoint', () => {
  it.each([
    ['exec "$@"', 'exec'],
    ['"$@"', 'child'],
    ['[ "$1" = x ] && exec a\nexec b', 'exec'],
    ['[ "$1" = x ] && exec a\nb', 'child'],
    ['a || exit 1\nexec b', 'exec'],
    ['until nc -z db 5432; do sleep 1; done\nexec a', 'exec'],
    ['while true; do node a; done', 'child'],
    ['if [ a ]; then exec x; elif [ b ]; then exec y; else exec z; fi', 'exec'],
    ['if [ a ]; then exec x; fi\nnode y | tee log', 'child'],
    ['node a\nexit $?', 'child'],
    ['"$@"\nexit $?', 'child'],
    ['(exec a)', 'child'],
    ['eval "$CMD"', 'unknown'],
    ['. /x.sh\nexec a', 'exec'],
    [
      'stop() { kill -TERM "$p"; wait "$p"; }\ntrap stop SIGTERM\nnode a & p=$!\nwait $p',
      'forwards',
    ],
    ['node a &\nwait', 'child'],
    ['nginx &\nexec node a', 'exec'],
    ['f() { f; }\nf', 'unknown'],
    ['echo nothing', 'unknown'],
    ['if [[ -n $A && ( $B == c ) ]]; then\n  opts=(a b)\nfi\nexec node "${opts[@]}"', 'exec'],
    ['for f in *.sh; do\n  . "$f"\ndone\nexec node a', 'exec'],
    ['case $1 in\n  a|b) exec x;;\n  *) exec y\nesac', 'exec'],
    ['exec gosu app "$0" "$@" <<EOF\nfoo\nEOF', 'exec'],
    ['a (', 'unknown'],
  ])('%j: %s', (text, kind) => {
    expect(readEntrypoint(text).kind).toBe(kind);
  });

  it('follows many branches without exploding', () => {
    const branches = Array.from({ length: 400 }, (_, i) => `if [ "$A" = ${i} ]; then x${i}; fi`);
    const started = performance.now();
    readEntrypoint(`${branches.join('\n')}\nexec a`);
    readEntrypoint(`${'a() { '.repeat(50)}b${'; }'.repeat(50)}`);
    readEntrypoint('f() { g; g; g; }\ng() { h; h; h; }\nh() { f; f; f; }\nf\n'.repeat(200));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('classifyStart', () => {
  it.each([
    [['tini', '--', 'npm', 'start'], 'wrapper', 'single'],
    [['tini', '-g', '--', 'npm', 'start'], 'wrapper', 'group'],
    [['/usr/bin/dumb-init', '-v', 'node', 'a'], 'program', 'group'],
    [['gosu', 'app', 'go', 'run', '.'], 'wrapper', 'none'],
    [['env', 'A=1', 'sh', '-c', 'x'], 'shell', 'none'],
    [['bash', '-o', 'pipefail', '-ec', 'x'], 'shell', 'none'],
    [['sh', '/run.sh', '-c'], 'shell-script', 'none'],
    [['dotnet', 'app.dll'], 'program', 'none'],
  ])('%j', (words, kind, init) => {
    expect(classifyStart(words)).toMatchObject({ kind, init });
  });
});

describe('hostile scripts', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      ...[
        'if ',
        'then ',
        'fi ',
        '(',
        ')',
        '{ ',
        '} ',
        '$(',
        '`',
        '"',
        "'",
        '<<E\n',
        '\n',
        ';;',
        'case x in ',
        'esac ',
        'do ',
        'done ',
        'for i in ',
        '&&',
        '|',
        'f() ',
        '\\',
        'exec ',
        '[[ ',
        // White space to a regular expression, and part of a word to a shell.
        '\u00a0',
        '\uFEFF',
        '\u2028',
        '\v',
      ],
    ),
  );

  it('end where white space is none to a shell', () => {
    const [command] = listShellCommands('apk\u00a0add\uFEFF \vcurl');
    expect(command?.words).toEqual(['apk\u00a0add\uFEFF', '\vcurl']);
  });

  it('never make a reader throw', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('');
        parseShell(text);
        listShellCommands(text);
        expect(['exec', 'forwards', 'child', 'unknown']).toContain(readEntrypoint(text).kind);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    '(',
    '{ ',
    '$(',
    '`',
    'if ',
    'f() ',
    '"$(',
    '<<E ',
    '&&',
    'case x in (',
    '\\\n',
    '${',
    '; ',
  ])('are bounded: %j many times', part => {
    const text = part.repeat(Math.ceil((128 * 1024) / part.length));
    const started = performance.now();
    listShellCommands(text);
    readEntrypoint(text);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
