import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { CheckExamples } from '../src/checks/checkExample';
import { assess } from '../src/assess/assess';
import { Evidence } from '../src/contract/evidence';
import { repositoryFromFiles } from '../src/evidence/repositoryFromFiles';
import { BenchFiles, typicalRepository } from './typicalRepository';

export interface BenchRepository {
  readonly name: string;
  readonly files: BenchFiles;
}

/** The labelled repositories of the engine. */
export function labelledRepositories(engineFolder: string): BenchRepository[] {
  const folder = path.join(engineFolder, 'labelled');
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({
      name: name.replace(/\.yaml$/, ''),
      files: (parse(readFileSync(path.join(folder, name), 'utf8')) as { files: BenchFiles }).files,
    }));
}

/** Every different Dockerfile of labelled repositories, examples of checks and typical repositories. */
export function dockerfileCorpus(
  engineFolder: string,
  examples: readonly CheckExamples[],
): BenchRepository[] {
  const all = [
    ...labelledRepositories(engineFolder).map(({ files }) => files),
    ...examples.flatMap(({ examples: list }) => list.map(({ files }) => files)),
    ...Array.from({ length: 200 }, (_, number) => typicalRepository(number)),
  ];
  const texts = new Set(
    all.flatMap(files =>
      Object.entries(files)
        .filter(([file]) => /(^|\/)Dockerfile$/.test(file))
        .map(([, text]) => text),
    ),
  );
  return [...texts].map((text, index) => ({
    name: `dockerfile-${index}`,
    files: { Dockerfile: text },
  }));
}

export function evidenceOf(files: BenchFiles): Evidence {
  return {
    repository: repositoryFromFiles({
      files: new Map(Object.entries(files)),
      location: 'https://github.com/example/service',
    }),
  };
}

export const benchTime = new Date('2026-11-22T00:00:00Z');

export function judge(name: string, evidence: Evidence) {
  return assess({ subject: { name }, evidence, now: benchTime });
}
