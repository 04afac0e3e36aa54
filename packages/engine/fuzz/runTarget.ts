import { Corpus } from './corpus';
import { FuzzInput, FuzzTarget } from './fuzzTarget';
import { RandomSource } from './randomSource';

/** An input for which the engine did something that it must not do. */
export interface FuzzFailure {
  readonly target: string;
  readonly index: number;
  readonly problem: string;
  readonly input: FuzzInput;
}

export interface FuzzReport {
  readonly target: string;
  readonly inputs: number;
  readonly milliseconds: number;
  readonly slowest: { readonly index: number; readonly milliseconds: number };
  readonly failures: readonly FuzzFailure[];
}

export interface FuzzRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

const failuresPerTarget = 5;
/** One input in so many is read a second time. */
const repeatOnce = 8;

/** The input of a number: the same for the same seed and corpus. */
export function makeInput(
  target: FuzzTarget,
  corpus: Corpus,
  place: { readonly seed: number; readonly index: number },
): FuzzInput {
  return target.make(corpus, new RandomSource(place.seed, target.name, place.index));
}

/** Comparable text of a value; functions are left out. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return [...part];
    return part instanceof Set ? [...part] : part;
  });
}

/** Milliseconds of work of this thread, which a busy machine does not lengthen; wall time where Node.js has no such. */
function clock(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  if (!threadCpuUsage) return performance.now();
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

async function time(target: FuzzTarget, input: FuzzInput) {
  const start = clock();
  const result = await target.run(input);
  return { milliseconds: clock() - start, result };
}

/** What is wrong with how the engine treats the input; a slow reading is repeated, because machines are busy. */
export async function tryInput(
  target: FuzzTarget,
  input: FuzzInput,
  options: { readonly twice: boolean },
): Promise<{ milliseconds: number; problem?: string }> {
  let milliseconds = 0;
  try {
    const first = await time(target, input);
    ({ milliseconds } = first);
    for (let left = 2; left > 0 && milliseconds > target.limitMs / 4; left--) {
      milliseconds = Math.min(milliseconds, (await time(target, input)).milliseconds);
    }
    if (milliseconds > target.limitMs) {
      return {
        milliseconds,
        problem: `It takes ${Math.round(milliseconds)} ms, more than ${target.limitMs} ms.`,
      };
    }
    if (options.twice && textOf(first.result) !== textOf((await time(target, input)).result)) {
      return { milliseconds, problem: 'The second reading differs from the first.' };
    }
    return { milliseconds };
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { milliseconds, problem };
  }
}

/** Gives a target the inputs of a range; `onInput` is told the number of each before it is read. */
export async function runTarget(
  target: FuzzTarget,
  corpus: Corpus,
  range: FuzzRange & { readonly onInput?: (index: number) => void },
): Promise<FuzzReport> {
  const failures: FuzzFailure[] = [];
  let slowest = { index: range.from, milliseconds: 0 };
  const start = performance.now();
  let index = range.from;
  for (; index < range.to && failures.length < failuresPerTarget; index++) {
    range.onInput?.(index);
    const input = makeInput(target, corpus, { seed: range.seed, index });
    const { milliseconds, problem } = await tryInput(target, input, {
      twice: index % repeatOnce === 0,
    });
    if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds };
    if (problem !== undefined) failures.push({ target: target.name, index, problem, input });
  }
  const inputs = index - range.from;
  return {
    target: target.name,
    inputs,
    milliseconds: performance.now() - start,
    slowest,
    failures,
  };
}
