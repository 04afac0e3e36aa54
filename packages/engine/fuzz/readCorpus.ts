import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { CheckExamples } from '../src/checks/checkExample';
import { Corpus, FuzzFiles, makeCorpus } from './corpus';

function readTree(folder: string, below = ''): [string, string][] {
  return readdirSync(path.join(folder, below))
    .sort()
    .flatMap(name => {
      const relative = path.posix.join(below, name);
      const absolute = path.join(folder, relative);
      if (statSync(absolute).isDirectory()) return readTree(folder, relative);
      return [[relative, readFileSync(absolute, 'utf8')] as [string, string]];
    });
}

/** The corpus: examples of checks, labelled repositories, charts of the Helm tests, hand-written seeds. */
export function readCorpus(engineFolder: string, examples: readonly CheckExamples[]): Corpus {
  const labelled = path.join(engineFolder, 'labelled');
  const charts = path.join(engineFolder, 'src/helm/fixtures/charts');
  return makeCorpus([
    ...examples.flatMap(({ examples: list }) => list.map(({ files }) => files)),
    ...readdirSync(labelled)
      .sort()
      .map(name => {
        const { files } = parse(readFileSync(path.join(labelled, name), 'utf8')) as {
          files: FuzzFiles;
        };
        return files;
      }),
    ...readdirSync(charts)
      .sort()
      .map(name => Object.fromEntries(readTree(charts, name))),
  ]);
}
