import { Worker } from 'node:worker_threads';

/** An input that takes longer hangs. */
const HANG_MS = 30_000;

/** A thread with the engine in it that answers one request at a time. */
export class FuzzWorker {
  #current = new Int32Array(new SharedArrayBuffer(4));
  #worker;
  /** Ends the request that is being answered. */
  #settle = () => {};

  constructor(bundle, engineFolder) {
    this.#worker = new Worker(bundle, {
      workerData: { engineFolder, current: this.#current },
      execArgv: ['--enable-source-maps'],
    });
    this.#worker.on('message', ({ value, error }) =>
      this.#settle(error === undefined ? { value } : { error: new Error(error) }),
    );
    this.#worker.on('error', error => this.#lost(String(error.stack ?? error)));
  }

  #lost(problem) {
    this.#settle({ error: new WorkerLost(Atomics.load(this.#current, 0), problem) });
  }

  /** The answer; rejects with the number of the input when the worker ends or hangs. */
  ask(request) {
    return new Promise((resolve, reject) => {
      Atomics.store(this.#current, 0, request.from ?? 0);
      let seen;
      const watch = setInterval(() => {
        const index = Atomics.load(this.#current, 0);
        if (index === seen && request.ask === 'run') {
          this.#lost(`It does not end within ${HANG_MS / 1000} s.`);
        }
        seen = index;
      }, HANG_MS);
      this.#settle = ({ value, error }) => {
        clearInterval(watch);
        this.#settle = () => {};
        if (error) reject(error);
        else resolve(value);
      };
      this.#worker.postMessage(request);
    });
  }

  stop() {
    return this.#worker.terminate();
  }
}

/** The thread ended or hangs; `index` is the input it was reading. */
export class WorkerLost extends Error {
  constructor(index, problem) {
    super(problem);
    this.index = index;
  }
}
