import { createApp } from './app.ts';
import { Lifecycle } from './lifecycle.ts';

const seconds = (name: string, fallback: number) => Number(process.env[name] ?? fallback) * 1000;
const log = (message: string) =>
  console.log(
    JSON.stringify({
      timestamp: new Date().toISOString(),
      level: 'info',
      service: 'orders',
      version: process.env.APP_VERSION ?? 'dev',
      message,
    }),
  );

const lifecycle = new Lifecycle();
const server = createApp(lifecycle);
// Longer than the idle timeout of load balancers (60 s).
server.keepAliveTimeout = 75_000;
server.headersTimeout = 76_000;
lifecycle.stopOnSignals(server, {
  drainMs: seconds('SHUTDOWN_DRAIN_SECONDS', 5),
  deadlineMs: seconds('SHUTDOWN_TIMEOUT_SECONDS', 25),
  log,
});
server.listen(Number(process.env.PORT ?? 8080), '0.0.0.0', () => {
  lifecycle.ready = true;
  log('listening');
});
