import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The helm to compare with. Its absence is a failure, not a reason to skip. */
export function findRealHelm(): string {
  const packaged = path.resolve(__dirname, '../../../../../tools/test/.bin/helm');
  const helm = process.env.CONTAINER_LENS_HELM ?? packaged;
  if (!existsSync(helm)) {
    throw new Error(
      `The tests compare with the real helm, and there is none at ${helm}: run "node scripts/testTools.mjs", or set CONTAINER_LENS_HELM.`,
    );
  }
  return helm;
}

/** `helm template`; the text, or why helm refuses. */
export function helmTemplate(options: {
  chart: string;
  release: string;
  values?: readonly string[];
}): { text: string } | { error: string } {
  const values = (options.values ?? []).flatMap(file => ['--values', file]);
  const result = spawnSync(
    findRealHelm(),
    ['template', options.release, options.chart, ...values],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (result.error) throw result.error;
  return result.status === 0 ? { text: result.stdout } : { error: result.stderr };
}

/** `helm create`. */
export function helmCreate(folder: string): void {
  execFileSync(findRealHelm(), ['create', folder], { stdio: 'ignore' });
}
