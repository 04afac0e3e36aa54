import { readdirSync } from 'node:fs';
import path from 'node:path';
import { allTargets, shareOut } from '../fuzz/allTargets';
import { decodeInput, encodeInput } from '../fuzz/encodeInput';
import { readCorpus } from '../fuzz/readCorpus';
import { makeInput, runTarget, tryInput } from '../fuzz/runTarget';
import type { CheckExamples } from './checks/checkExample';

/** A small share of `npm run fuzz`, so that a change that breaks a reader is seen at once. */
const runs = 3_000;
const seed = 20_261_122;

const checks = path.join(__dirname, 'checks');
const examples = readdirSync(checks, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.examples.ts'))
  .sort()
  .map(file => jest.requireActual<{ examples: CheckExamples }>(path.join(checks, file)).examples);
const corpus = readCorpus(path.join(__dirname, '..'), examples);
const plan = [...shareOut(runs, allTargets)];

describe('changed texts and repositories', () => {
  it.each(plan.map(([target, inputs]) => [target.name, target, inputs] as const))(
    'are read without an error, in time and each time the same: %s',
    async (_name, target, inputs) => {
      const { failures } = await runTarget(target, corpus, { seed, from: 0, to: inputs });
      expect(failures).toEqual([]);
    },
    60_000,
  );
});

describe('the fuzzer', () => {
  const [target] = allTargets;

  it('makes the same input for the same number, and another for the next', () => {
    const make = (index: number) => makeInput(target!, corpus, { seed, index });
    expect(make(7)).toEqual(make(7));
    expect(make(7)).not.toEqual(make(8));
  });

  it('saves inputs as they are', () => {
    const input = { a: 'lone \uD800\0', b: Uint8Array.from([0, 255]), c: { size: 1 } };
    expect(decodeInput(encodeInput(input))).toEqual(input);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      /broken/,
    ],
    [
      'is slow',
      () => {
        // Work, not waiting: what counts is what the processor does.
        const { user } = process.cpuUsage();
        while (process.cpuUsage().user - user < 60_000);
      },
      /more than/,
    ],
    ['differs', () => performance.now(), /differs/],
  ])('notices what %s', async (_title, run, problem) => {
    const broken = { ...target!, limitMs: 10, run };
    const found = await tryInput(broken, '', { twice: true });
    expect(found.problem).toMatch(problem);
  });
});
