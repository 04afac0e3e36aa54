import { Agent, get } from 'node:http';

const WORKERS = 12;
const READINESS_EVERY_MS = 250;

/**
 * A small load balancer with its clients: keep-alive connections to every instance that says that it is ready, no
 * retries. What fails here, a user would have seen.
 */
export class RollingLoad {
  sent = 0;
  /** Outcome of a request (status or error code) and how often it happened. */
  outcomes = {};
  #instances;
  #path;
  #running = true;
  #work;
  #poll;

  constructor({ ports, path }) {
    this.#path = path;
    this.#instances = ports.map(port => ({
      port,
      ready: true,
      agent: new Agent({ keepAlive: true, maxSockets: 10 }),
    }));
    this.#poll = setInterval(() => this.#refresh(), READINESS_EVERY_MS);
    this.#work = Promise.all(Array.from({ length: WORKERS }, (_, index) => this.#worker(index)));
  }

  /** Ends the load; returns the number of requests that were not answered with 200. */
  async end() {
    this.#running = false;
    clearInterval(this.#poll);
    await this.#work;
    for (const { agent } of this.#instances) agent.destroy();
    return this.sent - (this.outcomes[200] ?? 0);
  }

  async #worker(index) {
    for (let turn = index; this.#running; turn++) {
      const ready = this.#instances.filter(instance => instance.ready);
      const instance = ready[turn % ready.length];
      if (!instance) {
        await new Promise(resolve => setTimeout(resolve, 10));
        continue;
      }
      this.sent++;
      const outcome = await request(instance, this.#path);
      this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    }
  }

  async #refresh() {
    await Promise.all(
      this.#instances.map(async instance => {
        instance.ready = (await request(instance, '/readyz')) === 200;
      }),
    );
  }
}

/** The status of a GET, or the code of the error. */
export function request({ port, agent }, path) {
  return new Promise(resolve => {
    const call = get({ host: '127.0.0.1', port, path, agent, timeout: 10_000 }, answer => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode));
      answer.once('error', error => resolve(error.code ?? error.message));
    });
    call.once('timeout', () => call.destroy(new Error('timeout')));
    call.once('error', error => resolve(error.code ?? error.message));
  });
}
