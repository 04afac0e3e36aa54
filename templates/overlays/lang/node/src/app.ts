import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { type HealthState, registerHealth } from './health.ts';
import { loggerOptions } from './logger.ts';
import { greetingRoutes } from './routes/greeting.ts';

/** Builds the application without listening, so that tests can call it directly. */
export function buildApp(config: Config, state: HealthState): FastifyInstance {
  const app = Fastify({
    logger: loggerOptions(config),
    // Longer than the idle timeout of a load balancer (60 s); a shorter one causes sporadic 502 answers.
    keepAliveTimeout: 75_000,
    requestTimeout: 30_000,
    // While draining requests are still served; the default would answer 503.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.server.headersTimeout = 76_000;
  registerHealth(app, state);
  app.register(async (scope) => greetingRoutes(scope, config));
  return app;
}
