import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { allChecks } from '@container-lens/engine';
import { runLens } from './runLens';

let directory: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'lens-cli-')));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array) {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function lens(
  args: readonly string[],
  environment: { env?: Record<string, string>; terminalColumns?: number } = {},
) {
  let output = '';
  let errors = '';
  const exitCode = await runLens(args, {
    cwd: directory,
    env: environment.env ?? {},
    terminalColumns: environment.terminalColumns,
    loadGoldenPath: async () => {
      throw new Error('no test here asks for it');
    },
    writeOutput: text => {
      output += text;
    },
    writeError: text => {
      errors += text;
    },
  });
  return { exitCode, output, errors };
}

const rootDockerfile = 'FROM node:22.11-slim\nUSER root\nCMD ["node", "server.js"]\n';
const safeDockerfile = 'FROM node:22.11-slim\nUSER 65532\nCMD ["node", "server.js"]\n';
const rootCheck = 'sec-image-user-non-root';

describe('lens check', () => {
  it('fails the gate with 1 and shows where and how to fix it', async () => {
    write('Dockerfile', rootDockerfile);
    const { exitCode, output, errors } = await lens(['check']);
    expect(exitCode).toBe(1);
    expect(errors).toBe('');
    expect(output).toContain(rootCheck);
    expect(output).toContain('Dockerfile:2');
    expect(output).toContain('fix: Create a numeric user');
    expect(output).toMatch(/\d+ of \d+ decided/);
    expect(output).toContain('Gate failed');
  });

  it('passes the gate with 0 when nothing of the severity fails', async () => {
    write('Dockerfile', rootDockerfile);
    expect((await lens(['check', '--fail-on', 'critical'])).exitCode).toBe(0);
    expect((await lens(['check', '--fail-on', 'never'])).exitCode).toBe(0);
    expect((await lens(['check', '--fail-on', 'low'])).exitCode).toBe(1);
  });

  it('judges the folder that is named', async () => {
    write('good/Dockerfile', safeDockerfile);
    write('bad/Dockerfile', rootDockerfile);
    const verdictOf = async (folder: string) => {
      const { output } = await lens(['check', folder, '--format', 'json']);
      return JSON.parse(output).results.find((r: any) => r.check === rootCheck).verdict;
    };
    expect(await verdictOf('good')).toBe('pass');
    expect(await verdictOf('bad')).toBe('fail');
  });

  it('writes JSON with the score, one result per check and its units', async () => {
    write('Dockerfile', rootDockerfile);
    write('api/Dockerfile', safeDockerfile);
    const { exitCode, output } = await lens(['check', '--format', 'json']);
    expect(exitCode).toBe(1);
    const report = JSON.parse(output);
    expect(report).toMatchObject({
      schemaVersion: 1,
      target: { name: expect.stringMatching(/^lens-cli-/) },
      score: {
        value: expect.any(Number),
        lower: expect.any(Number),
        upper: expect.any(Number),
        coverage: expect.any(Number),
        grade: expect.stringMatching(/^[A-F]$|^none$/),
        level: expect.any(String),
      },
      gate: { failOn: 'high', passed: false, blocking: expect.arrayContaining([rootCheck]) },
    });
    const checks = report.results.map((result: any) => result.check);
    expect(new Set(checks).size).toBe(checks.length);
    expect(report.results.find((r: any) => r.check === rootCheck)).toMatchObject({
      severity: 'high',
      verdict: 'fail',
      waived: false,
      units: [
        { unit: 'Dockerfile', verdict: 'fail', findings: [{ path: 'Dockerfile', line: 2 }] },
        { unit: 'api/Dockerfile', verdict: 'pass', findings: [] },
      ],
    });
    for (const question of report.questions) {
      expect(question).toMatchObject({ id: expect.any(String), risk: expect.any(String) });
    }
  });

  it('fails only on what is new or worse than a baseline', async () => {
    write('Dockerfile', rootDockerfile);
    const first = await lens(['check', '--format', 'json', '--output', 'main.json']);
    expect(first.exitCode).toBe(1);
    const same = await lens(['check', '--baseline', 'main.json']);
    expect(same.exitCode).toBe(0);
    expect(same.output).toContain('of the baseline');
    write('api/Dockerfile', rootDockerfile);
    const worse = await lens(['check', '--baseline', 'main.json', '--format', 'json']);
    expect(worse.exitCode).toBe(1);
    expect(JSON.parse(worse.output).gate.blocking).toContain(rootCheck);
  });

  it('says what is wrong with a baseline', async () => {
    write('Dockerfile', safeDockerfile);
    write('text.json', 'not json');
    write('other.json', '{"schemaVersion":2}');
    const missing = await lens(['check', '--baseline', 'none.json']);
    expect(missing).toMatchObject({ exitCode: 2, output: '' });
    expect(missing.errors).toContain('--baseline none.json does not exist');
    expect((await lens(['check', '--baseline', 'text.json'])).errors).toContain('is no JSON');
    expect((await lens(['check', '--baseline', 'other.json'])).errors).toContain('schemaVersion');
  });

  it('writes annotations for GitHub that a hostile file name cannot leave', async () => {
    write('services/a,b:c%/Dockerfile', rootDockerfile);
    const { output, exitCode } = await lens(['check', '--format', 'github']);
    expect(exitCode).toBe(1);
    const lines = output.trimEnd().split('\n');
    expect(lines.at(-1)).toContain('Gate failed');
    const [annotation] = lines.filter(line => line.includes(rootCheck));
    expect(annotation).toMatch(
      /^::error file=services\/a%2Cb%3Ac%25\/Dockerfile,line=2,title=.*::.*%0AFix: /,
    );
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^::(error|warning|notice) /);
  });

  it('explains a check, and finds the one that was meant', async () => {
    const { output, exitCode } = await lens(['check', '--explain', rootCheck]);
    expect(exitCode).toBe(0);
    expect(output).toContain('How it decides');
    expect(output).toContain('hadolint DL3002');
    for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const wrong = await lens(['check', '--explain', 'image-user-root']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.errors).toContain('Did you mean sec-image-user-non-root');
  });

  it('lists every check it can run, once', async () => {
    const { output, exitCode } = await lens(['check', '--list']);
    expect(exitCode).toBe(0);
    const ids = output.match(/^ {2}[a-z]+-[a-z0-9-]+/gm) ?? [];
    expect(ids.map(id => id.trim()).sort()).toEqual(allChecks.map(({ id }) => id));
  });

  it('names SARIF places from the root of the repository', async () => {
    write('services/orders/Dockerfile', rootDockerfile);
    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    execFileSync('git', ['add', '.'], { cwd: directory });
    const { output } = await lens(['check', 'services/orders', '--format', 'sarif']);
    const results = JSON.parse(output).runs[0].results;
    const found = results.find((result: any) => result.ruleId === rootCheck);
    expect(found.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'services/orders/Dockerfile' },
      region: { startLine: 2 },
    });
  });

  it('writes Markdown', async () => {
    write('Dockerfile', rootDockerfile);
    const { output } = await lens(['check', '--format', 'markdown']);
    expect(output).toMatch(/^<!-- container-lens -->\n## Container Lens: lens/);
    expect(output).toContain('`Dockerfile:2`');
  });

  it('writes the report to a file and a summary to standard error', async () => {
    write('Dockerfile', rootDockerfile);
    const args = ['check', '--output', 'report.txt'];
    const { exitCode, output, errors } = await lens(args, { env: { FORCE_COLOR: '1' } });
    expect(exitCode).toBe(1);
    expect(output).toBe('');
    expect(errors).toMatch(/^\d+ · \d+ of \d+ decided, .*Gate failed: .*Report: report\.txt\n$/);
    const report = readFileSync(join(directory, 'report.txt'), 'utf8');
    expect(report).toContain('Gate failed');
    expect(report).not.toContain('\u001b');
  });

  it.each([
    ['a terminal', {}, 80, true],
    ['no terminal', {}, undefined, false],
    ['NO_COLOR', { NO_COLOR: '1' }, 80, false],
    ['a dumb terminal', { TERM: 'dumb' }, 80, false],
    ['FORCE_COLOR without a terminal', { FORCE_COLOR: '1' }, undefined, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, 80, false],
  ])('colours for %s', async (_title, env, terminalColumns, coloured) => {
    write('Dockerfile', safeDockerfile);
    const { output } = await lens(['check'], {
      env: env as Record<string, string>,
      terminalColumns,
    });
    expect(output.includes('\u001b[')).toBe(coloured);
  });

  it('takes name and annotations from catalog-info.yaml', async () => {
    write('Dockerfile', rootDockerfile);
    write('catalog-info.yaml', 'kind: Component\nmetadata: { name: orders }\n');
    const { output } = await lens(['check', '--format', 'json']);
    expect(JSON.parse(output).target.name).toBe('orders');
  });

  it('says unknown, with the reason, of a file that cannot be read', async () => {
    write('Dockerfile', new Uint8Array([70, 0, 1]));
    const { output } = await lens(['check', '--format', 'json']);
    const result = JSON.parse(output).results.find((r: any) => r.check === rootCheck);
    expect(result.verdict).toBe('unknown');
    expect(result.units[0].reason).toMatch(/binary/);
  });
});

