import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const packageFolder = join(__dirname, '..');
let directory: string;
let installed: string;

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs'], { cwd: packageFolder });
  if (status !== 0) throw new Error(String(stderr));
  // Away from the workspace, so that nothing is found in its node_modules.
  installed = mkdtempSync(join(tmpdir(), 'lens-installed-'));
  for (const folder of ['bin', 'dist']) {
    cpSync(join(packageFolder, folder), join(installed, folder), { recursive: true });
  }
  cpSync(join(packageFolder, '../../templates'), join(installed, 'templates'), { recursive: true });
  directory = mkdtempSync(join(tmpdir(), 'lens-bin-'));
  writeFileSync(join(directory, 'Dockerfile'), 'FROM node:latest\nUSER root\nCMD npm start\n');
}, 60_000);

afterAll(() => {
  for (const folder of [directory, installed]) rmSync(folder, { recursive: true, force: true });
});

/** Through a shell, because its pipes and redirections are what is tested; the script is fixed. */
function shell(script: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      ...process.env,
      LENS: join(installed, 'bin/lens.mjs'),
      NODE: process.execPath,
      FORCE_COLOR: '',
    },
  });
  return { status, stdout, stderr };
}

describe('the built command', () => {
  it('runs without node_modules and exits with the outcome of the gate', () => {
    const failed = shell('"$NODE" "$LENS" check .');
    expect(failed).toMatchObject({ status: 1, stderr: '' });
    expect(failed.stdout).toContain('sec-image-user-non-root');
    expect(failed.stdout).not.toContain('\u001b');
    expect(shell('"$NODE" "$LENS" check . --fail-on never').status).toBe(0);
    expect(shell('"$NODE" "$LENS" check nowhere')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^lens: The folder .*nowhere does not exist\.\n$/),
    });
  });

  it('reads what tests golden paths only when it is asked to', () => {
    const { status, stdout } = shell(
      'mkdir -p extra/a && printf "id: extra/b\\n" > extra/a/overlay.yaml && "$NODE" "$LENS" golden-path test .',
    );
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('error overlay  extra/a/overlay.yaml'),
    });
    const { size } = statSync(join(installed, 'dist/lens.mjs'));
    expect(size).toBeLessThan(250_000);
  });

  it('writes the whole report into a pipe', () => {
    const { stdout } = shell('"$NODE" "$LENS" check . --format json | cat');
    expect(JSON.parse(stdout).results.length).toBeGreaterThan(0);
  });

  it('does not complain of a reader that stops reading', () => {
    const { stderr, stdout } = shell('"$NODE" "$LENS" check . --format json | head -n 1');
    expect({ stderr, stdout }).toEqual({ stderr: '', stdout: '{\n' });
  });

  it('exits with 2 and one sentence when the output is full', () => {
    const { status, stderr } = shell('"$NODE" "$LENS" check . > /dev/full');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'lens: the report could not be written (ENOSPC).\n',
    });
  });
});
