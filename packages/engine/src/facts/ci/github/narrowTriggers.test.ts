import fc from 'fast-check';
import { Trigger } from '../model/pipeline';
import { readYamlTree } from '../yaml/yamlTree';
import { parseExpression } from './expression';
import { narrowTriggers, triggersWhereTrue } from './narrowTriggers';
import { readTriggers } from './readTriggers';

const all = readTriggers(
  readYamlTree(
    'w.yml',
    `
on:
  push:
  pull_request:
  schedule: [{ cron: '0 3 * * 1' }]
  workflow_dispatch:
  release:
`,
  )!,
);

const describeTriggers = (triggers: readonly Trigger[]) =>
  triggers.map(({ kind, branches, tags }) =>
    kind === 'push'
      ? `push ${branches?.join(',') ?? '*'} / ${tags?.join(',') ?? '*'}`
      : `${kind}${branches && kind !== 'manual' ? ` ${branches.join(',')}` : ''}`,
  );
const rest = ['schedule', 'manual', 'release'];

describe('readTriggers', () => {
  it.each([
    ['on: push', ['push * / *']],
    ['on: [push, pull_request]', ['push * / *', 'pull-request']],
    ['on: { push: { branches: [main] } }', ['push main / ']],
    ['on: { push: { tags: [v*] } }', ['push  / v*']],
    ['on: { push: { branches: main, tags: [v*] } }', ['push main / v*']],
    ['on: { push: { branches-ignore: [x] } }', ['push **,!x / ']],
    ['on: { push: { paths: [src/**] } }', ['push * / *']],
    [
      'on: { pull_request: { branches: [main] }, workflow_call: null }',
      ['pull-request main', 'call'],
    ],
    ['on: { schedule: [{cron: a}, {cron: b}], merge_group: }', ['schedule', 'schedule', 'other']],
    ['"on": [workflow_run, repository_dispatch]', ['workflow-run', 'dispatch']],
    ['jobs: {}', ['other']],
    ['on: [[push]]', ['push * / *']],
  ])('reads %s', (text, expected) => {
    expect(describeTriggers(readTriggers(readYamlTree('w.yml', text)!))).toEqual(expected);
  });
});

describe('narrowTriggers', () => {
  it.each([
    ["github.event_name != 'pull_request'", ['push * / *', ...rest]],
    ["${{ github.event_name == 'pull_request' }}", ['pull-request']],
    ["github.event_name == 'push' || github.event_name == 'release'", ['push * / *', 'release']],
    ["github.ref == 'refs/heads/main'", ['push main / ', 'schedule', 'manual']],
    ["github.ref != 'refs/heads/main'", ['push **,!main / *', 'pull-request', ...rest]],
    ["startsWith(github.ref, 'refs/tags/')", ['push  / *', 'manual', 'release']],
    ["startsWith( github.ref , 'refs/tags/v')", ['push  / *', 'manual', 'release']],
    ["!startsWith(github.ref, 'refs/tags/')", ['push * / ', 'pull-request', 'schedule', 'manual']],
    ["github.ref_type == 'tag'", ['push  / *', 'manual', 'release']],
    ["github.ref_name == 'main' && github.event_name == 'push'", ['push main / ']],
    [
      "github.event_name == 'push' && (github.ref == 'refs/heads/main' || startsWith(github.ref, 'refs/tags/v'))",
      ['push main / *'],
    ],
    ['contains(fromJSON(\'["push", "schedule"]\'), github.event_name)', ['push * / *', 'schedule']],
    [
      "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
      ['push main,master / ', 'schedule', 'manual'],
    ],
    [
      'github.event.pull_request.head.repo.full_name == github.repository',
      ['push * / *', 'pull-request', ...rest],
    ],
    ['github.event.pull_request.merged == true', ['pull-request']],
    ["github.event_name == 'pull_request' && failure()", ['pull-request']],
    ["github.head_ref == ''", ['push * / *', ...rest]],
    ["env.RELEASE == 'true'", ['push main / ']],
    ['always()', ['push * / *', 'pull-request', ...rest]],
    ['false', []],
    ['${{ false }}', []],
    ["vars.X == 'y' && github.event_name == 'release'", ['release']],
    ['not an expression (', ['push * / *', 'pull-request', ...rest]],
    ["a == 'x' ${{ 1 }}", ['push * / *', 'pull-request', ...rest]],
  ])('keeps with %s', (condition, expected) => {
    const known = (name: string) =>
      name === 'env.RELEASE'
        ? "${{ github.event_name == 'push' && github.ref == 'refs/heads/main' }}"
        : undefined;
    expect(describeTriggers(narrowTriggers(all, [condition], known))).toEqual(expected);
  });

  it('reads inputs as booleans of an action', () => {
    const run = (text: string) => describeTriggers(triggersWhereTrue(all, text));
    expect(run('true')).toHaveLength(5);
    expect(run('false')).toEqual([]);
    expect(run("${{ github.event_name != 'pull_request' }}")).toEqual(['push * / *', ...rest]);
    expect(run('${{ inputs.push }}')).toHaveLength(5);
  });

  it('drops a trigger only for a reason', () => {
    const name = fc.constantFrom(
      'github.ref',
      'github.event_name',
      'vars.a',
      "'push'",
      "'refs/heads/main'",
      'true',
    );
    const { expression } = fc.letrec<{ expression: string }>(tie => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        name,
        fc.tuple(name, fc.constantFrom('==', '!='), name).map(parts => parts.join(' ')),
        fc
          .tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression'))
          .map(([a, o, b]) => `(${a}) ${o} (${b})`),
        tie('expression').map(inner => `!(${inner})`),
      ),
    }));
    fc.assert(
      fc.property(expression, text => {
        expect(parseExpression(text)).toBeDefined();
        const kinds = (triggers: readonly Trigger[]) => new Set(triggers.map(({ kind }) => kind));
        const [yes, no] = [
          kinds(narrowTriggers(all, [text])),
          kinds(narrowTriggers(all, [`!(${text})`])),
        ];
        // A run is kept by a condition or by its opposite.
        expect([...kinds(all)].every(kind => yes.has(kind) || no.has(kind))).toBe(true);
      }),
    );
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom(
        'github.ref',
        "'a'",
        '(',
        ')',
        '&&',
        '||',
        '!',
        '==',
        '.',
        '[',
        ']',
        '*',
        '${{',
        '}}',
        'contains(',
        'fromJSON(',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const text = pieces.join(' ');
        expect(narrowTriggers(all, [text]).length).toBeLessThanOrEqual(all.length);
        expect(triggersWhereTrue(all, text).length).toBeLessThanOrEqual(all.length);
      }),
    );
    expect(narrowTriggers(all, ['('.repeat(3000)])).toHaveLength(5);
    expect(narrowTriggers(all, [`${'!'.repeat(3000)}true`])).toHaveLength(5);
  });
});
