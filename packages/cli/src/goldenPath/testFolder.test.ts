import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runLens } from '../runLens';
import * as testFolderModule from './testFolder';

jest.setTimeout(120_000);

let directory: string;
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'lens-golden-')));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(path: string, content: string) {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function lens(args: readonly string[], path = '') {
  let output = '';
  let errors = '';
  const exitCode = await runLens(['golden-path', 'test', ...args], {
    cwd: directory,
    env: { PATH: path },
    terminalColumns: undefined,
    writeOutput: text => {
      output += text;
    },
    writeError: text => {
      errors += text;
    },
    loadGoldenPath: async () => testFolderModule,
  });
  return { exitCode, output, errors };
}

const manifest = (...more: string[]) =>
  [
    'id: extra/logging',
    'version: 1.0.0',
    'description: An example.',
    'requires: [lang/go, deploy/ecs-express, ci/gitlab]',
    'values: { type: object, properties: { name: { type: string } } }',
    "files: [{ path: '**', class: managed }]",
    'lens: []',
    ...more,
  ].join('\n');

describe('lens golden-path test', () => {
  it('passes with 0, and names what was skipped', async () => {
    write('extra/logging/overlay.yaml', manifest());
    write('extra/logging/docs/logging.md.njk', 'Logs of ${{ values.name }}.\n');
    write('extra/logging/ci/ship.sh', '#!/bin/sh\nexit 0\n');
    const { exitCode, output, errors } = await lens(['.']);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toContain('Rendered 1 times: 1 of 1 combination (all). Grades: 1 × A.');
    expect(output).toContain('shellcheck skipped: not installed');
    expect(output).toContain('helm skipped: nothing of these overlays is for it');
    expect(output).toContain('Passed: 0 errors, 0 warnings.');
  });

  it('fails with 1 and says where, why and what to do, in every format', async () => {
    write('extra/logging/overlay.yaml', manifest());
    write('extra/logging/x.md.njk', 'a\n${{ values.tema }}\n');
    write('extra/logging/Makefile', 'all:\n');
    const text = await lens([]);
    expect(text.exitCode).toBe(1);
    expect(text.output).toContain('error render  extra/logging/x.md.njk:2\n');
    expect(text.output).toContain("Both 'base' and 'extra/logging' write 'Makefile'.");
    expect(text.output).toMatch(/fix: Declare it under values\.properties/);
    const github = await lens(['--format', 'github']);
    expect(github.output).toMatch(
      /^::error file=extra\/logging\/x\.md\.njk,line=2,title=Golden path%3A render::.*%0AFix: /m,
    );
    const markdown = await lens(['--format', 'markdown']);
    expect(markdown.output).toMatch(/^<!-- container-lens golden-path -->/);
    expect(markdown.output).toContain('| error | extra/logging/x.md.njk:2 |');
    const json = await lens(['--format', 'json', '--output', 'report.json']);
    expect(json).toMatchObject({
      exitCode: 1,
      output: '',
      errors: expect.stringMatching(/^Failed/),
    });
  });

  it('uses a validator that is installed, on what the overlays bring', async () => {
    write('extra/logging/overlay.yaml', manifest());
    write('extra/logging/ci/ship.sh', '#!/bin/sh\nexit 0\n');
    write(
      'bin/shellcheck',
      '#!/bin/sh\n[ "$1" = --version ] && echo "version: 9.8.7" && exit 0\n' +
        '[ -z "$SECRET$AWS_PROFILE" ] || exit 3\nfor last; do :; done\necho "$last:2:1: error: Not like this. [SC1]"\nexit 1\n',
    );
    chmodSync(join(directory, 'bin/shellcheck'), 0o755);
    const { exitCode, output } = await lens(['.'], `${directory}/bin`);
    expect(exitCode).toBe(1);
    expect(output).toContain('error tool  ci/ship.sh:2 (generated)');
    expect(output).toContain('shellcheck: error: Not like this. [SC1]');
    expect(output).toContain('shellcheck 9.8.7 looked at 1');
    // A program of the folder that is tested is never run.
    expect((await lens(['.'], 'bin:.')).output).toContain('shellcheck skipped: not installed');
  });

  it.each([
    ['--fail-on', 'never', '--minimum-grade', 'F'],
    ['--fail-on', 'high'],
  ])('takes %s %s', async (...args) => {
    write('extra/logging/overlay.yaml', manifest());
    write('extra/logging/tools/Dockerfile', 'FROM ubuntu:latest\nUSER root\nCMD ["sh"]\n');
    expect((await lens(args)).exitCode).toBe(args.length === 4 ? 0 : 1);
  });

  it('reads the platform of an app-config, and says what it did not read', async () => {
    write('extra/logging/overlay.yaml', manifest());
    write('extra/logging/x.md', '');
    write(
      'app-config.yaml',
      'containerLens:\n  goldenPath:\n    targets: { enabled: [helm], default: helm }\n    overlayPaths: ["url:https://git.example.com/o/r/tree/main/overlays"]\n',
    );
    const { exitCode, output } = await lens(['.', '--config', 'app-config.yaml']);
    expect(exitCode).toBe(1);
    expect(output).toContain("No composition has the overlay 'extra/logging'");
    expect(output).toContain('is a URL and was not read');
  });

  it.each([
    [['nowhere'], 'does not exist'],
    [['.'], 'holds no overlay and no template'],
    [['.', '--all', '--pairs'], 'exclude each other'],
    [['.', '--config', 'none.yaml'], 'does not exist'],
    [['.', '--minimum-grade', 'E'], 'Allowed choices are A, B, C, D, F'],
  ])('exits with 2 for %j', async (args, message) => {
    const { exitCode, output, errors } = await lens(args);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(message);
  });
});
