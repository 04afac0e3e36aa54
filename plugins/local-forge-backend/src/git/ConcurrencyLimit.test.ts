import fc from 'fast-check';
import { ConcurrencyLimit } from './ConcurrencyLimit';

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('ConcurrencyLimit', () => {
  it('never runs more than allowed, and everything runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (maxRunning, failures) => {
          const limit = ConcurrencyLimit.create({ maxRunning, maxWaiting: 100 });
          let running = 0;
          let most = 0;
          const results = await Promise.allSettled(
            failures.map(
              async fails =>
                await limit.run(async () => {
                  running += 1;
                  most = Math.max(most, running);
                  await new Promise(setImmediate);
                  running -= 1;
                  if (fails) {
                    throw new Error('failed');
                  }
                }),
            ),
          );
          expect(most).toBe(Math.min(maxRunning, failures.length));
          expect(results.map(result => result.status === 'rejected')).toEqual(failures);
          expect(limit.idle).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('runs in the order of arrival and refuses what would wait too long', async () => {
    const limit = ConcurrencyLimit.create({ maxRunning: 1, maxWaiting: 2 });
    const gate = deferred();
    const order: number[] = [];
    const first = limit.run(async () => await gate.promise);
    const rest = [1, 2].map(number => limit.run(async () => void order.push(number)));
    await expect(limit.run(async () => {})).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    gate.resolve();
    await Promise.all([first, ...rest]);
    expect(order).toEqual([1, 2]);
  });

  it('forgets who gave up while waiting', async () => {
    const limit = ConcurrencyLimit.create({ maxRunning: 1, maxWaiting: 2 });
    const gate = deferred();
    const controller = new AbortController();
    const task = jest.fn(async () => {});
    const first = limit.run(async () => await gate.promise);
    const second = limit.run(task, controller.signal);
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    await expect(limit.run(task, controller.signal)).rejects.toThrow('gone');
    gate.resolve();
    await first;
    expect(task).not.toHaveBeenCalled();
    expect(limit.idle).toBe(true);
  });
});
