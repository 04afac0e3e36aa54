import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Check, OrganisationDocument, lens, organisationHash } from '@container-lens/engine';

/** Grows when this package turns the same judgement into another scorecard, for example with other links. */
const GENERATION = 2;

/**
 * SHA-256 of all that judges and is the same for every entity: this package's generation, the engine's code, the lens,
 * the organisation document, the checks, and the evidence sources. A scorecard with another one has to be made anew,
 * also when its source has not changed.
 */
export function fingerprintJudge(options: {
  readonly organisation: OrganisationDocument;
  readonly checks: readonly Pick<Check, 'id' | 'judge'>[];
  readonly sources: readonly { readonly id: string }[];
  /** SHA-256 of the engine's code; of the installed one when not set. */
  readonly engine?: string;
}): string {
  const { organisation, checks, sources, engine = hashCode(engineFolder()) } = options;
  // The text of `judge` tells new versions of checks that modules bring from old ones.
  const rules = checks.map(({ id, judge }) => [id, String(judge)]).sort();
  return createHash('sha256')
    .update(
      JSON.stringify([
        GENERATION,
        engine,
        lens.version,
        organisationHash(organisation),
        rules,
        sources.map(source => source.id),
      ]),
    )
    .digest('hex');
}

/** Where the engine's code is: `dist` of the published package, `src` in this repository. */
function engineFolder(): string {
  return path.dirname(require.resolve('@container-lens/engine'));
}

/**
 * SHA-256 of the code below a folder, by path and content. The version of a package would do for releases only, and
 * would leave wrong verdicts behind wherever somebody runs a checkout.
 */
export function hashCode(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && isCode(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => [path.relative(folder, file).split(path.sep).join('/'), file] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const [name, file] of files) {
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function isCode(name: string): boolean {
  return /\.([cm]?js|ts|json)$/.test(name) && !/\.(test|d)\.ts$/.test(name);
}
