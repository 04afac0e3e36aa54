import path from 'node:path';
import { run } from './Workshop.mjs';
import { reviewed } from './reviewed.mjs';

const frameworks = ['dockerfile', 'github_actions', 'gitlab_ci', 'cloudformation', 'secrets'];

/** What checkov says of a folder of `<n>/<path>`: findings without a reviewed reason, and reasons without a finding. */
export async function checkovFindings(cwd) {
  const output = await run(
    'checkov',
    [
      ...['--directory', '.', '--skip-download', '--compact', '--quiet', '--output', 'json'],
      ...['--framework', ...frameworks],
    ],
    { cwd, expectCodes: [0, 1] },
  );
  const reports = [JSON.parse(output)].flat();
  const used = new Set();
  const open = new Set();
  const read = new Set();
  for (const { check_type: framework, results, summary } of reports) {
    if (summary.parsing_errors > 0)
      open.add(`${framework}: ${summary.parsing_errors} files not read`);
    read.add(framework);
    for (const {
      check_id: rule,
      check_name: name,
      file_path: file,
      resource,
    } of results.failed_checks) {
      const [, , ...rest] = path.posix.join('/', file).split('/');
      const relative = rest.join('/');
      const reason = reviewed.find(
        entry =>
          entry.rule === rule && entry.file === relative && resource.includes(entry.resource ?? ''),
      );
      if (reason) used.add(reason);
      else open.add(`${rule} ${relative} ${resource}: ${name}`);
    }
  }
  for (const framework of frameworks) {
    // It leaves a framework out when it finds no file for it; secrets are reported only when there are some.
    if (framework !== 'secrets' && !read.has(framework)) open.add(`${framework}: nothing was read`);
  }
  const unused = reviewed
    .filter(entry => !used.has(entry))
    .map(({ rule, file }) => `${rule} ${file}`);
  return { open: [...open], unused };
}
