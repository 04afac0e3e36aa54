import { parentPort, workerData } from 'node:worker_threads';
import type { CheckExamples } from '../src/checks/checkExample';
import { allTargets, shareOut } from './allTargets';
import { decodeInput, encodeInput } from './encodeInput';
import { readCorpus } from './readCorpus';
import { FuzzFailure, makeInput, runTarget, tryInput } from './runTarget';

/** What `scripts/fuzz.mjs` asks of a worker. */
export type FuzzRequest =
  | { readonly ask: 'plan'; readonly runs: number }
  | {
      readonly ask: 'run';
      readonly target: string;
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly ask: 'input';
      readonly target: string;
      readonly seed: number;
      readonly index: number;
    }
  | { readonly ask: 'try'; readonly target: string; readonly input: string };

interface WorkerData {
  readonly engineFolder: string;
  /** The number of the input in work, for whoever watches that it ends. */
  readonly current: Int32Array;
}

function findTarget(name: string) {
  const target = allTargets.find(one => one.name === name);
  if (!target) {
    throw new Error(
      `There is no target '${name}'; there are ${allTargets.map(one => one.name).join(', ')}.`,
    );
  }
  return target;
}

/** Answers requests of `scripts/fuzz.mjs`, one at a time. */
export function startWorker(examples: readonly CheckExamples[]): void {
  const port = parentPort;
  if (!port) throw new Error('This is no worker.');
  const { engineFolder, current } = workerData as WorkerData;
  const corpus = readCorpus(engineFolder, examples);
  const encode = (failure: FuzzFailure) => ({ ...failure, input: encodeInput(failure.input) });

  async function answer(request: FuzzRequest): Promise<unknown> {
    if (request.ask === 'plan') {
      return [...shareOut(request.runs, allTargets)].map(([{ name }, inputs]) => ({
        name,
        inputs,
      }));
    }
    const target = findTarget(request.target);
    if (request.ask === 'input') return encodeInput(makeInput(target, corpus, request));
    if (request.ask === 'try') return tryInput(target, decodeInput(request.input), { twice: true });
    const onInput = (index: number): void => void Atomics.store(current, 0, index);
    const report = await runTarget(target, corpus, { ...request, onInput });
    return { ...report, failures: report.failures.map(encode) };
  }

  port.on('message', (request: FuzzRequest) => {
    answer(request).then(
      value => port.postMessage({ value }),
      error => port.postMessage({ error: String(error instanceof Error ? error.stack : error) }),
    );
  });
}
