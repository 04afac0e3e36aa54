import type { CheckExamples } from '../src/checks/checkExample';
import { dockerfileCorpus, evidenceOf, judge } from './benchRepositories';
import { measureDockerfiles, measureGrowth, measureHostile, measureRepositories } from './measure';
import { typicalRepository } from './typicalRepository';

export interface BenchOptions {
  readonly engineFolder: string;
  readonly examples: readonly CheckExamples[];
  /** The part, and its arguments. */
  readonly args: readonly string[];
}

async function measureAll({ engineFolder, examples }: BenchOptions) {
  return {
    dockerfiles: await measureDockerfiles(engineFolder, examples),
    repositories: await measureRepositories(engineFolder),
    growth: await measureGrowth(),
    hostile: await measureHostile(),
  };
}

/** Judges typical repositories one after another, as a process of a fleet does. */
async function judgeFleet([from = 0, to = 0]: readonly number[]) {
  const verdicts: Record<string, number> = {};
  let making = 0;
  for (let number = from; number < to; number++) {
    const start = performance.now();
    const files = typicalRepository(number);
    making += performance.now() - start;
    const { results } = await judge(`service-${number}`, evidenceOf(files));
    for (const { verdict } of results) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    verdicts,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    /** Part of the whole time in which the benchmark wrote the texts that it then judged. */
    makingSeconds: making / 1000,
    megabytes: maxRSS / 1024,
  };
}

/** Dockerfiles with the verdicts of every check, for comparison with other tools. */
async function judgeDockerfiles({ engineFolder, examples }: BenchOptions) {
  const corpus = dockerfileCorpus(engineFolder, examples);
  const start = performance.now();
  const judged: { name: string; text: string; verdicts: Record<string, string> }[] = [];
  for (const { name, files } of corpus) {
    const { results } = await judge(name, evidenceOf(files));
    judged.push({
      name,
      text: files.Dockerfile!,
      verdicts: Object.fromEntries(results.map(({ check, verdict }) => [check, verdict])),
    });
  }
  return { judged, milliseconds: performance.now() - start };
}

/** Runs one part of the benchmark and prints what it found as JSON. */
export async function runBench(options: BenchOptions): Promise<void> {
  const [part = '', ...rest] = options.args;
  const numbers = rest.map(Number);
  const parts: Readonly<Record<string, () => unknown>> = {
    measure: () => measureAll(options),
    fleet: () => judgeFleet(numbers),
    dockerfiles: () => judgeDockerfiles(options),
    files: () => typicalRepository(numbers[0] ?? 0),
  };
  const run = parts[part];
  if (!run) throw new RangeError(`"${part}" is no part of the benchmark.`);
  process.stdout.write(JSON.stringify(await run()));
}
