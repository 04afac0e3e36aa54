import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { HealthState } from './health.ts';

interface Lifecycle {
  readonly config: Pick<Config, 'port' | 'drainMs' | 'shutdownTimeoutMs'>;
  readonly state: HealthState;
  /**
   * Of a worker: takes no new work and resolves when what is in hand is done. Nobody sends requests to a worker, so it
   * takes the place of the drain.
   */
  readonly finishWork?: () => Promise<void>;
  /** Runs after the last request, for example to flush telemetry. */
  readonly onClosed?: () => Promise<void>;
}

/**
 * Runs until SIGTERM or SIGINT and then stops without losing a request or an item of work:
 *
 * 1. readiness answers 503, so that no new traffic is sent here;
 * 2. requests are still served, and clients are asked to close their connections;
 * 3. after the drain (of a worker: when what it has in hand is done) nothing new is accepted, and what is in flight finishes;
 * 4. telemetry is flushed; 5. the process exits with 0.
 *
 * A hard deadline, counted from the signal, exits with 1.
 */
export async function serve(app: FastifyInstance, lifecycle: Lifecycle): Promise<void> {
  const { config, state } = lifecycle;
  app.addHook('onSend', async (_request, reply) => {
    if (state.phase === 'draining') {
      reply.header('connection', 'close');
    }
  });

  // A second signal is ignored while stopping.
  const onSignal = (signal: NodeJS.Signals) => {
    if (state.phase !== 'draining') {
      state.phase = 'draining';
      void stop(app, lifecycle, signal);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);

  await app.listen({ host: '0.0.0.0', port: config.port });
  if (state.phase === 'starting') {
    // Warm up dependencies before this line; readiness stays 503 until then.
    state.phase = 'ready';
  }
}

async function stop(
  app: FastifyInstance,
  { config, finishWork, onClosed }: Lifecycle,
  signal: NodeJS.Signals,
): Promise<void> {
  const { drainMs, shutdownTimeoutMs } = config;
  app.log.info({ signal, drainMs, shutdownTimeoutMs }, 'draining');
  setTimeout(() => {
    app.log.error('shutdown deadline exceeded');
    process.exit(1);
  }, shutdownTimeoutMs).unref();
  try {
    await (finishWork?.() ?? new Promise((resolve) => setTimeout(resolve, drainMs)));
    await app.close();
    await onClosed?.();
    app.log.info('stopped');
    process.exit(0);
  } catch (error) {
    app.log.error({ err: error }, 'shutdown failed');
    process.exit(1);
  }
}