describe('lens check --config', () => {
  const disabled = {
    disabledChecks: [{ check: rootCheck, reason: 'The platform enforces it' }],
  };
  const checksOf = (output: string) => JSON.parse(output).results.map((r: any) => r.check);

  it('uses the organisation document and says which', async () => {
    write('Dockerfile', rootDockerfile);
    write('org.yaml', `disabledChecks: [{ check: ${rootCheck}, reason: Enforced }]`);
    write('org.json', JSON.stringify(disabled));
    const without = await lens(['check', '--format', 'json']);
    for (const file of ['org.yaml', 'org.json']) {
      const { output } = await lens(['check', '--format', 'json', '--config', file]);
      expect(checksOf(output)).not.toContain(rootCheck);
      expect(JSON.parse(output).organisation).not.toBe(JSON.parse(without.output).organisation);
    }
    expect(checksOf(without.output)).toContain(rootCheck);
  });

  it('reads the document from the portal', async () => {
    write('Dockerfile', rootDockerfile);
    const server = createServer((request, response) => {
      const signedIn = request.headers.authorization === 'Bearer of-the-portal';
      response.statusCode = request.url === '/v1/organisation' || signedIn ? 200 : 401;
      response.end(JSON.stringify(disabled));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const good = await lens(['check', '--format', 'json', '--config', `${url}/v1/organisation`]);
    const refused = await lens(['check', '--config', url]);
    const withToken = await lens(['check', '--format', 'json', '--config', url], {
      env: { LENS_CONFIG_TOKEN: 'of-the-portal' },
    });
    await new Promise(resolve => {
      server.close(resolve);
    });
    const gone = await lens(['check', '--config', url]);
    expect(checksOf(good.output)).not.toContain(rootCheck);
    expect(refused).toMatchObject({ exitCode: 2, output: '' });
    expect(refused.errors).toMatch(/answered with status 401.*LENS_CONFIG_TOKEN/);
    expect(checksOf(withToken.output)).not.toContain(rootCheck);
    expect(gone.errors).toMatch(/could not be read \(no connection\)/);
  });

  it.each([
    ['does not exist', undefined, /org\.yaml does not exist/],
    ['is torn', 'a: [', /neither valid YAML nor JSON/],
    [
      'has an unknown key',
      'privateRegistry: x',
      /not an organisation document:\n.*privateRegistry/,
    ],
    ['has a wrong type', 'privateRegistries: x', /privateRegistries: /],
    ['is too large', `# ${'x'.repeat(1024 * 1024)}`, /larger than 1 MiB/],
  ])('exits with 2 when the file %s', async (_title, text, message) => {
    write('Dockerfile', safeDockerfile);
    if (text !== undefined) write('org.yaml', text);
    const { exitCode, output, errors } = await lens(['check', '--config', 'org.yaml']);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toMatch(message);
  });
});

describe('lens that could not run', () => {
  it.each([
    ['the folder does not exist', ['check', 'nowhere'], /nowhere does not exist/],
    ['the folder is a file', ['check', 'file'], /is not a folder/],
    ['the folder is empty', ['check', 'empty'], /nothing to check/],
    [
      'the report cannot be written',
      ['check', '--output', 'no/such/r.txt'],
      /could not be written/,
    ],
    ['the format is unknown', ['check', '--format', 'xml'], /Allowed choices are text, json/],
    ['the severity is unknown', ['check', '--fail-on', 'all'], /Allowed choices are critical/],
    ['an option is unknown', ['check', '--fast'], /unknown option '--fast'/],
    ['the command is unknown', ['examine'], /unknown command 'examine'/],
    ['there is no command', [], /Usage: lens/],
  ])('exits with 2 and one message when %s', async (_title, args, message) => {
    write('file', '');
    mkdirSync(join(directory, 'empty'));
    const { exitCode, output, errors } = await lens(args);
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/^\s+at /m);
  });

  it('says that a repository has no tracked file yet', async () => {
    write('Dockerfile', rootDockerfile);
    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    const { exitCode, errors } = await lens(['check']);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/git add first/);
  });

  it('prints help and version with 0', async () => {
    expect(await lens(['--help'])).toMatchObject({ exitCode: 0, errors: '' });
    expect((await lens(['check', '--help'])).output).toContain('Exit codes: 0 the gate passed');
    expect((await lens(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('lens fix', () => {
  const poor = 'FROM node:22.11-slim\n# The service\nCOPY . /app\nCMD node /app/server.js\n';
  const read = (path: string) => readFileSync(join(directory, path), 'utf8');

  it('prints a diff that git applies, and writes nothing', async () => {
    write('Dockerfile', poor);
    const { exitCode, output, errors } = await lens(['fix', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(errors).toContain('would change .dockerignore, Dockerfile');
    expect(read('Dockerfile')).toBe(poor);
    expect(output).toContain('+USER node\n');
    expect(output).toContain('-CMD node /app/server.js\n');
    write('change.patch', output);
    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    execFileSync('git', ['apply', 'change.patch'], { cwd: directory });
    const applied = read('Dockerfile');
    write('Dockerfile', poor);
    execFileSync('git', ['add', 'Dockerfile'], { cwd: directory });
    expect((await lens(['fix'])).errors).toContain('git does not track it');
    rmSync(join(directory, '.dockerignore'));
    write('Dockerfile', poor);
    await lens(['fix']);
    expect(read('Dockerfile')).toBe(applied);
  });

  it('mends, keeps comments, and has nothing to do the second time', async () => {
    write('Dockerfile', `\uFEFF${poor}`);
    const first = await lens(['fix']);
    expect(first).toMatchObject({ exitCode: 0, output: '' });
    expect(read('Dockerfile')).toBe(
      '\uFEFFFROM node:22.11-slim\n# The service\nCOPY . /app\nUSER node\nSTOPSIGNAL SIGTERM\nCMD ["node", "/app/server.js"]\n',
    );
    expect(first.errors).toContain('left to you');
    const written = read('Dockerfile');
    expect((await lens(['fix'])).errors).toContain('nothing that can be mended safely');
    expect(read('Dockerfile')).toBe(written);
  });

  it('mends only what it is asked to', async () => {
    write('Dockerfile', poor);
    await lens(['fix', '--check', rootCheck]);
    expect(read('Dockerfile')).toBe(poor.replace('CMD', 'USER node\nCMD'));
    const wrong = await lens(['fix', '--check', 'ops-build-multi-stage']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.errors).toContain('cannot be mended');
  });
});
