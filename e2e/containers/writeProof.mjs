import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import prettier from 'prettier';

const names = { node: 'Node.js', go: 'Go', python: 'Python', java: 'Java' };

/**
 * Prints what the suite measured and keeps it in .cache/proof.json; runs of single languages add up there. With UPDATE_PROOF=1 it
 * also becomes the page docs/golden-paths/proof.md.
 */
export async function writeProof({ figures, budgets, root }) {
  const file = path.join(root, '.cache/proof.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { ...known, ...figures };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, undefined, 2)}\n`);
  for (const [name, figure] of Object.entries(figures)) {
    console.log(`# ${name}: ${JSON.stringify(figure)}`);
  }
  if (process.env.UPDATE_PROOF !== '1') return;
  const page = path.join(root, 'docs/golden-paths/proof.md');
  const options = await prettier.resolveConfig(page);
  const text = await prettier.format(pageOf({ figures: all, budgets }), {
    ...options,
    parser: 'markdown',
  });
  writeFileSync(page, text);
}

function pageOf({ figures, budgets }) {
  const order = ({ language, workload }) =>
    Object.keys(names).indexOf(language) * 10 + ['service', 'worker', 'job'].indexOf(workload);
  // Languages are built at once, so they end in any order.
  const workloads = Object.entries(figures)
    .filter(([, { added }]) => added !== undefined)
    .sort(([, one], [, other]) => order(one) - order(other));
  const sizes = workloads.map(
    ([, { language, workload, added, total }]) =>
      `| ${names[language]} | ${workload} | ${mebibytes(added)} | ${budgets[language]} MiB | ${mebibytes(total)} |`,
  );
  const times = workloads.map(
    ([, { language, workload, first, again, changed }]) =>
      `| ${names[language]} | ${workload} | ${seconds(first)} | ${seconds(changed)} | ${seconds(again)} |`,
  );
  const stops = workloads
    .filter(([, { requests }]) => requests !== undefined)
    .map(
      ([, { language, requests, failed }]) => `| ${names[language]} | ${requests} | ${failed} |`,
    );
  return `<!-- Written by the suite: UPDATE_PROOF=1 npm run verify -- containers -->

# Golden paths: measured

What \`npm run verify -- containers\` built, pushed and ran, as the last run for each language measured. Nothing here is a promise of
times: the machine had ${availableParallelism()} cores, did two builds at once, and its load average was ${loadavg()[2].toFixed(0)}.

**On stand-in parents.** Node.js, Go, Python and Java are those of the machine or of Debian, laid out as the upstream images have them; the
organisation's own Dockerfiles make the parents from them. What a service _adds_ is what it will add to yours; totals are not.

## Size

Compressed (gzip), from the manifest in the registry: the layers behind those of the parent, and all layers. Budgets are for what is added.

| Language | Workload | Adds | Budget | With its stand-in parent |
| --- | --- | --- | --- | --- |
${sizes.join('\n')}

## Time to build

\`make image\` with buildah. First: no layer of the image was there; packages came from the registries or from the cache mounts of an earlier run. A dash: not measured in that run. After a
change: one line of a source file is another one, so dependencies stay. Again: nothing changed, and the image has the same digest.

| Language | Workload | First | After a change | Again |
| --- | --- | --- | --- | --- |
${times.join('\n')}

## Rolling stop

Two instances under load from twelve connections, no retries; one gets SIGTERM. A server without a stop sequence must lose requests in the same test.

| Language | Requests | Lost |
| --- | --- | --- |
${stops.join('\n')}

## Registry

Each image is pushed to a registry of the distribution project on the loopback, removed, and pulled by its digest; every test of a
running container runs what came back.

A Go service is pushed as one index for amd64 and arm64, without emulation: Go compiles for both, and the only program in
the parent \`static\` is the probe, compiled for arm64 as well. Both programs are seen to be of their architecture; amd64 is pulled by
the digest of the index and runs.

## Not proven

- No arm64 image was run, and none of Node.js, Python or Java was built: their stand-in parents exist for the architecture of the machine
  only. Their Dockerfiles name no architecture; the pipelines build each on a machine of its own.
- Nothing was pulled from Amazon ECR, and no size is that of an upstream image.
`;
}

function mebibytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function seconds(value) {
  if (value === undefined) return '–';
  return `${value.toFixed(value < 10 ? 1 : 0)} s`;
}
